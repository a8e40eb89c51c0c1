"""Tests of sijoint."""
