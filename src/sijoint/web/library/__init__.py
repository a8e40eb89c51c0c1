"""The evidence as it is browsed: kinds, a list that can be searched, and one record."""
