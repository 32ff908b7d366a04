"""Going back and forth under a running load of searches: no request fails, and every answer is
from one whole generation.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.engines.factory import ENGINES, open_reader
from archive.model.annotation import Enrichment
from archive.model.article import Article
from archive.model.document import FacetField
from archive.model.search import SearchQuery, SearchResult
from indexer.jobs import publish, reindex, rollback
from search_api.app import create_app
from search_api.settings import ApiSettings
from tests.api.asgi_client import Client
from tests.faults.engines import empty
from tests.faults.indexing import articles
from tests.unit.indexer.jobs.builders import Desk, Pipeline

pytestmark = pytest.mark.faults

COUNT = 60
_TURNS = 12
_THREADS = 3


class Blind(Pipeline):
    """Sees no countries, so its generation is told from the other by every answer."""

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        return (replace(enrichment, countries=()) for enrichment in super().enrich(articles))


@pytest.fixture(params=ENGINES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Two generations: the older one knows a country for each article, the newer one none."""
    with empty(request.param, tmp_path, request) as settings:
        desk = Desk(tmp_path, settings=settings)
        desk.index(articles(COUNT))
        reindex.run(desk.store, desk.writer, Blind("blind"))
        yield desk
        desk.store.close()
        desk.writer.close()


class Load:
    """Threads that ask and judge until they are stopped."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self._ask = ask
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._run) for _ in range(_THREADS)]
        self.generations: list[str] = []
        self.failures: list[BaseException] = []

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self.generations.append(self._ask())
            except Exception as error:  # noqa: BLE001 - whatever fails, the test tells
                self.failures.append(error)


def _back_and_forth(desk: Desk, load: Load) -> set[str]:
    """Go back and forth while the load runs; the generations that answered."""
    with load:
        for turn in range(_TURNS):
            job = publish.run if turn % 2 else rollback.run
            job(desk.store, desk.writer)
            time.sleep(0.05)
    return set(load.generations)


def test_a_rollback_under_load_answers_every_search_from_one_generation(desk: Desk) -> None:
    old, new = (state.name for state in desk.writer.generations())
    with closing(open_reader(desk.settings)) as reader:

        def ask() -> str:
            result = reader.search(SearchQuery(size=20))
            assert _countries(result) == (COUNT if result.generation == old else 0)
            return result.generation

        load = Load(ask)
        answered = _back_and_forth(desk, load)
    assert load.failures == []
    assert answered == {old, new}


def _countries(result: SearchResult) -> int:
    """How many articles have a country, if hits, counts and facets say the same."""
    assert result.total.value == COUNT
    counted = sum(bucket.count for bucket in result.facets[FacetField.COUNTRY].buckets)
    assert counted + result.facets[FacetField.COUNTRY].missing == COUNT
    assert {len(hit.countries) for hit in result.hits} == ({1} if counted else {0})
    return counted


def test_a_rollback_under_load_answers_every_request_to_the_api(desk: Desk) -> None:
    old, new = (state.name for state in desk.writer.generations())
    with closing(open_reader(desk.settings)) as reader:
        client = Client(create_app(reader, ApiSettings()))

        def ask() -> str:
            found = client.get("/api/v1/search?size=20")
            assert found.status_code == 200, found.text
            answer: dict[str, Any] = found.json()
            counted = sum(b["count"] for b in answer["facets"]["country"]["buckets"])
            assert counted == (COUNT if answer["generation"] == old else 0)
            assert {len(hit["countries"]) for hit in answer["hits"]} == {1 if counted else 0}
            return str(answer["generation"])

        load = Load(ask)
        answered = _back_and_forth(desk, load)
    assert load.failures == []
    assert answered == {old, new}
