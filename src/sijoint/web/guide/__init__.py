"""The guide as it is shown: its records said in the language of the reader."""
