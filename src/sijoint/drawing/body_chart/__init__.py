"""The body chart: where it hurts, as pictures, as a list of choices and as findings."""
