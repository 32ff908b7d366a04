"""An article's text cut into pieces that carry what was found there; no overlap is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from archive.model.annotation import Enrichment, Label


class Kind(StrEnum):
    """Kinds of marks, the one that decides a piece's link first."""

    PERSON = "person"
    ORGANISATION = "organisation"
    EVENT = "event"
    PLACE = "place"
    COUNTRY = "country"
    DATE = "date"


KIND_OF_NAME = {
    Label.PER: Kind.PERSON,
    Label.ORG: Kind.ORGANISATION,
    Label.LOC: Kind.PLACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span that means something; `target` is the id, code or value that it stands for."""

    start: int
    end: int
    kind: Kind
    target: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same marks, in the order of `Kind`; `text` is never empty."""

    text: str
    marks: tuple[Mark, ...]


def marks_of(found: Enrichment) -> tuple[Mark, ...]:
    """Every span that enrichment found, names that belong to no entry included."""
    return (
        *(
            Mark(start=m.start, end=m.end, kind=KIND_OF_NAME[m.label], target=m.entity)
            for m in found.mentions
        ),
        *(
            Mark(start=m.start, end=m.end, kind=Kind.COUNTRY, target=country.code)
            for country in found.countries
            for m in country.mentions
        ),
        *(
            Mark(start=t.start, end=t.end, kind=Kind.DATE, target=None, title=t.value)
            for t in found.dates
        ),
        *(
            Mark(start=e.start, end=e.end, kind=Kind.EVENT, target=e.event, title=e.type.value)
            for e in found.events
        ),
    )


def pieces(text: str, marks: Iterable[Mark], start: int, end: int) -> tuple[Piece, ...]:
    """`text[start:end]` cut at every end of a mark; marks of one kind keep only the longest."""
    inside = tuple(mark for mark in marks if mark.start < end and mark.end > start)
    cuts = sorted({start, end, *(_clip(at, start, end) for m in inside for at in (m.start, m.end))})
    return tuple(_joined(_pieces(text, inside, cuts)))


def _clip(at: int, start: int, end: int) -> int:
    return min(max(at, start), end)


def _pieces(text: str, marks: tuple[Mark, ...], cuts: list[int]) -> Iterator[Piece]:
    for first, last in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= first and mark.end >= last]
        yield Piece(text=text[first:last], marks=_one_of_each(over))


def _one_of_each(marks: list[Mark]) -> tuple[Mark, ...]:
    """The longest mark of each kind."""
    longest = {mark.kind: mark for mark in sorted(marks, key=lambda mark: mark.end - mark.start)}
    return tuple(longest[kind] for kind in Kind if kind in longest)


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours under the same marks become one piece again."""
    waiting: Piece | None = None
    for piece in found:
        if waiting and waiting.marks == piece.marks:
            waiting = Piece(text=waiting.text + piece.text, marks=piece.marks)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting
