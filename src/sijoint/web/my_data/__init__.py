"""Everything the clinic holds about a person, in their words: for the page, JSON and paper."""
