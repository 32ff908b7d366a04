"""The documents of a generation's three indices: articles, events, entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from archive.model.annotation import Enrichment, EventType, Via
from archive.model.article import Article
from archive.model.codec import (
    article_from_json,
    article_to_json,
    enrichment_from_json,
    enrichment_to_json,
)
from archive.model.partial_date import PartialDate

Json = Mapping[str, Any]

DISPLAY_TITLE_LIMIT = 160  # code points; longer first sentences are cut at a word


class EntityKind(StrEnum):
    """Kinds of registry entries; the value is the prefix of their ids."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


class FacetField(StrEnum):
    """Fields offered for narrowing; the value is the name in queries, parameters and answers."""

    PERSON = "person"
    COUNTRY = "country"
    EVENT = "event"
    EVENT_TYPE = "event_type"
    ORGANISATION = "organisation"
    PLACE = "place"
    SOURCE = "source"
    SECTION = "section"
    LANGUAGE = "language"


class ArticleHead(TypedDict):
    """What an article document holds besides article and enrichment."""

    id: str
    ordinal: int
    revision: int
    collection: str
    display_title: str


@dataclass(frozen=True)
class ArticleDocument:
    """One article as indexed. `record` is the JSON object that an engine stores; what is asked for
    is read from it then, for bulk jobs need little of it as values.

    The ids in the enrichment are the registry's, the article's language is settled. `display_title`
    is the title, else one derived from the lead. `revision` is the store's number of the change
    that made it.
    """

    record: Json

    @classmethod
    def of(
        cls, article: Article, enrichment: Enrichment, **head: Unpack[ArticleHead]
    ) -> ArticleDocument:
        """The document of these values."""
        found = {"article": article_to_json(article), "enrichment": enrichment_to_json(enrichment)}
        return cls({**head, **found})

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def ordinal(self) -> int:
        return int(self.record["ordinal"])

    @property
    def revision(self) -> int:
        return int(self.record["revision"])

    @property
    def collection(self) -> str:
        return str(self.record["collection"])

    @property
    def display_title(self) -> str:
        return str(self.record["display_title"])

    @cached_property
    def article(self) -> Article:
        return article_from_json(self.record["article"])

    @cached_property
    def enrichment(self) -> Enrichment:
        return enrichment_from_json(self.record["enrichment"])

    @cached_property
    def published(self) -> PartialDate | None:
        value = self.record["article"]["published"]
        return PartialDate.parse(value) if value else None

    @property
    def title(self) -> str:
        return str(self.record["article"]["title"])

    @property
    def lead(self) -> str:
        """The first paragraph of the body."""
        return str(self.record["article"]["body"]).split("\n\n", 1)[0]

    @property
    def after_lead(self) -> str:
        """The body without its first paragraph."""
        return str(self.record["article"]["body"]).partition("\n\n")[2]

    def facet_values(self, field: FacetField, via: Via | None = None) -> tuple[str, ...]:
        """The values by which the article is counted under this facet, each once; with `via` only
        the countries that it has evidence of this kind for.
        """
        if via is not None:
            countries = self.record["enrichment"]["countries"]
            return tuple(country["code"] for country in countries if via in country["via"])
        return tuple(dict.fromkeys(filter(None, _FACET_VALUES[field](self.record))))

    @property
    def about(self) -> tuple[tuple[date, date], ...]:
        """The intervals of days that the article's dates name.

        An open beginning is not indexed; an open end closes at the publication date, and is not
        indexed without one.
        """
        close = self.published.last if self.published else None
        intervals = {
            (date.fromisoformat(timex["from"]), _day(timex["to"]) or close)
            for timex in self.record["enrichment"]["dates"]
            if timex["from"]
        }
        return tuple(sorted((first, last) for first, last in intervals if last and first <= last))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_FACET_VALUES: Mapping[FacetField, Callable[[Json], Iterable[str | None]]] = MappingProxyType(
    {
        FacetField.PERSON: lambda r: (person["id"] for person in r["enrichment"]["persons"]),
        FacetField.COUNTRY: lambda r: (c["code"] for c in r["enrichment"]["countries"]),
        FacetField.EVENT: lambda r: (event.get("event") for event in r["enrichment"]["events"]),
        FacetField.EVENT_TYPE: lambda r: (event["type"] for event in r["enrichment"]["events"]),
        FacetField.ORGANISATION: lambda r: (o["id"] for o in r["enrichment"]["organisations"]),
        FacetField.PLACE: lambda r: (place["id"] for place in r["enrichment"]["places"]),
        FacetField.SOURCE: lambda r: (r["article"]["source"],),
        FacetField.SECTION: lambda r: (r["article"]["section"],),
        FacetField.LANGUAGE: lambda r: (r["enrichment"]["language"],),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDocument:
    """One archive event; `labels` maps a language to its readable label."""

    id: str
    type: EventType
    labels: Mapping[str, str]
    first: date | None
    last: date | None
    persons: tuple[str, ...]
    organisations: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    articles: int
    sentence: str
    sentence_article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDocument:
    """One person, organisation or place of the registry; `forms` maps a surface form to its number
    of mentions, `former` are ids that were merged into it.
    """

    id: str
    kind: EntityKind
    name: str
    forms: Mapping[str, int]
    articles: int
    country: str | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyArticle:
    """An article document as an engine keeps it, made before: it is copied, not read.

    `fields` are the values of the index fields by their names, `record` is the JSON of the
    document.
    """

    id: str
    ordinal: int
    fields: Mapping[str, Any]
    record: bytes


Document = ArticleDocument | ReadyArticle | EventDocument | EntityDocument
