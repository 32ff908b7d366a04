"""The JSON that the API answers: field names and shapes are fixed, new fields may be added."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Base of all answers: immutable."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Problem(Answer):
    """RFC 9457 problem details, the body of every error."""

    type: str
    title: str
    status: int
    detail: str
    position: int | None = Field(None, description="code point in q where the fault lies")
    suggestion: str | None = None
    parameter: str | None = None


class Reference(Answer):
    id: str
    name: str


class EventReference(Reference):
    type: str | None


class Hit(Answer):
    id: str
    given_id: str | None
    title: str = Field(description="plain text")
    title_marked: str = Field(description="escaped HTML that contains nothing but <mark>")
    published: str | None
    source: str | None
    url: str | None
    language: str
    score: float | None
    snippets: list[str] = Field(description="escaped HTML that contains nothing but <mark>")
    persons: list[Reference]
    countries: list[Reference]
    events: list[EventReference]


class Total(Answer):
    value: int
    relation: str


class Bucket(Answer):
    value: str
    label: str
    count: int
    selected: bool
    excluded: bool


class Facet(Answer):
    buckets: list[Bucket]
    more: bool
    missing: int = Field(description="articles without any value, counted by the same rule")
    relation: str


class HistogramBucket(Answer):
    value: str
    count: int


class Histogram(Answer):
    unit: str
    buckets: list[HistogramBucket]
    undated: int


class SearchAnswer(Answer):
    total: Total
    took_ms: int
    next: str | None
    query: dict[str, Any] = Field(description="the query as understood")
    hits: list[Hit]
    facets: dict[str, Facet]
    histograms: dict[str, Histogram]
    generation: str


class FacetAnswer(Facet):
    facet: str
    offset: int
    took_ms: int


class CountryCount(Answer):
    code: str = Field(description="ISO 3166-1 alpha-2; of vanished states ISO 3166-3")
    name: str
    articles: int


class MapAnswer(Answer):
    """Every country of a search with its number of articles, most frequent first."""

    countries: list[CountryCount]
    missing: int = Field(description="articles without any country")
    relation: str
    took_ms: int


class SimilarAnswer(Answer):
    hits: list[Hit]


class Suggestion(Answer):
    field: str
    id: str
    label: str
    articles: int


class SuggestAnswer(Answer):
    suggestions: list[Suggestion]


class Published(Answer):
    value: str
    granularity: str


class ArticleAnswer(Answer):
    """One article with everything found in it; offsets are code points in `text`."""

    id: str
    given_id: str | None
    title: str
    text: str
    body_start: int
    language: str
    published: Published | None
    url: str | None
    source: str | None
    section: str | None
    authors: list[str]
    collection: str
    revision: int
    extra: dict[str, Any]
    annotations: dict[str, Any] = Field(
        description="mentions, persons, organisations, places, countries, dates and events as in "
        "the enrichment record"
    )
    labels: dict[str, str] = Field(description="label of every id and country code referred to")
    pipeline: str


class Subject(Answer):
    """What articles tell of one entity or country; `company` are the values that stand beside it
    most often, by facet, with the number of articles that have both.
    """

    name: str
    total: Total
    over_time: Histogram | None = Field(description="its articles by date of publication")
    company: dict[str, list[Bucket]]
    articles: list[Hit] = Field(description="newest first")
    generation: str


class EntityAnswer(Subject):
    """One person, organisation or place."""

    id: str
    kind: str
    forms: dict[str, int] = Field(description="number of mentions of each form")
    country: str | None
    first_seen: str | None
    last_seen: str | None
    former: list[str] = Field(description="ids that were merged into this one")


class CountryAnswer(Subject):
    """One country, or a state that is no more."""

    code: str


class Health(Answer):
    status: str
    generation: str | None = None
