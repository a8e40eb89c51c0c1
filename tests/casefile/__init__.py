"""Tests of the case file and the answer."""
