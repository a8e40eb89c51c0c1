"""Tests of the panel beside the tests and of the page behind one number."""
