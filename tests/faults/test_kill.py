"""A process that indexes is killed at any moment; the next run makes everything whole."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from archive.errors import LockHeld, StoreError
from archive.store.lock import LockPolicy
from archive.store.store import Store
from tests.faults import indexing
from tests.faults.child import begun
from tests.faults.indexing import articles
from tests.unit.indexer.jobs.builders import IMPATIENT, Desk

pytestmark = pytest.mark.faults

COUNT = 200
RUN = 2.5  # s; what the whole takes on a slow machine, so that kills reach its end too
_KILLS = 20


def _moments() -> list[tuple[float, int]]:
    """Moments spread over the run, each shaken within its share; every other run is one large
    batch.
    """
    shake = random.Random(20240619)
    share = RUN / _KILLS
    return [
        (number * share + shake.uniform(0, share), 20 if number % 2 else COUNT)
        for number in range(_KILLS)
    ]


def _kill(folder: Path, moment: float, size: int) -> None:
    with begun(indexing.work, folder, COUNT, size) as process:
        process.join(moment)
        process.kill()


@pytest.mark.parametrize(("moment", "size"), _moments())
def test_after_a_kill_every_article_is_there_once(tmp_path: Path, moment: float, size: int) -> None:
    _kill(tmp_path, moment, size)
    desk = Desk(tmp_path)
    desk.index(articles(COUNT))
    found = Counter(document.article.title for document in desk.searchable())
    assert found == Counter(record.article.title for record in articles(COUNT))
    assert _kept(desk) == _indexed(desk)
    assert desk.entity("person:anna-weber").articles == COUNT // 4


def _kept(desk: Desk) -> dict[str, int]:
    with desk.store.reading() as session:
        return dict(session.articles.ids())


def _indexed(desk: Desk) -> dict[str, int]:
    return dict(desk.writer.revisions(str(desk.writer.published())))


_HOLD = """
import sys, time
from pathlib import Path
from archive.store.store import Store
with Store.open(Path(sys.argv[1])).lock():
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    time.sleep(60)
"""


def _holding(path: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_two_processes_cannot_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with _holding(path) as process:
        with (
            pytest.raises(LockHeld, match=f"process {process.pid} on "),
            Store.open(path, IMPATIENT).lock(),
        ):
            pass
        process.kill()


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with _holding(path) as process:
        process.kill()
    with Store.open(path, IMPATIENT).lock(), Store.open(path).reading() as session:
        assert session.holder is not None
        assert session.holder.pid != process.pid


def test_a_process_that_lost_its_lock_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    asleep = Store.open(path, LockPolicy(timeout=1000))
    hasty = Store.open(path, LockPolicy(timeout=0.0, wait=1.0))
    with (
        asleep.lock() as lost,
        hasty.lock(),
        pytest.raises(StoreError, match="lost"),
        asleep.writing(lock=lost) as session,
    ):
        session.articles.remove(1)
