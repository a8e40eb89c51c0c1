"""An independent check of the probability model: it reads the export and nothing of sijoint."""
