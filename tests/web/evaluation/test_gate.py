"""The two screens before the cluster are asked for where the cluster is used, and only there."""

from __future__ import annotations

from sijoint.web.wording import wording_in
from sijoint.web.workspace.gate import gate_cards
from tests.web.panel.rendered import answer, panel, vignette, without


def test_no_screen_is_asked_for_where_the_answer_is_about_pelvic_girdle_pain() -> None:
    words = wording_in("en")
    pregnant = answer(vignette("y11"))
    assert list(gate_cards(pregnant.clusters, pregnant.differential, {}, words)) == []
    assert panel(vignette("y11")).missing == ()
    other = answer(without(vignette("y1"), "centralization", "slr", "slump"))
    assert list(gate_cards(other.clusters, other.differential, {}, words))
