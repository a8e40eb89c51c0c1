"""What goes into the log: what failed and where, never about whom.

Only messages of our own program are written as they are; it never puts values of a chart into
them. Of everybody else's records only the logger, the level and the place in the code are kept:
their messages may hold addresses, queries, bodies, or the row that a database refused. Of an
exception the type and the lines of code are kept, and its text only where it tells of the machine.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from sijoint.web.request_id import current

OURS = "sijoint"

OF_THE_MACHINE = frozenset(
    {
        "ImportError",
        "ImproperlyConfigured",
        "ModuleNotFoundError",
        "OperationalError",
        "SettingError",
        "TemplateDoesNotExist",
        "TemplateSyntaxError",
    }
)
"""Exceptions whose text tells of the installation, and never of a person."""

Failure = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class WithoutPeople(logging.Filter):
    """Takes out of a record everything that may tell of a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; change what it says."""
        record.request_id = current() or "-"
        if not _is_ours(record.name):
            record.msg, record.args = _told(record), ()
        # Not the exception: a formatter that came before may have kept its text.
        record.exc_text = None
        record.stack_info = None
        return True


class Formatter(logging.Formatter):
    """One line, and the lines of code of an exception below it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} request={request_id} {message}", style="{")

    def formatException(self, ei: Failure) -> str:  # noqa: N802 (the name is logging's)
        """The chain of exceptions by type and place."""
        return "\n".join(_chain(ei[1]))


def _is_ours(name: str) -> bool:
    return name == OURS or name.startswith(f"{OURS}.")


def _told(record: logging.LogRecord) -> str:
    """A line that holds nothing of the request but the way it was routed."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    status = getattr(record, "status_code", None)
    parts = [f"at {record.module}:{record.lineno}"]
    if status is not None:
        parts.append(f"status {status}")
    if match is not None:
        parts.append(f"view {match.view_name or 'without a name'}")
    return ", ".join(parts)


def _chain(error: BaseException | None) -> list[str]:
    lines: list[str] = []
    while error is not None:
        name = type(error).__name__
        lines.append(f"  {name}: {error}" if name in OF_THE_MACHINE else f"  {name}")
        for frame in traceback.extract_tb(error.__traceback__):
            lines.append(f"    {frame.filename}:{frame.lineno} {frame.name}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def settings(*, is_debug: bool) -> dict[str, Any]:
    """The setting `LOGGING` of Django: everything to standard error, through the filter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_people": {"()": WithoutPeople}},
        "formatters": {"line": {"()": Formatter}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["without_people"],
                "formatter": "line",
            },
            # The worker sets the level of its logger itself, to tell when it starts and ends.
            "failures": {
                "class": "logging.StreamHandler",
                "level": "ERROR",
                "filters": ["without_people"],
                "formatter": "line",
            },
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            OURS: {"level": "INFO"},
            # By default Django writes by handlers of its own, and mails to administrators.
            "django": {"handlers": [], "level": "INFO" if is_debug else "WARNING"},
            # Refusals and missing pages are answers, no failures of ours.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django_tasks": {"handlers": ["failures"], "propagate": False},
            "django_tasks_db": {"handlers": ["failures"], "propagate": False},
        },
    }
