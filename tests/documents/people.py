"""Cases with their answers, and the words to print them in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sijoint.casefile.read import read_case
from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.case import Case
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.plan import Plan
from sijoint.clinical.profile import Profile
from sijoint.documents.wording import Wording
from sijoint.evidence.load import load_evidence
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from sijoint.language import language
from tests.vignettes import vignettes

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE_NAMES = ("one-sided-buttock-pain", "hip-osteoarthritis", "pregnant-week-28")
"""Samples with a home programme."""


@dataclass(frozen=True)
class Person:
    """A case and its answer."""

    name: str
    case: Case
    assessment: Assessment

    @property
    def plan(self) -> Plan:
        """The plan, which is there."""
        assert self.assessment.plan is not None
        return self.assessment.plan

    @property
    def profile(self) -> Profile:
        """The profile, which is there."""
        assert self.assessment.profile is not None
        return self.assessment.profile


@cache
def evidence() -> Evidence:
    """The released evidence."""
    return load_evidence()


@cache
def texts() -> Texts:
    """Its texts."""
    return Texts(read_raw())


@cache
def words(code: str = "en") -> Wording:
    """The words of a language."""
    return Wording(texts(), language(code))


@cache
def sample(name: str) -> Person:
    """One of the samples."""
    case = read_case(SAMPLES / f"{name}.toml", evidence().safety.lexicon.vocabulary)
    return Person(name, case, assess(case, evidence()))


@cache
def everyone() -> tuple[Person, ...]:
    """All samples and vignettes that have a home programme."""
    told = [Person(v.name, v.case, assess(v.case, evidence())) for v in vignettes()]
    people = [*map(sample, SAMPLE_NAMES), *told]
    return tuple(p for p in people if p.assessment.plan and p.assessment.plan.stages)
