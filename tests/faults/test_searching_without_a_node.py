"""One of three nodes is killed with `kill -9` while searches run through the API."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.asgi_client import Client
from tests.elasticsearch.cluster import Cluster
from tests.faults.conftest import await_green, on
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

COUNT = 300
THREADS = 3
AFTERWARDS = 12.0  # seconds of searching after the loss: a new master, new primaries
PATHS = (
    "/api/v1/search?q=Nordkorea",
    "/api/v1/search?sort=newest&size=50",
    "/api/v1/search?person=person:anna-weber",
    "/api/v1/facets/person",
    "/readyz",
)


Answer = tuple[str, httpx.Response]


@pytest.fixture(scope="module")
def answers(nodes: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Answer]]:
    """Paths and what they answered; the elected master is lost a second after the start."""
    nodes.revive_all()
    desk = Desk(tmp_path_factory.mktemp("searching"), on(nodes.urls))
    desk.index(articles(0, COUNT))
    await_green(nodes)
    ended = threading.Event()
    client = desk.client()
    with ThreadPoolExecutor(THREADS) as pool:
        asking = [pool.submit(_ask, client, ended) for _ in range(THREADS)]
        time.sleep(1)
        nodes.nodes[_master(nodes)].kill()
        time.sleep(AFTERWARDS)
        ended.set()
        yield [answer for future in asking for answer in future.result()]


def _ask(client: Client, ended: threading.Event) -> list[Answer]:
    answers: list[Answer] = []
    while not ended.is_set():
        answers += [(path, client.get(path)) for path in PATHS]
    return answers


def _master(nodes: Cluster) -> int:
    state = nodes.ask("/_cluster/state/master_node,nodes")
    name: str = state["nodes"][state["master_node"]]["name"]
    return int(name.removeprefix("node-"))


def test_no_error_reaches_a_client(answers: list[Answer]) -> None:
    assert {answer.status_code for _, answer in answers} == {200}


def test_totals_stay_whole(answers: list[Answer]) -> None:
    totals = {
        (path, answer.json()["total"]["value"]) for path, answer in answers if "/search" in path
    }
    assert totals == set(zip(PATHS, (COUNT, COUNT, COUNT // 4), strict=False))


def test_facets_stay_whole(answers: list[Answer]) -> None:
    counts = {
        (bucket["value"], bucket["count"])
        for path, answer in answers
        if path == PATHS[0]
        for bucket in answer.json()["facets"]["person"]["buckets"]
    }
    assert {count for _, count in counts} == {COUNT // 4}
