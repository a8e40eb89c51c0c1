from __future__ import annotations

import gettext
import json
import re
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import allauth
import django
import pytest

from sijoint.evidence.read import EVIDENCE_FOLDER, read_raw
from sijoint.evidence.spoken import FIELDS
from tests.evidence.patient_text import patient_texts
from tools.messages import __main__ as command
from tools.messages.catalogue import (
    ENGLISH,
    Entries,
    Entry,
    complaint_of,
    problems,
    read,
    read_entries,
    same_texts,
    written,
)
from tools.messages.evidence_text import evidence_uses, reader, strings, undecided
from tools.messages.extraction import extract
from tools.messages.field import CLINICIAN, NEVER_SHOWN, NEVER_SHOWN_ARRAYS, PATIENT
from tools.messages.gap import gaps
from tools.messages.merge import merge
from tools.messages.message import Audience, Message, Use, collected
from tools.messages.room import reader_of
from tools.messages.source_text import UnreadableTextError, said_texts, source_uses
from tools.messages.spanish import spanish_complaint
from tools.messages.template_text import shown_texts, template_uses

PLACE = Use("exercises/bridge.toml", "steps", Audience.PATIENT)


def message(text: str, many: str = "") -> Message:
    return Message(text, many, (PLACE,))


def messages(*texts: str) -> dict[str, Message]:
    return {text: message(text) for text in texts}


@cache
def paths() -> frozenset[tuple[str, str]]:
    """Array and path of every text of the evidence."""
    return frozenset(
        (array, field)
        for array, records in read_raw().items()
        for record in records
        for field, _ in strings(record)
        if not field.startswith("review.")
    )


# --- the evidence ---------------------------------------------------------------------


def test_somebody_decided_of_every_text_whether_a_page_shows_it() -> None:
    assert sorted(set(undecided())) == []


def test_a_new_text_waits_for_a_decision(tmp_path: Path) -> None:
    (tmp_path / "new.toml").write_text(
        '[file]\nentered_by = "x"\n'
        '[[exercise]]\nid = "e"\npatient = "Bridge"\nslogan = "Up!"\n'
        'flag_text = {PREG = "Less"}\n'
        '[[exercise.frame]]\nname = "Up"\ncaption = "High"\n'
        '[[poster]]\ntitle = "Bridges"\n',
        encoding="utf-8",
    )
    assert set(undecided(tmp_path)) == {"exercise.slogan", "exercise.frame.caption", "poster.title"}
    assert [(text, use.file, use.field) for text, use in evidence_uses(tmp_path)] == [
        ("Bridge", "new.toml", "patient"),
        ("Less", "new.toml", "flag_text.PREG"),
        ("Up", "new.toml", "frame.name"),
    ]


@pytest.mark.parametrize("table", [PATIENT, CLINICIAN, NEVER_SHOWN])
def test_the_tables_name_nothing_that_is_not_there(table: dict[str, str]) -> None:
    for array, fields in table.items():
        for field in fields.split():
            start, is_any, _ = field.partition("*")
            assert any(
                a == array and (path.startswith(start) if is_any else path == field)
                for a, path in paths()
            ), f"{array}.{field}"


def test_the_arrays_that_no_page_shows_are_there() -> None:
    assert {array for array, _ in paths()} >= NEVER_SHOWN_ARRAYS


def test_a_text_stands_in_one_table_only() -> None:
    for array in PATIENT.keys() | CLINICIAN.keys() | NEVER_SHOWN.keys():
        fields = [
            f for table in (PATIENT, CLINICIAN, NEVER_SHOWN) for f in table.get(array, "").split()
        ]
        assert len(fields) == len(set(fields)), array


def test_every_text_that_an_answer_may_carry_is_translated() -> None:
    for array, fields in FIELDS.items():
        assert all(reader(array, field, {}) for field in fields), array


def test_every_text_that_patients_read_is_known_as_theirs() -> None:
    found = extract()
    read_by_patients = [
        (array, field, text)
        for array, records in read_raw().items()
        if array not in NEVER_SHOWN_ARRAYS
        for record in records
        for field, text in patient_texts(array, record)
        if text
    ]
    assert len(read_by_patients) > 2500
    for array, field, text in read_by_patients:
        assert text in found, f"{array}.{field}: {text}"
        assert found[text].audience is Audience.PATIENT, f"{array}.{field}: {text}"


def test_a_text_that_stands_for_another_is_not_translated() -> None:
    assert not any(text.startswith("@") for text in extract())


def test_files_are_named_without_lines() -> None:
    for each in extract().values():
        for name in each.files:
            assert re.fullmatch(r"[\w/]+\.(?:toml|py|html|txt|po)", name)
            folder = EVIDENCE_FOLDER if name.endswith(".toml") else EVIDENCE_FOLDER.parents[1]
            assert (folder / name).is_file()


# --- the code -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('say("Bridge")', [("Bridge", "")]),
        ('self._language.say("Stage {n}", n=2)', [("Stage {n}", "")]),
        ('TITLE = message("Plan")', [("Plan", "")]),
        ('say(\n    "One "\n    "text."\n)', [("One text.", "")]),
        ('say("Left" if is_left else "Right")', [("Left", ""), ("Right", "")]),
        ('words.plural("{n} set", "{n} sets", count)', [("{n} set", "{n} sets")]),
        ('say(record["patient"])', []),
        ("say()", []),
        ('print("Bridge"); sway("Bridge"); say(2)', []),
        ('[say("A") for _ in range(2)]', [("A", "")]),
        ('_("Bridge %(n)d") % {"n": 2}', [("Bridge %(n)d", "")]),
        ('LABEL = gettext_lazy("Plan")', [("Plan", "")]),
        ('ngettext("%(n)d set", "%(n)d sets", n)', [("%(n)d set", "%(n)d sets")]),
        ('pgettext("letter for left", "L")', [("letter for left\x04L", "")]),
        (
            'npgettext("of weights", "%d set", "%d sets", n)',
            [("of weights\x04%d set", "%d sets")],
        ),
        ('messages.success(request, _("Saved"))', [("Saved", "")]),
    ],
)
def test_what_code_says_is_found(code: str, expected: list[tuple[str, str]]) -> None:
    assert list(said_texts(code, "x.py")) == expected


@pytest.mark.parametrize("code", ['\nsay(f"Stage {n}")', '\nsay("Stage " + n)', '\nsay("%s" % n)'])
def test_a_text_that_is_put_together_is_refused(code: str) -> None:
    with pytest.raises(UnreadableTextError, match=r"x\.py:2: "):
        list(said_texts(code, "x.py"))


def test_code_is_read_by_patients_unless_its_page_is_for_clinicians(tmp_path: Path) -> None:
    for name in ("documents/handout.py", "documents/letter.py", "documents/evaluation/row.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'say("{path.stem}")', encoding="utf-8")
    assert {text: use.audience for text, _, use in source_uses(tmp_path)} == {
        "handout": Audience.PATIENT,
        "letter": Audience.CLINICIAN,
        "row": Audience.CLINICIAN,
    }


def test_who_reads_a_page_is_told_by_its_noun() -> None:
    for name, audience in (
        ("web/views/check.py", Audience.PATIENT),
        ("web/templates/web/guide/page.html", Audience.PATIENT),
        ("web/templates/web/_components/_people.html", Audience.CLINICIAN),
        ("web/templates/web/evaluation/section.html", Audience.CLINICIAN),
        ("records/actions/evaluation.py", Audience.CLINICIAN),
        ("records/consent_text.py", Audience.PATIENT),
    ):
        assert reader_of(PurePath(name)) is audience, name


# --- templates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{% translate "Hold" %}', [("Hold", "")]),
        ("{% trans 'Hold' as word %}", [("Hold", "")]),
        ('<a title="{% translate "Hold it" %}">', [("Hold it", "")]),
        ('{% translate "L" context "left side" %}', [("left side\x04L", "")]),
        ("{% translate \"Say 'hip'\" %}", [("Say 'hip'", "")]),
        ('{% translate "100%" %}', [("100%%", "")]),
        ("{% translate page.label %}", []),
        (
            (
                "{% blocktranslate trimmed with n=plan.n %}\n  Hold {{ n }},\n  100%\n"
                "{% endblocktranslate %}"
            ),
            [("Hold %(n)s, 100%%", "")],
        ),
        (
            (
                "{% blocktranslate trimmed count n=sets %}{{ n }} set{% plural %}{{ n }} sets"
                "{% endblocktranslate %}"
            ),
            [("%(n)s set", "%(n)s sets")],
        ),
        (
            (
                "{% blocktranslate context 'of weights' count n=1 %}a set{% plural %}{{ n }} sets"
                "{% endblocktranslate %}"
            ),
            [("of weights\x04a set", "%(n)s sets")],
        ),
        ('{% include "a.html" with label=_("Send it") %}', [("Send it", "")]),
        ('{{ name|default:_("Nobody") }}{{ _("Left") }}', [("Nobody", ""), ("Left", "")]),
        ("gettext('Hold') {# {% translate 'Hold' %} #}", []),
    ],
)
def test_what_a_template_says_is_found(template: str, expected: list[tuple[str, str]]) -> None:
    assert list(shown_texts(template, "x.html")) == expected


@pytest.mark.parametrize(
    "template",
    [
        "{% blocktranslate %}\n Hold\n{% endblocktranslate %}",
        '{% translate "" %}',
        '{% translate " Hold" %}',
        "{% blocktranslate %}{% if a %}Hold{% endif %}{% endblocktranslate %}",
    ],
)
def test_a_text_of_a_template_that_nobody_can_translate_is_refused(template: str) -> None:
    with pytest.raises(UnreadableTextError, match=r"x\.html"):
        list(shown_texts(template, "x.html"))


def test_templates_of_every_room_are_read(tmp_path: Path) -> None:
    for name in ("web/templates/web/plan/approve.html", "accounts/templates/account/letter.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(f'{{% translate "{path.stem}" %}}', encoding="utf-8")
    assert {text: use for text, _, use in template_uses(tmp_path)} == {
        "approve": Use("web/templates/web/plan/approve.html", "", Audience.CLINICIAN),
        "letter": Use("accounts/templates/account/letter.txt", "", Audience.PATIENT),
    }


# --- what the framework says ----------------------------------------------------------


def test_what_the_framework_says_is_translated_like_our_own_words() -> None:
    text = "Ensure this value is less than or equal to %(limit_value)s."
    found = extract()[text]
    assert found.files == ("language/locale/en/LC_MESSAGES/sijoint.po",)
    # The gaps are those of our words.
    right = Entry(("%(show_value)s es demasiado. Ponga %(limit_value)s o menos.",))
    assert complaint_of(found, right, {}) == ""
    assert "other gaps" in complaint_of(found, Entry(("Ponga %(limit_value)s o menos.",)), {})


def test_what_we_say_anew_is_what_the_framework_says() -> None:
    """A new release of Django or django-allauth that says it otherwise is noticed here."""
    packages = [Path(django.__file__).parent, Path(allauth.__file__).parent]
    ids = {
        text_id if isinstance(text_id, str) else text_id[0]
        for package in packages
        for path in package.glob("**/locale/es/LC_MESSAGES/django.mo")
        for text_id in read_ids(path)
    }
    assert [text for text in read_entries(ENGLISH) if text not in ids] == []


def read_ids(path: Path) -> list[str | tuple[str, int]]:
    with path.open("rb") as file:
        return list(gettext.GNUTranslations(file)._catalog)


def test_english_words_fill_only_gaps_that_there_are() -> None:
    for text_id, many, entry in read(ENGLISH):
        assert all(entry.translation), text_id
        known = gaps(many or text_id) | EXTRA_GAPS.get(text_id.partition(" %(")[0], set())
        for form in entry.translation:
            assert gaps(form) <= known, text_id


EXTRA_GAPS = {
    # What their code hands over without using it.
    "Enter a valid email address.": {"%(value)s"},
    "Ensure this value is less than or equal to": {"%(show_value)s"},
    "Ensure this value is greater than or equal to": {"%(show_value)s"},
}


# --- messages -------------------------------------------------------------------------


def test_a_text_is_one_message_for_all_its_places() -> None:
    here = Use("b.toml", "patient", Audience.CLINICIAN)
    there = Use("a.toml", "patient", Audience.PATIENT)
    found = collected(
        [("Hip", "", here), ("Bridge", "", here), ("Hip", "", there), ("Hip", "", there)]
    )
    assert list(found) == ["Hip", "Bridge"]
    assert found["Hip"].files == ("a.toml", "b.toml")
    assert found["Hip"].audience is Audience.PATIENT
    assert found["Bridge"].audience is Audience.CLINICIAN


def test_a_text_in_another_context_is_another_message() -> None:
    found = collected([("L", "", PLACE), ("left side\x04L", "", PLACE)])
    assert [(each.id, each.context, each.text) for each in found.values()] == [
        ("L", "", "L"),
        ("left side\x04L", "left side", "L"),
    ]


def test_a_text_has_one_plural() -> None:
    uses = [("{n} set", "{n} sets", PLACE), ("{n} set", "", PLACE)]
    assert collected(uses)["{n} set"].many == "{n} sets"
    with pytest.raises(ValueError, match="two plurals"):
        collected([*uses, ("{n} set", "{n} settes", PLACE)])


# --- the catalogue --------------------------------------------------------------------


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    known = messages('He said: "hip"\\', "A line\nand another", "70 % or more", "New") | {
        "{n} set": message("{n} set", "{n} sets"),
        "left side\x04L": Message("L", "", (PLACE,), "left side"),
    }
    entries: Entries = {
        "left side\x04L": Entry(("I",)),
        'He said: "hip"\\': Entry(("«cadera»",)),
        "A line\nand another": Entry(("áéñ",), is_fuzzy=True),
        "70 % or more": Entry(("70\N{NO-BREAK SPACE}% o más",)),
        "{n} set": Entry(("una serie", "{n} series")),
        "Gone": Entry(("Ido",)),
    }
    path = tmp_path / "sijoint.po"
    path.write_text(written(known, entries), encoding="utf-8")
    del entries["Gone"]
    assert read_entries(path) == entries | {"New": Entry(("",))}
    assert written(known, read_entries(path)) == path.read_text(encoding="utf-8")
    assert "python-format" not in path.read_text(encoding="utf-8")


def test_a_catalogue_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert read_entries(tmp_path / "sijoint.po") == {}


@pytest.mark.parametrize(
    ("english", "spanish", "complaint"),
    [
        ("Bridge", (), "not translated"),
        ("Bridge", ("",), "not translated"),
        ("Bridge", ("Puente", "Puentes"), "not translated"),
        ("Bridge", ("Bridge",), "the same as the English"),
        ("{n} of {of}", ("{n} de {off}",), "other gaps"),
        ("{n} of {of}", ("{n}",), "other gaps"),
        ("Bridge", ("Puente {n}",), "other gaps"),
        ("%(n)s of %(of)s", ("%(n)s de %(off)s",), "other gaps"),
        ("%(n)d of {of}", ("%(n)s de {of}",), "other gaps"),
        ("%d letters", ("%s letras",), "other gaps"),
        ("%(n)s, 100%%", ("%(n)s, 100\N{NO-BREAK SPACE}%",), "a sign of per cent is written twice"),
        ("Hold 5 seconds.", ("Mantenga 6 segundos.",), "other numbers"),
        ("Hold 5 seconds.", ("Mantenga cinco segundos.",), "other numbers"),
        ("Add 2.5 kg.", ("Añada 25 kg.",), "other numbers"),
        ("Up to 30 %.", ("Hasta el 30 %.",), "no no-break space"),
        ("Up to {x} %.", ("Hasta el {x}%.",), "no no-break space"),
        ("Does it hurt?", ("Duele?",), "a mark of a question or exclamation is missing"),
        ("Stop!", ("¡Pare.",), "a mark of a question or exclamation is missing"),
        ('Say "hip".', ('Diga "cadera".',), "quotation marks"),
        ("Say “hip”.", ("Diga “cadera”.",), "quotation marks"),
        ('Say "hip".', ("Diga «cadera.",), "quotation marks"),
    ],
)
def test_a_wrong_translation_is_found(
    english: str, spanish: tuple[str, ...], complaint: str
) -> None:
    [problem] = [*problems(messages(english), {english: Entry(spanish)})][:1]
    assert problem.startswith(f"exercises/bridge.toml: {complaint}")


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Add 2.5 kg or 30 %.", "Añada 2,5 kg o un 30\N{NO-BREAK SPACE}%."),
        ('Say "hip". Does it hurt?', "Diga «cadera». ¿Duele?"),
        ("2 of 5, p = .009.", "2 de 5, p = 0,009."),
        ("{a} before {b}, 10", "10, {b} después de {a}"),
        ("%(n)s%% of %(all)s", "El %(n)s\N{NO-BREAK SPACE}%% de %(all)s"),
        ("%d letters", "%d letras"),
    ],
)
def test_a_right_translation_is_let_pass(english: str, spanish: str) -> None:
    assert spanish_complaint(english, spanish) == ""
    known = messages(english, *same_texts())
    entries = {text: Entry((text,)) for text in same_texts()} | {english: Entry((spanish,))}
    assert list(problems(known, entries)) == []


def test_a_text_without_words_may_stay_as_it_is() -> None:
    known = messages("{amount}.", *same_texts())
    assert list(problems(known, {text: Entry((text,)) for text in known})) == []


def test_a_plural_needs_both_forms_and_the_number_in_the_second() -> None:
    known = {"{n} set": message("{n} set", "{n} sets")} | messages(*same_texts())
    same = {text: Entry((text,)) for text in same_texts()}

    def found(*forms: str) -> list[str]:
        return list(problems(known, {"{n} set": Entry(forms)} | same))

    assert found("{n} serie", "{n} series") == []
    assert found("una serie", "{n} series") == []
    assert "other gaps" in found("una serie", "series")[0]
    assert "other gaps" in found("{x} serie", "{n} series")[0]
    assert "not translated" in found("una serie", "")[0]
    assert "not translated" in found("{n} series")[0]


def test_fuzzy_and_obsolete_entries_are_found() -> None:
    known = messages("Bridge", *same_texts())
    entries = {text: Entry((text,)) for text in same_texts()}
    entries |= {"Bridge": Entry(("Puente",), is_fuzzy=True), "Gone": Entry(("Ido",))}
    assert list(problems(known, entries)) == [
        "exercises/bridge.toml: fuzzy: 'Bridge'",
        "obsolete: 'Gone'",
    ]


def test_the_list_of_equal_texts_holds_only_what_is_equal() -> None:
    first, *others = same_texts()
    entries = {text: Entry((text,)) for text in others}
    assert f"same.toml: no page shows {first!r}" in [*problems(messages(*others), entries)]
    entries[first] = Entry(("otro",))
    found = [*problems(messages(first, *others), entries)]
    assert f"same.toml: it is not the same after all: {first!r}" in found


# --- merging --------------------------------------------------------------------------


def file(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_translations_are_taken_and_what_is_wrong_is_refused(tmp_path: Path) -> None:
    known = messages("Bridge", "Plank", "Clam {n}", "About 5 %") | {
        "{n} set": message("{n} set", "{n} sets")
    }
    before: Entries = {"Bridge": Entry(("Viejo",), is_fuzzy=True), "Plank": Entry(("Plancha",))}
    first = file(
        tmp_path,
        "es-1.json",
        {"Bridge": "Puente", "Clam {n}": "Almeja", "Tower": "Torre", "About 5 %": "Un 5 %"},
    )
    second = file(
        tmp_path, "es-2.json", {"Bridge": "El puente", "{n} set": ["{n} serie", "{n} series"]}
    )
    merged = merge(known, before, [first, second])
    assert merged.entries == {
        "Bridge": Entry(("Puente",)),
        "Plank": Entry(("Plancha",)),
        "About 5 %": Entry(("Un 5\N{NO-BREAK SPACE}%",)),
        "{n} set": Entry(("{n} serie", "{n} series")),
    }
    assert merged.unused == ("Tower",)
    assert [line.partition(": '")[0] for line in merged.refused] == [
        "es-1.json: other gaps than n",
        "es-2.json: another translation is taken, ('Puente',)",
    ]


def test_a_file_that_is_no_object_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"es\.json: must be an object"):
        merge({}, {}, [file(tmp_path, "es.json", [])])


# --- the command ----------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of its own for two texts."""
    path = tmp_path / "locale" / "sijoint.po"
    known = messages("Bridge", "Plank", *same_texts())
    monkeypatch.setattr(command, "CATALOGUE", path)
    monkeypatch.setattr(command, "extract", lambda: known)
    return path


def test_from_an_empty_catalogue_to_a_whole_one(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["update"]) == 0
    assert capsys.readouterr().out == f"{2 + len(same_texts())} new, 0 dropped\n"
    assert command.main(["check"]) == 1
    assert "not translated: 'Bridge'" in capsys.readouterr().out

    same = {text: text for text in same_texts()}
    wrong = file(tmp_path, "es-1.json", {"Bridge": "Bridge", "Tower": "Torre"})
    assert command.main(["merge", str(wrong)]) == 1
    out = capsys.readouterr().out
    assert "refused: es-1.json: the same as the English: 'Bridge'" in out
    assert "unused: 'Tower'" in out

    right = file(tmp_path, "es-2.json", same | {"Bridge": "Puente"})
    assert command.main(["merge", str(right)]) == 0
    capsys.readouterr()
    assert command.main(["extract", "--missing"]) == 0
    seen = capsys.readouterr()
    assert json.loads(seen.out) == [
        {"text": "Plank", "where": "exercises/bridge.toml steps", "audience": "patient"}
    ]
    assert seen.err.splitlines() == ["    1 exercises/bridge.toml", "    1 in all"]

    last = file(tmp_path, "es-3.json", {"Plank": "Plancha"})
    assert command.main(["merge", str(last)]) == 0
    capsys.readouterr()
    assert command.main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_texts_can_be_written_into_a_file(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "messages.json"
    assert command.main(["extract", "--output", str(target)]) == 0
    texts = [row["text"] for row in json.loads(target.read_text(encoding="utf-8"))]
    assert texts[:2] == ["Bridge", "Plank"]
    assert not small.exists()
