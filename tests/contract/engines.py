"""The engines of the contract suite, each opened on an empty place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import orjson
from elasticsearch import Elasticsearch
from tantivy import Document as TantivyDocument

from archive.engines.elastic.encode import index_of
from archive.engines.elastic.layout import Layout as ElasticLayout
from archive.engines.embedded.layout import Layout, State
from archive.engines.embedded.schema import open_index, schema_of
from archive.engines.embedded.writer import HEAPS
from archive.engines.factory import ELASTIC, EMBEDDED, open_reader, open_writer
from archive.engines.fields import entity_fields, event_fields
from archive.engines.port import IndexWriter, SearchReader
from archive.engines.ready import flat
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.model.document import EntityDocument, EventDocument, Json
from mappings.fields import MAPPING_VERSION, IndexName
from tests.contract.fake_archive import FakeArchive
from tests.contract.fake_reader import FakeReader
from tests.contract.fake_writer import FakeWriter
from tests.contract.harness import Harness

Entry = EventDocument | EntityDocument
SHARDS = 7  # of the articles; documents are spread over them by chance, so the shards are skewed


@dataclass(frozen=True, slots=True)
class Place:
    """Where an engine keeps its things: an empty folder, or a server that is started when asked
    for; `stack` ends what was begun.
    """

    folder: Path
    server: Callable[[], str]
    stack: ExitStack

    @contextmanager
    def another(self) -> Iterator[Place]:
        """An empty place of its own, for a while."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder, ExitStack() as stack:
            yield Place(Path(folder), self.server, stack)


def fake(_: Place) -> Harness:
    archive = FakeArchive()

    def outdate(generation: str) -> None:
        archive.require(generation).mapping_version = MAPPING_VERSION - 1

    def spoil(document: Entry, record: object) -> None:
        index, generation = index_of(document), archive.require("g1")
        generation.forget(index, document.id)
        generation.foreign[index][document.id] = record

    return Harness("fake", lambda: FakeReader(archive), lambda: FakeWriter(archive), outdate, spoil)


def embedded(place: Place) -> Harness:
    def outdate(generation: str) -> None:
        state = State(sealed=True, mapping_version=0)
        Layout(place.folder).save_state(generation, state)

    def spoil(document: Entry, record: object) -> None:
        name, layout = index_of(document), Layout(place.folder)
        writer = open_index(layout.index("g1", name)).writer(HEAPS[name], 1)
        writer.delete_documents_by_term("id", document.id)
        fields = {**_fields(document), "record": orjson.dumps(record)}
        writer.add_document(TantivyDocument.from_dict(fields, schema_of(name)))
        writer.commit()
        writer.wait_merging_threads()
        layout.touch("g1", uuid4().hex)

    return _harness(EngineSettings(EMBEDDED, place.folder), place, outdate, spoil)


def elastic(place: Place) -> Harness:
    prefix = f"contract-{uuid4().hex[:12]}"
    client = place.stack.enter_context(Elasticsearch(place.server()))
    place.stack.callback(_delete_all, client, prefix)

    def outdate(generation: str) -> None:
        client.indices.put_mapping(
            index=ElasticLayout(prefix).index(generation, IndexName.ARTICLES),
            meta={"prefix": prefix, "sealed": True, "dropped": False, "mapping_version": 0},
        )

    def spoil(document: Entry, record: object) -> None:
        client.index(
            index=ElasticLayout(prefix).index("g1", index_of(document)),
            id=document.id,
            document={**_fields(document), "record": record},
            refresh=True,
        )

    settings = ElasticSettings(urls=(place.server(),), prefix=prefix, shards=SHARDS, replicas=0)
    return _harness(EngineSettings(ELASTIC, place.folder, settings), place, outdate, spoil)


ENGINES: tuple[Callable[[Place], Harness], ...] = (fake, embedded, elastic)


def _fields(document: Entry) -> Json:
    if isinstance(document, EventDocument):
        return flat(event_fields(document))
    return flat(entity_fields(document))


def _harness(
    settings: EngineSettings,
    place: Place,
    outdate: Callable[[str], None],
    spoil: Callable[[Entry, object], None],
) -> Harness:
    return Harness(
        settings.engine,
        partial(_reader, settings, place),
        partial(_writer, settings, place),
        outdate,
        spoil,
    )


def _reader(settings: EngineSettings, place: Place) -> SearchReader:
    reader = open_reader(settings)
    place.stack.callback(reader.close)
    return reader


def _writer(settings: EngineSettings, place: Place) -> IndexWriter:
    writer = open_writer(settings)
    place.stack.callback(writer.close)
    return writer


def _delete_all(client: Elasticsearch, prefix: str) -> None:
    names = list(client.indices.get(index=f"{prefix}-*", filter_path="*.settings.index.uuid"))
    if names:
        client.indices.delete(index=names)
