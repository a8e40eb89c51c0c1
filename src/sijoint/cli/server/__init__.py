"""What `sijoint serve` starts and looks after; only its own modules import Django."""
