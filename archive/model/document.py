"""The documents of a generation's three indices: articles, events, entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from archive.model.annotation import Enrichment, EventType, Via
from archive.model.article import Article

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDocument:
    """One article as indexed; the ids in `enrichment` are the registry's, `article.language` is
    settled.

    `display_title` is the title, else one derived from the lead. `revision` is the store's number
    of the change that made it.
    """

    id: str
    ordinal: int
    revision: int
    collection: str
    display_title: str
    article: Article
    enrichment: Enrichment

    @property
    def lead(self) -> str:
        """The first paragraph of the body."""
        return self.article.body.split("\n\n", 1)[0]

    @property
    def after_lead(self) -> str:
        """The body without its first paragraph."""
        return self.article.body.partition("\n\n")[2]

    def facet_values(self, field: FacetField, via: Via | None = None) -> tuple[str, ...]:
        """The values by which the article is counted under this facet, each once; with `via` only
        the countries that it has evidence of this kind for.
        """
        if via is not None:
            return tuple(c.code for c in self.enrichment.countries if via in c.via)
        return tuple(dict.fromkeys(value for value in _FACET_VALUES[field](self) if value))

    @property
    def about(self) -> tuple[tuple[date, date], ...]:
        """The intervals of days that the article's dates name.

        An open beginning is not indexed; an open end closes at the publication date, and is not
        indexed without one.
        """
        published = self.article.published
        close = published.last if published else None
        intervals = {
            (timex.first, timex.last or close)
            for timex in self.enrichment.dates
            if timex.first is not None
        }
        return tuple(
            sorted((first, last) for first, last in intervals if first and last and first <= last)
        )


_FACET_VALUES: Mapping[FacetField, Callable[[ArticleDocument], Iterable[str | None]]] = (
    MappingProxyType(
        {
            FacetField.PERSON: lambda d: (person.id for person in d.enrichment.persons),
            FacetField.COUNTRY: lambda d: (country.code for country in d.enrichment.countries),
            FacetField.EVENT: lambda d: (event.event for event in d.enrichment.events),
            FacetField.EVENT_TYPE: lambda d: (event.type.value for event in d.enrichment.events),
            FacetField.ORGANISATION: lambda d: (o.id for o in d.enrichment.organisations),
            FacetField.PLACE: lambda d: (place.id for place in d.enrichment.places),
            FacetField.SOURCE: lambda d: (d.article.source,),
            FacetField.SECTION: lambda d: (d.article.section,),
            FacetField.LANGUAGE: lambda d: (d.enrichment.language,),
        }
    )
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


Document = ArticleDocument | EventDocument | EntityDocument
