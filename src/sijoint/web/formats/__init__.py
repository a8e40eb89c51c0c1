"""How Django writes and reads dates, where it would not do as `sijoint.language` does."""
