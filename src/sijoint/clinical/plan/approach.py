"""The way of working that a profile asks for: support-first, movement-first or calm-first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sijoint.clinical.plan.exercise import Rating

MIXED = "mixed"
UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Template:
    """What a stage of one approach should hold.

    Parameters
    ----------
    functions : mapping of str to int
        What to train, 1 (a little) to 3 (mainly).
    exercises : frozenset of str
        The exercises that usually do it.
    """

    functions: Mapping[str, int]
    exercises: frozenset[str]


@dataclass(frozen=True, slots=True)
class Approach:
    """How a plan works for one profile.

    Parameters
    ----------
    id : str
        Its patient name stands in every reason: the profile's own word never does.
    profile : str
        The label it belongs to.
    rated_as : str
        Profile whose ratings count.
    avoids : frozenset of str
        Exercises that do not fit it, whatever their rating.
    templates : mapping of int to Template
        By stage; empty for a stage that has none.
    unwanted : frozenset of str, optional
        Functions that are neither trained for their own sake nor named, although the
        templates hold them.
    """

    id: str
    profile: str
    rated_as: str
    avoids: frozenset[str]
    templates: Mapping[int, Template]
    unwanted: frozenset[str] = frozenset()

    def functions(self, stage: int) -> dict[str, int]:
        """What to train in a stage."""
        if stage not in self.templates:
            return {}
        wanted = self.templates[stage].functions.items()
        return {name: weight for name, weight in wanted if name not in self.unwanted}


@dataclass(frozen=True, slots=True)
class Way:
    """One approach, or several at once for a mixed profile.

    Parameters
    ----------
    approaches : tuple of Approach
        At least one.
    name : str
        Id of the text that names it to the person.
    """

    approaches: tuple[Approach, ...]
    name: str

    def points(self, name: str, ratings: Mapping[str, Rating]) -> float | None:
        """How well an exercise or a technique suits.

        Parameters
        ----------
        name : str
            Its id.
        ratings : mapping of str to Rating
            By profile.

        Returns
        -------
        float or None
            Mean rating points, 1 to 3; None when any of the approaches avoids it.
        """
        rated = [ratings[approach.rated_as] for approach in self.approaches]
        if Rating.AVOID in rated or any(name in approach.avoids for approach in self.approaches):
            return None
        return sum(rating.points for rating in rated) / len(rated)

    def functions(self, stage: int) -> dict[str, int]:
        """What to train in a stage, with the largest weight any approach gives it."""
        weights: dict[str, int] = {}
        for approach in self.approaches:
            for name, weight in approach.functions(stage).items():
                weights[name] = max(weight, weights.get(name, 0))
        return weights

    def exercises(self, stage: int) -> frozenset[str]:
        """The usual exercises of a stage, of all approaches."""
        templates = (a.templates[stage] for a in self.approaches if stage in a.templates)
        return frozenset[str]().union(*(template.exercises for template in templates))

    @property
    def unwanted(self) -> frozenset[str]:
        """The functions that none of the approaches names."""
        return frozenset.intersection(*(approach.unwanted for approach in self.approaches))


def way_for(label: str, named: Iterable[str], approaches: Mapping[str, Approach]) -> Way:
    """The way of working for a profile.

    Parameters
    ----------
    label : str
        Label of the profile; one that has no approach works as undetermined.
    named : iterable of str
        The profiles that a mixed label names.
    approaches : mapping of str to Approach
        By profile; holds "undetermined".
    """
    default = approaches[UNDETERMINED]
    if label == MIXED:
        found = tuple(approaches[name] for name in sorted(set(named)) if name in approaches)
        return Way(found or (default,), _name(default))
    chosen = approaches.get(label, default)
    return Way((chosen,), _name(chosen))


def _name(approach: Approach) -> str:
    return f"@plan_approach.{approach.id}.patient"
