"""The plan data say what the specification says, for every state and every exercise.

`plan_matrix_by_state.txt` and `plan_matrix_by_exercise.txt` are two copies of the published
matrix, made from its two tables apart from each other and from the data.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sijoint.clinical.case import Case, Episode, Irritability, PainSide, Side
from sijoint.evidence.read import Record
from tests.evidence.plan_people import LEXICON, RAW, case_of, holding, records

HERE = Path(__file__).parent
PLAN_ARRAYS = [
    "exercise_state",
    "exercise_change",
    "exercise_limit",
    "manual_therapy",
    "manual_therapy_rule",
    "thrust_contraindication",
    "thrust_harm",
    "support",
    "education",
    "frequent_question",
    "traffic_light",
    "traffic_light_tuning",
    "stage_gate",
    "stage_gate_item",
    "stage_exit",
    "increment_rule",
    "deload_rule",
    "return_after_gap",
    "adherence_rule",
    "visit_plan",
    "expected_course",
    "escalation",
    "care_record",
    "review_point",
    "maintenance_item",
    "flare_plan",
    "contact_week",
    "monthly_question",
    "forbidden_word",
]
EXPRESSIONS = ("when", "avoid_when", "all_c_to_x_when")
LEVELS = {"routine", "soon", "urgent", "emergency"}
POSITIONS = {"supine", "prone", "side", "quadruped", "plank", "sitting", "standing"}
MARKS = {"verified", "memory", "derived", "design"}


def table_rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


def matrix_by_exercise() -> dict[str, dict[str, str]]:
    (_, *states), *rows = table_rows("plan_matrix_by_exercise.txt")
    return {
        name: {s: cell.lower() for s, cell in zip(states, cells, strict=True) if cell != "."}
        for _, name, cells in rows
    }


MATRIX = matrix_by_exercise()
CODES = {row[0]: row[1] for row in table_rows("plan_matrix_by_exercise.txt")[1:]}
STATES = table_rows("plan_matrix_by_exercise.txt")[0][1:]


def test_all_64_exercises_and_39_states_are_there() -> None:
    assert len(MATRIX) == 64
    assert len(STATES) == 39
    assert [record["id"] for record in RAW["exercise_state"]] == STATES
    assert set(MATRIX) == set(records("exercise"))


@pytest.mark.parametrize(
    "row", table_rows("plan_matrix_by_state.txt"), ids=lambda row: f"{row[0]}-{row[1]}"
)
def test_the_table_by_state_is_kept(row: list[str]) -> None:
    state, effect, *codes = row
    assert records("exercise_state")[state][effect] == [CODES[code] for code in codes]


@pytest.mark.parametrize("exercise", MATRIX)
def test_the_table_by_exercise_is_kept(exercise: str) -> None:
    cells = {
        state: effect
        for state, record in records("exercise_state").items()
        for effect in ("x", "c")
        if exercise in record[effect]
    }
    assert cells == MATRIX[exercise]


def test_no_cell_is_both() -> None:
    for record in RAW["exercise_state"]:
        assert not set(record["x"]) & set(record["c"]), record["id"]


@pytest.mark.parametrize("state", STATES)
def test_every_caution_cell_has_exactly_one_change(state: str) -> None:
    changed = Counter(
        exercise
        for record in RAW["exercise_change"]
        if record["state"] == state
        for exercise in record["exercises"]
    )
    assert changed == Counter(records("exercise_state")[state]["c"])


def test_a_text_that_limits_the_dose_has_the_number() -> None:
    """What is printed beside the text is worked out from the numbers, so both must agree."""
    said = {
        r"(?:for|only|\.) ?(?:\d+ to )?(\d+) seconds": "max_hold_s",
        r"after (?:\d+ to )?(\d+) seconds": "max_hold_s",
        r"(\d+) at a time": "max_reps",
        r"(\d+) minutes at most": "max_minutes",
    }
    lying = "Lie flat for"
    for record in RAW["exercise_change"]:
        text = record["text"].replace("under 10 seconds", "for 9 seconds")
        for pattern, key in said.items():
            for number in re.findall(pattern, text):
                if lying not in text:
                    assert record.get(key) == int(number), record["id"]
        assert ("half as many" in text) == (record.get("share") == 0.5), record["id"]
        vague = r"half the time|short holds?\b|holds short|short sets|short time|a few only|fewer"
        assert not re.search(vague, text), record["id"]


@pytest.mark.parametrize(
    ("exercise", "contradicts"),
    [
        ("quad_stretch", r"Stand (and|with)|strap"),
        ("hamstring_stretch", r"strap|on your back"),
        ("squat", r"seat"),
        ("figure_four", r"head down"),
        ("hip_hinge", r"\bstick\b"),
        ("deadlift", r"\bstraps?\b"),
        ("suitcase_carry", r"\bstraps?\b|good arm"),
        ("lateral_band_walk", r"^Put the band"),
    ],
)
def test_a_change_fits_its_exercise_and_the_other_changes(exercise: str, contradicts: str) -> None:
    texts = [r["text"] for r in RAW["exercise_change"] if exercise in r["exercises"]]
    assert texts
    assert not [text for text in texts if re.search(contradicts, text)]


def test_every_expression_of_the_plan_can_be_read() -> None:
    for array in PLAN_ARRAYS:
        for record in RAW[array]:
            for field in EXPRESSIONS:
                if field in record:
                    LEXICON.parse(record[field], f"{array} {record['id']}.{field}")


def test_every_exercise_that_is_named_exists() -> None:
    for array in PLAN_ARRAYS:
        for record in RAW[array]:
            named = list(record.get("exercises", ()))
            named += [item["exercise"] for item in record.get("equivalents", ())]
            if isinstance(record.get("exercise"), str):
                named.append(record["exercise"])
            assert set(named) <= set(MATRIX), f"{array} {record['id']}"


@pytest.mark.parametrize("array", PLAN_ARRAYS)
def test_every_claim_says_where_it_comes_from(array: str) -> None:
    sources = records("source")
    for record in RAW[array]:
        for claim in (record, *record.get("numbers", ())):
            assert claim["mark"] in MARKS
            assert set(claim["source"]) <= set(sources), record["id"]
            assert claim["source"] or claim["mark"] in {"design", "memory"}, record["id"]
            assert claim["mark"] != "design" or claim["reason"], record["id"]


def test_ids_are_unique_in_each_array() -> None:
    for array in (*PLAN_ARRAYS, "source"):
        twice = [name for name, n in Counter(r["id"] for r in RAW[array]).items() if n > 1]
        assert not twice, array


@pytest.mark.parametrize("record", RAW["exercise_limit"], ids=lambda record: record["id"])
def test_a_limit_says_when_for_what_and_how(record: Record) -> None:
    assert record["effect"] in {"x", "c"}
    assert record.get("when") or record.get("level_from") in LEVELS or record.get("alerts")
    assert record["exercises"] or record.get("as_state") in STATES
    assert record.get("position", "prone") in POSITIONS
    assert record["text"]


def on_the_right(case: Case) -> Case:
    """The same person, with every finding of a side on the right."""
    moved = (replace(f, side=f.side and Side.RIGHT) for f in case.findings)
    return replace(case, findings=tuple(moved))


THREE_HIP_SIGNS = case_of(found=("squat_groin_pain", "hip_scour", "hip_flexion_lateral_pain"))

STATES_OF_PEOPLE: dict[str, tuple[Case, set[str]]] = {
    "nobody": (case_of(), set()),
    "19 weeks": (case_of(pregnant=19), {"P1"}),
    "20 weeks": (case_of(pregnant=20), {"P2"}),
    "28 weeks": (case_of(pregnant=28), {"P3"}),
    "restricted": (case_of("obstetric_restriction", pregnant=30), {"P3", "O"}),
    "born today": (case_of(born=0), {"B0"}),
    "born 6 weeks ago": (case_of(born=6), {"B6"}),
    "born 12 weeks ago": (case_of(born=12), {"B12"}),
    "born 26 weeks ago": (case_of(born=26), set()),
    "caesarean, weeks since birth": (case_of("caesarean", born=3), {"B0", "CS"}),
    "caesarean dated": (case_of("caesarean", since={"caesarean": 5}), {"CS"}),
    "caesarean healed": (case_of("caesarean", since={"caesarean": 6}, born=6), {"B6"}),
    "caesarean of another birth": (
        case_of("caesarean", since={"caesarean": 150}, born=2),
        {"B0"},
    ),
    "caesarean, no date": (case_of("caesarean"), {"CS"}),
    "caesarean, long since born": (case_of("caesarean", born=40), set()),
    "caesarean before this pregnancy": (case_of("caesarean", pregnant=10), {"P1"}),
    "fragility fracture": (case_of(found=("previous_fragility_fracture",)), {"OST"}),
    "vertebral fracture": (case_of("vertebral_fracture"), {"OST", "VFX"}),
    "impingement": (case_of("hip_impingement"), {"HOA"}),
    "three hip signs": (
        case_of(found=("squat_groin_pain", "hip_scour", "hip_flexion_lateral_pain")),
        {"HOA"},
    ),
    "two hip signs and little turning": (
        case_of(
            found=("hip_extension_pain", "hip_scour"), graded=(("hip_internal_rotation_deg", 25.0),)
        ),
        {"HOA"},
    ),
    "two hip signs and free turning": (
        case_of(
            found=("hip_extension_pain", "hip_scour"), graded=(("hip_internal_rotation_deg", 26.0),)
        ),
        set(),
    ),
    "groin pain with a pinch": (
        case_of(found=("fadir", "pain_groin"), graded=(("hip_internal_rotation_deg", 20.0),)),
        {"HOA"},
    ),
    "groin pain with a pinch, turning not measured": (
        case_of(found=("fadir", "pain_groin")),
        set(),
    ),
    "hip signs of the side without pain": (on_the_right(THREE_HIP_SIGNS), set()),
    "hip signs of one side, pain on both": (
        replace(on_the_right(THREE_HIP_SIGNS), episode=Episode(16.0, PainSide.BILATERAL)),
        {"HOA"},
    ),
    "little turning of one hip, pain on both": (
        replace(
            case_of(found=("fadir", "pain_groin"), graded=(("hip_internal_rotation_deg", 20.0),)),
            episode=Episode(16.0, PainSide.BILATERAL),
        ),
        {"HOA"},
    ),
    "new hip, no date": (case_of("hip_replacement"), {"THR"}),
    "new hip, 11 weeks": (case_of("hip_replacement", since={"hip_replacement": 11}), {"THR"}),
    "new hip, 12 weeks": (case_of("hip_replacement", since={"hip_replacement": 12}), {"THL"}),
    "back fusion, no date": (case_of("lumbar_fusion"), {"LF"}),
    "back fusion, 12 weeks": (case_of("lumbar_fusion", since={"lumbar_fusion": 12}), {"LFL"}),
    "joint fusion, no date": (case_of("sij_fusion"), {"SF"}),
    "joint fusion, 30 weeks": (case_of("sij_fusion", since={"sij_fusion": 30}), {"SFL"}),
    "sore symphysis": (case_of(found=("symphysis_tenderness",)), {"SYM"}),
    "high pressure": (case_of("hypertension"), {"HTN"}),
    "very high pressure": (case_of("hypertension_uncontrolled"), {"HTN", "HTU"}),
    "unsteady": (case_of(found=("unsteady_gait",)), {"FALL"}),
    "blood thinner": (case_of("anticoagulation"), {"AC"}),
    "bleeds": (case_of("bleeding_disorder"), {"BLD"}),
    "lax": (case_of("connective_tissue_disorder"), {"CTD"}),
    "vascular": (case_of("marfan_or_vascular_type"), {"CTD", "VED"}),
    "leaks": (case_of(found=("stress_or_urge_leakage",)), {"PFD"}),
    "doming": (case_of(found=("doming",)), {"DIA"}),
    "rheumatoid": (case_of("rheumatoid_arthritis"), {"RA"}),
    "rheumatoid in a flare": (
        case_of("rheumatoid_arthritis", "inflammatory_flare"),
        {"RA", "FLR"},
    ),
    "spondyloarthritis": (case_of("axial_spondyloarthritis"), {"AXS"}),
    "cancer": (case_of("cancer_active"), {"CAN"}),
    "spondylolisthesis": (case_of("spondylolisthesis_unstable"), {"SPL"}),
    "shoulder, wrist, knee": (
        case_of("shoulder_problem", "wrist_problem", "knee_problem"),
        {"SHO", "WRI", "KNE"},
    ),
    "leg pain": (case_of(found=("pain_below_knee",)), {"RAD"}),
    "claudication": (case_of(found=("neurogenic_claudication",)), {"STN"}),
    "outer hip": (case_of(found=("pain_lateral_hip", "trochanter_tenderness")), {"GT"}),
    "outer hip pain alone": (case_of(found=("pain_lateral_hip",)), set()),
    "bone": (case_of("bone_stress_injury"), {"BSI"}),
    "irritable": (case_of(irritability=Irritability.HIGH), {"FLR"}),
    "less irritable": (case_of(irritability=Irritability.MODERATE), set()),
}


@pytest.mark.parametrize("person", STATES_OF_PEOPLE)
def test_the_states_of_a_person(person: str) -> None:
    case, expected = STATES_OF_PEOPLE[person]
    assert holding("exercise_state", case) == expected


def test_every_state_has_a_person() -> None:
    assert set().union(*(states for _, states in STATES_OF_PEOPLE.values())) == set(STATES)


def test_states_that_the_calendar_ends_are_marked() -> None:
    for record in RAW["exercise_state"]:
        terms = LEXICON.parse(record["when"], record["id"]).terms
        moves = {"preg", "pp"} & terms or any(term[0] == "since" for term in terms)
        assert record["timed"] == bool(moves), record["id"]
