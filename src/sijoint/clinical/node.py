"""The steps of an expression: what each does, and the closure that does it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

Value = bool | float | None
"""A bool, a number, or None where nothing was recorded."""

Term = str | tuple[str, str]
"""What is looked up: a name, or a function with the name it asks about."""

FactMap = Mapping[Term, Value]
Run = Callable[[FactMap], Value]

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Kind(Enum):
    """What a node of an expression does."""

    NUMBER = auto()
    TERM = auto()
    NOT = auto()
    AND = auto()
    OR = auto()
    COUNT = auto()
    COMPARE = auto()
    COMPUTE = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """One step of an expression.

    Parameters
    ----------
    kind : Kind
        What it does.
    operands : tuple of Node
        What it does it with; empty for numbers and terms.
    run : callable
        Answers from the facts.
    term : str or tuple of (str, str) or None
        What a term looks up; None for every other kind.
    """

    kind: Kind
    operands: tuple[Node, ...]
    run: Run = field(repr=False, compare=False)
    term: Term | None = None

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for operand in self.operands:
            yield from operand.walk()


def number_of(value: float) -> Node:
    """A constant."""
    return Node(Kind.NUMBER, (), lambda facts: value)


def term_of(term: Term) -> Node:
    """What the facts answer to a name, or to a function of a name."""
    return Node(Kind.TERM, (), lambda facts: facts[term], term)


def not_of(operand: Node) -> Node:
    """True when the operand is false or missing."""
    run = operand.run
    return Node(Kind.NOT, (operand,), lambda facts: not run(facts))


def and_of(operands: tuple[Node, ...]) -> Node:
    """True when all operands are."""
    runs = tuple(node.run for node in operands)
    return Node(Kind.AND, operands, lambda facts: all(run(facts) for run in runs))


def or_of(operands: tuple[Node, ...]) -> Node:
    """True when any operand is."""
    runs = tuple(node.run for node in operands)
    return Node(Kind.OR, operands, lambda facts: any(run(facts) for run in runs))


def count_of(operands: tuple[Node, ...]) -> Node:
    """How many operands are true."""
    runs = tuple(node.run for node in operands)
    return Node(Kind.COUNT, operands, lambda facts: float(sum(1 for run in runs if run(facts))))


def compare_of(symbol: str, left: Node, right: Node) -> Node:
    """Whether the comparison holds; false when a number is missing."""
    compare, first, second = COMPARISONS[symbol], left.run, right.run

    def run(facts: FactMap) -> bool:
        a, b = first(facts), second(facts)
        return a is not None and b is not None and compare(a, b)

    return Node(Kind.COMPARE, (left, right), run)


def compute_of(symbol: str, left: Node, right: Node) -> Node:
    """The number, or None when one is missing or the divisor is zero."""
    compute, first, second = _ARITHMETIC[symbol], left.run, right.run

    def run(facts: FactMap) -> Value:
        a, b = first(facts), second(facts)
        if a is None or b is None or (symbol == "/" and b == 0):
            return None
        return compute(a, b)

    return Node(Kind.COMPUTE, (left, right), run)


def absolute_of(operand: Node) -> Node:
    """The number without its sign, or None when it is missing."""
    inner = operand.run

    def run(facts: FactMap) -> Value:
        value = inner(facts)
        return None if value is None else abs(value)

    return Node(Kind.COMPUTE, (operand,), run)
