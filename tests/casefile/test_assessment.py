from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from sijoint.casefile.assessment import Assessment
from sijoint.casefile.schema import assessment_schema

PUBLISHED: dict[str, Any] = {
    "schema": "sijoint.assessment/1",
    "versions": {
        "sijoint": "0.1.0",
        "evidence": "0" * 64,
        "uses_unreviewed": {"memory": 12, "design": 30},
    },
    "safety": {
        "level": "urgent",
        "stop": True,
        "alerts": [
            {
                "id": "BSI-1",
                "level": "urgent",
                "because": ["hop_test"],
                "action": "Stop impact and the test battery today.",
                "action_id": "safety_rule.BSI-1.action",
                "action_params": {},
                "sources": ["sacral-stress-2016"],
            }
        ],
        "not_asked": ["fever"],
    },
    "cluster": {
        "performed": ["thigh_thrust"],
        "positive": ["thigh_thrust"],
        "not_done": ["faber"],
        "result": "insufficient",
        "gates": {"low_back": "answered", "hip": "waived"},
        "scored": True,
    },
    "differential": [
        {
            "source": "sacroiliac_joint",
            "side": "left",
            "probability": 0.41,
            "interval": [0.24, 0.58],
            "prior": 0.20,
            "other_set": {"name": "laslett", "probability": 0.50},
            "because": [
                {
                    "finding": "provocation_cluster",
                    "weight_decibans": 3.1,
                    "sources": ["laslett-2005"],
                }
            ],
            "note": None,
        }
    ],
    "next_findings": [
        {
            "finding": "slr",
            "side": "left",
            "kind": "gate",
            "position": "supine",
            "expected_bits": 0.11,
            "minutes": 1.0,
            "burden": 2,
            "why": "The low back comes first.",
        }
    ],
    "profile": {
        "hypermobile": 2.0,
        "stiff": 0.0,
        "sensitized": 0.5,
        "label": "hypermobile",
        "named": [],
        "withheld": None,
        "because": [
            {"finding": "aslr", "profile": "hypermobile", "points": 1.5, "sources": ["mens-2001"]}
        ],
    },
    "plan": {
        "stages": [
            {
                "number": 1,
                "name": "Settle",
                "weeks": [0, 2],
                "entry": ["No alert."],
                "exit": ["Walk ten minutes."],
                "exit_id": ["plan.exit.walk"],
                "exit_params": [{"minutes": "10"}],
                "exercises": [
                    {
                        "id": "adductor_squeeze",
                        "side": "both",
                        "sets": 2,
                        "reps": 10,
                        "hold_s": 5,
                        "per_week": 7,
                        "minutes": 3.0,
                        "why": "Helps with your goal.",
                        "cautions": [],
                    }
                ],
            }
        ],
        "manual_therapy": [],
        "supports": [{"id": "belt", "text": "Wear it while walking."}],
        "education": [],
        "reviews": [{"week": 2, "on": "2026-11-16", "checks": []}],
        "escalation": [],
        "maintenance": {},
        "excluded": [{"id": "bridge", "because": "Not on the back in late pregnancy."}],
    },
    "missing": ["hip_internal_rotation_deg"],
    "limits": ["The numbers come from people who were sent for an injection."],
}
SCHEMA = Draft202012Validator(assessment_schema())


def test_the_published_answer_is_read_and_written_alike() -> None:
    answer = Assessment.model_validate_json(json.dumps(PUBLISHED))
    written = json.loads(answer.model_dump_json(by_alias=True, exclude_unset=True))
    assert written == PUBLISHED


def test_a_whole_answer_is_in_the_schema() -> None:
    answer = Assessment.model_validate_json(json.dumps(PUBLISHED))
    SCHEMA.validate(json.loads(answer.model_dump_json(by_alias=True)))


@pytest.mark.parametrize("part", ["differential", "next_findings", "profile", "plan"])
def test_nothing_may_distract_from_an_alert(part: str) -> None:
    answer = Assessment.model_validate_json(json.dumps({**PUBLISHED, part: None}))
    SCHEMA.validate(json.loads(answer.model_dump_json(by_alias=True)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("schema",), "sijoint.assessment/2"),
        (("safety", "level"), "high"),
        (("differential", 0, "probability"), 1.1),
        (("differential", 0, "interval"), [0.2]),
        (("differential", 0, "because", 0, "weight_decibans"), "NaN"),
        (("profile", "stiff"), 0.3),
        (("plan", "stages", 0, "exercises", 0, "sets"), 0),
        (("plan", "price"), 3),
    ],
)
def test_what_the_answer_may_not_say_is_refused(place: tuple[Any, ...], value: object) -> None:
    document = deepcopy(PUBLISHED)
    table: Any = document
    for key in place[:-1]:
        table = table[key]
    table[place[-1]] = value
    with pytest.raises(ValidationError):
        Assessment.model_validate_json(json.dumps(document))
    assert not SCHEMA.is_valid(document)
