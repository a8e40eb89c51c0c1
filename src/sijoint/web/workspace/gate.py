"""The two screens that come before the cluster, as the workspace asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijoint.clinical.cluster import Cluster, Gate
from sijoint.clinical.differential import Row
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.wording import Wording
from sijoint.language import message
from sijoint.records.models import Waiver

TITLES = {
    "low_back": message("Low back screen first."),
    "hip": message("Hip screen first."),
}
OPENS = {
    "low_back": message(
        "The cluster counts once centralization and a straight leg raise or slump are answered."
    ),
    "hip": message("The cluster counts once hip rotation, scour or a negative FADIR is answered."),
}
WAIVED = {
    "low_back": message("The low back screen is waived: {reason}"),
    "hip": message("The hip screen is waived: {reason}"),
}
WAIVE = message("Waive with a reason")
CHANGE = message("Change it")


@dataclass(frozen=True, slots=True)
class GateCard:
    """What is said of a screen that is missing or waived.

    Parameters
    ----------
    id : str
        ``low_back`` or ``hip``.
    title, text, action : str
    """

    id: str
    title: str
    text: str
    action: str


def gate_cards(
    clusters: Sequence[Cluster],
    rows: Sequence[Row],
    waivers: Mapping[str, Waiver],
    words: Wording,
) -> Iterator[GateCard]:
    """A card for each screen that is missing on a painful side, or waived.

    None where the answer is about pelvic girdle pain: there the cluster is not used, and no
    screen comes before anything.
    """
    if any(row.source == PELVIC_GIRDLE_PAIN for row in rows):
        return
    for gate in TITLES:
        if gate in waivers:
            said = words.say(WAIVED[gate], reason=waivers[gate].reason)
            yield GateCard(gate, "", said, words.say(CHANGE))
        elif any(getattr(cluster, gate) is Gate.MISSING for cluster in clusters):
            yield GateCard(gate, words.say(TITLES[gate]), words.say(OPENS[gate]), words.say(WAIVE))
