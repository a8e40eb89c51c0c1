"""The only code that writes accounts: each act is atomic and audited."""
