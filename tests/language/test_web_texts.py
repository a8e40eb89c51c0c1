"""Every word of the web can be translated, and does no harm in either language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

import pytest

from sijoint.evidence.read import read_raw
from tests.language.literal_text import literal_script_texts, literal_strings, literal_texts
from tools.messages.catalogue import CATALOGUE, read_entries, said_in_english
from tools.messages.extraction import extract
from tools.messages.message import Audience
from tools.messages.room import OPEN_TO_ALL, ROOMS, reader_of
from tools.messages.source_text import SOURCE
from tools.messages.template_text import templates

LONGEST_SENTENCE = 22
"""Words of English; the aim is 15."""

FOR_MAKERS = "styleguide"
"""Shows every component with made-up content, on the machines of its makers only."""

SCRIPTS = SOURCE / "web" / "static" / "web" / "js"

PAGES = [path for path in templates() if path.stem != FOR_MAKERS]


@cache
def for_patients(language: str) -> tuple[str, ...]:
    """What a person under care or a visitor may read in the rooms of Django."""
    spanish = read_entries(CATALOGUE)
    return tuple(
        form
        for text_id, message in extract().items()
        if message.audience is Audience.PATIENT
        and any(name.startswith((*ROOMS, "language/locale")) for name in message.files)
        for form in (
            said_in_english(message)
            if language == "en"
            else spanish[text_id].translation
            if text_id in spanish
            else ()
        )
    )


# --- nothing outside translation ------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_template_shows_a_text_that_is_not_translated(path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(literal_texts(source, is_html=path.suffix == ".html")) == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_form_or_notice_shows_a_text_that_is_not_translated(room: str) -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): texts
        for path in sorted((SOURCE / room).rglob("*.py"))
        if path.parent.name != "migrations" and path.stem != FOR_MAKERS
        if (texts := list(literal_strings(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


def test_no_script_shows_a_text_of_its_own() -> None:
    found = {
        path.name: texts
        for path in sorted(SCRIPTS.rglob("*.js"))
        if (texts := list(literal_script_texts(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hold</p>", ["Hold"]),
        ("<p>{% translate 'Hold' %} 10&nbsp;s, 3 × 5, L</p>", []),
        ("{% blocktranslate trimmed %}Hold {{ n }}{% plural %}Holds{% endblocktranslate %}", []),
        ("{# Hold #}{% comment %}Hold{% endcomment %}<!-- Hold -->", []),
        (
            '<a aria-label="Go home" title="{% translate "Home" %}" class="btn wide">sijoint</a>',
            ["Go home"],
        ),
        ('<input type="submit" value="Send it"><input value="left">', ["Send it"]),
        ('<img alt="A hip"><img alt="">', ["A hip"]),
        ("<script>const name = 'Hold'</script><code>make run</code>", []),
        ("<h1>{{ name }}</h1><p>{{ name }} has {{ n }}</p>", ["has"]),
        ('{{ name|default:"Nobody yet" }}{{ n|default:"none" }}', ['|default:"Nobody yet"']),
        ("{{ n }}{{ n|pluralize }}", ["|pluralize"]),
        ('{% include "a.html" with label="Send" kind="wide" icon="bi-x" %}', ['label="Send"']),
        ('{% include "a.html" with label=_("Send") %}', []),
    ],
)
def test_what_a_template_shows_untranslated_is_found(template: str, found: list[str]) -> None:
    assert list(literal_texts(template)) == found


def test_a_letter_without_tags_is_read_line_by_line() -> None:
    letter = "{% translate 'Hello' %}\nYour visit\n{{ link }}\n"
    assert list(literal_texts(letter, is_html=False)) == ["Your visit"]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('forms.CharField(label="Your name")', ["Your name"]),
        ('forms.CharField(label=_("Your name"), label_suffix="")', []),
        ('raise ValidationError(f"Too long: {n}")', ["Too long: "]),
        ('messages.success(request, "Plan approved")', ["Plan approved"]),
        ('logger.error("Plan approved")', []),
        ('form.add_error("email", "Not known")', ["Not known"]),
    ],
)
def test_what_python_shows_untranslated_is_found(code: str, found: list[str]) -> None:
    assert list(literal_strings(code)) == found


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('row.textContent = "Saved"', 1),
        ("button.setAttribute('aria-label', 'Close it')", 1),
        ("row.textContent = page.dataset.saved; row.className = 'Saved'", 0),
        ("timer.textContent = ''", 0),
    ],
)
def test_what_a_script_shows_untranslated_is_found(script: str, found: int) -> None:
    assert len(list(literal_script_texts(script))) == found


# --- who reads what -------------------------------------------------------------------


def test_pages_of_staff_and_of_patients_are_told_apart() -> None:
    """A page for staff lies in a folder of staff, and no page for others does."""
    wrong = []
    for path in PAGES:
        name = path.relative_to(SOURCE).as_posix()
        is_open = not OPEN_TO_ALL.isdisjoint(name.split("/"))
        is_for_staff = not is_open and reader_of(PurePath(name)) is Audience.CLINICIAN
        source = path.read_text(encoding="utf-8")
        extended = re.search(r'{% extends "web/base_(\w+)\.html" %}', source)
        if extended and (extended[1] == "staff") != is_for_staff:
            wrong.append(f"{name}: base_{extended[1]}")
    assert wrong == []


# --- harmless words -------------------------------------------------------------------


@pytest.mark.parametrize("word", read_raw()["forbidden_word"], ids=lambda word: word["id"])
def test_no_page_for_patients_holds_a_harmful_word(word: dict[str, str]) -> None:
    pattern = re.compile(rf"\b(?:{word['pattern']})\b", re.IGNORECASE)
    found = [text for text in for_patients(word["language"]) if pattern.search(text)]
    assert not found, f"say instead: {word['replacement']}\n" + "\n".join(found)


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"!", r"\bplease\b", r"\bo+ps\b", r"\bsorry\b", r"\bclick\b", r"\binvalid\b"),
        *(r"\bstiff\b", r"\bprobabilit\w+", r"\bdiagnos\w+ (?:is|of)\b", r"\be\.g\.", r"\bi\.e\."),
    ],
)
def test_pages_for_patients_are_calm_and_plain(pattern: str) -> None:
    found = re.compile(pattern, re.IGNORECASE)
    assert not [text for text in for_patients("en") if found.search(text)]


def test_sentences_for_patients_are_short() -> None:
    sentences = [s for text in for_patients("en") for s in re.split(r"[.!?:;]\s", text)]
    assert not [each for each in sentences if len(each.split()) > LONGEST_SENTENCE]
