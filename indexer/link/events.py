"""From an article's event mentions to archive events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.model.annotation import EventMention, EventType
from archive.store.records import RegistryEvent
from archive.store.session import Session
from indexer.link.ids import free_id
from indexer.link.names import SLUG_LIMIT

# Within a week one shared participant tells an event; "2023" and "DE" alone tell nothing, so there
# all participants must agree.
_NARROW = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event mention whose persons, organisations and places carry registry ids."""

    type: EventType
    first: date | None
    last: date | None
    persons: tuple[str, ...]
    organisations: tuple[str, ...]
    countries: tuple[str, ...]
    places: tuple[str, ...]
    mention: EventMention

    @property
    def participants(self) -> frozenset[str]:
        """Who tells one event of a type and time from another."""
        return frozenset((*self.countries, *self.persons))

    @property
    def dated(self) -> bool:
        return self.first is not None and self.last is not None


def join(
    session: Session, article_id: str, ordinal: int, reports: Sequence[Report]
) -> tuple[str, ...]:
    """The archive event of each report, in the same order; an event that nothing is known of
    inherits an id that only this article had, or gets a new one.
    """
    own = _spare(session, article_id, ordinal, reports)
    dated: dict[int, str] = {}
    for number, report in enumerate(reports):
        if report.dated:
            dated[number] = _find_or_allot(session, report, _keys(report, article_id), own)
    hosts = [(reports[number], event) for number, event in dated.items()]
    joined: list[str] = []
    for number, report in enumerate(reports):
        event = dated.get(number) or _host(report, hosts)
        joined.append(event or _find_or_allot(session, report, _keys(report, article_id), own))
    return tuple(joined)


def _host(report: Report, hosts: Sequence[tuple[Report, str]]) -> str | None:
    """The dated event of the same article that an undated report tells of: nobody in it may be a
    stranger.
    """
    for host, event in hosts:
        if host.type is report.type and _agree(report.participants, host.participants):
            return event
    return None


def _agree(undated: frozenset[str], dated: frozenset[str]) -> bool:
    return not undated or bool(undated & dated)


def _keys(report: Report, article_id: str) -> tuple[str, ...]:
    """Keys under which the registry may know the event, most telling first."""
    if not report.dated or not report.participants:
        when = report.first or report.last or "undated"
        return (f"{report.type.value}|{when}|{report.last or ''}|article:{article_id}",)
    assert report.first is not None
    assert report.last is not None
    stem = f"{report.type.value}|{report.first.isoformat()}|{report.last.isoformat()}"
    ordered = (*sorted(report.persons), *sorted(report.countries))
    if report.last - report.first > _NARROW:
        return (f"{stem}|{'+'.join(ordered)}",)
    return tuple(f"{stem}|{participant}" for participant in ordered)


def _find_or_allot(
    session: Session, report: Report, keys: tuple[str, ...], own: list[RegistryEvent]
) -> str:
    known = session.events.by_key(keys)
    votes = sorted(known.values())
    event = max(votes, key=votes.count) if votes else _inherited(report, own)
    event = event or _allot(session, report)
    own[:] = [spare for spare in own if spare.id != event]
    session.events.know([key for key in keys if key not in known], event)
    return event


def _spare(
    session: Session, article_id: str, ordinal: int, reports: Sequence[Report]
) -> list[RegistryEvent]:
    """Events that only this article has reported, and that no key of its reports leads to."""
    own = session.event_links.only_of(ordinal)
    if not own:
        return []
    keys = {key for report in reports for key in _keys(report, article_id)}
    taken = set(session.events.by_key(keys).values())
    return [event for event in own if event.id not in taken]


def _inherited(report: Report, own: Sequence[RegistryEvent]) -> str | None:
    same = (report.type, report.first, report.last)
    return next((e.id for e in own if (e.type, e.first, e.last) == same), None)


def _allot(session: Session, report: Report) -> str:
    event = RegistryEvent(
        id=free_id(f"event:{_slug(report)}", session.events.exists),
        type=report.type,
        first=report.first,
        last=report.last,
    )
    session.events.allot(event)
    return event.id


def _slug(report: Report) -> str:
    who = [
        participant.partition(":")[2] for participant in (*report.persons, *report.organisations)
    ]
    countries = [code.lower() for code in report.countries]
    parts = [*([_when(report)] if report.dated else []), report.type.value.replace("_", "-")]
    slug = "-".join([*parts, *who[:2], *countries[:2]])
    return slug if len(slug) <= SLUG_LIMIT else slug[: SLUG_LIMIT + 1].rpartition("-")[0]


def _when(report: Report) -> str:
    assert report.first is not None
    assert report.last is not None
    first, last = report.first.isoformat(), report.last.isoformat()
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]
