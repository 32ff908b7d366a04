"""A process that rebuilds is killed at any moment; the next run goes on, and readers never notice.

Each test takes an engine; one joins by a function that makes its settings for an empty folder.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.engines.settings import EngineSettings
from archive.model.document import ArticleDocument
from indexer.jobs import reindex, verify
from tests.faults.indexing import articles
from tests.faults.reindexing import arguments
from tests.unit.indexer.jobs.builders import Desk, record

pytestmark = pytest.mark.faults

COUNT = 150
RUN = 3.0  # s; what a rebuild takes on a slow machine, so that kills reach its end too
_KILLS = 8


def embedded(folder: Path) -> EngineSettings:
    return EngineSettings("embedded", folder)


ENGINES: tuple[Callable[[Path], EngineSettings], ...] = (embedded,)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an embedded archive; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("filled")
    desk = Desk(folder)
    desk.index(articles(COUNT))
    desk.store.close()
    return folder


@pytest.fixture(params=ENGINES, ids=lambda make: make.__name__)
def desk(request: pytest.FixtureRequest, filled: Path, tmp_path: Path) -> Desk:
    """An archive that the test may change."""
    make: Callable[[Path], EngineSettings] = request.param
    settings = make(tmp_path / "archive")
    shutil.copytree(filled, settings.data_dir)
    return Desk(settings.data_dir, settings=settings)


def _moments() -> list[float]:
    """Moments spread over the run, each shaken within its share."""
    shake = random.Random(20240619)
    share = RUN / _KILLS
    return [number * share + shake.uniform(0, share) for number in range(_KILLS)]


def _stopped(desk: Desk, moment: float, how: signal.Signals = signal.SIGKILL) -> None:
    command = [sys.executable, "-m", "tests.faults.reindexing", *arguments(desk.settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(moment)
        process.send_signal(how)


def _whole(desk: Desk, before: list[ArticleDocument]) -> None:
    """Everything is there once, and index and store agree."""
    found = Counter(document.id for document in desk.searchable())
    assert found == Counter(document.id for document in before)
    assert desk.searchable() == before
    assert verify.run(desk.store, desk.writer).clean


@pytest.mark.parametrize("moment", _moments())
def test_after_a_kill_the_next_rebuild_makes_everything_whole(desk: Desk, moment: float) -> None:
    before = desk.searchable()
    _stopped(desk, moment)
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
        _stopped(desk, 0.6)
        left = reindex.unfinished(desk.store)
        assert left is not None
        assert left.written >= written
        written = left.written
    assert desk.writer.published() == published
    assert reindex.run(desk.store, desk.writer, desk.pipeline).resumed >= written > 0
    _whole(desk, before)


def test_after_sigterm_the_next_rebuild_goes_on(desk: Desk) -> None:
    before = desk.searchable()
    _stopped(desk, 0.8, signal.SIGTERM)
    assert reindex.run(desk.store, desk.writer, desk.pipeline).resumed > 0
    _whole(desk, before)


def test_articles_indexed_between_kill_and_resumption_are_there(desk: Desk) -> None:
    _stopped(desk, 0.8)
    desk.index([record("a3", "Neu gefasst"), record("dazu", "Dazu gekommen")])
    reindex.run(desk.store, desk.writer, desk.pipeline)
    titles = desk.titles()
    assert (len(titles), {"Neu gefasst", "Dazu gekommen"} <= set(titles)) == (COUNT + 1, True)
    assert verify.run(desk.store, desk.writer).clean
