"""Builds and steers generations on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import orjson
from elasticsearch import Elasticsearch

from archive.engines.elastic.bulk import BulkLoader, Change
from archive.engines.elastic.client import connect
from archive.engines.elastic.counts import describe
from archive.engines.elastic.encode import document_id, encode, index_of, possible_ids
from archive.engines.elastic.failures import engine_errors
from archive.engines.elastic.generations import Generations, State, check_fields
from archive.engines.elastic.indices import ORDER, Indices
from archive.engines.elastic.layout import Layout
from archive.engines.elastic.listing import DOCUMENTS, documents_of, entries, revisions
from archive.engines.elastic.reader import ElasticReader
from archive.engines.elastic.retry import Steadily
from archive.engines.port import GenerationState, Removal, SearchReader, WriteReport
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import EngineError
from archive.model.document import Document
from mappings.fields import IndexName


class ElasticWriter:
    """The port's IndexWriter over Elasticsearch."""

    def __init__(self, client: Elasticsearch, settings: ElasticSettings) -> None:
        self._client = client
        self._settings = settings
        self._layout = Layout(settings.prefix)
        self._generations = Generations(client, self._layout)
        self._indices = Indices(client, self._layout, settings)
        self._steadily = Steadily(settings.patience)

    @classmethod
    def open(cls, settings: EngineSettings) -> ElasticWriter:
        """What the factory calls."""
        return cls(connect(settings.elastic), settings.elastic)

    def create(self, generation: str) -> None:
        """Make an empty generation; what a crashed attempt left under the name is replaced."""
        self._layout.check_new(generation)
        states = self._steadily(self._generations.states)
        if generation in states and not states[generation].dropped:
            raise EngineError(f"there is already a generation named {generation!r}")
        self._steadily(partial(self._indices.create, generation))
        self._sweep()

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        """Add or replace by id; nothing of the call is visible if it fails. What is written before
        `seal` is visible after it.
        """
        state = self._state(generation)
        check_fields(generation, state)
        changes = _Additions(self._layout, generation, documents)
        outcome = BulkLoader(self._client, self._settings).load(changes)
        written = [
            self._layout.index(generation, name) for name in ORDER if name in changes.touched
        ]
        self._steadily(partial(self._indices.check_strict, written))
        if state.sealed:  # a build is refreshed once, at its end: each refresh costs a segment
            self._indices.refresh(generation, [name for name in ORDER if name in changes.touched])
        return WriteReport(indexed=outcome.done, rejected=changes.rejected | outcome.rejected)

    def remove(self, generation: str, removal: Removal) -> None:
        """Take documents out, articles first."""
        check_fields(generation, self._state(generation))
        for name, ids in (
            (IndexName.ARTICLES, removal.articles),
            (IndexName.EVENTS, removal.events),
            (IndexName.ENTITIES, removal.entities),
        ):
            if ids:
                index = self._layout.index(generation, name)
                self._delete([d for id_ in ids for d in _deletions(index, id_)])
                self._indices.refresh(generation, [name])

    def seal(self, generation: str) -> None:
        """Finish a build: refresh, merge if that is wanted, make replicas."""
        state = self._state(generation)
        self._check_strict(generation)
        self._indices.refresh(generation, ORDER)
        self._steadily(partial(self._indices.finish, generation))
        sealed = State(sealed=True, mapping_version=state.mapping_version)
        self._steadily(partial(self._generations.save, generation, sealed))

    def publish(self, generation: str) -> None:
        """Move all three aliases in one step."""
        state = self._state(generation)
        check_fields(generation, state)
        if not state.sealed:
            raise EngineError(f"generation {generation!r} is not sealed yet")
        self._check_strict(generation)
        actions = [
            action
            for name in IndexName
            for action in _moves(self._layout, name, self._layout.index(generation, name))
        ]
        self._steadily(partial(self._move, actions))

    def published(self) -> str | None:
        return self._steadily(self._generations.published)

    def generations(self) -> tuple[GenerationState, ...]:
        look = partial(describe, self._client, self._layout, self._generations)
        return self._steadily(look)

    def revisions(self, generation: str) -> Iterator[tuple[str, int]]:
        """(article id, revision) from one point in time."""
        self._state(generation)
        return revisions(self._client, self._layout.index(generation, IndexName.ARTICLES))

    def registry(self, generation: str, index: IndexName) -> Iterator[tuple[str, Document | None]]:
        """Each entry from one point in time."""
        self._state(generation)
        return entries(self._client, self._layout.index(generation, index), index)

    def documents(
        self, generation: str, index: IndexName, ids: Sequence[str]
    ) -> Mapping[str, Document | None]:
        self._state(generation)
        name = self._layout.index(generation, index)
        found: dict[str, Document | None] = {}
        for start in range(0, len(ids), DOCUMENTS):
            page = ids[start : start + DOCUMENTS]
            found |= self._steadily(partial(documents_of, self._client, name, index, page))
        return found

    def preview(self, generation: str) -> SearchReader:
        """A reader pinned to the generation."""
        self._state(generation)
        return ElasticReader(self._settings, pinned=generation)

    def drop(self, generation: str) -> None:
        """Hide it at once; it is deleted when nobody reads it any more."""
        state = self._state(generation)
        if generation == self._generations.published():
            raise EngineError(f"generation {generation!r} is published; it cannot be dropped")
        if self._indices.is_read(generation):
            dropped = State(dropped=True, mapping_version=state.mapping_version)
            self._generations.save(generation, dropped)
        else:
            self._indices.delete(generation)
        self._sweep()

    def close(self) -> None:
        self._client.close()

    def _state(self, generation: str) -> State:
        return self._steadily(partial(self._generations.require, generation))

    def _check_strict(self, generation: str) -> None:
        names = list(self._layout.indices(generation).values())
        self._steadily(partial(self._indices.check_strict, names))

    def _move(self, actions: Sequence[Mapping[str, object]]) -> None:
        with engine_errors():
            self._client.indices.update_aliases(actions=actions)

    def _delete(self, changes: Sequence[Change]) -> None:
        outcome = BulkLoader(self._client, self._settings).load(changes)
        for id_, reason in outcome.rejected.items():
            raise EngineError(f"{id_!r} could not be removed: {reason}")

    def _sweep(self) -> None:
        """Delete dropped generations that nobody reads any more."""
        for name, state in self._generations.states().items():
            if state.dropped and not self._indices.is_read(name):
                self._indices.delete(name)


class _Additions:
    """Documents as changes, one at a time; those that cannot be encoded are told in `rejected`."""

    def __init__(self, layout: Layout, generation: str, documents: Iterable[Document]) -> None:
        self._indices = layout.indices(generation)
        self._documents = documents
        self.rejected: dict[str, str] = {}
        self.touched: set[IndexName] = set()

    def __iter__(self) -> Iterator[Change]:
        for document in self._documents:
            name = index_of(document)
            try:
                change = _addition(self._indices[name], document)
            except (ValueError, TypeError, OverflowError) as error:
                self.rejected[document.id] = str(error)
                continue
            self.touched.add(name)
            yield change


def _addition(index: str, document: Document) -> Change:
    action = {"index": {"_index": index, "_id": document_id(document.id)}}
    lines = orjson.dumps(action) + b"\n" + encode(document) + b"\n"
    return Change(index, document.id, lines)


def _deletions(index: str, id_: str) -> Iterator[Change]:
    for key in possible_ids(id_):
        action = {"delete": {"_index": index, "_id": key}}
        yield Change(index, id_, orjson.dumps(action) + b"\n")


def _moves(layout: Layout, name: IndexName, index: str) -> Iterator[dict[str, object]]:
    """The alias leaves every other index and enters this one."""
    alias = layout.alias(name)
    yield {"remove": {"index": layout.pattern(name), "alias": alias, "must_exist": False}}
    yield {"add": {"index": index, "alias": alias}}
