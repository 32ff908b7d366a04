"""The registry of archive events and which articles report them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.model.annotation import EventType
from archive.store.lists import among_ids, ids_of
from archive.store.records import EventLink, RegistryEvent
from archive.store.tables import ARTICLES, EVENT_KEYS, EVENT_LINKS, EVENT_PARTICIPANTS, EVENTS

_ROLES = ("persons", "organisations", "countries", "places")
Participants = Mapping[str, tuple[str, ...]]

# What linking asks for each report: to build these each time takes longer than to carry them out.
_ID = select(EVENTS.c.id).where(EVENTS.c.id == bindparam("id"))
_BY_KEY = (
    select(EVENT_KEYS.c.key, func.coalesce(EVENTS.c.redirect, EVENTS.c.id))
    .join(EVENTS, EVENTS.c.id == EVENT_KEYS.c.event)
    .where(among_ids(EVENT_KEYS.c.key))
)
_KNOWING = upsert(EVENT_KEYS).on_conflict_do_nothing()
_GUESSING = upsert(EVENT_KEYS).from_select(
    ["key", "event"],
    select(bindparam("key", type_=Text), EVENTS.c.id).where(
        EVENTS.c.id == bindparam("event"), ~EVENTS.c.settled
    ),
)
_GUESSING = _GUESSING.on_conflict_do_nothing()
_LEADING = upsert(EVENT_KEYS)
_LEADING = _LEADING.on_conflict_do_update(
    index_elements=["key"], set_={"event": _LEADING.excluded.event}
)
_KEYS = select(EVENT_KEYS.c.key, EVENT_KEYS.c.event).where(among_ids(EVENT_KEYS.c.event))
_SETTLED = select(EVENTS.c.id).where(among_ids(EVENTS.c.id), EVENTS.c.settled)
_UNNOTED = select(EVENTS.c.id).where(among_ids(EVENTS.c.id), ~EVENTS.c.noted)
_NOTING = update(EVENTS).where(~EVENTS.c.noted).values(noted=True)
_SETTLING = (
    update(EVENTS)
    .where(among_ids(EVENTS.c.id), ~EVENTS.c.settled | EVENTS.c.redirect.is_not(None))
    .values(settled=True, redirect=None)
)

# What documents are made of, for many events at once.
_REPORTED = select(EVENTS).where(EVENTS.c.articles > 0).order_by(EVENTS.c.id)
_REPORTED_AMONG = _REPORTED.where(among_ids(EVENTS.c.id))
_REPORTED_AFTER = _REPORTED.where(EVENTS.c.id > bindparam("after")).limit(bindparam("limit"))
_OWN = (EVENT_PARTICIPANTS.c.event, EVENT_PARTICIPANTS.c.role, EVENT_PARTICIPANTS.c.value)
_PARTICIPANTS = (
    select(*_OWN)
    .where(among_ids(EVENT_PARTICIPANTS.c.event))
    .group_by(*_OWN)
    .order_by(func.count().desc(), EVENT_PARTICIPANTS.c.value)
)
_REPORTED_BY = (
    select(EVENTS, EVENT_PARTICIPANTS.c.value)
    .join(EVENT_LINKS, EVENT_LINKS.c.event == EVENTS.c.id)
    .join(
        EVENT_PARTICIPANTS,
        (EVENT_PARTICIPANTS.c.event == EVENTS.c.id)
        & (EVENT_PARTICIPANTS.c.article == EVENT_LINKS.c.article),
    )
    .where(EVENT_LINKS.c.article == bindparam("article"))
    .order_by(EVENTS.c.id)
)
_REPORTING = select(EVENT_LINKS.c.article).where(among_ids(EVENT_LINKS.c.event))
# The best of each event last. Nearly all have but one, so this is cheaper than to rank within each.
_SENTENCES = (
    select(EVENT_LINKS.c.event, EVENT_LINKS.c.sentence, ARTICLES.c.id)
    .join(ARTICLES, ARTICLES.c.ordinal == EVENT_LINKS.c.article)
    .where(among_ids(EVENT_LINKS.c.event))
    .order_by(EVENT_LINKS.c.main, EVENT_LINKS.c.confidence, EVENT_LINKS.c.article.desc())
)


class Events:
    """Archive events; an id is never given to a second event."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_key(self, keys: Collection[str]) -> Mapping[str, str]:
        """Key -> id of the events known by these keys; merged ids are followed."""
        rows = self._connection.execute(_BY_KEY, ids_of(keys))
        return {row[0]: row[1] for row in rows}

    def keys(self, ids: Collection[str]) -> Mapping[str, str]:
        """The keys that lead to these events."""
        rows = self._connection.execute(_KEYS, ids_of(ids))
        return {row[0]: row[1] for row in rows}

    def exists(self, event_id: str) -> bool:
        """Whether the id was ever allotted."""
        return self._connection.execute(_ID, {"id": event_id}).first() is not None

    def allot(self, event: RegistryEvent, *, settled: bool) -> None:
        """Give out an id that does not exist yet; for the time being unless it is settled."""
        self._connection.execute(
            insert(EVENTS), _values(event) | {"settled": settled, "noted": True}
        )

    def recast(self, event: RegistryEvent) -> None:
        """Let an id that was given out for the time being stand for this event."""
        values = {name: value for name, value in _values(event).items() if name != "articles"}
        self._connection.execute(update(EVENTS).where(EVENTS.c.id == event.id).values(**values))

    def settled(self, ids: Collection[str]) -> frozenset[str]:
        """Those of the ids that settling has given out to keep."""
        return frozenset(self._connection.execute(_SETTLED, ids_of(ids)).scalars())

    def settle(self, ids: Collection[str]) -> None:
        """Make these events ones of their own, and their ids ones to keep."""
        self._connection.execute(_SETTLING, ids_of(ids))

    def unnoted(self, ids: Collection[str]) -> frozenset[str]:
        """Those of the ids whose reports earlier versions have not noted."""
        return frozenset(self._connection.execute(_UNNOTED, ids_of(ids)).scalars())

    def note(self, ids: Collection[str]) -> None:
        """From now on the reports of these events are noted, or their articles wait for it."""
        self._connection.execute(_NOTING.where(among_ids(EVENTS.c.id)), ids_of(ids))

    def note_all(self) -> None:
        self._connection.execute(_NOTING)

    def guess(self, keys: Iterable[str], event_id: str) -> None:
        """Let an event that is not settled be found by further keys. What leads to a settled one is
        told by settling alone, for guesses depend on the order of articles.
        """
        rows = [{"key": key, "event": event_id} for key in keys]
        if rows:
            self._connection.execute(_GUESSING, rows)

    def know(self, keys: Iterable[str], event_id: str) -> None:
        """Let an event be found by further keys; a key that leads elsewhere stays as it is."""
        rows = [{"key": key, "event": event_id} for key in keys]
        if rows:
            self._connection.execute(_KNOWING, rows)

    def lead(self, keys: Mapping[str, str]) -> None:
        """Let each key lead to this event, whatever was found by it before."""
        rows = [{"key": key, "event": event} for key, event in keys.items()]
        if rows:
            self._connection.execute(_LEADING, rows)

    def share_keys(self, events: Collection[str], old: str, new: str) -> None:
        """Let the events be found by keys that name `new` where theirs name `old`."""
        rows = self._connection.execute(
            select(EVENT_KEYS).where(EVENT_KEYS.c.event.in_(events)).order_by(EVENT_KEYS.c.key)
        ).all()
        for row in rows:
            stem, _, named = row.key.rpartition("|")
            parts = named.split("+")
            if old in parts:
                self.know([f"{stem}|{_participants(parts, old, new)}"], row.event)

    def redirect(self, old: str, new: str) -> None:
        """`old` and whatever led to it now leads to `new`."""
        moved = ((EVENTS.c.id == old) | (EVENTS.c.redirect == old)) & (EVENTS.c.id != new)
        self._connection.execute(update(EVENTS).where(moved).values(redirect=new))

    def resolve(self, event_id: str) -> str | None:
        """Where an id leads to: itself, the event that it became part of, or None if it was never
        allotted.
        """
        today = func.coalesce(EVENTS.c.redirect, EVENTS.c.id)
        return self._connection.execute(
            select(today).where(EVENTS.c.id == event_id)
        ).scalar_one_or_none()

    def get(self, ids: Collection[str]) -> Mapping[str, tuple[RegistryEvent, int]]:
        """Event and number of articles of those of the ids that articles report, by id."""
        rows = self._connection.execute(_REPORTED_AMONG, ids_of(ids))
        return {row.id: (_event(row), row.articles) for row in rows}

    def after(self, event_id: str, limit: int) -> Mapping[str, tuple[RegistryEvent, int]]:
        """The same of the next events that articles report, in the order of ids."""
        rows = self._connection.execute(_REPORTED_AFTER, {"after": event_id, "limit": limit})
        return {row.id: (_event(row), row.articles) for row in rows}

    def count(self) -> int:
        """How many events articles report."""
        counted = select(func.count()).select_from(EVENTS).where(EVENTS.c.articles > 0)
        return self._connection.execute(counted).scalar_one()


class EventLinks:
    """Which articles report which events, with participants and the sentence that says so."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def events_of(self, ordinal: int) -> frozenset[str]:
        """Events that an article reports."""
        rows = self._connection.execute(
            select(EVENT_LINKS.c.event).where(EVENT_LINKS.c.article == ordinal)
        )
        return frozenset(rows.scalars())

    def reported_by(self, ordinal: int) -> Mapping[str, tuple[RegistryEvent, frozenset[str]]]:
        """The events that an article reports, with those whom it names there, by id."""
        rows = self._connection.execute(_REPORTED_BY, {"article": ordinal}).all()
        named: dict[str, set[str]] = {}
        for row in rows:
            named.setdefault(row.id, set()).add(row.value)
        return {row.id: (_event(row), frozenset(named[row.id])) for row in rows}

    def articles_of(self, events: Collection[str]) -> frozenset[int]:
        """Articles that report one of the events."""
        return frozenset(self._connection.execute(_REPORTING, ids_of(events)).scalars())

    def replace(self, ordinal: int, links: Iterable[EventLink]) -> frozenset[str]:
        """Make these the article's links; return the events that it no longer reports."""
        before, after = self.events_of(ordinal), tuple(links)
        for table in (EVENT_PARTICIPANTS, EVENT_LINKS):
            self._connection.execute(delete(table).where(table.c.article == ordinal))
        self._count(before, -1)
        if after:
            self._insert(ordinal, after)
        return before - {link.event for link in after}

    def participants(self, ids: Collection[str]) -> Mapping[str, Participants]:
        """Role -> participants of each event, those that most articles name first."""
        rows = self._connection.execute(_PARTICIPANTS, ids_of(ids))
        found: dict[str, dict[str, tuple[str, ...]]] = {
            event: dict.fromkeys(_ROLES, ()) for event in ids
        }
        for event, role, value in rows:
            found[event][role] += (value,)
        return found

    def best_sentences(self, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """(sentence, internal id of its article) of each event: a main event's first, then the
        surest, then the oldest article's.
        """
        rows = self._connection.execute(_SENTENCES, ids_of(ids))
        return {row[0]: (row[1], row[2]) for row in rows}

    def _insert(self, ordinal: int, links: tuple[EventLink, ...]) -> None:
        kept = ("event", "main", "confidence", "sentence")
        rows = [
            {"article": ordinal} | {name: getattr(link, name) for name in kept} for link in links
        ]
        self._connection.execute(insert(EVENT_LINKS), rows)
        self._count([link.event for link in links], 1)
        participants = [
            {"event": link.event, "role": role, "value": value, "article": ordinal}
            for link in links
            for role in _ROLES
            for value in dict.fromkeys(getattr(link, role))
        ]
        if participants:
            self._connection.execute(insert(EVENT_PARTICIPANTS), participants)

    def _count(self, events: Collection[str], sign: int) -> None:
        if events:
            self._connection.execute(
                update(EVENTS)
                .where(EVENTS.c.id.in_(events))
                .values(articles=EVENTS.c.articles + sign)
            )


def _participants(parts: Collection[str], old: str, new: str) -> str:
    """Persons, then countries, each in order, as the linker writes them."""
    renamed = {new if part == old else part for part in parts}
    return "+".join(sorted(renamed, key=lambda part: (":" not in part, part)))


def _values(event: RegistryEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "type": event.type.value,
        "first": event.first.isoformat() if event.first else None,
        "last": event.last.isoformat() if event.last else None,
        "articles": 0,
    }


def _event(row: Row[Any]) -> RegistryEvent:
    return RegistryEvent(
        id=row.id,
        type=EventType(row.type),
        first=date.fromisoformat(row.first) if row.first else None,
        last=date.fromisoformat(row.last) if row.last else None,
    )
