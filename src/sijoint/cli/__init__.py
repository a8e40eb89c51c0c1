"""The command line; it works without a database or a server."""
