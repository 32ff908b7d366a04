"""A disk of the cluster is nearly full, so Elasticsearch takes no more documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest

from archive.errors import EngineUnavailable
from tests.elasticsearch.cluster import Cluster
from tests.faults.conftest import await_green, on, until
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

KEPT, COUNT = 50, 400
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """What an archive answered and held while the disk was full, and what came of the runs."""

    desk: Desk
    answer: httpx.Response
    failure: pytest.ExceptionInfo[EngineUnavailable]
    before: list[tuple[str, int]]
    meanwhile: list[tuple[str, int]]


@pytest.fixture(scope="module")
def spell(nodes: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Spell:
    """The second run meets a full disk, the third does not."""
    nodes.revive_all()
    desk = Desk(tmp_path_factory.mktemp("full"), on(nodes.urls))
    desk.index(articles(0, KEPT))
    await_green(nodes)
    before = desk.indexed()
    with full(nodes):
        answer = desk.client().get("/api/v1/search?q=Nordkorea")
        with pytest.raises(EngineUnavailable) as failure:
            desk.index(articles(KEPT, COUNT))
        meanwhile = desk.indexed()
    desk.index(articles(KEPT, COUNT))
    return Spell(desk=desk, answer=answer, failure=failure, before=before, meanwhile=meanwhile)


def test_searches_go_on_with_a_full_disk(spell: Spell) -> None:
    assert spell.answer.json()["total"]["value"] == KEPT


def test_a_full_disk_ends_the_run_with_its_reason(spell: Spell) -> None:
    assert "flood-stage" in str(spell.failure.value)


def test_a_run_that_a_full_disk_ended_changed_nothing(spell: Spell) -> None:
    assert len(spell.before) == KEPT
    assert spell.meanwhile == spell.before


def test_the_next_run_completes_it(spell: Spell) -> None:
    assert len(spell.desk.indexed()) == COUNT
    assert spell.desk.indexed() == spell.desk.kept()
