"""A process that rebuilds is killed at any moment; the next run goes on, readers never notice."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerProcess as Process
from pathlib import Path

import pytest

from archive.engines.factory import ENGINES
from archive.model.document import ArticleDocument
from indexer.jobs import reindex, verify
from tests.faults import reindexing
from tests.faults.child import begun
from tests.faults.engines import empty
from tests.faults.indexing import articles
from tests.faults.reindexing import TURN
from tests.unit.indexer.jobs.builders import Desk, record

pytestmark = pytest.mark.faults

COUNT = 100
RUN = 3.0  # s; what a rebuild takes on a slow machine, so that kills reach its end too
_KILLS = 5
_PATIENCE = 60.0  # s


@pytest.fixture(params=ENGINES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """An archive of some articles."""
    with empty(request.param, tmp_path, request) as settings:
        desk = Desk(tmp_path, settings=settings)
        desk.index(articles(COUNT))
        yield desk
        desk.store.close()
        desk.writer.close()


def _moments() -> list[float]:
    """Moments spread over the run, each shaken within its share."""
    shake = random.Random(20240619)
    share = RUN / _KILLS
    return [number * share + shake.uniform(0, share) for number in range(_KILLS)]


def _killed(desk: Desk, moment: float) -> None:
    with begun(reindexing.work, desk.settings) as process:
        process.join(moment)


def _stopped(desk: Desk, written: int, how: Callable[[Process], None] = Process.kill) -> int:
    """Stop the child once it has noted more than so many articles; how many it had."""
    with begun(reindexing.work, desk.settings) as process:
        deadline = time.monotonic() + _PATIENCE
        while _written(desk) <= written:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        how(process)
        process.join(_PATIENCE)
    return _written(desk)


def _written(desk: Desk) -> int:
    left = reindex.unfinished(desk.store)
    return left.written if left is not None else 0


def _whole(desk: Desk, before: list[ArticleDocument]) -> None:
    """Everything is there once, and index and store agree."""
    found = Counter(document.id for document in desk.searchable())
    assert found == Counter(document.id for document in before)
    assert desk.searchable() == before
    assert verify.run(desk.store, desk.writer).clean


@pytest.mark.parametrize("moment", _moments())
def test_after_a_kill_the_next_rebuild_makes_everything_whole(desk: Desk, moment: float) -> None:
    before = desk.searchable()
    _killed(desk, moment)
    assert desk.searchable() == before  # from the old generation or the finished new one
    left = reindex.unfinished(desk.store)
    unpublished = left is not None and desk.writer.published() != left.generation
    report = reindex.run(desk.store, desk.writer, desk.pipeline)
    if left is not None and unpublished:
        names = {state.name for state in desk.writer.generations()}
        assert report.generation == left.generation or left.generation not in names
    _whole(desk, before)


def test_a_rebuild_that_is_killed_again_and_again_comes_to_its_end(desk: Desk) -> None:
    before, published = desk.searchable(), desk.writer.published()
    written = 0
    for _ in range(3):
        written = _stopped(desk, written)
    assert desk.writer.published() == published
    assert reindex.run(desk.store, desk.writer, desk.pipeline).resumed == written
    _whole(desk, before)


def test_after_sigterm_the_next_rebuild_goes_on(desk: Desk) -> None:
    before = desk.searchable()
    written = _stopped(desk, 0, Process.terminate)
    assert reindex.run(desk.store, desk.writer, desk.pipeline).resumed == written > 0
    _whole(desk, before)


def test_articles_indexed_between_kill_and_resumption_are_there(desk: Desk) -> None:
    _stopped(desk, TURN)
    desk.index([record("a3", "Neu gefasst"), record("dazu", "Dazu gekommen")])
    reindex.run(desk.store, desk.writer, desk.pipeline)
    titles = desk.titles()
    assert (len(titles), {"Neu gefasst", "Dazu gekommen"} <= set(titles)) == (COUNT + 1, True)
    assert verify.run(desk.store, desk.writer).clean
