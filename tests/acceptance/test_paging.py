"""Paging to the end gives every article once, while the archive grows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.engines.factory import EMBEDDED, open_reader, open_writer
from archive.engines.port import SearchReader
from archive.engines.settings import EngineSettings
from archive.model.search import SearchQuery, Sort
from archive.query.parser import parse
from archive.store.store import Store
from indexer.enrich.pipeline import Enricher, EnrichSettings, load_enricher
from indexer.jobs import index
from indexer.sources.read import read
from indexer.sources.record import SourceOptions


@pytest.fixture(scope="session")
def enricher() -> Enricher:
    return load_enricher(EnrichSettings())


class Growing:
    """The archive with an indexer that adds an article whenever it is told to."""

    def __init__(self, data_dir: Path, enricher: Enricher) -> None:
        self._dir = data_dir
        self._enricher = enricher
        self._added = 0

    def grow(self) -> None:
        self._added += 1
        path = self._dir.parent / f"new-{self._added}.jsonl"
        fields = {
            "id": f"new-{self._added}",
            "title": "Die Polizei meldet Neues",
            "body": "Die Polizei sprach am Montag mit der Regierung.",
            "published": f"20{self._added % 20:02d}-03-01",
        }
        path.write_text(json.dumps(fields), encoding="utf-8")
        engine = EngineSettings(EMBEDDED, self._dir)
        with (
            closing(Store.open(self._dir / "store.sqlite3")) as store,
            closing(open_writer(engine)) as writer,
        ):
            index.run(store, writer, self._enricher, read([path], SourceOptions()))


def _pages(reader: SearchReader, query: SearchQuery) -> Iterator[list[str]]:
    while True:
        result = reader.search(query)
        yield [hit.id for hit in result.hits]
        if result.next is None:
            return
        query = replace(query, cursor=result.next)


@pytest.mark.parametrize("sort", list(Sort))
def test_every_article_comes_once_while_others_are_added(
    own_demo_dir: Path, enricher: Enricher, sort: Sort
) -> None:
    query = SearchQuery(
        text="Polizei", tree=parse("Polizei"), sort=sort, size=17, facets=(), histograms=False
    )
    growing = Growing(own_demo_dir, enricher)
    with closing(open_reader(EngineSettings(EMBEDDED, own_demo_dir))) as reader:
        before = {view.document.id for view in reader.scan(query)}
        seen: list[str] = []
        for number, page in enumerate(_pages(reader, query)):
            seen += page
            if number < 4:
                growing.grow()
    assert len(seen) == len(set(seen))
    assert before <= set(seen)
