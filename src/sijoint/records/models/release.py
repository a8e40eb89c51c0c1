"""Evidence as it was, so that an old answer can be replayed."""

from __future__ import annotations

from django.db import models


class Release(models.Model):
    """One version of the evidence, stored once, the first time an answer rests on it.

    Parameters
    ----------
    version : str
        SHA-256 of the canonical evidence.
    raw : dict
        Every record, as read: enough to build the rules again.
    model : dict
        The exported probability model, which needs none of our code (contract 3.1).
    """

    version = models.CharField(max_length=64, primary_key=True)
    package_version = models.CharField(max_length=24)
    raw = models.JSONField()
    model = models.JSONField()
    stored_at = models.DateTimeField()
