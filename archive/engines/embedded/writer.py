"""Builds and steers generations of the embedded engine.

tantivy's writers are opened for one call and closed at its end, so that a crash leaves no lock
behind and another process may write next; the store's lock decides who.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tantivy import Document as TantivyDocument
from tantivy import IndexWriter as TantivyWriter
from tantivy import Searcher

from archive.engines.embedded.encode import encode
from archive.engines.embedded.failures import engine_errors
from archive.engines.embedded.layout import Layout, State
from archive.engines.embedded.listing import documents_of, entries, revisions
from archive.engines.embedded.reader import EmbeddedReader
from archive.engines.embedded.schema import make_index, open_index
from archive.engines.port import GenerationState, Removal, SearchReader, WriteReport
from archive.engines.settings import EngineSettings
from archive.errors import EngineError
from archive.model.document import Document
from mappings.fields import MAPPING_VERSION, IndexName

_ID = "id"
HEAPS = {  # bytes; an article takes about ten kilobytes in it, the others a few hundred
    IndexName.ARTICLES: 100_000_000,
    IndexName.EVENTS: 15_000_000,
    IndexName.ENTITIES: 15_000_000,
}
# Labels before what refers to them; removal goes the other way.
_ORDER = (IndexName.ENTITIES, IndexName.EVENTS, IndexName.ARTICLES)


@dataclass(slots=True)
class _OpenIndex:
    """One index with its tantivy writer, and the ids added since the last commit."""

    writer: TantivyWriter
    searcher: Searcher
    added: set[str]

    def replace(self, id_: str, document: TantivyDocument) -> None:
        if id_ in self.added or self.searcher.doc_freq(_ID, id_):
            self.delete(id_)
        self.added.add(id_)
        self.writer.add_document(document)

    def delete(self, id_: str) -> None:
        self.writer.delete_documents_by_term(_ID, id_)


class _Batch:
    """One call's changes to a generation; an index that does not change is not opened."""

    def __init__(self, layout: Layout, generation: str) -> None:
        self._layout = layout
        self._generation = generation
        self._opened: dict[IndexName, _OpenIndex] = {}

    def __getitem__(self, name: IndexName) -> _OpenIndex:
        if name not in self._opened:
            index = open_index(self._layout.index(self._generation, name))
            index.reload()
            writer = index.writer(HEAPS[name], 1)
            # A killed commit leaves files that the next one would create under the same names.
            writer.garbage_collect_files()
            self._opened[name] = _OpenIndex(writer=writer, searcher=index.searcher(), added=set())
        return self._opened[name]

    def commit(self, order: Sequence[IndexName]) -> None:
        """Make all changes durable, one index after the other, then tell readers."""
        changed = [self._opened[name] for name in order if name in self._opened]
        for opened in changed:
            opened.writer.commit()
        if changed:
            self._layout.touch(self._generation, uuid.uuid4().hex)
        for opened in changed:
            opened.writer.wait_merging_threads()

    def roll_back(self) -> None:
        """Forget what is not committed; a writer that already failed holds nothing to forget."""
        for opened in self._opened.values():
            with suppress(ValueError):
                opened.writer.rollback()


class EmbeddedWriter:
    """The port's IndexWriter over tantivy."""

    def __init__(self, data_dir: Path) -> None:
        self._layout = Layout(data_dir)

    @classmethod
    def open(cls, settings: EngineSettings) -> EmbeddedWriter:
        """What the factory calls."""
        return cls(settings.data_dir)

    def create(self, generation: str) -> None:
        """Make an empty generation; what a crashed attempt left under the name is replaced."""
        with engine_errors():
            self._layout.check_new(generation)
            self._layout.root.mkdir(parents=True, exist_ok=True)
            self._layout.sweep()
            if self._layout.generation(generation).exists():
                self._layout.remove(generation)
            for name in IndexName:
                make_index(self._layout.index(generation, name), name)
            self._layout.touch(generation, uuid.uuid4().hex)
            self._layout.save_state(generation, State(sealed=False))

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        """Add or replace by id; nothing of the call is visible or kept if it fails."""
        rejected: dict[str, str] = {}
        indexed = 0
        with self._writing(generation) as batch:
            for document in documents:
                try:
                    name, encoded = encode(document)
                except (ValueError, TypeError, OverflowError) as error:
                    rejected[document.id] = str(error)
                    continue
                with engine_errors():
                    batch[name].replace(document.id, encoded)
                indexed += 1
        return WriteReport(indexed=indexed, rejected=rejected)

    def remove(self, generation: str, removal: Removal) -> None:
        """Take documents out, articles first."""
        by_index = (
            (IndexName.ARTICLES, removal.articles),
            (IndexName.EVENTS, removal.events),
            (IndexName.ENTITIES, removal.entities),
        )
        with self._writing(generation, order=_ORDER[::-1]) as batch, engine_errors():
            for name, ids in by_index:
                for id_ in ids:
                    batch[name].delete(id_)

    def seal(self, generation: str) -> None:
        """Finish a build; tantivy has merged its segments with each commit."""
        self._layout.require(generation)
        with engine_errors():
            self._layout.save_state(generation, State(sealed=True))

    def publish(self, generation: str) -> None:
        """Replace the pointer file, in one step."""
        self._layout.require(generation)
        with engine_errors():
            self._check_fields(generation)
            if not self._layout.state(generation).sealed:
                raise EngineError(f"generation {generation!r} is not sealed yet")
            self._layout.publish(generation)

    def published(self) -> str | None:
        with engine_errors():
            return self._layout.published()

    def generations(self) -> tuple[GenerationState, ...]:
        with engine_errors():
            published = self._layout.published()
            return tuple(self._describe(name, published) for name in self._layout.names())

    def revisions(self, generation: str) -> Iterator[tuple[str, int]]:
        """(article id, revision) in the order of article ids."""
        self._layout.require(generation)
        with engine_errors():
            return revisions(open_index(self._layout.index(generation, IndexName.ARTICLES)))

    def registry(self, generation: str, index: IndexName) -> Iterator[tuple[str, Document | None]]:
        """Each entry in the order of its index."""
        self._layout.require(generation)
        with engine_errors():
            return entries(open_index(self._layout.index(generation, index)), index)

    def documents(
        self, generation: str, index: IndexName, ids: Sequence[str]
    ) -> Mapping[str, Document | None]:
        self._layout.require(generation)
        with engine_errors():
            opened = open_index(self._layout.index(generation, index))
            return dict(documents_of(opened, index, ids))

    def preview(self, generation: str) -> SearchReader:
        """A reader pinned to the generation."""
        self._layout.require(generation)
        return EmbeddedReader(self._layout.data_dir, pinned=generation)

    def drop(self, generation: str) -> None:
        self._layout.require(generation)
        with engine_errors():
            if generation == self._layout.published():
                raise EngineError(f"generation {generation!r} is published; it cannot be dropped")
            self._layout.remove(generation)

    def close(self) -> None:
        """Nothing stays open between calls."""

    def _describe(self, name: str, published: str | None) -> GenerationState:
        counts = {
            index: open_index(self._layout.index(name, index)).searcher().num_docs
            for index in IndexName
        }
        return GenerationState(
            name=name,
            sealed=self._layout.state(name).sealed,
            published=name == published,
            articles=counts[IndexName.ARTICLES],
            events=counts[IndexName.EVENTS],
            entities=counts[IndexName.ENTITIES],
            bytes=self._layout.size(name),
        )

    def _check_fields(self, generation: str) -> None:
        if self._layout.state(generation).mapping_version != MAPPING_VERSION:
            raise EngineError(
                f"generation {generation!r} has other index fields than this version of the "
                "program; build a new one with `fundstelle reindex`"
            )

    @contextmanager
    def _writing(self, generation: str, order: Sequence[IndexName] = _ORDER) -> Iterator[_Batch]:
        """Changes that are committed in `order` at the end, and rolled back on any error."""
        self._layout.require(generation)
        with engine_errors():
            self._check_fields(generation)
        batch = _Batch(self._layout, generation)
        try:
            yield batch
            with engine_errors():
                batch.commit(order)
        except BaseException:
            batch.roll_back()
            raise
