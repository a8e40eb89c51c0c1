"""Speed, side by side with peers: every figure is a ratio within one run."""
