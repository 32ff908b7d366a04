"""The record of jobs: what runs, what it counted, how it ended."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, insert, select, update

from archive.store.database import inserted
from archive.store.owner import is_gone, this_process
from archive.store.records import Job, JobKind, Outcome
from archive.store.revisions import now
from archive.store.tables import JOBS

_SILENCE = (
    120.0  # s; a job elsewhere that has not beaten for so long is dead: it beats every few seconds
)


class Jobs:
    """Jobs by number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start(self, kind: JobKind) -> int:
        """Note that this process has begun a job; return its number."""
        owner = this_process()
        values: dict[str, Any] = {"kind": kind.value, "host": owner.host, "pid": owner.pid}
        values |= {
            "started": now(),
            "heartbeat": time.time(),
            "outcome": Outcome.RUNNING.value,
            "counts": "{}",
        }
        return inserted(self._connection, insert(JOBS).values(**values))

    def beat(self, number: int) -> None:
        """Show that the job is alive."""
        self._connection.execute(
            update(JOBS).where(JOBS.c.number == number).values(heartbeat=time.time())
        )

    def finish(self, number: int, outcome: Outcome, counts: Mapping[str, int]) -> None:
        """Note how the job ended."""
        values = {
            "finished": now(),
            "outcome": outcome.value,
            "counts": orjson.dumps(dict(counts)).decode(),
        }
        self._connection.execute(update(JOBS).where(JOBS.c.number == number).values(**values))

    def abandon_dead(self) -> None:
        """Mark jobs whose process is gone."""
        running = self._connection.execute(
            select(JOBS).where(JOBS.c.outcome == Outcome.RUNNING.value)
        ).all()
        for row in running:
            if is_gone(row.host, row.pid) or time.time() - row.heartbeat > _SILENCE:
                self.finish(row.number, Outcome.ABANDONED, {})

    def get(self, number: int) -> Job:
        return _job(self._connection.execute(select(JOBS).where(JOBS.c.number == number)).one())

    def latest(self, limit: int) -> tuple[Job, ...]:
        """The last jobs, newest first."""
        rows = self._connection.execute(select(JOBS).order_by(JOBS.c.number.desc()).limit(limit))
        return tuple(_job(row) for row in rows)


def _job(row: Row[Any]) -> Job:
    return Job(
        number=row.number,
        kind=JobKind(row.kind),
        started=datetime.fromisoformat(row.started),
        finished=datetime.fromisoformat(row.finished) if row.finished else None,
        outcome=Outcome(row.outcome),
        counts=orjson.loads(row.counts),
    )
