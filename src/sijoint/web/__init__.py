"""Screens for people."""
