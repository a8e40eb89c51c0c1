"""The words of the evidence, by the ids that answers carry."""

from __future__ import annotations

from collections.abc import Callable

from sijoint.clinical.phrase import Phrase
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record
from sijoint.language import GAP, UnfilledGapError, fill

__all__ = ["GAP", "NAMED", "Texts"]

NAMED = ("finding", "measure", "condition", "derived")
"""Arrays whose records an alert or a weight may name by their bare id."""


class Texts:
    """Every text of the evidence.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.
    say : callable of str to str, optional
        Puts an English text, its gaps open, into another language, as `Language.say` does.
        By default texts stay English.

    Examples
    --------
    >>> texts = Texts({
    ...     "phrase": [{"id": "next.why.tells", "text": "Tells most about: {source}."}],
    ...     "pain_source": [{"id": "hip_joint", "clinician": "Hip joint"}],
    ... })
    >>> texts.english("pain_source.hip_joint.clinician")
    'Hip joint'
    >>> why = Phrase("next.why.tells", (("source", "@pain_source.hip_joint.clinician"),))
    >>> texts.render(why)
    'Tells most about: Hip joint.'
    """

    def __init__(self, raw: Raw, say: Callable[[str], str] = str) -> None:
        self._say = say
        self._phrases = {record["id"]: record["text"] for record in raw.get("phrase", [])}
        self._records = {array: {r["id"]: r for r in records} for array, records in raw.items()}

    def english(self, text_id: str) -> str:
        """The text with this id, its gaps unfilled.

        Parameters
        ----------
        text_id : str
            Id of a phrase, or ``<array>.<record id>.<field>``.

        Raises
        ------
        EvidenceError
            If there is no such text; the message names the id.
        """
        if text_id in self._phrases:
            return str(self._phrases[text_id])
        array, _, rest = text_id.partition(".")
        name, _, field = rest.rpartition(".")
        text = self.record(array, name).get(field)
        if not isinstance(text, str):
            raise EvidenceError(f"text {text_id}: there is no such text")
        return text

    def text(self, text_id: str) -> str:
        """The text with this id in the language of the texts, its gaps unfilled.

        Parameters and errors are those of `english`.
        """
        return self._say(self.english(text_id))

    def render(self, phrase: Phrase) -> str:
        """The text of a phrase in the language of the texts, with its gaps filled.

        Parameters
        ----------
        phrase : Phrase
            A value that starts with ``@`` is the id of a text, and stands for it.

        Raises
        ------
        EvidenceError
            If a text is missing, or a gap has no value; the message names the id.
        """
        values = {key: self.value(value) for key, value in phrase.values}
        try:
            return fill(self.text(phrase.id), values)
        except UnfilledGapError as error:
            raise EvidenceError(f"text {phrase.id}: nothing fills {{{error.args[0]}}}") from error

    def name(self, word: str) -> str:
        """What a clinician calls a finding, measure, condition or fact.

        Parameters
        ----------
        word : str
            Its id, as an alert or a weight gives it.

        Raises
        ------
        EvidenceError
            If nothing has this id.
        """
        for array in NAMED:
            if word in self._records.get(array, {}):
                return self.text(f"{array}.{word}.clinician")
        return self.text(f"fact.{word}")

    def record(self, array: str, name: str) -> Record:
        """The record of an array; empty when there is none."""
        return self._records.get(array, {}).get(name, {})

    def value(self, value: str) -> str:
        """What stands in for a gap: the value itself, or the text whose id follows an ``@``.

        Raises
        ------
        EvidenceError
            If there is no such text; the message names the id.
        """
        if not value.startswith("@"):
            return value
        named = self.english(value[1:])
        return self.value(named) if named.startswith("@") else self._say(named)
