"""Golden queries: what an operator knows that searches must find, asked before publishing.

A file of JSON Lines, `{"query": "Gipfel", "at_least": 10, "contains": ["a1"]}`: a query in the
query language and what is expected of its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from archive.engines.port import SearchReader
from archive.errors import QueryError, SourceError
from archive.model.search import And, KeyField, Node, SearchQuery, Sort, Value
from archive.query.parser import parse

_NUMBERS = ("total", "at_least", "at_most")
_KNOWN = frozenset({"query", *_NUMBERS, "contains", "lacks", "first", "sort", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenQuery:
    """One line of the file. Ids are given or internal ones; `first` heads the answer in `sort`."""

    line: int
    text: str
    tree: Node
    total: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    first: str | None = None
    sort: Sort = Sort.RELEVANCE


def read_golden(path: Path) -> tuple[GoldenQuery, ...]:
    """All queries of the file; raise SourceError, which names file, line and reason."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_golden(number, line))
            except ValueError as error:
                raise SourceError(f"{path}, line {number}: {error}") from error
    return tuple(found)


def unmet(reader: SearchReader, golden: GoldenQuery) -> Iterator[str]:
    """Each expectation that the reader's answer does not meet, as a sentence."""
    place = f"golden query in line {golden.line}, {golden.text!r}"
    try:
        for fault in _unmet(reader, golden):
            yield f"{place}: {fault}"
    except QueryError as error:
        yield f"{place}: {error}"


def _unmet(reader: SearchReader, golden: GoldenQuery) -> Iterator[str]:
    result = reader.search(_query(golden.tree, golden.sort))
    found = result.total.value
    if golden.total is not None and found != golden.total:
        yield f"found {found:,} articles, expected {golden.total:,}"
    if golden.at_least is not None and found < golden.at_least:
        yield f"found {found:,} articles, expected at least {golden.at_least:,}"
    if golden.at_most is not None and found > golden.at_most:
        yield f"found {found:,} articles, expected at most {golden.at_most:,}"
    head = [result.hits[0].given_id, result.hits[0].id] if result.hits else []
    if golden.first is not None and golden.first not in head:
        yield f"expected {golden.first!r} first, found {_name(head)}"
    yield from (f"did not find {i!r}" for i in golden.contains if not _finds(reader, golden, i))
    yield from (f"found {i!r}" for i in golden.lacks if _finds(reader, golden, i))


def _finds(reader: SearchReader, golden: GoldenQuery, id_: str) -> bool:
    tree = And(children=(golden.tree, Value(field=KeyField.ID, text=id_)))
    return reader.search(_query(tree, Sort.NEWEST)).total.value > 0


def _query(tree: Node, sort: Sort) -> SearchQuery:
    return SearchQuery(tree=tree, sort=sort, size=1, facets=(), histograms=False)


def _name(head: Sequence[str | None]) -> str:
    return next((repr(name) for name in head if name), "nothing")


def _golden(number: int, line: bytes) -> GoldenQuery:
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"this is no JSON: {error}") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("query"), str):
        raise ValueError('expected an object with a text "query"')
    unknown = sorted(fields.keys() - _KNOWN)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; known: {', '.join(sorted(_KNOWN))}")
    if not fields.keys() & {*_NUMBERS, "contains", "lacks", "first"}:
        raise ValueError("nothing is expected; add total, at_least, at_most, contains or first")
    return GoldenQuery(
        line=number,
        text=fields["query"],
        tree=_tree(fields["query"]),
        contains=_ids(fields, "contains"),
        lacks=_ids(fields, "lacks"),
        first=_first(fields),
        sort=_sort(fields.get("sort", Sort.RELEVANCE.value)),
        **{name: _number(fields, name) for name in _NUMBERS},
    )


def _tree(text: str) -> Node:
    try:
        return parse(text)
    except QueryError as error:
        raise ValueError(f"the query is wrong at character {error.position + 1}: {error}") from None


def _number(fields: dict[str, Any], name: str) -> int | None:
    value = fields.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise ValueError(f"{name!r} must be a number of articles, not {value!r}")
    return value


def _ids(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(id_, str) for id_ in value):
        raise ValueError(f"{name!r} must be a list of ids")
    return tuple(value)


def _first(fields: dict[str, Any]) -> str | None:
    value = fields.get("first")
    if value is not None and not isinstance(value, str):
        raise ValueError("'first' must be an id")
    return value


def _sort(value: object) -> Sort:
    if value not in {sort.value for sort in Sort}:
        raise ValueError(f"'sort' must be one of {', '.join(Sort)}, not {value!r}")
    return Sort(value)
