"""Articles composed of sentences, with annotations that are true to the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

from archive.model.annotation import (
    Country,
    CountryMention,
    Enrichment,
    Entity,
    EventMention,
    Mention,
    Place,
    Timex,
)
from archive.model.article import Article
from archive.model.partial_date import PartialDate
from bench.pieces import Piece, Sample

_BETWEEN_SENTENCES, _BETWEEN_PARAGRAPHS = " ", "\n\n"
PARAGRAPH = 3  # sentences
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_Named = TypeVar("_Named", Entity, Place)


def compose(title: Piece, sentences: Sequence[Piece], day: date, given: Article) -> Sample:
    """One article published on `day`, its other fields as `given`.

    The sentences must come from articles of that weekday, so that "Mittwoch" and "gestern" stay
    true when the days that are told without figures move along.
    """
    pieces = [replace(title, found=_headline(title.found)), *sentences]
    text = title.text
    moved = [_moved(pieces[0], 0, day)]
    for number, piece in enumerate(sentences):
        text += _BETWEEN_SENTENCES if number % PARAGRAPH else _BETWEEN_PARAGRAPHS
        moved.append(_moved(piece, len(text), day))
        text += piece.text
    article = replace(
        given,
        title=title.text,
        body=text[len(title.text) + len(_BETWEEN_PARAGRAPHS) :],
        published=PartialDate(year=day.year, month=day.month, day=day.day),
    )
    return Sample(article=article, enrichment=_joined(moved))


def _headline(found: Enrichment) -> Enrichment:
    """The first event of a title is the article's main event."""
    events = tuple(replace(event, main=not n) for n, event in enumerate(found.events))
    return replace(found, events=events)


def _moved(piece: Piece, by: int, day: date) -> Enrichment:
    found, days = piece.found, day - piece.published
    fixed = {timex.value for timex in found.dates if re.search(r"\d", timex.text)}
    return replace(
        found,
        mentions=tuple(_mention(mention, by) for mention in found.mentions),
        countries=tuple(_country(country, by) for country in found.countries),
        dates=tuple(_later(_timex(timex, by), fixed, days) for timex in found.dates),
        events=tuple(
            _later(replace(event, start=event.start + by, end=event.end + by), fixed, days)
            for event in found.events
        ),
    )


def _mention(mention: Mention, by: int) -> Mention:
    return replace(mention, start=mention.start + by, end=mention.end + by)


def _country(country: Country, by: int) -> Country:
    mentions: tuple[CountryMention, ...] = tuple(
        replace(mention, start=mention.start + by, end=mention.end + by)
        for mention in country.mentions
    )
    return replace(country, mentions=mentions)


def _timex(timex: Timex, by: int) -> Timex:
    return replace(timex, start=timex.start + by, end=timex.end + by)


_Dated = TypeVar("_Dated", Timex, EventMention)


def _later(dated: _Dated, fixed: set[str], days: timedelta) -> _Dated:
    """With its day moved, unless the text tells it in figures or it is no single day."""
    value = dated.value
    if value is None or value in fixed or not _DAY.fullmatch(value):
        return dated
    moved = date.fromisoformat(value) + days
    return replace(dated, value=moved.isoformat(), first=moved, last=moved)


def _joined(parts: Sequence[Enrichment]) -> Enrichment:
    return replace(
        parts[0],
        mentions=tuple(chain.from_iterable(part.mentions for part in parts)),
        persons=_entries(part.persons for part in parts),
        organisations=_entries(part.organisations for part in parts),
        places=_entries(part.places for part in parts),
        countries=_all_countries(parts),
        dates=tuple(chain.from_iterable(part.dates for part in parts)),
        events=tuple(chain.from_iterable(part.events for part in parts)),
    )


def _entries(parts: Iterable[tuple[_Named, ...]]) -> tuple[_Named, ...]:
    """One entry for each id, with the forms of all parts."""
    found: dict[str, list[_Named]] = {}
    for entry in chain.from_iterable(parts):
        found.setdefault(entry.id, []).append(entry)
    return tuple(
        replace(same[0], forms=tuple(dict.fromkeys(form for e in same for form in e.forms)))
        for same in found.values()
    )


def _all_countries(parts: Sequence[Enrichment]) -> tuple[Country, ...]:
    found: dict[str, list[Country]] = {}
    for country in chain.from_iterable(part.countries for part in parts):
        found.setdefault(country.code, []).append(country)
    return tuple(
        replace(same[0], mentions=tuple(chain.from_iterable(c.mentions for c in same)))
        for same in found.values()
    )
