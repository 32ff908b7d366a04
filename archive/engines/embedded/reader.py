"""The port's SearchReader over tantivy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from archive.engines.cursor import Cursor, decode
from archive.engines.embedded.counting import counts_of
from archive.engines.embedded.facets import FacetCounter
from archive.engines.embedded.failures import engine_errors
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.idlists import IdLists
from archive.engines.embedded.layout import Layout
from archive.engines.embedded.lookups import any_labels, entity_record, record_of
from archive.engines.embedded.pages import Pager, Place
from archive.engines.embedded.scanning import scan
from archive.engines.embedded.similar import similar
from archive.engines.embedded.snapshot import Generations, Snapshot
from archive.engines.embedded.stored import record_at
from archive.engines.embedded.suggestions import suggest
from archive.engines.fingerprint import query_hash
from archive.engines.hits import hit, references
from archive.engines.records import article_from_json, entity_from_json, event_from_json
from archive.engines.scoring import effective_sort
from archive.engines.settings import EngineSettings
from archive.engines.soundness import is_sound
from archive.errors import CursorExpired, DocumentNotFound
from archive.model.document import ArticleDocument, EntityDocument, EventDocument
from archive.model.search import (
    ArticleView,
    Everything,
    FacetRequest,
    FacetResult,
    Hit,
    Node,
    SearchQuery,
    SearchResult,
    Suggestion,
    Total,
)
from mappings.fields import IndexName


class EmbeddedReader:
    """Opens what is published with the first call; safe to share between threads.

    Pinned to a generation it reads that one instead.
    """

    def __init__(self, data_dir: Path, pinned: str | None = None) -> None:
        layout = Layout(data_dir)
        self._generations = Generations(layout, pinned)
        self._lists = IdLists(layout.cursors)

    @classmethod
    def open(cls, settings: EngineSettings) -> EmbeddedReader:
        """What the factory calls."""
        return cls(settings.data_dir)

    def search(self, query: SearchQuery) -> SearchResult:
        """A later page is read from the generation its cursor names, as long as that is kept."""
        with engine_errors():
            hash_ = query_hash(query)
            cursor = decode(query.cursor, hash_) if query.cursor else None
            snapshot = self._snapshot_for(cursor)
            restrictions = Restrictions(query, snapshot)
            pager = Pager(snapshot, restrictions, self._lists, hash_)
            page = pager.page(effective_sort(query), query.size, cursor)
            hits = _hits(snapshot, page.places, query.tree, query.language)
            counted = counts_of(snapshot, restrictions, query, page.total)
            return SearchResult(
                total=Total(value=page.total),
                hits=hits,
                facets=dict(counted.facets),
                published=counted.published,
                about=counted.about,
                next=page.next,
                generation=snapshot.generation,
            )

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FacetResult:
        with engine_errors():
            snapshot = self._generations.published()
            restrictions = Restrictions(query, snapshot)
            return FacetCounter(snapshot, restrictions, query.language).values(request)

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        with engine_errors():
            return any_labels(self._generations.published(), ids, language)

    def get(self, article_id: str, language: str) -> ArticleView:
        with engine_errors():
            snapshot = self._generations.published()
            document = _article(snapshot, article_id)
            labels = any_labels(snapshot, references(document.record), language)
            return ArticleView(labels=labels, document=document)

    def entity(self, entity_id: str) -> EntityDocument:
        with engine_errors():
            side = self._generations.published().entities
            record = entity_record(side, entity_id)
            return entity_from_json(_require(record, entity_id, "person, organisation or place"))

    def event(self, event_id: str) -> EventDocument:
        with engine_errors():
            side = self._generations.published().events
            return event_from_json(_require(record_of(side, event_id), event_id, "event"))

    def similar(self, article_id: str, language: str, size: int) -> tuple[Hit, ...]:
        with engine_errors():
            snapshot = self._generations.published()
            record = _article(snapshot, article_id).record
            if size < 1:
                return ()
            places = [Place(address, score) for score, address in similar(snapshot, record, size)]
            return _hits(snapshot, places, Everything(), language)

    def suggest(self, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
        with engine_errors():
            return suggest(self._generations.published(), prefix, language, size)

    def scan(self, query: SearchQuery) -> Iterator[ArticleView]:
        with engine_errors():
            snapshot = self._generations.published()
            restrictions = Restrictions(query, snapshot)
        return scan(snapshot, restrictions, query.language)

    def published(self) -> str:
        with engine_errors():
            return self._generations.published().generation

    def close(self) -> None:
        self._generations.close()

    def _snapshot_for(self, cursor: Cursor | None) -> Snapshot:
        published = self._generations.published()
        if cursor is None or cursor.generation == published.generation:
            return published
        snapshot = self._generations.named(cursor.generation)
        if snapshot is None:
            raise CursorExpired(
                "the archive was built anew since this search; search again from the start"
            )
        return snapshot


def _article(snapshot: Snapshot, id_: str) -> ArticleDocument:
    return article_from_json(_require(record_of(snapshot.articles, id_), id_, "article"))


def _require(record: dict[str, Any] | None, id_: str, kind: str) -> dict[str, Any]:
    if record is None:
        raise DocumentNotFound(f"no {kind} has the id {id_!r}")
    return record


def _hits(
    snapshot: Snapshot, places: Sequence[Place], tree: Node, language: str
) -> tuple[Hit, ...]:
    searcher, generation = snapshot.articles.searcher, snapshot.generation
    found = ((record_at(searcher, place.address), place.score) for place in places)
    rows = [
        (record, score)
        for record, score in found
        if is_sound(record, IndexName.ARTICLES, generation)
    ]
    wanted = (id_ for record, _ in rows for id_ in references(record))
    labels = any_labels(snapshot, wanted, language)
    return tuple(hit(record, tree, labels, score) for record, score in rows)
