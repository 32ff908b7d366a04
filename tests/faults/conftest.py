"""Three real nodes for the tests that break them."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.engines.settings import ElasticSettings
from tests.elasticsearch.cluster import Cluster, running
from tests.faults.desk import Desk

GREEN = 120.0  # seconds until all copies of all shards are there


@pytest.fixture(scope="session")
def nodes() -> Iterator[Cluster]:
    """They are shared; whoever uses them directly revives them first."""
    with running(nodes=3) as cluster:
        yield cluster


@pytest.fixture
def cluster(nodes: Cluster) -> Cluster:
    """Three nodes that stand; what an earlier test killed lives again, its indices are gone."""
    nodes.revive_all()
    nodes.ask("/fault-*", method="DELETE")
    return nodes


@pytest.fixture
def desk(cluster: Cluster, tmp_path: Path) -> Desk:
    """An archive on the cluster, three shards with a replica each, that knows all nodes."""
    return Desk(tmp_path, on(cluster.urls))


def on(urls: tuple[str, ...], patience: float = 90.0) -> ElasticSettings:
    """Settings of an archive of its own, small requests so that there are many."""
    return ElasticSettings(
        urls=urls,
        prefix=f"fault-{uuid.uuid4().hex[:8]}",
        shards=3,
        replicas=1,
        timeout=10.0,
        patience=patience,
        bulk_documents=40,
    )


def await_green(cluster: Cluster) -> None:
    """Wait until every shard has its replica."""
    until(lambda: cluster.ask("/_cluster/health")["status"] == "green", GREEN)


def until(fact: Callable[[], bool], seconds: float) -> None:
    """Wait for a fact; fail when it does not come in time."""
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.1)
