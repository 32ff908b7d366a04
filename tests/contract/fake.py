"""Both ports in memory, naive on purpose: every count is a search of its own.

The fake is the specification in code. Where it and an engine differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import orjson

from archive.engines.cursor import decode
from archive.engines.facets import requested_values
from archive.engines.fingerprint import query_hash
from archive.engines.hits import hit, references
from archive.engines.names import words
from archive.engines.port import GenerationState, Removal, WriteReport
from archive.engines.ready import opened
from archive.engines.records import article_from_json
from archive.engines.sortkeys import oldest_key
from archive.engines.suggestions import best
from archive.errors import (
    CursorExpired,
    DocumentDamaged,
    DocumentNotFound,
    EngineError,
    IndexNotReady,
)
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EventDocument,
    ReadyArticle,
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
from mappings.fields import MAPPING_VERSION, TextField
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
        page, more = requested_values(buckets, request, shares(generation, query, request.field))
        return FacetResult(
            buckets=page, more=more, missing=missing_count(generation, query, request.field)
        )

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        return self._published().labels(ids, language)

    def get(self, article_id: str, language: str) -> ArticleView:
        generation = self._published()
        return _view(generation, _article(generation, article_id), language)

    def entity(self, entity_id: str) -> EntityDocument:
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


class FakeWriter:
    def __init__(self, archive: FakeArchive) -> None:
        self._archive = archive

    def create(self, generation: str) -> None:
        if generation in self._archive.generations:
            raise EngineError(f"there is already a generation named {generation!r}")
        self._archive.generations[generation] = Generation()

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        target, batch = self._archive.require(generation), list(documents)
        for document in batch:
            if isinstance(document, ReadyArticle):
                _keep(target, document)
            elif isinstance(document, ArticleDocument):
                target.articles[document.id] = document
            elif isinstance(document, EventDocument):
                target.events[document.id] = document
            else:
                target.entities[document.id] = document
        return WriteReport(indexed=len(batch), rejected={})

    def remove(self, generation: str, removal: Removal) -> None:
        target = self._archive.require(generation)
        for id_ in removal.articles:
            target.articles.pop(id_, None)
            target.foreign.pop(id_, None)
        for id_ in removal.events:
            target.events.pop(id_, None)
        for id_ in removal.entities:
            target.entities.pop(id_, None)

    def seal(self, generation: str) -> None:
        self._archive.require(generation).sealed = True

    def publish(self, generation: str) -> None:
        if not self._archive.require(generation).sealed:
            raise EngineError(f"generation {generation!r} is not sealed yet")
        if self._archive.generations[generation].mapping_version != MAPPING_VERSION:
            raise EngineError(f"generation {generation!r} has other index fields")
        self._archive.published = generation

    def published(self) -> str | None:
        return self._archive.published

    def generations(self) -> tuple[GenerationState, ...]:
        return tuple(
            GenerationState(
                name=name,
                sealed=generation.sealed,
                published=name == self._archive.published,
                articles=len(generation.articles),
                events=len(generation.events),
                entities=len(generation.entities),
                bytes=1,
            )
            for name, generation in sorted(self._archive.generations.items())
        )

    def revisions(self, generation: str) -> Iterator[tuple[str, int]]:
        articles = self._archive.require(generation).articles.values()
        return iter([(document.id, document.revision) for document in articles])

    def registry(self, generation: str) -> Iterator[EntityDocument | EventDocument]:
        stored = self._archive.require(generation)
        return iter([*stored.entities.values(), *stored.events.values()])

    def documents(self, generation: str, ids: Collection[str]) -> Mapping[str, Document | None]:
        target = self._archive.require(generation)
        kept: dict[str, Document | None] = {**target.articles, **target.events, **target.entities}
        kept |= dict.fromkeys(target.foreign)
        return {id_: kept[id_] for id_ in ids if id_ in kept}

    def preview(self, generation: str) -> FakeReader:
        self._archive.require(generation)
        return FakeReader(self._archive, pinned=generation)

    def drop(self, generation: str) -> None:
        self._archive.require(generation)
        if generation == self._archive.published:
            raise EngineError(f"generation {generation!r} is published; it cannot be dropped")
        del self._archive.generations[generation]

    def close(self) -> None:
        pass


def _found(documents: Mapping[str, Found], id_: str) -> Found:
    if id_ not in documents:
        raise DocumentNotFound(f"nothing has the id {id_!r}")
    return documents[id_]


def _article(generation: Generation, id_: str) -> ArticleDocument:
    if id_ in generation.foreign:
        return article_from_json(orjson.loads(generation.foreign[id_].record))
    return _found(generation.articles, id_)


def _keep(generation: Generation, ready: ReadyArticle) -> None:
    try:
        generation.articles[ready.id] = article_from_json(opened(ready).record)
    except DocumentDamaged:
        generation.foreign[ready.id] = ready


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
