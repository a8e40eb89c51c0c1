"""Where and how findings are taken."""

from __future__ import annotations

from sijoint.clinical.finding import Position


def test_positions_are_in_the_order_of_the_room() -> None:
    told, asked, *room = sorted(Position, key=lambda position: position.place)
    assert (told, asked) == (Position.HISTORY, Position.QUESTIONNAIRE)
    assert [position.value for position in room] == [
        "standing",
        "sitting",
        "supine",
        "side",
        "prone",
        "quadruped",
        "laboratory",
    ]
    assert [position.place for position in Position] == list(range(9))
