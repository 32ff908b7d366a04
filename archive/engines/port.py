"""What the project asks of a search engine: one reader for serving, one writer for indexing.

Both are synchronous and thread-safe for reading. An adapter translates: it takes and gives the
types of `archive.model` and raises only the errors of `archive.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.model.document import Document, EntityDocument, EventDocument
from archive.model.search import (
    ArticleView,
    FacetRequest,
    FacetResult,
    Hit,
    SearchQuery,
    SearchResult,
    Suggestion,
)
from mappings.fields import IndexName


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Ids of documents to take out, by index."""

    articles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """`indexed` counts documents of all three indices; `rejected` maps an id to the engine's
    reason.
    """

    indexed: int
    rejected: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationState:
    """One generation as the engine knows it; names sort by age. `bytes` is its size on disk."""

    name: str
    sealed: bool
    published: bool
    articles: int
    events: int
    entities: int
    bytes: int


class SearchReader(Protocol):
    """Reads the published generation; each call resolves it once and answers from it alone.

    Every method raises IndexNotReady when nothing is published and EngineUnavailable when the
    engine is away.
    """

    def search(self, query: SearchQuery) -> SearchResult:
        """Hits, facets and histograms; raise CursorInvalid, CursorExpired, or QueryError for too
        many expansions.
        """

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FacetResult:
        """Further, searched or otherwise sorted values of one facet under the same counts as
        `search`.
        """

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        """Labels of entity ids, event ids and country codes; unknown ids are left out."""

    def get(self, article_id: str, language: str) -> ArticleView:
        """One article by its internal id; raise DocumentNotFound."""

    def entity(self, entity_id: str) -> EntityDocument:
        """One registry entry; raise DocumentNotFound."""

    def event(self, event_id: str) -> EventDocument:
        """One archive event; raise DocumentNotFound."""

    def similar(self, article_id: str, language: str, size: int) -> tuple[Hit, ...]:
        """The most alike other articles, best first; raise DocumentNotFound."""

    def suggest(self, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
        """Persons, organisations, places, events and countries to complete what was typed, most
        articles first.
        """

    def scan(self, query: SearchQuery) -> Iterator[ArticleView]:
        """Every match, oldest first, in bounded memory, from one generation."""

    def published(self) -> str:
        """The name of the published generation."""

    def close(self) -> None:
        """Free everything; the reader is of no use afterwards."""


class IndexWriter(Protocol):
    """Builds and steers generations. Only the holder of the store's lock calls it.

    Methods that name a generation raise GenerationNotFound if there is none of that name.
    """

    def create(self, generation: str) -> None:
        """Make an empty generation that no reader sees; raise EngineError if the name is taken."""

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        """Add or replace by id, idempotently; durable, and visible if published, when it returns.

        Within one call entities and events become visible before articles.
        """

    def remove(self, generation: str, removal: Removal) -> None:
        """Take documents out; unknown ids are no error. Durable and visible when it returns,
        articles first.
        """

    def seal(self, generation: str) -> None:
        """Finish a build: merge, refresh. Writing afterwards stays allowed.

        A build that nobody else touches may be sealed without the lock, for merging takes long.
        """

    def publish(self, generation: str) -> None:
        """Make it the generation that readers see, in one atomic step; raise EngineError unless
        it is sealed and has this version's index fields.
        """

    def published(self) -> str | None:
        """The name of the published generation, None before the first."""

    def generations(self) -> tuple[GenerationState, ...]:
        """All generations, oldest first."""

    def revisions(self, generation: str) -> Iterator[tuple[str, int]]:
        """(article id, revision) of every article in the generation, in any order; -1 with what is
        seen at a glance to be none of ours, under the id by which it can be removed.
        """

    def registry(self, generation: str, index: IndexName) -> Iterator[tuple[str, Document | None]]:
        """Every event, or every entity, of the generation as it is stored, by id, in any order;
        None with what is none of ours.
        """

    def documents(
        self, generation: str, index: IndexName, ids: Sequence[str]
    ) -> Mapping[str, Document | None]:
        """Some hundred documents of one index as they are stored, by id; None for what is none of
        ours, and nothing for an id that the index does not have.
        """

    def preview(self, generation: str) -> SearchReader:
        """A reader of this generation, published or not; the caller closes it."""

    def drop(self, generation: str) -> None:
        """Delete it for good; raise EngineError for the published one."""

    def close(self) -> None:
        """Release files and connections."""
