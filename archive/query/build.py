"""The syntax tree of a query as a tree of search nodes: fields resolved, words analysed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from lark import Token, Tree

from archive.errors import QueryError
from archive.model.search import About, Node, Published, Scope, Value
from archive.query.combine import conjoin, disjoin, negate
from archive.query.dates import date_range
from archive.query.faults import Fault, replaced
from archive.query.fields import ABOUT, KEYS, NAMES, PUBLISHED, SCOPES, closest
from archive.query.grammar import QUOTES, Branch
from archive.query.terms import phrase, term

_SIGNS = frozenset({"AND", "OR", "NOT", "MINUS", "LPAR", "RPAR"})
DEEPEST = 30  # brackets, negations and fields within one another
_QUOTED = re.compile(rf"[{QUOTES}](?P<inside>[^{QUOTES}]*)[{QUOTES}](?:~(?P<slop>\d*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the query a branch stands: inside which field, how deep."""

    text: str
    field: str | None = None
    depth: int = 0

    def deeper(self) -> _Place:
        if self.depth == DEEPEST:
            raise QueryError(f"Brackets and negations can nest {DEEPEST} deep, no deeper.")
        return replace(self, depth=self.depth + 1)

    def fault(self, reason: str, token: Token, instead: str | None, offset: int = 0) -> QueryError:
        """A fault of this token; with a corrected text if the token has one."""
        start = token.start_pos or 0
        whole = None if instead is None else replaced(self.text, start, _end(token), instead)
        return QueryError(reason, position=start + offset, suggestion=whole)


_Branches: TypeAlias = Sequence[Branch]


def build(tree: Tree[Token], text: str) -> Node:
    """The query's meaning; raise QueryError where a field, value or word makes no sense."""
    return conjoin(_nodes(tree.children, _Place(text=text)))


def _node(branch: Branch, place: _Place) -> Node | None:
    """None for what holds no word at all."""
    if isinstance(branch, Token):
        return None if branch.type in _SIGNS else _leaf(branch, place)
    return _BRANCHES[branch.data](branch.children, place.deeper())


def _nodes(branches: _Branches, place: _Place) -> list[Node]:
    return [node for branch in branches if (node := _node(branch, place)) is not None]


def _conjunction(branches: _Branches, place: _Place) -> Node | None:
    nodes = _nodes(branches, place)
    return conjoin(nodes) if len(nodes) > 1 else next(iter(nodes), None)


def _disjunction(branches: _Branches, place: _Place) -> Node | None:
    nodes = _nodes(branches, place)
    return disjoin(nodes) if len(nodes) > 1 else next(iter(nodes), None)


def _negation(branches: _Branches, place: _Place) -> Node | None:
    node = _node(branches[-1], place)
    return negate(node) if node is not None else None


def _fielded(branches: _Branches, place: _Place) -> Node | None:
    name, value = branches
    assert isinstance(name, Token)
    return _node(value, replace(place, field=_field(name, place)))


_BRANCHES: MappingProxyType[str, Callable[[_Branches, _Place], Node | None]] = MappingProxyType(
    {
        "conjunction": _conjunction,
        "disjunction": _disjunction,
        "negation": _negation,
        "fielded": _fielded,
        "group": _conjunction,
    }
)


def _field(token: Token, place: _Place) -> str:
    name = token.rstrip().removesuffix(":")
    if name.lower() in NAMES:
        return name.lower()
    reason = f"There is no field {name}. Fields: {', '.join(NAMES)}."
    if known := closest(name):
        raise place.fault(reason, token, f"{known}:")
    start = token.start_pos or 0
    end = start + len(re.split(rf"[\s(){QUOTES}]", place.text[start:], maxsplit=1)[0])
    quoted = replaced(place.text, start, end, f'"{place.text[start:end]}"')
    raise QueryError(reason, position=start, suggestion=quoted)


def _leaf(token: Token, place: _Place) -> Node | None:
    try:
        return _meaning(token, place.field)
    except Fault as fault:
        raise place.fault(fault.reason, token, fault.instead, fault.offset) from None


def _meaning(token: Token, field: str | None) -> Node | None:
    quoted = _QUOTED.fullmatch(token)
    if field is not None and field in KEYS:
        return _value(field, quoted["inside"] if quoted else token.rstrip(",;"))
    if field in (PUBLISHED, ABOUT):
        days = date_range((quoted["inside"] if quoted else token.rstrip(",;")).strip())
        return Published(range=days) if field == PUBLISHED else About(range=days)
    scope = SCOPES[field] if field else Scope.ANY
    return phrase(quoted["inside"], quoted["slop"], scope) if quoted else term(str(token), scope)


def _value(field: str, text: str) -> Value:
    if not text.strip():
        raise Fault(f"The field {field} needs a value.")
    return Value(field=KEYS[field], text=text.strip())


def _end(token: Token) -> int:
    return token.end_pos or 0
