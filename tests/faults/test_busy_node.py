"""A node refuses every request with 429 for a minute."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import httpx
import pytest

from indexer.jobs.reports import IndexReport
from indexer.sources.record import SourceRecord
from tests.elasticsearch.cluster import Cluster
from tests.faults.busy_node import Door, door_to
from tests.faults.conftest import on
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

MINUTE = 60.0
KEPT, COUNT = 200, 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """What happened: the job that wrote through it, and searches meanwhile and afterwards.

    `alone` asked only the busy node, `beside` knew another one as well.
    """

    desk: Desk
    report: IndexReport
    refused: int
    alone: list[httpx.Response]
    beside: list[httpx.Response]
    after: httpx.Response


@pytest.fixture(scope="module")
def minute(nodes: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Minute]:
    nodes.revive_all()
    with door_to(nodes.nodes[0].http) as door:
        elastic = on((door.url,), patience=180)
        desk = Desk(tmp_path_factory.mktemp("alone"), elastic)
        urls = (door.url, nodes.nodes[1].http)
        beside = Desk(tmp_path_factory.mktemp("beside"), replace(elastic, urls=urls))
        desk.index(articles(0, KEPT))
        yield _spend(desk, beside, door)


def _spend(desk: Desk, beside: Desk, door: Door) -> Minute:
    """A minute with a job under way and a search each second at least."""
    underway = threading.Event()
    alone, other = desk.client(), beside.client()
    answers: list[list[httpx.Response]] = [[], []]
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(desk.index, _announcing(underway))
        assert underway.wait(60)
        door.busy.set()
        end = time.monotonic() + MINUTE
        while time.monotonic() < end:
            answers[0].append(alone.get("/api/v1/search"))
            answers[1].append(other.get("/api/v1/search"))
            time.sleep(0.5)
        door.busy.clear()
        report = job.result()
    return Minute(
        desk=desk,
        report=report,
        refused=door.refused,
        alone=answers[0],
        beside=answers[1],
        after=alone.get("/api/v1/search"),
    )


def _announcing(underway: threading.Event) -> Iterator[SourceRecord]:
    for place, article in enumerate(articles(KEPT, COUNT)):
        if place == 250:
            underway.set()
        yield article


def test_a_job_waits_and_goes_on(minute: Minute) -> None:
    assert minute.refused > 0
    assert (minute.report.indexed, minute.report.rejected) == (COUNT - KEPT, 0)


def test_nothing_is_lost_or_twice(minute: Minute) -> None:
    assert len(minute.desk.indexed()) == COUNT
    assert minute.desk.indexed() == minute.desk.kept()


def test_searches_are_told_to_come_back(minute: Minute) -> None:
    assert {(a.status_code, a.headers.get("Retry-After")) for a in minute.alone} == {(503, "5")}


def test_the_answer_says_what_is_the_matter(minute: Minute) -> None:
    assert "overloaded" in minute.alone[0].json()["detail"]


def test_another_node_answers_in_its_place(minute: Minute) -> None:
    assert {answer.status_code for answer in minute.beside} == {200}


def test_searches_go_on_afterwards(minute: Minute) -> None:
    assert minute.after.json()["total"] == {"value": COUNT, "relation": "eq"}
