"""Evidence as it was, so that an old answer can be replayed."""

from __future__ import annotations

from django.db import models


class Release(models.Model):
    """One version of the evidence, stored once, the first time an answer rests on it.

    Parameters
    ----------
    version : str
        SHA-256 of the canonical evidence.
    raw : str
        Every record, as read, in JSON: enough to build the rules again. As text, because the order
        of what is drawn follows the order of the records, and a database sorts what it parses.
    model : dict
        The exported probability model, which needs none of our code (contract 3.1).
    """

    version = models.CharField(max_length=64, primary_key=True)
    package_version = models.CharField(max_length=24)
    raw = models.TextField()
    model = models.JSONField()
    stored_at = models.DateTimeField()
