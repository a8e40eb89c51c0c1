"""The evidence about plans, as the values that `evidence` fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijoint.clinical.facts import Lexicon
from sijoint.clinical.plan.approach import Approach
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.gate import Gate
from sijoint.clinical.plan.goal import GoalWord
from sijoint.clinical.plan.ladder import Ladder
from sijoint.clinical.plan.maintenance import MaintenanceRules
from sijoint.clinical.plan.manual_therapy import Contraindication, Technique
from sijoint.clinical.plan.option import Weights
from sijoint.clinical.plan.review import Escalation, ReviewPoint
from sijoint.clinical.plan.stage import StageRule
from sijoint.clinical.plan.state import Restriction
from sijoint.clinical.plan.support import EducationUnit, Support


@dataclass(frozen=True)
class PlanRules:
    """Everything that the evidence says about plans.

    Parameters
    ----------
    lexicon : Lexicon
        The names that the expressions use.
    exercises : tuple of Exercise
        The library, sorted by id.
    restrictions : tuple of Restriction
        States and limits.
    approaches : mapping of str to Approach
        By profile.
    stages : tuple of StageRule
        In order; the last one is for sport and heavy work only.
    goal_words : tuple of GoalWord
        Words by which goals are known.
    weights : Weights
        What counts when exercises are chosen.
    minutes_per_day : float
        A home programme is never longer, even when the person has more time.
    fewest_exercises, fewest_later : int
        With fewer left the first stage, or a later one, is not offered.
    most_cautions : int
        Changes that one exercise may need at once.
    goal_share : float
        Part of the minutes of a day within which an exercise that is itself a goal keeps
        its full dose.
    strengths : frozenset of str
        Functions of which every stage after the first trains one.
    ladder : Ladder
        Which exercises wait for easier ones.
    techniques, contraindications
        Manual therapy, in the order of preference, and what speaks against thrusts.
    supports, education
        Supports and units of education, in order.
    gates : tuple of Gate
        What must be true between stages.
    reviews : tuple of ReviewPoint
        When progress is judged, in order.
    escalation : tuple of Escalation
        Steps beyond the programme, in order.
    maintenance : MaintenanceRules
        What follows the programme.
    """

    lexicon: Lexicon
    exercises: tuple[Exercise, ...]
    restrictions: tuple[Restriction, ...]
    approaches: Mapping[str, Approach]
    stages: tuple[StageRule, ...]
    goal_words: tuple[GoalWord, ...]
    weights: Weights
    minutes_per_day: float
    fewest_exercises: int
    fewest_later: int
    most_cautions: int
    goal_share: float
    strengths: frozenset[str]
    ladder: Ladder
    techniques: tuple[Technique, ...]
    contraindications: tuple[Contraindication, ...]
    supports: tuple[Support, ...]
    education: tuple[EducationUnit, ...]
    gates: tuple[Gate, ...]
    reviews: tuple[ReviewPoint, ...]
    escalation: tuple[Escalation, ...]
    maintenance: MaintenanceRules
