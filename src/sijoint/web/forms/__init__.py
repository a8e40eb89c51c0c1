"""Forms: the shape of what people type, and what to do when it is wrong."""
