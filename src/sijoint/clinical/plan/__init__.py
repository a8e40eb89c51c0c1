"""The staged plan of home exercise, with what a therapist may add and when it is reviewed."""

from sijoint.clinical.plan.plan import Excluded, Plan, Stage, build_plan
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.stage import PlannedExercise

__all__ = ["Excluded", "Plan", "PlanRules", "PlannedExercise", "Stage", "build_plan"]
