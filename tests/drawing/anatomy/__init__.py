"""Tests of the anatomy."""
