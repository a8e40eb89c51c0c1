"""The working profile on paper: points, reasons, and that it is a hypothesis."""

from __future__ import annotations

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.profile import Profile, ProfileLabel, ProfilePoint
from sijoint.documents.report.block import QUIET, STRONG, paragraph, section, table
from sijoint.documents.report.reference import References
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording


def profile_section(profile: Profile, references: References, words: Wording) -> Content:
    """The label or why it is withheld, then the points of each profile with their reasons."""
    rows = [
        [
            profile_word(label, words),
            words.say("{points} of 3", points=words.number(value)),
            _because(profile, label, words),
            references.cite(s for p in profile.because if p.profile is label for s in p.sources),
        ]
        for label, value in points_of(profile).items()
    ]
    headers = [
        words.say("Profile"),
        words.say("Points"),
        words.say("Because"),
        words.say("Sources"),
    ]
    return section(
        words.say("Working profile, a hypothesis"),
        paragraph(label_words(profile, words), STRONG),
        table(headers, rows, widths=(0, 0, 1, 0)),
        paragraph(words.render(Phrase("profile.caution")), QUIET),
    )


def label_words(profile: Profile, words: Wording) -> str:
    """The label with the plans that it stands for, or why it is withheld."""
    if profile.withheld is not None:
        return words.render(profile.withheld)
    plans = words.joined(words.text(f"profile.{name}.patient") for name in profile.named)
    return words.say("{label}: {plans}", label=profile_word(profile.label, words), plans=plans)


def points_of(profile: Profile) -> dict[ProfileLabel, float]:
    """The points of the three profiles, in the order of the answer."""
    return {
        ProfileLabel.HYPERMOBILE: profile.hypermobile,
        ProfileLabel.STIFF: profile.stiff,
        ProfileLabel.SENSITIZED: profile.sensitized,
    }


def profile_word(label: ProfileLabel, words: Wording) -> str:
    """What a profile is called."""
    return {
        ProfileLabel.HYPERMOBILE: words.say("Hypermobile"),
        ProfileLabel.STIFF: words.say("Stiff"),
        ProfileLabel.SENSITIZED: words.say("Sensitized"),
        ProfileLabel.MIXED: words.say("Mixed"),
        ProfileLabel.UNDETERMINED: words.say("Undetermined"),
    }[label]


def _because(profile: Profile, label: ProfileLabel, words: Wording) -> str:
    return words.joined(point_words(p, words) for p in profile.because if p.profile is label)


def point_words(point: ProfilePoint, words: Wording) -> str:
    """A finding with the points that it gave."""
    return words.say(
        "{finding} {points}",
        finding=words.name(point.finding),
        points=("−" if point.points < 0 else "+") + words.number(abs(point.points)),
    )
