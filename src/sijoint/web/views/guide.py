"""The guide: its list of pages, and one page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from sijoint.evidence.guide import Page
from sijoint.web.forms.risk import RiskForm
from sijoint.web.guard import public
from sijoint.web.guide import risk
from sijoint.web.guide.page import SaidSection, sections, sources, the_guide
from sijoint.web.limit import limited
from sijoint.web.wording import wording


@public
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every page of the guide."""
    return render(request, "web/guide/list.html", {"pages": contents()})


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("guide", "120/m")
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page; on that of causes people may mark what fits them."""
    page = the_guide().page(slug)
    if page is None:
        raise Http404
    said = sections(page, wording())
    asks = any(section.has_risks for section in said)
    if request.method == "POST" and not asks:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    shown = _shown(page, said)
    if not asks:
        return render(request, "web/guide/page.html", shown)
    return _with_risks(request, shown)


def contents(current: str = "") -> list[dict[str, object]]:
    """Title, summary and address of every page."""
    words = wording()
    return [
        {
            "slug": page.slug,
            "title": words.say(page.title),
            "summary": words.say(page.summary),
            "is_current": page.slug == current,
        }
        for page in the_guide().pages
    ]


def _with_risks(request: HttpRequest, shown: dict[str, object]) -> HttpResponse:
    """The page with its form; what was marked is shown, and stored nowhere."""
    form = RiskForm(request.POST if request.method == "POST" else None)
    marked = {}
    if form.is_bound and form.is_valid():
        marked = risk.by_change(the_guide(), form.cleaned_data["have"], wording())
    status = 422 if form.is_bound and form.errors else 200
    shown |= {"form": form, "marked": marked}
    response = render(request, "web/guide/page.html", shown, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(page: Page, said: list[SaidSection]) -> dict[str, object]:
    words = wording()
    pages = {each["slug"]: each for each in contents(page.slug)}
    before, after = the_guide().beside(page)
    return {
        "title": words.say(page.title),
        "summary": words.say(page.summary),
        "sections": said,
        "meaning": [words.say(line) for line in page.meaning],
        "pages": pages.values(),
        "before": pages[before.slug] if before else None,
        "after": pages[after.slug] if after else None,
        "sources": sources(page),
        "mark": page.mark,
        "checked_by": page.checked_by,
        "checked_on": words.date(page.checked_on) if page.checked_on else "",
        "record": f"guide_page.{page.id}",
    }
