"""Every job leaves a record in the store, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from archive.store.records import JobKind, Outcome
from archive.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The running job's number, and the counts that it fills in as it goes."""

    number: int
    counts: dict[str, int] = field(default_factory=dict)


@contextmanager
def recorded(store: Store, kind: JobKind) -> Iterator[Record]:
    """A job's record: done at the end, failed on any error."""
    with store.writing() as session:
        record = Record(number=session.jobs.start(kind))
    outcome = Outcome.FAILED
    try:
        yield record
        outcome = Outcome.DONE
    finally:
        with store.writing() as session:
            session.jobs.finish(record.number, outcome, record.counts)
