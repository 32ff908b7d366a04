"""An article as the event engine sees it: sentences of words and what was found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from archive.model.annotation import Timex
from archive.model.partial_date import PartialDate

_WORD = re.compile(r"[^\W_]+(?:[-\u00ad][^\W_]+)*|[^\w\s]")


class Zone(IntEnum):
    """Where a sentence stands; what title and lead report is what the article is about."""

    TITLE = 0
    LEAD = 1
    SECOND = 2
    BODY = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark; `lower` is the form for look-ups."""

    start: int
    end: int
    lower: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names a participant: the id of an entity or the code of a country."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with everything found in it, each in text order."""

    zone: Zone
    words: tuple[Word, ...]
    persons: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    countries: tuple[Named, ...] = ()
    dates: tuple[Timex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article as the event engine sees it."""

    text: str
    sentences: tuple[Sentence, ...]
    published: PartialDate | None = None


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words and marks of a stretch of text."""
    return tuple(
        Word(
            match.start(),
            match.end(),
            match.group().replace("\u00ad", "").lower(),
            match.group()[0].isupper(),
        )
        for match in _WORD.finditer(text, start, end)
    )


def zones(starts: Sequence[int], body_start: int) -> list[Zone]:
    """The zone of each sentence, given where it starts."""
    found = []
    body = 0
    for start in starts:
        if start < body_start:
            found.append(Zone.TITLE)
            continue
        body += 1
        found.append(Zone.LEAD if body == 1 else Zone.SECOND if body == 2 else Zone.BODY)
    return found
