"""The record that a job leaves tells how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from archive.store.records import JobKind, Outcome
from archive.store.store import Store
from indexer.jobs.recorded import recorded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "store.sqlite3")) as store:
        yield store


def _ended(store: Store, error: BaseException | None) -> Outcome:
    with suppress(KeyboardInterrupt, OSError), recorded(store, JobKind.INDEX) as record:
        if error is not None:
            raise error
    with store.reading() as session:
        return session.jobs.get(record.number).outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(None, Outcome.DONE), (OSError(), Outcome.FAILED), (KeyboardInterrupt(), Outcome.STOPPED)],
)
def test_a_job_is_recorded_as_it_ended(
    store: Store, error: BaseException | None, outcome: Outcome
) -> None:
    assert _ended(store, error) is outcome
