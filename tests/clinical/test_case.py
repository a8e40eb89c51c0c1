"""A case with one finding more is the case that would have been built with it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sijoint.clinical.case import Case, Finding, Result, Side
from tests.clinical.rules import lexicon
from tests.strategies import cases

KINDS = lexicon().vocabulary.findings


@given(
    case=cases(lexicon().vocabulary),
    name=st.sampled_from(sorted(KINDS)),
    side=st.sampled_from(list(Side)),
    result=st.sampled_from([Result.POSITIVE, Result.NEGATIVE]),
)
def test_with_finding_is_building_the_case_anew(
    case: Case, name: str, side: Side, result: Result
) -> None:
    found = Finding(name, side if KINDS[name].side else None, result)
    kept = (f for f in case.findings if (f.id, f.side) != (found.id, found.side))
    slow = replace(case, findings=(*kept, found))
    quick = case.with_finding(found)
    assert quick == slow
    assert hash(quick.findings) == hash(slow.findings)
    for each in KINDS:
        for place in (None, *Side):
            assert quick.finding(each, place) == slow.finding(each, place)
            assert quick.answer(each, place) == slow.answer(each, place)
