from __future__ import annotations

import re

import pytest

from sijoint.documents.light import ON_PAPER, quoted, traffic_light
from sijoint.evidence.read import read_raw
from tests.documents.people import words


def numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\d+", text)]


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("profiles", [(), ("hypermobile",), ("sensitized", "stiff")])
def test_green_amber_red_with_their_words(profiles: tuple[str, ...], code: str) -> None:
    rows = traffic_light(profiles, words(code))
    assert [row["shape"] for row in rows] == ["green", "amber", "red"]
    said = [words(code).say(word) for word in ("Carry on", "Hold", "Step down")]
    assert [row["word"] for row in rows] == said


@pytest.mark.parametrize(
    ("profiles", "green", "amber", "red"),
    [
        # Worked out by hand from the evidence: green to 5, amber to 7, red from 8.
        ((), 5, (6, 7), 8),
        (("stiff",), 5, (6, 7), 8),
        (("hypermobile",), 3, (4, 7), 8),
        (("sensitized",), 5, (6, 7), 8),
        (("hypermobile", "sensitized"), 3, (4, 7), 8),
    ],
)
def test_limits_of_pain(
    profiles: tuple[str, ...], green: int, amber: tuple[int, int], red: int
) -> None:
    whens = [numbers(row["when"]) for row in traffic_light(profiles, words())]
    assert whens[0][0] == green
    assert tuple(whens[1][:2]) == amber
    assert whens[2][0] == red
    # How much more than before: as the evidence has it.
    rises = {r["id"]: r for r in read_raw()["traffic_light"]}
    assert whens[0][2] == rises["green"]["rise_max"]
    assert whens[1][3] == rises["amber"]["rise_min"]
    assert whens[2][1] == rises["red"]["rise_min"]


def test_every_rating_of_pain_has_one_light() -> None:
    for profiles in ((), ("hypermobile",), ("stiff",), ("sensitized",)):
        green, amber, red = (numbers(row["when"]) for row in traffic_light(profiles, words()))
        spans = [range(green[0] + 1), range(amber[0], amber[1] + 1), range(red[0], 11)]
        assert sorted(n for span in spans for n in span) == list(range(11))


@pytest.mark.parametrize(
    ("profile", "tuning", "shape"),
    [
        ("hypermobile", "support_first", "green"),
        ("stiff", "movement_first", "green"),
        ("sensitized", "calm_first", "amber"),
    ],
)
def test_the_tuning_of_the_plan_stands_with_its_light(
    profile: str, tuning: str, shape: str
) -> None:
    english = words().text(f"traffic_light_tuning.{tuning}.patient_text")
    text = ON_PAPER.get(english, english)
    plain, tuned = traffic_light((), words()), traffic_light((profile,), words())
    assert [row["shape"] for row in tuned if text in row["what"]] == [shape]
    assert not any(text in row["what"] for row in plain)


def test_a_light_has_one_word_for_what_it_asks() -> None:
    """Neither "go on" nor "go back" beside "carry on" and "step down"."""
    for profiles in ((), ("hypermobile",), ("stiff",), ("sensitized",)):
        said = " ".join(text for row in traffic_light(profiles, words()) for text in row["what"])
        assert not re.search(r"\b(go on|go back)\b", said, re.IGNORECASE)


def test_the_texts_that_are_said_otherwise_are_those_of_the_evidence() -> None:
    raw = read_raw()
    told = {r["patient_text"] for r in (*raw["traffic_light"], *raw["traffic_light_tuning"])}
    assert set(ON_PAPER) <= told


def test_a_light_within_a_sentence() -> None:
    assert [quoted(light, words()) for light in ("green", "amber", "red")] == [
        "“carry on”",
        "“hold”",
        "“step down”",
    ]
