"""Evidence as data: the TOML files and the only code that reads them."""
