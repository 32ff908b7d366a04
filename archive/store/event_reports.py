"""Dated reports of events as they stand in articles, and what of them is to be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from archive.store.linking_tables import EVENT_REPORTS, UNSETTLED_EVENTS
from archive.store.lists import among_ids, ids_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One event mention of an article. `stem` is its type and days; reports of one stem that share
    one of the `parts` may be one event's. `place` orders reports whatever order they arrived in,
    `wanted` is the id that the event would have by this report, `event` the one that it has:
    `settled` if settling put it there, else linking's guess.
    """

    article: int
    number: int
    block: str
    stem: str
    parts: tuple[str, ...]
    place: str
    wanted: str
    event: str
    settled: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Under which the registry knows the event."""
        return tuple(f"{self.stem}|{part}" for part in self.parts)


# What linking asks for each article: to build these each time takes longer than to carry them out.
_OF = (
    select(EVENT_REPORTS)
    .where(EVENT_REPORTS.c.article == bindparam("of"))
    .order_by(EVENT_REPORTS.c.number)
)
_INSERTING = insert(EVENT_REPORTS)
_OPENING = insert(UNSETTLED_EVENTS).prefix_with("OR IGNORE")
_FORGETTING = delete(EVENT_REPORTS).where(EVENT_REPORTS.c.article == bindparam("of"))
_MOVING = (
    update(EVENT_REPORTS)
    .where(
        EVENT_REPORTS.c.article == bindparam("of"),
        EVENT_REPORTS.c.number == bindparam("at"),
    )
    .values(event=bindparam("to"), settled=True)
)


class EventReports:
    """Reports by article and by block."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article: int) -> tuple[EventReport, ...]:
        rows = self._connection.execute(_OF, {"of": article})
        return tuple(_report(row) for row in rows)

    def replace(self, article: int, reports: Iterable[EventReport]) -> None:
        """Make these the article's reports, whatever it reported before."""
        self.forget(article)
        self.add(reports)

    def add(self, reports: Iterable[EventReport]) -> None:
        """Keep the first reports of an article."""
        rows = [asdict(report) | {"parts": " ".join(report.parts)} for report in reports]
        if rows:
            self._connection.execute(_INSERTING, rows)

    def forget(self, article: int) -> None:
        self._connection.execute(_FORGETTING, {"of": article})

    def sizes(self, blocks: Collection[str]) -> Mapping[str, int]:
        """How many reports each of the blocks has, if any."""
        rows = self._connection.execute(
            select(EVENT_REPORTS.c.block, func.count())
            .where(among_ids(EVENT_REPORTS.c.block))
            .group_by(EVENT_REPORTS.c.block),
            ids_of(blocks),
        )
        return {row[0]: row[1] for row in rows}

    def blocks(self, blocks: Collection[str]) -> Mapping[str, tuple[EventReport, ...]]:
        """Their reports, in their own order."""
        rows = self._connection.execute(
            select(EVENT_REPORTS)
            .where(among_ids(EVENT_REPORTS.c.block))
            .order_by(EVENT_REPORTS.c.place, EVENT_REPORTS.c.number),
            ids_of(blocks),
        )
        found: dict[str, list[EventReport]] = {}
        for report in map(_report, rows):
            found.setdefault(report.block, []).append(report)
        return {block: tuple(own) for block, own in found.items()}

    def settle(self, reports: Iterable[EventReport]) -> None:
        """Record the events that these belong to from now on."""
        rows = [{"of": one.article, "at": one.number, "to": one.event} for one in reports]
        if rows:
            self._connection.execute(_MOVING, rows)


class UnsettledEvents:
    """Blocks whose reports changed since they were settled."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, blocks: Iterable[str]) -> None:
        rows = [{"block": block} for block in sorted(set(blocks))]
        if rows:
            self._connection.execute(_OPENING, rows)

    def after(self, block: str | None, limit: int) -> tuple[str, ...]:
        """The next open blocks, in order."""
        wanted = select(UNSETTLED_EVENTS.c.block).order_by(UNSETTLED_EVENTS.c.block).limit(limit)
        if block is not None:
            wanted = wanted.where(UNSETTLED_EVENTS.c.block > block)
        return tuple(self._connection.execute(wanted).scalars())

    def count(self) -> int:
        counted = select(func.count()).select_from(UNSETTLED_EVENTS)
        return self._connection.execute(counted).scalar_one()

    def done(self, blocks: Collection[str]) -> None:
        self._connection.execute(
            delete(UNSETTLED_EVENTS).where(among_ids(UNSETTLED_EVENTS.c.block)), ids_of(blocks)
        )


def _report(row: Row[Any]) -> EventReport:
    return EventReport(
        article=row.article,
        number=row.number,
        block=row.block,
        stem=row.stem,
        parts=tuple(row.parts.split(" ")),
        place=row.place,
        wanted=row.wanted,
        event=row.event,
        settled=row.settled,
    )
