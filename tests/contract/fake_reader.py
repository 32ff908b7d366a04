"""The port's SearchReader in memory, naive on purpose: every count is a search of its own.

The fake is the specification in code. Where it and an engine differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from archive.engines.cursor import decode
from archive.engines.facets import requested_values
from archive.engines.fingerprint import query_hash
from archive.engines.hits import hit, references
from archive.engines.names import words
from archive.engines.records import article_from_json, entity_from_json
from archive.engines.sortkeys import oldest_key
from archive.engines.suggestions import best
from archive.errors import (
    CursorExpired,
    DocumentNotFound,
    IndexNotReady,
)
from archive.model.document import (
    ArticleDocument,
    EntityDocument,
    EventDocument,
)
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
from mappings.fields import IndexName, TextField
from tests.contract.fake_archive import FakeArchive, Generation
from tests.contract.fake_counts import (
    about_histogram,
    all_buckets,
    missing_count,
    published_histogram,
    shares,
    shown_buckets,
)
from tests.contract.fake_match import exact_words
from tests.contract.fake_pages import page_of
from tests.contract.fake_suggestions import suggestions

Found = TypeVar("Found")


class FakeReader:
    def __init__(self, archive: FakeArchive, pinned: str | None = None) -> None:
        self._archive = archive
        self._pinned = pinned

    def search(self, query: SearchQuery) -> SearchResult:
        hash_ = query_hash(query)
        cursor = decode(query.cursor, hash_) if query.cursor else None
        name = cursor.generation if cursor else self.published()
        if name not in self._archive.generations:
            raise CursorExpired("the archive was built anew since this search")
        generation = self._archive.generations[name]
        generation.matcher().check(query.tree)
        found = generation.matches(query)
        page, following = page_of(self._archive, query, name, found, cursor)
        return SearchResult(
            total=Total(value=len(found)),
            hits=tuple(_hit(generation, query.tree, query.language, *row) for row in page),
            facets={
                facet: shown_buckets(generation, query, facet, query.facet_size)
                for facet in query.facets
            },
            published=published_histogram(query, found) if query.histograms else None,
            about=about_histogram(generation, query, found) if query.histograms else None,
            next=following,
            generation=name,
        )

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FacetResult:
        generation = self._published()
        generation.matcher().check(query.tree)
        buckets = all_buckets(generation, query, request.field)
        share = shares(generation, query, request.field)
        page, more = requested_values(buckets, request, share, generation.days())
        return FacetResult(
            buckets=page, more=more, missing=missing_count(generation, query, request.field)
        )

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        return self._published().labels(ids, language)

    def get(self, article_id: str, language: str) -> ArticleView:
        generation = self._published()
        return _view(generation, _article(generation, article_id), language)

    def entity(self, entity_id: str) -> EntityDocument:
        foreign = self._published().foreign[IndexName.ENTITIES]
        if entity_id in foreign:
            return entity_from_json(foreign[entity_id])
        entities = self._published().entities
        merged = {former: entity for entity in entities.values() for former in entity.former}
        return _found(merged | entities, entity_id)

    def event(self, event_id: str) -> EventDocument:
        return _found(self._published().events, event_id)

    def similar(self, article_id: str, language: str, size: int) -> tuple[Hit, ...]:
        """Engines weigh words; here those with the most words in common come first."""
        generation = self._published()
        own = _words(_article(generation, article_id))
        others = [d for d in generation.articles.values() if d.id != article_id]
        ranked = sorted(others, key=lambda d: (-len(own & _words(d)), d.ordinal))
        alike = [d for d in ranked if own & _words(d)][: max(size, 0)]
        return tuple(
            _hit(generation, Everything(), language, d, float(len(own & _words(d)))) for d in alike
        )

    def suggest(self, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
        generation, typed = self._published(), words(prefix)
        if not typed:
            return ()
        return best(suggestions(generation, typed, language), max(size, 0))

    def scan(self, query: SearchQuery) -> Iterator[ArticleView]:
        generation = self._published().copy()
        generation.matcher().check(query.tree)
        found = sorted(generation.matches(query), key=oldest_key)
        return iter([_view(generation, document, query.language) for document in found])

    def published(self) -> str:
        if self._pinned is not None:
            self._archive.require(self._pinned)
            return self._pinned
        if self._archive.published is None:
            raise IndexNotReady("nothing is published yet")
        return self._archive.published

    def close(self) -> None:
        pass

    def _published(self) -> Generation:
        return self._archive.generations[self.published()]


def _found(documents: Mapping[str, Found], id_: str) -> Found:
    if id_ not in documents:
        raise DocumentNotFound(f"nothing has the id {id_!r}")
    return documents[id_]


def _article(generation: Generation, id_: str) -> ArticleDocument:
    if id_ in generation.foreign[IndexName.ARTICLES]:
        return article_from_json(generation.foreign[IndexName.ARTICLES][id_])
    return _found(generation.articles, id_)


def _words(document: ArticleDocument) -> set[str]:
    return {word for field_ in TextField for word in exact_words(document, field_)}


def _hit(
    generation: Generation,
    tree: Node,
    language: str,
    document: ArticleDocument,
    score: float | None,
) -> Hit:
    labels = generation.labels(references(document.record), language)
    return hit(document.record, tree, labels, score)


def _view(generation: Generation, document: ArticleDocument, language: str) -> ArticleView:
    referred = references(document.record)
    return ArticleView(labels=generation.labels(referred, language), document=document)
