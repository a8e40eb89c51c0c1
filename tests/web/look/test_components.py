"""Components as text: what is said, in which words, and under which names it is sent."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from sijoint.web.templatetags.look import dialled, percent, side_letter, undo_url
from sijoint.web.views.styleguide import ROWS, SampleForm, styleguide

COMPONENTS = "web/_components"


def component(name: str, **context: object) -> str:
    """A component in one line."""
    html = " ".join(render_to_string(f"{COMPONENTS}/{name}.html", context).split())
    return html.replace(" </", "</")


@pytest.mark.parametrize(
    ("level", "person", "clinician"),
    [
        ("none", "No danger sign reported", "No danger sign reported, 12 of 14 asked"),
        ("routine", "A therapist can help", "Routine"),
        ("soon", "See a doctor in the next 2 weeks", "Soon: within 2 weeks"),
        ("urgent", "See a doctor today", "Urgent: same day. Stop"),
        ("emergency", "Go to an emergency department now", "Emergency: now. Stop"),
    ],
)
def test_a_banner_says_its_level_in_the_words_of_the_reader(
    level: str, person: str, clinician: str
) -> None:
    assert f">{person}</h2>" in component("banner", level=level)
    read = component("banner", level=level, reader="clinician", asked=12, of=14)
    assert f">{clinician}</h2>" in read


def test_a_banner_speaks_at_once_only_when_it_stops_and_appears_live() -> None:
    assert 'role="alert"' in component("banner", level="urgent", live=True)
    assert 'role="alert"' not in component("banner", level="urgent")
    assert 'role="alert"' not in component("banner", level="soon", live=True)


def test_a_banner_calls_and_gives_reasons() -> None:
    html = component("banner", level="emergency", phone="+34 112", because=["fever"], heading="h1")
    assert 'href="tel:+34112"' in html
    assert "Call +34 112" in html
    assert "You told us:" in html
    assert "<li>fever</li>" in html
    assert "</h1>" in html


def test_left_stands_before_right_and_each_has_its_letter() -> None:
    html = component("side", side="both")
    assert html.index("chip side left") < html.index("chip side right")
    assert (side_letter("left"), side_letter("right")) == ("L", "R")
    with override("es"):
        assert (side_letter("left"), side_letter("right")) == ("I", "D")


def test_names_of_a_row_are_those_that_are_read() -> None:
    html = component("test_row", row=ROWS[2])
    names = set(re.findall(r'name="([^"]+)"', html))
    assert {
        f"thigh_thrust-left-{each}" for each in ("version", "result", "familiar", "location")
    } < names
    assert "thigh_thrust-left-pain_side" not in names
    assert 'name="clear" value="thigh_thrust-right"' in html
    assert 'value="3"' in html
    assert (
        html.count(" checked") == 3
    )  # positive and not familiar on the left, negative on the right


def test_a_row_without_a_side_may_ask_for_the_side_of_the_pain() -> None:
    html = component("test_row", row=ROWS[1])
    assert 'name="distraction-whole-pain_side"' in html
    assert "chip side" not in html


def test_a_number_of_a_row_is_written_for_the_browser_in_every_language() -> None:
    with override("es"):
        html = component("test_row", row=ROWS[5])
    assert 'value="32.5"' in html
    assert 'step="0.5"' in html


def test_a_question_asks_nothing_about_familiar_pain() -> None:
    html = component("test_row", row=ROWS[6])
    assert "Not asked" in html
    assert "from intake" in html
    assert "follow" not in html


def test_errors_come_first_and_lead_to_their_fields() -> None:
    form = SampleForm({})
    html = component("errors", form=form)
    assert 'role="alert"' in html
    for name in ("name", "weeks", "side_0", "numb_0", "pain_0", "agrees"):
        assert f'href="#id_{name}"' in html
    assert "errors" not in component("errors", form=SampleForm())


@pytest.mark.parametrize("name", list(SampleForm.base_fields))
def test_a_field_with_an_error_is_bound_to_it(name: str) -> None:
    form = SampleForm({})
    bound = form[name]
    html = component("field", field=bound)
    if bound.errors:
        assert f'id="id_{name}_error"' in html
        assert re.search(rf'aria-describedby="[^"]*id_{name}_error', html)
        assert "Check: " in html
    else:
        assert "(optional)" in html


def test_a_hidden_field_shows_nothing_else() -> None:
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    assert component("field", field=Hidden()["token"]).startswith('<input type="hidden"')


def test_a_notice_may_be_undone() -> None:
    done = Message(SUCCESS, "Done.", extra_tags="undo:/worklist/1/undo/")
    assert undo_url(done) == "/worklist/1/undo/"
    assert undo_url(Message(SUCCESS, "Done.")) == ""
    request = RequestFactory().get("/")
    shown = render_to_string(
        "web/_messages.html", {"messages": [done, Message(ERROR, "No.")]}, request
    )
    assert 'action="/worklist/1/undo/"' in shown
    assert shown.count("Undo") == 1
    assert shown.count("wrong") == 1


@pytest.mark.parametrize(("language", "written"), [("en", "34%"), ("es", "34\N{NO-BREAK SPACE}%")])
def test_percentages_follow_the_language(language: str, written: str) -> None:
    with override(language):
        assert percent(0.34) == written


def test_a_number_is_dialled_without_its_spaces() -> None:
    assert dialled("+34 944-00 11 22") == "+34944001122"


def test_pictures_of_one_page_share_no_ids() -> None:
    page = Template(
        "{% load figures %}{% exercise_figure 'bird_dog' side='left' %}"
        "{% exercise_figure 'bird_dog' side='left' %}{% exercise_thumbnail 'bridge' %}"
        "{% hands_on_figure 'thigh_thrust' side='right' %}{% anatomy_figure 'ligaments' %}"
    ).render(Context())
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 20
    used = set(re.findall(r"(?:href=\"#|url\(#)([\w-]+)", page))
    assert used <= set(ids)
    assert "prefix" not in page
    assert 'style="' not in page


def test_a_picture_follows_the_side_and_the_language() -> None:
    tag = Template("{% load figures %}{% exercise_figure 'bird_dog' side=side %}")
    assert "left side" in tag.render(Context({"side": "left"}))
    assert "right side" in tag.render(Context({"side": "both"}))
    with override("es"):
        assert "left side" not in tag.render(Context({"side": "left"}))


@pytest.mark.parametrize("reader", ["therapist", "patient", "visitor", "nobody"])
def test_the_page_of_components_shows_itself_to_each_reader(
    rf: RequestFactory, reader: str
) -> None:
    html = styleguide(rf.get("/styleguide/", {"as": reader})).content.decode()
    assert "<h1>Components</h1>" in html
