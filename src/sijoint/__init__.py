"""Open-source decision support for sacroiliac (SI) joint physical therapy."""

__version__ = "0.1.0"
