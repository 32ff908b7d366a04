"""How far unfinished rebuilds have come, and which documents an engine refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.store.lists import among_ids, ids_of
from archive.store.tables import REBUILDS, REFUSALS


class RebuildStage(StrEnum):
    """Whether a rebuild is still being written."""

    WRITING = "writing"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """An unfinished rebuild: the articles up to `ordinal` and the registry's entries up to the id
    `entry` are in the index; `written` counts articles. `job` is the last that worked on it.
    """

    generation: str
    job: int
    stage: RebuildStage = RebuildStage.WRITING
    ordinal: int = 0
    written: int = 0
    entry: str = ""


class Rebuilds:
    """Rebuilds by generation; the row of a finished one is gone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, generation: str, job: int) -> Rebuild:
        """Note a rebuild that has written nothing yet."""
        rebuild = Rebuild(generation=generation, job=job)
        self._connection.execute(insert(REBUILDS).values(**_values(rebuild)))
        return rebuild

    def note(self, rebuild: Rebuild) -> None:
        """Note how far it has come, and whose it is."""
        own = REBUILDS.c.generation == rebuild.generation
        self._connection.execute(update(REBUILDS).where(own).values(**_values(rebuild)))

    def finish(self, generation: str) -> None:
        self._connection.execute(delete(REBUILDS).where(REBUILDS.c.generation == generation))

    def unfinished(self) -> Mapping[str, Rebuild]:
        """All of them by generation, oldest first."""
        rows = self._connection.execute(select(REBUILDS).order_by(REBUILDS.c.generation))
        return {
            row.generation: Rebuild(
                generation=row.generation,
                job=row.job,
                stage=RebuildStage(row.stage),
                ordinal=row.ordinal,
                written=row.written,
                entry=row.entry,
            )
            for row in rows
        }


class Refusals:
    """Documents that an engine refused, by generation; what it took later is forgotten."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def settle(
        self, generation: str, written: Collection[str], rejected: Mapping[str, str]
    ) -> None:
        """Note the outcome of one write: `written` are the ids of all that was given."""
        if self.count(generation):
            own = (REFUSALS.c.generation == generation) & among_ids(REFUSALS.c.id)
            self._connection.execute(delete(REFUSALS).where(own), ids_of(written))
        rows = [{"generation": generation, "id": i, "reason": r} for i, r in rejected.items()]
        if rows:
            statement = upsert(REFUSALS)
            renewed = {"reason": statement.excluded.reason}
            key = [REFUSALS.c.generation, REFUSALS.c.id]
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=key, set_=renewed), rows
            )

    def count(self, generation: str) -> int:
        counted = select(func.count()).select_from(REFUSALS)
        return self._connection.execute(
            counted.where(REFUSALS.c.generation == generation)
        ).scalar_one()

    def first(self, generation: str, limit: int) -> Mapping[str, str]:
        """Id -> the engine's reason of some of them."""
        rows = self._connection.execute(
            select(REFUSALS.c.id, REFUSALS.c.reason)
            .where(REFUSALS.c.generation == generation)
            .order_by(REFUSALS.c.id)
            .limit(limit)
        )
        return {row.id: row.reason for row in rows}

    def among(self, generation: str, ids: Collection[str]) -> Mapping[str, str]:
        """Id -> reason of those of the ids that were refused."""
        own = (REFUSALS.c.generation == generation) & among_ids(REFUSALS.c.id)
        asked = select(REFUSALS.c.id, REFUSALS.c.reason).where(own)
        rows = self._connection.execute(asked, ids_of(ids))
        return {row.id: row.reason for row in rows}


def _values(rebuild: Rebuild) -> dict[str, Any]:
    return {
        "generation": rebuild.generation,
        "job": rebuild.job,
        "stage": rebuild.stage.value,
        "ordinal": rebuild.ordinal,
        "written": rebuild.written,
        "entry": rebuild.entry,
    }
