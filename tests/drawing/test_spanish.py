"""Every word in a picture is said in Spanish: labels, titles and descriptions."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from sijoint.drawing.anatomy import ANATOMY
from sijoint.drawing.collection import others
from sijoint.drawing.say import Say
from sijoint.drawing.svg import Rendering, write
from sijoint.language import language
from tests.drawing.anatomy.spanish import SPANISH
from tools.messages.catalogue import same_texts

SVG = "{http://www.w3.org/2000/svg}"
NAMES = list(others("left", str))
WORD = re.compile(r"[^\W\d_]")


def texts(name: str, say: Say) -> Counter[str]:
    """Every text of a picture that holds a letter, its lines joined."""
    root = ElementTree.fromstring(write(others("left", say)[name](), Rendering.SCREEN))
    kinds = (f"{SVG}title", f"{SVG}desc", f"{SVG}text")
    found = (
        " ".join(" ".join(node.itertext()).split()) for kind in kinds for node in root.iter(kind)
    )
    return Counter(text for text in found if WORD.search(text))


def asked(name: str) -> set[str]:
    """Every English text that a picture asks to be said in another language."""
    heard: set[str] = set()

    def listen(text: str) -> str:
        heard.add(text)
        return text

    others("left", listen)[name]()
    return heard


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_picture_stays_english(name: str) -> None:
    english, spanish = texts(name, str), texts(name, language("es").say)
    assert english.total() == spanish.total() >= 2
    assert english.keys() & spanish.keys() <= same_texts().keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_picture_is_in_the_catalogue(name: str) -> None:
    say = language("es").say
    for text in asked(name):
        if WORD.search(text) and text not in same_texts():
            assert say(text) != text


def test_a_picture_says_nothing_that_it_did_not_ask_for() -> None:
    """What is written past the translator would be English in every language."""
    for name in NAMES:
        marked = texts(name, lambda text: f"«{text}»" if text else text)
        for text in marked:
            assert "«" in text, (name, text)


def test_the_labels_of_anatomy_are_those_that_were_tried_for_fit() -> None:
    say = language("es").say
    for name, draw in ANATOMY.items():
        for text in asked(name) & SPANISH.keys():
            assert say(text) == SPANISH[text]
        assert draw(say).title == say(draw(str).title)
