"""A disk of the cluster is nearly full, so Elasticsearch takes no more documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from archive.errors import EngineUnavailable
from tests.elasticsearch.cluster import Cluster
from tests.faults.conftest import await_green, until
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

_DISK = "cluster.routing.allocation.disk"
_MARKS = tuple(f"{_DISK}.watermark.{mark}" for mark in ("low", "high", "flood_stage"))
LOOK = 40.0  # seconds; the cluster looks at its disks every ten


@contextmanager
def full(cluster: Cluster) -> Iterator[None]:
    """Any disk counts as full; it ends when the cluster takes documents again."""
    limits = dict.fromkeys(_MARKS, "1pb")
    watch = {f"{_DISK}.threshold_enabled": True, "cluster.info.update.interval": "10s"}
    try:
        cluster.ask("/_cluster/settings", {"persistent": limits | watch}, method="PUT")
        until(lambda: blocked(cluster), LOOK)
        yield
    finally:
        cluster.ask("/_cluster/settings", {"persistent": dict.fromkeys(_MARKS, "1b")}, method="PUT")
        until(lambda: not blocked(cluster), LOOK)
        reset = dict.fromkeys((*_MARKS, *watch))
        cluster.ask("/_cluster/settings", {"persistent": reset}, method="PUT")


def blocked(cluster: Cluster) -> bool:
    settings = cluster.ask("/fault-*/_settings/index.blocks.read_only_allow_delete")
    return any(entry["settings"] for entry in settings.values())


def test_searches_go_on_with_a_full_disk(cluster: Cluster, desk: Desk) -> None:
    desk.index(articles(0, 50))
    await_green(cluster)
    with full(cluster):
        answer = desk.client().get("/api/v1/search?q=Nordkorea")
    assert answer.json()["total"]["value"] == 50


def test_a_full_disk_ends_the_run_with_its_reason_and_the_next_completes_it(
    cluster: Cluster, desk: Desk
) -> None:
    desk.index(articles(0, 50))
    await_green(cluster)
    before = desk.indexed()
    with full(cluster):
        with pytest.raises(EngineUnavailable, match="flood-stage"):
            desk.index(articles(50, 400))
        assert desk.indexed() == before
    desk.index(articles(50, 400))
    assert len(desk.indexed()) == 400
    assert desk.indexed() == desk.kept()
