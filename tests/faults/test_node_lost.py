"""One of three nodes is killed with `kill -9`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from archive.errors import EngineUnavailable
from indexer.jobs.reports import IndexReport
from indexer.sources.record import SourceRecord
from tests.elasticsearch.cluster import Cluster
from tests.faults.conftest import await_green
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

KEPT = 300
COUNT = 1500


def announcing(underway: threading.Event, first: int) -> Iterator[SourceRecord]:
    """Articles; it is told when the second batch of them is about to be written."""
    for place, article in enumerate(articles(first, COUNT)):
        if place == 300:
            underway.set()
        yield article


def run_through(desk: Desk, first: int, meanwhile: Callable[[], None]) -> IndexReport:
    """Index in a thread; something happens to the cluster in the midst of it."""
    underway = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(desk.index, announcing(underway, first))
        assert underway.wait(60)
        meanwhile()
        return job.result()


def holder(cluster: Cluster, desk: Desk) -> int:
    """The node with the first primary shard of the articles."""
    index = f"{desk.settings.elastic.prefix}-articles-{desk.generation()}"
    state = cluster.ask(f"/_cluster/state/routing_table,nodes/{index}")
    shard = state["routing_table"]["indices"][index]["shards"]["0"]
    primary = next(copy["node"] for copy in shard if copy["primary"])
    name: str = state["nodes"][primary]["name"]
    return int(name.removeprefix("node-"))


def test_indexing_goes_on_without_the_node_that_held_a_shard(cluster: Cluster, desk: Desk) -> None:
    desk.index(articles(0, KEPT))
    await_green(cluster)
    lost = cluster.nodes[holder(cluster, desk)]
    report = run_through(desk, KEPT, lost.kill)
    assert (report.indexed, report.rejected) == (COUNT - KEPT, 0)
    assert len(desk.indexed()) == COUNT
    assert desk.indexed() == desk.kept()


def test_a_first_build_that_lost_a_node_is_whole_at_the_latest_after_the_next_run(
    cluster: Cluster, desk: Desk
) -> None:
    def lose_and_revive() -> None:
        cluster.nodes[2].kill()
        cluster.revive(2)

    with suppress(EngineUnavailable):  # a build has no replicas, so a shard is away for a while
        run_through(desk, 0, lose_and_revive)
    desk.index(articles(0, COUNT))
    assert len(desk.indexed()) == COUNT
    assert desk.indexed() == desk.kept()
