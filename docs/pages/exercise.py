"""The exercise library: how each is done, its dose, and who must leave it out."""

from __future__ import annotations

from typing import Any

from docs.pages.markdown import bullets, code, codes, mark, number, page, sources, spaced, table
from sijoint.evidence.read import Raw

Record = dict[str, Any]

CATEGORIES = {
    "breathing": "Breathing and calm",
    "deep_trunk": "Deep trunk",
    "gluteus_maximus": "Gluteus maximus",
    "gluteus_medius": "Gluteus medius",
    "adductor_isometric": "Adductors and isometrics",
    "sling_lifting": "Slings, lifting and legs",
    "balance_aerobic": "Balance and aerobic",
    "mobility": "Mobility",
}
PLANS = {"hypermobile": "support", "stiff": "movement", "sensitized": "calm"}

INTRODUCTION = """\
How well an exercise suits a plan: `++` first choice, `+` fits, `±` with care, `–` not in it. Which
exercises a person gets is worked out from the profile, the stage, goals, equipment and minutes,
after everything that does not suit the person's conditions has been left out
([restrictions](restrictions.md))."""

RESTRICTIONS = """\
Left out: never offered while the condition holds. Changed: offered only with the change that stands
in the plan beside the exercise."""


def pages(raw: Raw) -> dict[str, str]:
    """The list of exercises, a page for each category, and the restrictions."""
    names = {e["id"]: e for e in raw["exercise"]}
    made = {
        "exercises.md": page("Exercises", INTRODUCTION, *_lists(raw)),
        "restrictions.md": page("Restrictions on exercises", RESTRICTIONS, _restrictions(raw)),
    }
    for category, title in CATEGORIES.items():
        of_category = [e for e in raw["exercise"] if e["category"] == category]
        parts = [part for exercise in of_category for part in _exercise(exercise, names, raw)]
        made[file_of(category)] = page(title, *parts)
    return made


def file_of(category: str) -> str:
    """The file of a category."""
    return f"exercises-{category.replace('_', '-')}.md"


def link(exercise: Record) -> str:
    """A link to an exercise."""
    return f"[{exercise['patient']}]({file_of(exercise['category'])}#{exercise['id']})"


def _lists(raw: Raw) -> list[str]:
    parts = []
    for category, title in CATEGORIES.items():
        rows = [
            [
                e["code"],
                link(e),
                code(e["id"]),
                e["position"],
                ", ".join(map(str, e["stages"])),
                *(e["rating"][profile] for profile in PLANS),
            ]
            for e in raw["exercise"]
            if e["category"] == category
        ]
        head = ["", "exercise", "id", "position", "stages", *PLANS.values()]
        parts += [f"## {title}", table(head, rows)]
    return parts


def _exercise(exercise: Record, names: dict[str, Record], raw: Raw) -> list[str]:
    trains = (f"{spaced(name)} {'•' * worth}" for name, worth in exercise["functions"].items())
    others = {key: [link(names[i]) for i in exercise[key]] for key in ("progression", "regression")}
    facts = [
        f"**Id:** {code(exercise['id'])}, {exercise['code']}; {exercise['clinician']}",
        f"**Trains:** {', '.join(trains)}",
        f"**Needs:** {', '.join(exercise['equipment']) or 'nothing'}",
        f"**Say:** {' '.join(exercise['cues'])}",
        f"**Watch for:** {' '.join(exercise['errors'])}",
        f"**Harder:** {_way(others['progression'], exercise['progression_text'])}",
        f"**Easier:** {_way(others['regression'], exercise['regression_text'])}",
        f"**Stop:** {exercise['stop_text']}",
        *(_muscle(each) for each in exercise["emg"]),
        f"**Mark:** {mark(exercise)}; {exercise['reason']}",
    ]
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(exercise["steps"], 1))
    head = [f'<a id="{exercise["id"]}"></a>', f"## {exercise['patient']}", steps]
    return [*head, _doses(exercise), bullets(facts)]


def _way(links: list[str], text: str) -> str:
    return " ".join(part for part in (text, ", ".join(links)) if part) or "none"


def _muscle(record: Record) -> str:
    spread = f" ± {number(record['sd'])}" if "sd" in record else ""
    value = f"{number(record['percent_mvic'])}{spread} % of the strongest contraction"
    return f"**Measured:** {record['muscle']} {value} ({record['mark']}; {sources(record)})"


def _doses(exercise: Record) -> str:
    rows = [[d["stage"], _amount(d), f"{number(d['per_week'])} a week"] for d in exercise["dose"]]
    return table(["stage", "dose", "how often"], rows)


def _amount(dose: Record) -> str:
    if "minutes" in dose:
        return f"{number(dose['minutes'])} minutes"
    hold = f", hold {number(dose['hold_s'])} s" if dose.get("hold_s") else ""
    rest = f", rest {number(dose['rest_s'])} s" if dose.get("rest_s") else ""
    return f"{dose['sets']} x {dose['reps']}{hold}{rest}"


def _restrictions(raw: Raw) -> str:
    rows = [
        [
            f"{s['name']} ({code(s['id'])})",
            code(s["when"]),
            codes(s["x"]),
            codes(s["c"]),
            mark(s),
            sources(s),
        ]
        for s in raw["exercise_state"]
    ]
    return table(["condition", "holds when", "left out", "changed", "mark", "source"], rows)
