"""What a WSGI server calls."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sijoint.config.settings")
application = get_wsgi_application()


def _warm() -> None:
    """Read the evidence before the first person waits for it, and never sweep it again.

    It is most of what the process holds and it never changes, so every full collection of garbage
    would walk through it for nothing while somebody waits.
    """
    from sijoint.records import knowledge, story

    knowledge.current()
    story.interview()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


_warm()
