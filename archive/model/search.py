"""What a reader asks and what a search answers, in our types only.

The tree's leaves carry tokens made by `mappings.analysis`, so an engine compiles them without
analysing anything again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from archive.model.annotation import EventType, Via
from archive.model.document import ArticleDocument, FacetField
from archive.model.partial_date import DateRange, PartialDate
from archive.model.timeline import Unit


class Scope(StrEnum):
    """Text fields a word is looked for in; BODY includes the lead."""

    ANY = "any"
    TITLE = "title"
    BODY = "body"


class KeyField(StrEnum):
    """Fields of whole values, besides the facets."""

    ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """Matches every article; gives no score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token: matches its exact form, else one of its stems, else one of its stems as a
    compound's part.
    """

    text: str
    exact: str
    stems: tuple[str, ...]
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Exact tokens in a row within one field, at most `slop` moves apart."""

    text: str
    words: tuple[str, ...]
    slop: int = 0
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """Exact tokens that start with `prefix`."""

    text: str
    prefix: str
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzy:
    """Exact tokens at most `distance` edits (Damerau-Levenshtein) away that share the first
    letter.
    """

    text: str
    exact: str
    distance: int
    scope: Scope = Scope.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A whole value of a facet or key field: an id, or for entities and countries also a name or
    form.
    """

    field: FacetField | KeyField
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The whole published interval lies inside `range`."""

    range: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Some interval that the article names overlaps `range`."""

    range: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    child: Node


Node = Everything | Word | Phrase | Prefix | Fuzzy | Value | Published | About | And | Or | Not


class Sort(StrEnum):
    """Orders of hits; missing dates come last in both date orders."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Op(StrEnum):
    """How several chosen values of one facet combine."""

    OR = "or"
    AND = "and"


class FacetSort(StrEnum):
    """Orders of facet values; distinctiveness compares the share among the hits with the share in
    the archive.
    """

    COUNT = "count"
    NAME = "name"
    DISTINCTIVENESS = "distinctiveness"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetFilter:
    """Choices within one facet. `missing` asks for articles without any value; with OR it is one
    more choice. `via`, for countries only: nothing but evidence of this kind is looked at.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    op: Op = Op.OR
    missing: bool = False
    via: Via | None = None

    @property
    def chooses(self) -> bool:
        """Whether it says anything of which articles match."""
        return bool(self.include or self.exclude or self.missing)


_NO_FILTERS: Mapping[FacetField, FacetFilter] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One request. `sort` RELEVANCE on a tree without scoring words means NEWEST. `language` is
    that of labels.

    `histograms` False leaves both out; the units are chosen by range unless given.
    """

    text: str = ""
    tree: Node = field(default_factory=Everything)
    filters: Mapping[FacetField, FacetFilter] = field(default_factory=lambda: _NO_FILTERS)
    published: DateRange | None = None
    about: DateRange | None = None
    sort: Sort = Sort.RELEVANCE
    size: int = 10
    cursor: str | None = None
    facets: tuple[FacetField, ...] = tuple(FacetField)
    facet_size: int = 10
    histograms: bool = True
    published_unit: Unit | None = None
    about_unit: Unit | None = None
    language: str = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """`relation` is `eq`, or `gte` where the engine can only bound the number."""

    value: int
    relation: str = "eq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An id with its label in the reader's language; `type` for events only."""

    id: str
    name: str
    type: EventType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article in a result. `title` and `snippets` are escaped HTML that contains nothing but
    `<mark>`.
    """

    id: str
    given_id: str | None
    title: str
    published: PartialDate | None
    source: str | None
    url: str | None
    language: str
    score: float | None
    snippets: tuple[str, ...]
    persons: tuple[Reference, ...]
    countries: tuple[Reference, ...]
    events: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """One facet value: `count` as design section 4 defines it (exclusions: what lifting this one
    alone would add).
    """

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetResult:
    """Buckets of one facet; `more` when further values exist; `missing` articles have none (same
    count rule).
    """

    buckets: tuple[Bucket, ...]
    more: bool
    missing: int
    relation: str = "eq"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRequest:
    """Values of one facet under a query: `prefix` filters by words of the label, `offset` and
    `size` page.
    """

    field: FacetField
    prefix: str = ""
    sort: FacetSort = FacetSort.COUNT
    offset: int = 0
    size: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramBucket:
    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Non-empty buckets in calendar order; a bucket's count is the total of the search filtered to
    it as well.

    `undated` counts articles with no date, or one coarser than the unit (published axis only).
    """

    unit: Unit
    buckets: tuple[HistogramBucket, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """All of it from one generation; `next` is the following page's cursor, None on the last."""

    total: Total
    hits: tuple[Hit, ...]
    facets: Mapping[FacetField, FacetResult]
    published: Histogram | None
    about: Histogram | None
    next: str | None
    generation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A facet value whose label or one of whose forms has a word that starts as typed."""

    field: FacetField
    id: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article with the labels of every id and country code that it refers to."""

    labels: Mapping[str, str]
    document: ArticleDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One archive event as a joint search answers it."""

    id: str
    type: EventType
    label: str
    first: date | None
    last: date | None
    persons: tuple[Reference, ...]
    organisations: tuple[Reference, ...]
    countries: tuple[Reference, ...]
    places: tuple[Reference, ...]
    articles: int
    sentence: str
    sentence_article: str
