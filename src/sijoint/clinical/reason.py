"""Reasons: why an expression holds, and which answers still to come could make it hold."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.node import Kind, Node


def grounds(expression: Expression, facts: Facts) -> tuple[str, ...]:
    """The names that make an expression true.

    Parameters
    ----------
    expression : Expression
        An expression that holds.
    facts : Facts
        The facts in which it holds.

    Returns
    -------
    tuple of str
        Every recorded name that is true and that the expression used, in the order
        of the lexicon: findings, measures, conditions, built-in facts, sports, then
        derived names, whose own grounds are included. What counts because it is
        absent has no name here.
    """
    names = set(_grounds(expression.root, facts))
    return tuple(sorted(names, key=facts.lexicon.order.__getitem__))


def awaited(expression: Expression, facts: Facts, hoped: Facts) -> Iterator[str]:
    """The names whose answers could make an expression true.

    Only what would change something is named: of two alternatives neither, when
    another part already holds.

    Parameters
    ----------
    expression : Expression
        An expression that holds in `hoped` and not in `facts`.
    facts : Facts
        What was recorded.
    hoped : Facts
        The same case, with the answers still to come assumed.

    Yields
    ------
    str
        Names of findings and measures, in the order of the expression; a name may
        come more than once.
    """
    return _awaited(expression.root, facts, hoped)


def raising_names(expression: Expression, lexicon: Lexicon) -> frozenset[str]:
    """The names whose being true can make an expression true.

    Those outside any ``not``; a derived name stands for the names inside it.
    """
    return frozenset(_raising(expression.root, lexicon))


def _grounds(node: Node, facts: Facts) -> Iterator[str]:
    if isinstance(node.term, tuple):
        yield node.term[1]
    elif node.term is not None:
        yield from _named(node.term, facts)
    elif node.kind is not Kind.NOT:
        for operand in node.operands:
            value = operand.run(facts)
            if value is not None and value is not False:
                yield from _grounds(operand, facts)


def _named(name: str, facts: Facts) -> Iterator[str]:
    derived = facts.lexicon.derived.get(name)
    if derived is None:
        yield name
    elif facts[name]:  # a count of zero is the ground of nothing
        yield from _grounds(derived.root, facts)
        yield name


def _awaited(node: Node, facts: Facts, hoped: Facts) -> Iterator[str]:
    if isinstance(node.term, tuple):
        yield node.term[1]
    elif node.term is not None:
        derived = facts.lexicon.derived.get(node.term)
        if derived is None:
            yield node.term
        else:
            yield from _awaited(derived.root, facts, hoped)
    elif node.kind is not Kind.NOT:
        for operand in node.operands:
            if operand.run(facts) != operand.run(hoped):
                yield from _awaited(operand, facts, hoped)


def _raising(node: Node, lexicon: Lexicon) -> Iterator[str]:
    if isinstance(node.term, tuple):
        yield node.term[1]
    elif node.term is not None:
        derived = lexicon.derived.get(node.term)
        if derived is None:
            yield node.term
        else:
            yield from _raising(derived.root, lexicon)
    elif node.kind is not Kind.NOT:
        for operand in node.operands:
            yield from _raising(operand, lexicon)
