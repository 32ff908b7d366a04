"""The port's SearchReader over a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from archive.engines.cursor import Cursor, decode
from archive.engines.elastic.client import connect
from archive.engines.elastic.counting import Answering
from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.layout import Layout
from archive.engines.elastic.lookups import any_labels, entity_record, record_of
from archive.engines.elastic.meanings import look_up
from archive.engines.elastic.pages import Pager
from archive.engines.elastic.queries import Json
from archive.engines.elastic.scanning import scan
from archive.engines.elastic.similar import similar
from archive.engines.elastic.snapshot import Published, Snapshot
from archive.engines.elastic.suggestions import suggest
from archive.engines.elastic.values import FacetValues
from archive.engines.fingerprint import query_hash
from archive.engines.hits import hit, references
from archive.engines.records import article_from_json, entity_from_json, event_from_json
from archive.engines.scoring import effective_sort
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import CursorExpired, DocumentNotFound, EngineUnavailable, GenerationNotFound
from archive.model.document import ArticleDocument, EntityDocument, EventDocument
from archive.model.search import (
    ArticleView,
    Everything,
    FacetRequest,
    FacetResult,
    Hit,
    SearchQuery,
    SearchResult,
    Suggestion,
)
from mappings.fields import IndexName

Answer = TypeVar("Answer")


class ElasticReader:
    """Calls the cluster with the first question; safe to share between threads.

    Pinned to a generation it reads that one, published or not.
    """

    def __init__(self, settings: ElasticSettings, pinned: str | None = None) -> None:
        self._client = connect(settings)
        self._published = Published(self._client, Layout(settings.prefix), pinned)

    @classmethod
    def open(cls, settings: EngineSettings) -> ElasticReader:
        """What the factory calls."""
        return cls(settings.elastic)

    def search(self, query: SearchQuery) -> SearchResult:
        """A later page is read from the generation its cursor names, as long as that is kept."""
        hash_ = query_hash(query)
        if query.cursor is None:
            return self._published.answer(lambda snapshot: _search(snapshot, query, hash_, None))
        cursor = decode(query.cursor, hash_)
        return self._continued(cursor, lambda snapshot: _search(snapshot, query, hash_, cursor))

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FacetResult:
        def answer(snapshot: Snapshot) -> FacetResult:
            restrictions = Restrictions(query, look_up(snapshot, query.tree))
            return FacetValues(snapshot, query, restrictions, request).result()

        hash_ = query_hash(query)
        return self._published.answer(lambda snapshot: answer(_steady(snapshot, hash_)))

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        return self._published.answer(lambda snapshot: any_labels(snapshot, ids, language))

    def get(self, article_id: str, language: str) -> ArticleView:
        def answer(snapshot: Snapshot) -> ArticleView:
            document = _article(snapshot, article_id)
            labels = any_labels(snapshot, references(document.record), language)
            return ArticleView(labels=labels, document=document)

        return self._published.answer(answer)

    def entity(self, entity_id: str) -> EntityDocument:
        kind = "person, organisation or place"
        return self._published.answer(
            lambda snapshot: entity_from_json(
                _require(entity_record(snapshot, entity_id), entity_id, kind)
            )
        )

    def event(self, event_id: str) -> EventDocument:
        return self._published.answer(
            lambda snapshot: event_from_json(
                _require(record_of(snapshot, IndexName.EVENTS, event_id), event_id, "event")
            )
        )

    def similar(self, article_id: str, language: str, size: int) -> tuple[Hit, ...]:
        def answer(snapshot: Snapshot) -> tuple[Hit, ...]:
            record = _article(snapshot, article_id).record
            places = similar(snapshot, record, size) if size > 0 else ()
            wanted = (id_ for place in places for id_ in references(place.record))
            labels = any_labels(snapshot, wanted, language)
            return tuple(hit(p.record, Everything(), labels, p.score) for p in places)

        return self._published.answer(answer)

    def suggest(self, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
        return self._published.answer(lambda snapshot: suggest(snapshot, prefix, language, size))

    def scan(self, query: SearchQuery) -> Iterator[ArticleView]:
        def answer(snapshot: Snapshot) -> Iterator[ArticleView]:
            restrictions = Restrictions(query, look_up(snapshot, query.tree))
            return scan(snapshot, restrictions, query.language)

        return self._published.answer(answer)

    def published(self) -> str:
        return self._published.snapshot().generation

    def close(self) -> None:
        self._client.close()

    def _continued(self, cursor: Cursor, call: Callable[[Snapshot], Answer]) -> Answer:
        expired = CursorExpired(
            "the archive was built anew since this search; search again from the start"
        )
        try:
            snapshot = self._published.named(cursor.generation)
        except GenerationNotFound as error:
            self._published.snapshot()  # nothing may be published at all
            raise expired from error
        try:
            return call(snapshot)
        except EngineUnavailable as error:
            if self._published.has(cursor.generation):
                raise
            raise expired from error


def _search(
    snapshot: Snapshot, query: SearchQuery, hash_: str, cursor: Cursor | None
) -> SearchResult:
    steady = _steady(snapshot, hash_)
    restrictions = Restrictions(query, look_up(steady, query.tree))
    pager = Pager(steady, restrictions, hash_, effective_sort(query), query.size, cursor)
    return Answering(steady, query, restrictions, pager).result()


def _steady(snapshot: Snapshot, hash_: str) -> Snapshot:
    """The same question goes to the same copies, which may rank a little differently."""
    return replace(snapshot, preference=hash_)


def _article(snapshot: Snapshot, id_: str) -> ArticleDocument:
    record = record_of(snapshot, IndexName.ARTICLES, id_)
    return article_from_json(_require(record, id_, "article"))


def _require(record: Json | None, id_: str, kind: str) -> Json:
    if record is None:
        raise DocumentNotFound(f"no {kind} has the id {id_!r}")
    return record
