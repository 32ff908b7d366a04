"""Reads while shards are away: none answers from those that are left, and none gives up on shards
that are just coming back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from archive.engines.elastic.expansions import expansions
from archive.engines.elastic.generations import Generations, State
from archive.engines.elastic.layout import Layout
from archive.engines.elastic.reader import ElasticReader
from archive.engines.elastic.snapshot import Snapshot
from archive.engines.elastic.writer import ElasticWriter
from archive.engines.factory import ELASTIC
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import EngineUnavailable
from archive.model.search import Prefix, SearchQuery
from mappings.elastic import mapping

A_MOMENT = 1.0  # s
NOWHERE = {"index.routing.allocation.require._name": "nowhere"}
ANYWHERE = {"index.routing.allocation.require._name": None}
GENERATION = "g1"


Read = Callable[["Archive"], object]


@dataclass(frozen=True, slots=True)
class Archive:
    """A published generation none of whose shards has a place, and the cluster below."""

    reader: ElasticReader
    writer: ElasticWriter
    client: Elasticsearch
    layout: Layout

    def recover(self) -> None:
        names = list(self.layout.indices(GENERATION).values())
        self.client.indices.put_settings(index=names, settings=ANYWHERE)


@contextmanager
def _away(elasticsearch: str) -> Iterator[Archive]:
    layout = Layout(f"recovering-{uuid4().hex[:12]}")
    elastic = ElasticSettings(urls=(elasticsearch,), prefix=layout.prefix, replicas=0)
    settings = EngineSettings(engine=ELASTIC, data_dir=Path(), elastic=elastic)
    with (
        Elasticsearch(elasticsearch) as client,
        closing(ElasticWriter.open(settings)) as writer,
        closing(ElasticReader.open(settings)) as reader,
    ):
        for name, index in layout.indices(GENERATION).items():
            client.indices.create(
                index=index,
                mappings=mapping(name),
                settings=NOWHERE | {"index.number_of_replicas": 0},
                wait_for_active_shards=0,
            )
        Generations(client, layout).save(GENERATION, State(sealed=True))
        writer.publish(GENERATION)
        yield Archive(reader, writer, client, layout)
        client.indices.delete(index=list(layout.indices(GENERATION).values()))


@pytest.fixture
def archive(elasticsearch: str) -> Iterator[Archive]:
    with _away(elasticsearch) as archive:
        yield archive


def _search(archive: Archive) -> object:
    return archive.reader.search(SearchQuery()).hits


def _expand(archive: Archive) -> object:
    names = archive.layout.indices(GENERATION)
    snapshot = Snapshot(archive.client, GENERATION, names)
    return [
        term
        for terms in expansions(snapshot, [Prefix(text="hand*", prefix="hand")]).values()
        for term in terms
    ]


def _suggest(archive: Archive) -> object:
    return archive.reader.suggest("lovel", "de", 5)


def _scan(archive: Archive) -> object:
    return list(archive.reader.scan(SearchQuery()))


def _revisions(archive: Archive) -> object:
    return list(archive.writer.revisions(GENERATION))


READS: tuple[Read, ...] = (_search, _expand, _suggest, _scan)


@pytest.mark.parametrize("read", READS)
def test_a_read_waits_for_shards_that_come_back(archive: Archive, read: Read) -> None:
    timer = Timer(A_MOMENT, archive.recover)
    timer.start()
    found = read(archive)
    timer.join()
    assert not found


@pytest.fixture(scope="module")
def failures(elasticsearch: str) -> dict[Read, BaseException | None]:
    """What came of each read while the shards stayed away; each waits for them a while, so all at
    once.
    """
    reads = (*READS, _revisions)
    with _away(elasticsearch) as archive, ThreadPoolExecutor(len(reads)) as pool:
        asked = {read: pool.submit(read, archive) for read in reads}
        return {read: answer.exception() for read, answer in asked.items()}


@pytest.mark.parametrize("read", [*READS, _revisions])
def test_shards_that_stay_away_are_told(
    failures: dict[Read, BaseException | None], read: Read
) -> None:
    assert isinstance(failures[read], EngineUnavailable)
