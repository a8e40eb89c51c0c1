"""Things that people exercise with, drawn at true size."""
