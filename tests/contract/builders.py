"""Small documents and queries, built from the few things a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import TypedDict, Unpack

from archive.model.annotation import (
    Country,
    CountryMention,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Place,
    Timex,
    TimexType,
    Via,
)
from archive.model.article import Article
from archive.model.document import (
    ArticleDocument,
    EntityDocument,
    EntityKind,
    EventDocument,
)
from archive.model.partial_date import DateRange, PartialDate
from archive.model.search import Hit, Phrase, Scope, Word
from mappings.analysis import query_stems, tokens

_ordinals = count(1)


def timex(first: str | None, last: str | None = None) -> Timex:
    """A date expression that covers the days from first to last; without `last`, one open end."""
    return Timex(
        start=0,
        end=1,
        text="x",
        type=TimexType.DATE,
        value=first or "",
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


def about(*values: str) -> tuple[Timex, ...]:
    """Date expressions for whole days, months or years: `1989`, `1989-11`, `1989-11-09`."""
    dates = [PartialDate.parse(value) for value in values]
    return tuple(timex(d.first.isoformat(), d.last.isoformat()) for d in dates)


def country(written: str) -> Country:
    """`KP` is a country that is named, `KP adjective place` one with evidence of these kinds."""
    code, *kinds = written.split()
    mentions = (
        CountryMention(start=n, end=n + 1, text=code, via=Via(kind))
        for n, kind in enumerate(kinds or [Via.NAME])
    )
    return Country(code=code, name=code, mentions=tuple(mentions))


def event_mention(
    type_: EventType, event: str | None = None, *, main: bool = False
) -> EventMention:
    return EventMention(type=type_, start=0, end=1, text="x", main=main, event=event)


class ArticleFields(TypedDict, total=False):
    """What a test may say of an article; `persons` and their like are bare names."""

    title: str
    body: str
    published: str
    language: str
    ordinal: int
    revision: int
    given_id: str
    source: str
    section: str
    url: str
    persons: Sequence[str]
    organisations: Sequence[str]
    places: Sequence[str]
    countries: Sequence[str]
    events: Sequence[EventMention]
    dates: Sequence[Timex]


def article(id_: str, **fields: Unpack[ArticleFields]) -> ArticleDocument:
    """An article document; the person `putin` has the id `person:putin`."""
    title, body = fields.get("title", ""), fields.get("body", "Text")
    published = fields.get("published")
    language = fields.get("language", "de")
    return ArticleDocument.of(
        Article(
            id=fields.get("given_id"),
            title=title,
            body=body,
            published=PartialDate.parse(published) if published else None,
            language=language,
            url=fields.get("url"),
            source=fields.get("source"),
            section=fields.get("section"),
        ),
        _enrichment(language, fields),
        id=id_,
        ordinal=fields.get("ordinal") or next(_ordinals),
        revision=fields.get("revision", 1),
        collection="test",
        display_title=title or body[:40],
    )


def _entities(kind: str, names: Sequence[str]) -> tuple[Entity, ...]:
    return tuple(Entity(id=f"{kind}:{name}", name=name, forms=(name,)) for name in names)


def _enrichment(language: str, fields: ArticleFields) -> Enrichment:
    return Enrichment(
        language=language,
        pipeline="test",
        persons=_entities("person", fields.get("persons", ())),
        organisations=_entities("organisation", fields.get("organisations", ())),
        places=tuple(
            Place(id=f"place:{name}", name=name, forms=(name,)) for name in fields.get("places", ())
        ),
        countries=tuple(country(code) for code in fields.get("countries", ())),
        events=tuple(fields.get("events", ())),
        dates=tuple(fields.get("dates", ())),
    )


def entity(
    kind: EntityKind, name: str, *, id_: str = "", forms: Sequence[str] = (), articles: int = 1
) -> EntityDocument:
    return EntityDocument(
        id=f"{kind}:{id_ or name.casefold()}",
        kind=kind,
        name=name,
        forms=dict.fromkeys((name, *forms), 1),
        articles=articles,
    )


def person(
    name: str, *, id_: str = "", forms: Sequence[str] = (), articles: int = 1
) -> EntityDocument:
    return entity(EntityKind.PERSON, name, id_=id_, forms=forms, articles=articles)


class EventFields(TypedDict, total=False):
    """What a test may say of an archive event."""

    type: EventType
    first: str
    last: str
    persons: Sequence[str]
    countries: Sequence[str]
    articles: int


def event(id_: str, label: str, **fields: Unpack[EventFields]) -> EventDocument:
    """An archive event with the id `event:<id_>`; English labels get a mark, to be told apart."""
    first, last = fields.get("first"), fields.get("last")
    return EventDocument(
        id=f"event:{id_}",
        type=fields.get("type", EventType.VISIT),
        labels={"de": label, "en": f"{label} (en)"},
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        persons=tuple(fields.get("persons", ())),
        organisations=(),
        countries=tuple(fields.get("countries", ())),
        places=(),
        articles=fields.get("articles", 1),
        sentence="",
        sentence_article="",
    )


def word(text: str, scope: Scope = Scope.ANY) -> Word:
    """The word as the parser makes it."""
    exact = next(tokens(text, "de")).exact
    return Word(text=text, exact=exact, stems=query_stems(text), scope=scope)


def phrase(text: str, slop: int = 0, scope: Scope = Scope.ANY) -> Phrase:
    exact = tuple(token.exact for token in tokens(text, "de"))
    return Phrase(text=text, words=exact, slop=slop, scope=scope)


def days(first: str | None, last: str | None = None) -> DateRange:
    """`days("1989")` is the year, `days("1989", "1990-06")` goes on to the end of June."""
    start = PartialDate.parse(first) if first else None
    end = PartialDate.parse(last) if last else None
    if start and end is None:
        return DateRange.of(start)
    return DateRange(first=start.first if start else None, last=end.last if end else None)


def ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.id for hit in hits]
