"""Searches asked of two engines, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from archive.engines.port import SearchReader
from tests.parity.answers import ERROR, Answer, answer
from tests.parity.differences import Difference, differences
from tests.parity.searches import Search

_SHOWN = 5  # differences of one search; the first tells most


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One search with both answers; `differences` is empty when they are equal."""

    search: Search
    ours: Answer
    theirs: Answer
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        return "\n  ".join((f"{self.search.kind}: {self.search.text}", *map(str, self.differences)))


def compare(
    ours: SearchReader, theirs: SearchReader, searches: Iterable[Search]
) -> Iterator[Comparison]:
    """Ask both, search by search."""
    for search in searches:
        one, other = answer(ours, search), answer(theirs, search)
        found = tuple(islice(_differences(one, other), _SHOWN))
        yield Comparison(search=search, ours=one, theirs=other, differences=found)


def _differences(ours: Answer, theirs: Answer) -> Iterator[Difference]:
    """An error leaves nothing else to compare."""
    error, other = ours.fields.get(ERROR), theirs.fields.get(ERROR)
    if error or other:
        return differences(error, other, ERROR)
    return differences(ours.fields, theirs.fields)
