"""The case file and the answer: checked input in, clinical values out, JSON Schema."""
