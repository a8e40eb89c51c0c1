"""Build the profile rules from the evidence."""

from __future__ import annotations

from sijoint.clinical.facts import Lexicon
from sijoint.clinical.profile import (
    ProfileDomain,
    ProfileLabel,
    ProfilePattern,
    ProfilePolicy,
    ProfileRule,
    ProfileRules,
)
from sijoint.evidence import facts
from sijoint.evidence.read import Raw, Record


def build(raw: Raw) -> ProfileRules:
    """The profile rules.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``profile``, ``profile_domain``,
        ``profile_rule``, ``profile_policy`` and those of the lexicon.

    Raises
    ------
    InvalidExpressionError
        If an expression cannot be read or asks for what is not known; the message
        names the record.
    """
    lexicon = facts.build(raw)
    return ProfileRules(
        lexicon=lexicon,
        patterns=tuple(_pattern(record, raw, lexicon) for record in raw["profile"]),
        policy=_policy(raw["profile_policy"][0]),
    )


def _pattern(record: Record, raw: Raw, lexicon: Lexicon) -> ProfilePattern:
    mine = [domain for domain in raw["profile_domain"] if domain["profile"] == record["id"]]
    return ProfilePattern(
        label=ProfileLabel(record["id"]),
        key=lexicon.parse(record["key"], f"profile {record['id']}"),
        domains=tuple(_domain(domain, raw, lexicon) for domain in mine),
    )


def _domain(record: Record, raw: Raw, lexicon: Lexicon) -> ProfileDomain:
    mine = [rule for rule in raw["profile_rule"] if rule["domain"] == record["id"]]
    return ProfileDomain(record["cap"], tuple(_rule(rule, lexicon) for rule in mine))


def _rule(record: Record, lexicon: Lexicon) -> ProfileRule:
    return ProfileRule(
        finding=record["finding"],
        when=lexicon.parse(record["when"], f"profile_rule {record['id']}"),
        points=record["points"],
        sources=tuple(record["source"]),
    )


def _policy(record: Record) -> ProfilePolicy:
    return ProfilePolicy(
        eligible_points=record["eligible_points"],
        eligible_domains=record["eligible_domains"],
        domain_points=record["domain_points"],
        lead=record["lead"],
        maximum_points=record["maximum_points"],
        least_probability=record["least_probability"],
    )
