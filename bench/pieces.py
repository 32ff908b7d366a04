"""Sentences of enriched articles, each with what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from archive.model.annotation import Country, Enrichment, Entity, EventMention, Mention, Place
from archive.model.article import Article

_END = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[„\"]?[A-ZÄÖÜ])|\n\n+")
_Named = TypeVar("_Named", Entity, Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article with what was found in it."""

    article: Article
    enrichment: Enrichment


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence or a title; offsets in `found` count from its start."""

    text: str
    found: Enrichment
    published: date


def titles(sample: Sample) -> Iterator[Piece]:
    """The title, if the article has one and a day."""
    if sample.article.title:
        yield from _pieces(sample, [(0, len(sample.article.title))])


def sentences(sample: Sample) -> Iterator[Piece]:
    """The sentences of the body; one that a name or a date reaches over is none."""
    text, start = sample.article.text, sample.article.body_start
    spans: list[tuple[int, int]] = []
    for match in _END.finditer(text, start):
        spans.append((start, match.start()))
        start = match.end()
    yield from _pieces(sample, [*spans, (start, len(text))])


def _pieces(sample: Sample, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    published = sample.article.published
    if published is None or published.day is None:
        return
    for start, end in spans:
        text = sample.article.text[start:end]
        if text.strip() and not _is_cut(sample.enrichment, start, end):
            found = _within(sample.enrichment, start, end)
            yield Piece(text=text, found=found, published=published.first)


def _is_cut(found: Enrichment, start: int, end: int) -> bool:
    spans = [(m.start, m.end) for m in found.mentions]
    spans += [(m.start, m.end) for m in found.dates]
    spans += [(m.start, m.end) for m in found.events]
    return any(begin < border < stop for begin, stop in spans for border in (start, end))


def _within(found: Enrichment, start: int, end: int) -> Enrichment:
    mentions = tuple(
        replace(m, start=m.start - start, end=m.end - start)
        for m in found.mentions
        if start <= m.start < end
    )
    persons = _named(found.persons, mentions)
    organisations = _named(found.organisations, mentions)
    places = _named(found.places, mentions)
    countries = tuple(_countries(found, start, end))
    known = {entry.id for entry in persons} | {entry.id for entry in organisations}
    known |= {entry.id for entry in places} | {country.code for country in countries}
    return replace(
        found,
        mentions=mentions,
        persons=persons,
        organisations=organisations,
        places=places,
        countries=countries,
        dates=tuple(
            replace(d, start=d.start - start, end=d.end - start)
            for d in found.dates
            if start <= d.start < end
        ),
        events=tuple(
            _event(event, start, known) for event in found.events if start <= event.start < end
        ),
    )


def _named(entries: Sequence[_Named], mentions: Sequence[Mention]) -> tuple[_Named, ...]:
    """Those of the entries that are mentioned, with the forms that are."""
    forms: dict[str | None, dict[str, None]] = {}
    for mention in mentions:
        forms.setdefault(mention.entity, {})[mention.text] = None
    return tuple(
        replace(entry, forms=tuple(forms[entry.id])) for entry in entries if entry.id in forms
    )


def _countries(found: Enrichment, start: int, end: int) -> Iterator[Country]:
    for country in found.countries:
        mentions = tuple(
            replace(m, start=m.start - start, end=m.end - start)
            for m in country.mentions
            if start <= m.start < end
        )
        if mentions:
            yield replace(country, mentions=mentions)


def _event(event: EventMention, start: int, known: set[str]) -> EventMention:
    """The mention, without participants that only other sentences name."""
    return replace(
        event,
        main=False,
        start=event.start - start,
        end=event.end - start,
        persons=tuple(p for p in event.persons if p in known),
        organisations=tuple(o for o in event.organisations if o in known),
        countries=tuple(c for c in event.countries if c in known),
        places=tuple(p for p in event.places if p in known),
    )
