"""The evaluation workspace: what its sections show, without database or request."""
