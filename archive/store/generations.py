"""Generations as the store knows them: sequence, pipeline and the last revision each contains."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from archive.store.database import inserted
from archive.store.records import Generation
from archive.store.tables import GENERATIONS, REBUILDS, REFUSALS
from mappings.fields import MAPPING_VERSION


class Generations:
    """Rows of generations; which one is published only the engine knows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, job: int, pipeline: str, applied: int, after: int = 0) -> Generation:
        """Name a new generation; its sequence is higher than any before and than `after`."""
        created = datetime.now(UTC).replace(microsecond=0)
        last = self._connection.execute(select(func.max(GENERATIONS.c.sequence))).scalar() or 0
        values: dict[str, Any] = {
            "created": created.isoformat(),
            "applied": applied,
            "pipeline": pipeline,
            "mapping_version": MAPPING_VERSION,
        }
        if after > last:
            values["sequence"] = after + 1
        sequence = inserted(
            self._connection, insert(GENERATIONS).values(name="", job=job, **values)
        )
        name = f"{sequence:06d}-{created:%Y%m%d-%H%M%S}"
        self._connection.execute(
            update(GENERATIONS).where(GENERATIONS.c.sequence == sequence).values(name=name)
        )
        return Generation(
            name=name,
            sequence=sequence,
            created=created,
            applied=applied,
            pipeline=pipeline,
            job=job,
            mapping_version=MAPPING_VERSION,
        )

    def all(self) -> Mapping[str, Generation]:
        """Every generation by name, oldest first."""
        rows = self._connection.execute(select(GENERATIONS).order_by(GENERATIONS.c.sequence))
        return {row.name: _generation(row) for row in rows}

    def mark_applied(self, name: str, revision: int) -> None:
        """Note that the generation contains every change up to this one."""
        self._connection.execute(
            update(GENERATIONS).where(GENERATIONS.c.name == name).values(applied=revision)
        )

    def mark_relinked(self) -> None:
        """Note of every generation that articles were linked anew since it was begun."""
        self._connection.execute(update(GENERATIONS).values(relinked=True))

    def drop(self, name: str) -> None:
        """Forget the generation with all that is noted about it."""
        self._connection.execute(delete(GENERATIONS).where(GENERATIONS.c.name == name))
        for table in (REBUILDS, REFUSALS):
            self._connection.execute(delete(table).where(table.c.generation == name))


def sequence_of(name: str) -> int:
    """The sequence in a generation's name, 0 if the name is none of ours."""
    head = name.partition("-")[0]
    return int(head) if head.isdecimal() else 0


def _generation(row: Row[Any]) -> Generation:
    return Generation(
        name=row.name,
        sequence=row.sequence,
        created=datetime.fromisoformat(row.created),
        applied=row.applied,
        pipeline=row.pipeline,
        job=row.job,
        mapping_version=row.mapping_version,
        relinked=row.relinked,
    )
