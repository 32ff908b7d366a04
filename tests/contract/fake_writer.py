"""The port's IndexWriter in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import orjson

from archive.engines.port import GenerationState, Removal, WriteReport
from archive.engines.records import document_of
from archive.errors import (
    EngineError,
)
from archive.model.document import (
    ArticleDocument,
    Document,
    EventDocument,
    ReadyArticle,
)
from mappings.fields import MAPPING_VERSION, IndexName
from tests.contract.fake_archive import FakeArchive, Generation
from tests.contract.fake_reader import FakeReader


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
        for index, ids in (
            (IndexName.ARTICLES, removal.articles),
            (IndexName.EVENTS, removal.events),
            (IndexName.ENTITIES, removal.entities),
        ):
            for id_ in ids:
                target.forget(index, id_)

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
        stored = self._archive.require(generation)
        ours = [(document.id, document.revision) for document in stored.articles.values()]
        return iter([*ours, *((id_, -1) for id_ in stored.foreign[IndexName.ARTICLES])])

    def registry(self, generation: str, index: IndexName) -> Iterator[tuple[str, Document | None]]:
        return iter(self._archive.require(generation).stored(index).items())

    def documents(
        self, generation: str, index: IndexName, ids: Sequence[str]
    ) -> Mapping[str, Document | None]:
        kept = self._archive.require(generation).stored(index)
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


def _keep(generation: Generation, ready: ReadyArticle) -> None:
    record = orjson.loads(ready.record)
    generation.forget(IndexName.ARTICLES, ready.id)
    if isinstance(found := document_of(record, IndexName.ARTICLES), ArticleDocument):
        generation.articles[ready.id] = found
    else:
        generation.foreign[IndexName.ARTICLES][ready.id] = record
