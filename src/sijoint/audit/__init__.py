"""What happened, in a chain that shows any change: events hold ids and field names, never values."""
