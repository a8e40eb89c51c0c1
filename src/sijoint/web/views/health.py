"""Whether the site can answer, for balancers and monitors."""

from __future__ import annotations

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sijoint.web.guard import public

logger = logging.getLogger(__name__)


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """`ok` while the database answers, else 503; nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return _plain("the database does not answer", 503)
    return _plain("ok", 200)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
