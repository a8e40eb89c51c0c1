"""The clinical core: values in, values out; nothing of the world outside."""
