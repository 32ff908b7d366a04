"""Every job leaves a record in the store, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from archive.errors import StoreError
from archive.store.records import JobKind, Outcome
from archive.store.store import Store

_BEAT = 15.0  # s; a job elsewhere counts as dead after two minutes of silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The running job's number, and the counts that it fills in as it goes."""

    number: int
    counts: dict[str, int] = field(default_factory=dict)


@contextmanager
def recorded(store: Store, kind: JobKind) -> Iterator[Record]:
    """A job's record: it shows that it is alive, is done at the end, failed on any error, stopped
    when somebody asked for that.
    """
    with store.writing() as session:
        record = Record(number=session.jobs.start(kind))
    outcome, ended = Outcome.FAILED, Event()
    beat = Thread(target=_beat, args=(store, record.number, ended), daemon=True)
    beat.start()
    try:
        yield record
        outcome = Outcome.DONE
    except KeyboardInterrupt:
        outcome = Outcome.STOPPED
        raise
    finally:
        ended.set()
        beat.join()
        with store.writing() as session:
            session.jobs.finish(record.number, outcome, record.counts)


def _beat(store: Store, job: int, ended: Event) -> None:
    while not ended.wait(_BEAT):
        try:
            with store.writing() as session:
                session.jobs.beat(job)
        except StoreError:
            continue  # busy: several beats may be missed
