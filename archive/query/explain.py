"""A query as it was understood, for the API's answer and for people."""

from __future__ import annotations

import re
from typing import Any

from archive.model.partial_date import DateRange
from archive.model.search import (
    About,
    And,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Scope,
    Value,
    Word,
)
from archive.query.grammar import OPERATORS

_BARE = re.compile(r"[\w-]+")


def explain(tree: Node) -> dict[str, Any]:
    """The tree as a JSON object, with the query in its plainest spelling under `text`."""
    return {"text": spell(tree), "tree": _node(tree)}


def _node(node: Node) -> dict[str, Any]:
    match node:
        case And(children=children) | Or(children=children):
            kind = "and" if isinstance(node, And) else "or"
            return {"type": kind, "children": [_node(child) for child in children]}
        case Not(child=child):
            return {"type": "not", "child": _node(child)}
        case Published() | About():
            kind = "published" if isinstance(node, Published) else "about"
            return {"type": kind, "from": _iso(node.range, 0), "to": _iso(node.range, 1)}
        case Value(field=field, text=text):
            return {"type": "value", "field": field.value, "text": text}
        case Everything():
            return {"type": "everything"}
        case _:
            return _text(node)


def _text(node: Word | Phrase | Prefix | Fuzzy) -> dict[str, Any]:
    found: dict[str, Any] = {"text": node.text, "in": node.scope.value}
    match node:
        case Word():
            return {"type": "word", **found, "exact": node.exact, "stems": list(node.stems)}
        case Phrase():
            return {"type": "phrase", **found, "words": list(node.words), "slop": node.slop}
        case Prefix():
            return {"type": "prefix", **found, "prefix": node.prefix}
        case Fuzzy():
            return {"type": "fuzzy", **found, "exact": node.exact, "distance": node.distance}


def _iso(days: DateRange, end: int) -> str | None:
    day = (days.first, days.last)[end]
    return day.isoformat() if day else None


def spell(node: Node) -> str:
    """The query language's spelling of a tree; parsing it gives the same tree again."""
    match node:
        case Or(children=children):
            return " OR ".join(spell(child) for child in children)
        case And(children=(Everything(), *rest)):
            return " ".join(_within_and(child) for child in rest)
        case And(children=children):
            return " ".join(_within_and(child) for child in children)
        case Not(child=child):
            return f"-{_within_not(child)}"
        case Everything():
            return "*"
        case _:
            return _leaf(node)


def _within_and(node: Node) -> str:
    return f"({spell(node)})" if isinstance(node, Or) else spell(node)


def _within_not(node: Node) -> str:
    return f"({spell(node)})" if isinstance(node, And | Or) else spell(node)


def _leaf(node: Word | Phrase | Prefix | Fuzzy | Value | Published | About) -> str:
    match node:
        case Published(range=days):
            return f"published:{_range(days)}"
        case About(range=days):
            return f"about:{_range(days)}"
        case Value(field=field, text=text):
            return f"{field.value}:{text if _BARE.fullmatch(text) else _quoted(text)}"
        case _:
            narrowed = "" if node.scope is Scope.ANY else f"{node.scope.value}:"
            return narrowed + _term(node)


def _term(node: Word | Phrase | Prefix | Fuzzy) -> str:
    if not isinstance(node, Phrase):
        return node.text.lower() if node.text in OPERATORS else node.text
    return _quoted(node.text) + (f"~{node.slop}" if node.slop else "")


def _quoted(text: str) -> str:
    return f'"{text}"'


def _range(days: DateRange) -> str:
    first, last = _iso(days, 0), _iso(days, 1)
    return first if first and first == last else f"[{first or '*'} TO {last or '*'}]"
