"""The small language in which the evidence states when something holds.

A rule such as ``severe_trauma and dur<=6`` is data. It is parsed once, by hand and without
`eval`, into the frozen nodes of `node`; each carries a closure, so that answering is a few
dictionary lookups. Anything that the language cannot say is an error when the evidence is
loaded, never when a person is assessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sijoint.clinical.node import (
    COMPARISONS,
    FactMap,
    Node,
    Term,
    Value,
    absolute_of,
    and_of,
    compare_of,
    compute_of,
    count_of,
    not_of,
    number_of,
    or_of,
    term_of,
)

NAME_FUNCTIONS = frozenset({"both", "neg", "recorded", "left", "right", "painful", "since"})
"""Functions of one name, answered by the facts; all others are computed here."""

MAX_DEPTH = 40
MAX_TOKENS = 500

_WORDS = frozenset({"and", "or", "not"})
_TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<symbol>>=|<=|==|[<>+\-*/(),])"
)


class InvalidExpressionError(ValueError):
    """An expression that cannot be read, or that asks what cannot be asked."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression.

    Parameters
    ----------
    text : str
        As written.
    root : Node
        The outermost step.
    terms : frozenset of str or tuple of (str, str)
        Everything it looks up.
    names : frozenset of str
        The names in `terms`.
    """

    text: str
    root: Node = field(compare=False, repr=False)
    terms: frozenset[Term] = field(compare=False, repr=False)
    names: frozenset[str] = field(compare=False, repr=False)

    def evaluate(self, facts: FactMap) -> Value:
        """Answer from the facts.

        Parameters
        ----------
        facts : mapping of name, or (function, name), to bool, float or None
            None is missing: it makes arithmetic missing and a comparison false.

        Returns
        -------
        bool, float or None
            A bool for conditions, a number for arithmetic and counts; None when
            a number is missing.
        """
        return self.root.run(facts)

    def holds(self, facts: FactMap) -> bool:
        """Whether it is true; missing is not."""
        return bool(self.root.run(facts))


def parse(text: str) -> Expression:
    """Read an expression.

    Parameters
    ----------
    text : str
        At most 500 tokens, nested at most 40 deep.

    Returns
    -------
    Expression
        Ready to be evaluated.

    Raises
    ------
    InvalidExpressionError
        If the text is not an expression. The message names the place, counted
        from 1, and the text.

    Examples
    --------
    >>> parse("age>=50 and collapse").evaluate({"age": 61.0, "collapse": True})
    True
    >>> parse("temperature>=38").evaluate({"temperature": None})
    False
    >>> parse("left(aslr) - right(aslr)").evaluate({("left", "aslr"): 3.0, ("right", "aslr"): None})
    """
    root = _Parser(text).parse()
    terms = frozenset(node.term for node in root.walk() if node.term is not None)
    names = frozenset(term if isinstance(term, str) else term[1] for term in terms)
    return Expression(text, root, terms, names)


class _Parser:
    """Recursive descent, one method for each level of binding, loosest first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split()
        self._next = 0
        self._depth = 0

    def parse(self) -> Node:
        node = self._any()
        if self._peek():
            raise self._error("nothing more")
        return node

    def _split(self) -> list[tuple[str, int]]:
        tokens: list[tuple[str, int]] = []
        at = 0
        while at < len(self._text):
            if self._text[at].isspace():
                at += 1
                continue
            found = _TOKEN.match(self._text, at)
            if found is None:
                raise InvalidExpressionError(f"place {at + 1} of {self._text!r}: unknown character")
            tokens.append((found.group(), at))
            at = found.end()
        if len(tokens) > MAX_TOKENS:
            raise InvalidExpressionError(f"more than {MAX_TOKENS} tokens: {self._text[:40]!r}...")
        return tokens

    def _peek(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else ""

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if token not in wanted:
            return ""
        self._next += 1
        return token

    def _expect(self, wanted: str) -> None:
        if not self._take(wanted):
            raise self._error(f"{wanted!r}")

    def _error(self, wanted: str) -> InvalidExpressionError:
        here = self._tokens[self._next][1] if self._next < len(self._tokens) else len(self._text)
        found = repr(self._peek()) if self._peek() else "the end"
        message = f"place {here + 1} of {self._text!r}: expected {wanted}, found {found}"
        return InvalidExpressionError(message)

    def _nested(self, rule: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"at most {MAX_DEPTH} levels")
        node = rule()
        self._depth -= 1
        return node

    def _any(self) -> Node:
        operands = [self._all()]
        while self._take("or"):
            operands.append(self._all())
        return operands[0] if len(operands) == 1 else or_of(tuple(operands))

    def _all(self) -> Node:
        operands = [self._inverse()]
        while self._take("and"):
            operands.append(self._inverse())
        return operands[0] if len(operands) == 1 else and_of(tuple(operands))

    def _inverse(self) -> Node:
        if self._take("not"):
            return not_of(self._nested(self._inverse))
        return self._comparison()

    def _comparison(self) -> Node:
        left = self._sum()
        symbol = self._take(*COMPARISONS)
        return compare_of(symbol, left, self._sum()) if symbol else left

    def _sum(self) -> Node:
        node = self._product()
        while symbol := self._take("+", "-"):
            node = compute_of(symbol, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._signed()
        while symbol := self._take("*", "/"):
            node = compute_of(symbol, node, self._signed())
        return node

    def _signed(self) -> Node:
        if self._take("-"):
            return compute_of("-", number_of(0.0), self._nested(self._signed))
        return self._atom()

    def _atom(self) -> Node:
        token = self._peek()
        if self._take("("):
            node = self._nested(self._any)
            self._expect(")")
            return node
        if token[:1].isdigit():
            self._next += 1
            return number_of(float(token))
        name = self._name()
        return self._call(name) if self._take("(") else term_of(name)

    def _name(self) -> str:
        token = self._peek()
        if not token.isidentifier() or token in _WORDS:
            raise self._error("a name, a number or '('")
        self._next += 1
        return token

    def _call(self, function: str) -> Node:
        if function in NAME_FUNCTIONS:
            node = term_of((function, self._name()))
        elif function == "count":
            node = count_of(self._arguments())
        elif function == "abs":
            node = absolute_of(self._nested(self._any))
        else:
            raise InvalidExpressionError(f"unknown function {function!r} in {self._text!r}")
        self._expect(")")
        return node

    def _arguments(self) -> tuple[Node, ...]:
        operands = [self._nested(self._any)]
        while self._take(","):
            operands.append(self._nested(self._any))
        return tuple(operands)
