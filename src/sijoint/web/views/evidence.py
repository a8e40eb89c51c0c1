"""The evidence: every record can be found, read and checked by everybody."""

from __future__ import annotations

import functools
import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from sijoint.evidence.export import export
from sijoint.records import knowledge
from sijoint.web.guard import public
from sijoint.web.library import index, item
from sijoint.web.library.kind import grouped, kind_of
from sijoint.web.library.mark import WORDS
from sijoint.web.wording import code, wording

ON_A_PAGE = 50
LONGEST_SEARCH = 100


@public
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """The kinds of records; with a search or a filter, the records that fit."""
    kind = request.GET.get("kind", "")
    mark = request.GET.get("mark", "")
    words = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    counts = index.counts()
    shown = {
        "version": knowledge.current().version,
        "groups": grouped(counts),
        "total": sum(counts.values()),
        "marks": list(WORDS),
        "kind": kind,
        "mark": mark,
        "q": words,
    }
    if kind or mark or words or "page" in request.GET:
        rows = index.found(code(), kind=kind, mark=mark, words=words)
        shown["found"] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
        shown["chosen"] = kind_of(kind) if kind in counts else None
        shown["query"] = _without_page(request)
    return render(request, "web/evidence/list.html", shown)


@public
@require_safe
def evidence_item(request: HttpRequest, name: str) -> HttpResponse:
    """One record; a name that several kinds share lists them."""
    matches = item.matches(name)
    if not matches:
        raise Http404
    whole = [match for match in matches if ".".join(match) == name]
    if whole:
        shown = {
            "item": item.item(*whole[0], wording()),
            "version": knowledge.current().version,
        }
        return render(request, "web/evidence/item.html", shown)
    if len(matches) == 1:
        return redirect("evidence_item", name=".".join(matches[0]), permanent=False)
    named = index.by_name(code())
    shown = {"name": name, "rows": [named[".".join(match)] for match in matches]}
    return render(request, "web/evidence/several.html", shown)


@public
@require_safe
def evidence_model(request: HttpRequest) -> HttpResponse:
    """The probability model as JSON, so that anyone can check an answer."""
    version = knowledge.current().version
    response = HttpResponse(_model(), content_type="application/json")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="sijoint-model-{version[:12]}.json"'
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response


@functools.cache
def _model() -> bytes:
    text = json.dumps(export(knowledge.current().raw), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _without_page(request: HttpRequest) -> str:
    """The query of the address, without the number of the page."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
