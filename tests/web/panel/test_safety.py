"""Safety in the panel: first, and alone when it stops everything."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sijoint.clinical.case import Case, Finding
from sijoint.records import knowledge
from sijoint.web.panel.care import Care, StopCare
from sijoint.web.panel.safety import danger_signs
from tests.web.panel.rendered import (
    Own,
    aged,
    answer,
    asked,
    panel,
    panel_html,
    read,
    vignette,
)

STOPS = ["y7", "y9", "m1", "m2", "m7", "m8", "m10", "s11"]
NAMES_OF_PROFILES = re.compile("hypermobile|stiff|sensitized|support-first", re.IGNORECASE)


def three_of_five() -> Case:
    return vignette("y1")


def test_under_16_only_safety_is_answered() -> None:
    shown = panel(aged(three_of_five(), 15))
    assert (shown.differential, shown.next, shown.profile) == (None, None, None)
    assert shown.clusters == ()
    assert shown.missing == (
        "Under 16 years only safety is answered: the studies were done in adults.",
    )
    assert shown.live == shown.safety.title == "Soon: within 2 weeks"


def test_safety_says_how_many_signs_were_asked() -> None:
    shown = panel(asked(three_of_five())).safety
    assert shown.title == "No danger sign reported, 16 of 16 asked"
    assert shown.short == "No danger sign, 16 of 16 asked"
    assert shown.count.startswith("16 of 16 danger signs asked.")
    assert shown.level == "none"
    assert shown.text.startswith("None of the warning signs we asked about was reported.")
    nothing = panel(three_of_five()).safety
    assert nothing.title == "No warning sign was asked about yet"
    assert nothing.level == "soon"
    assert nothing.count.startswith("0 of 16 danger signs asked.")
    signs, further = nothing.not_asked
    assert signs.startswith("16 of the 16 danger signs were not asked: Saddle anaesthesia;")
    assert further.startswith("53 further answers count only together with others. First: ")


def test_every_alert_is_headed_by_what_it_may_mean() -> None:
    (alert,) = [a for a in panel(vignette("y9")).safety.alerts if a.id == "BSI-1"]
    assert alert.title == "Possible sacral bone stress injury"
    assert alert.title in read(panel_html(vignette("y9"))).text


def test_the_count_stays_when_a_rule_is_set_aside() -> None:
    case = vignette("y7")
    rules = knowledge.current().evidence.safety
    fired = [alert.id for alert in answer(case).safety.alerts]
    own = [Own(f"safety.{rule}", "set_aside", "seen by the spinal team") for rule in fired]
    shown = panel(case, given=answer(case, set_aside=fired), overrides=own).safety
    asked = danger_signs(case, rules)
    assert asked.asked
    assert shown.count.startswith(f"{len(asked.asked)} of {asked.of} danger signs asked.")
    assert shown.level == "soon"
    assert "sign reported; " in shown.title or "signs reported; " in shown.title
    assert "CES-1 set aside by T. Fictional " in shown.title
    assert shown.title.endswith(": seen by the spinal team")
    assert "CES-1 set aside" in shown.short
    assert "Fictional" not in shown.short


def test_a_rule_set_aside_that_does_not_fire_changes_nothing() -> None:
    case = asked(three_of_five())
    own = [Own("safety.CES-1", "set_aside", "settled")]
    assert panel(case, overrides=own).safety == panel(case).safety


def test_alerts_below_a_stop_stand_above_the_answer() -> None:
    shown = panel(vignette("m18"))
    assert shown.safety.title == "Soon: within 2 weeks"
    assert [a.rule for a in shown.safety.alerts] == ["NOC-1, Soon", "AXS-3, Routine"]
    assert shown.safety.alerts[0].because.startswith("One-sided pain; ")
    html = panel_html(vignette("m18"))
    page = read(html)
    addresses = [a.attributes["href"] for a in page.all("a")]
    for alert in shown.safety.alerts:
        assert {source.url for source in alert.sources} <= set(addresses)
        assert alert.action in page.text
    assert page.text.index("Because") < page.text.index("What the findings are worth")


@pytest.mark.parametrize("name", STOPS)
def test_a_stop_replaces_everything(name: str) -> None:
    case = vignette(name)
    shown = panel(case)
    assert shown.safety.is_stop
    assert (shown.differential, shown.next, shown.profile, shown.clusters) == (None, None, None, ())
    assert shown.missing == shown.cautions == ()
    html = panel_html(case)
    page = read(html)
    assert "%" not in page.text
    assert not NAMES_OF_PROFILES.search(html)
    assert not page.all(name="source-bar")
    assert not page.all("a", "btn")
    (banner,) = page.all("section", "safe")
    assert banner.attributes["role"] == "alert"
    assert shown.safety.level in banner.attributes["class"].split()
    for alert in shown.safety.alerts:
        assert alert.action in banner.text
    assert "Nothing else is shown until this is settled." in banner.text
    assert "home plan" not in banner.text


def test_a_stop_says_who_has_it_and_how_to_go_on() -> None:
    read_by = Care("/worklist/1/", ("Read by T. Fictional.",), True, False, "/override/?rule=BSI-1")
    care = StopCare({"BSI-1": read_by}, "The home plan was withdrawn.")
    page = read(panel_html(vignette("y9"), care=care))
    (banner,) = page.all("section", "safe")
    assert "What was done Read by T. Fictional." in banner.text
    assert "Not read yet." not in banner.text
    assert "The home plan was withdrawn." in banner.text
    links = {link.text: link.attributes["href"] for link in banner.all("a", "btn")}
    assert links == {
        "Open the alert": "/worklist/1/",
        "Set aside: Possible sacral bone stress injury": "/override/?rule=BSI-1",
    }


def test_a_stop_that_nobody_read_leads_to_its_alert_alone() -> None:
    care = StopCare({"BSI-1": Care("/worklist/1/", (), False, False, "")}, "")
    (banner,) = read(panel_html(vignette("y9"), care=care)).all("section", "safe")
    assert "Not read yet." in banner.text
    (link,) = banner.all("a", "btn")
    assert link.text == "Open the alert and acknowledge it"


def test_an_emergency_gives_the_number_of_the_place() -> None:
    assert 'href="tel:112"' in panel_html(vignette("y7"), call="112")
    assert "tel:" not in panel_html(vignette("y7"))
    assert "tel:" not in panel_html(vignette("y9"), call="112")


def test_a_stop_leaves_only_what_was_concluded_about_safety() -> None:
    own = [
        Own("profile", "stiff", "Guards in every position"),
        Own("source", "hip_joint", "Relief by a hip block"),
        Own("safety.CAN-2", "set_aside", "Settled with her doctor"),
    ]
    page = read(panel_html(vignette("y7"), overrides=own))
    assert "rule CAN-2 is set aside" in page.text
    assert not NAMES_OF_PROFILES.search(page.text)
    assert "Hip joint" not in page.text


def test_a_rule_set_aside_is_told_before_any_number() -> None:
    case = vignette("y9")
    given = answer(case, set_aside=("BSI-1",))
    own = [Own("safety.BSI-1", "set_aside", "MRI yesterday: no stress injury")]
    page = read(panel_html(case, given=given, overrides=own))
    said = page.text.index("Your conclusion: rule BSI-1 is set aside")
    assert page.text.index("Computed: Urgent") > said
    assert said < page.text.index("What the findings are worth")


def test_an_alert_says_the_numbers_that_made_it_fire() -> None:
    shown = panel(vignette("y10"), code="en").safety
    (said,) = [alert.because for alert in shown.alerts if alert.id == "AXS-4"]
    assert "Berlin criteria of inflammatory back pain: 2 of 4" in said
    assert "Age when the pain began: 27.5 years" in said
    assert "Duration of the pain: 26 weeks" in said
    assert re.search(r"Features of spondyloarthritis: \d of 10", said)
    assert ", of " not in said
    hot = replace(vignette("y1"), findings=(Finding("temperature", value=39.2),))
    (alert,) = [a for a in panel(hot).safety.alerts if a.id == "INF-1"]
    assert alert.because == "Body temperature: 39.2 \N{DEGREE SIGN}C."


def test_the_count_can_be_complete_where_a_test_must_not_be_done() -> None:
    case = three_of_five()
    case = replace(case, patient=replace(case.patient, weeks_postpartum=0.3))
    case = replace(case, preferences=replace(case.preferences, sports=frozenset({"running"})))
    open_signs = danger_signs(case, knowledge.current().evidence.safety).open
    assert open_signs
    assert "hop_test" not in open_signs
    signs = danger_signs(asked(case), knowledge.current().evidence.safety)
    assert (signs.open, len(signs.asked)) == ((), signs.of)
