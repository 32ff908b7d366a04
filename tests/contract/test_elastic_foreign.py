"""What somebody else wrote into Elasticsearch's indices: `verify` names it and takes it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from archive.engines.factory import ELASTIC
from archive.engines.settings import ElasticSettings, EngineSettings
from indexer.jobs import verify
from indexer.jobs.reports import VerifyReport
from mappings.fields import IndexName
from tests.unit.indexer.jobs.builders import Desk, internal, record


@dataclass(frozen=True, slots=True)
class _Site:
    """An archive on a cluster, and somebody else's way into its indices."""

    desk: Desk
    client: Elasticsearch
    prefix: str

    def index(self, name: IndexName) -> str:
        return f"{self.prefix}-{name}-{self.desk.writer.published()}"

    def put(self, name: IndexName, document: dict[str, object], id_: str | None = None) -> str:
        """Write a document; its `_id`."""
        answer = self.client.index(index=self.index(name), id=id_, document=document, refresh=True)
        return str(answer["_id"])

    def verify(self, *, repair: bool = False) -> VerifyReport:
        return verify.run(self.desk.store, self.desk.writer, verify.Check(repair=repair))

    def faults(self) -> list[tuple[str, str]]:
        return sorted((fault.id, fault.fault) for fault in self.verify().faults)


@pytest.fixture
def site(elasticsearch: str, tmp_path: Path) -> Iterator[_Site]:
    prefix = f"foreign-{uuid4().hex[:12]}"
    elastic = ElasticSettings(urls=(elasticsearch,), prefix=prefix, replicas=0)
    with ExitStack() as stack:
        client = stack.enter_context(Elasticsearch(elasticsearch))
        desk = Desk(tmp_path, settings=EngineSettings(ELASTIC, tmp_path, elastic))
        stack.callback(desk.store.close)
        stack.callback(desk.writer.close)
        desk.index([record("a1", "Eins", "Karl Lang besucht Nordkorea."), record("a2", "Zwei")])
        site = _Site(desk, client, prefix)
        stack.callback(client.indices.delete, index=[site.index(name) for name in IndexName])
        yield site


def _without_fields(site: _Site) -> list[tuple[str, str]]:
    return [(site.put(name, {}), "orphaned") for name in IndexName]


def _under_strange_ids(site: _Site) -> list[tuple[str, str]]:
    strange = {
        IndexName.ARTICLES: "person:nobody",
        IndexName.EVENTS: "nothing",
        IndexName.ENTITIES: "sha256:0",
    }
    return [
        (site.put(name, {"id": id_, "record": "text"}, id_), "orphaned")
        for name, id_ in strange.items()
    ]


def _in_place_of_ours(site: _Site) -> list[tuple[str, str]]:
    found = [
        (IndexName.ARTICLES, internal("a1")),
        (IndexName.ENTITIES, "person:karl-lang"),
        (IndexName.EVENTS, next(iter(site.desk.writer.registry(_name(site), IndexName.EVENTS)))[0]),
    ]
    return [(site.put(name, {"record": {"id": id_}}, id_), "stale") for name, id_ in found]


def _beside_ours(site: _Site) -> list[tuple[str, str]]:
    one, other = {"id": internal("a1"), "revision": 1}, {"id": "person:karl-lang"}
    return [
        (site.put(IndexName.ARTICLES, {**one, "record": one}), "orphaned"),
        (site.put(IndexName.ENTITIES, {**other, "record": other}), "orphaned"),
    ]


def _name(site: _Site) -> str:
    return str(site.desk.writer.published())


@pytest.mark.parametrize(
    "spoil", [_without_fields, _under_strange_ids, _in_place_of_ours, _beside_ours]
)
def test_a_repair_takes_it_out_of_every_index(
    site: _Site, spoil: Callable[[_Site], list[tuple[str, str]]]
) -> None:
    before = site.desk.searchable()
    spoilt = spoil(site)
    assert site.faults() == sorted(spoilt)
    report = site.verify(repair=True)
    assert (report.clean, report.repaired) == (True, len(spoilt))
    assert site.verify().clean
    assert site.desk.searchable() == before
