"""Settles blocks of reports: which of them are one event, and which id it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archive.model.annotation import EventType
from archive.store.event_reports import EventReport
from archive.store.records import RegistryEvent
from archive.store.session import Session
from indexer.link.ids import free_id


@dataclass(slots=True)
class Group:
    """Reports of one event, in their own order."""

    reports: list[EventReport] = field(default_factory=list)

    @property
    def wanted(self) -> str:
        """The id that most reports would give it."""
        ids = Counter(report.wanted for report in self.reports)
        return min(ids, key=lambda id_: (-ids[id_], id_))

    @property
    def events(self) -> Counter[str]:
        return Counter(report.event for report in self.reports)


def settle(session: Session, blocks: Collection[str]) -> frozenset[int]:
    """Settle the blocks; return the articles that are to be linked anew.

    What belongs together follows from a block's reports and their own order alone. Ids that have
    been settled before go to whoever has most of their reports.
    """
    found = session.event_reports.blocks(blocks)
    settled = session.events.settled({r.event for own in found.values() for r in own})
    agreed: set[str] = set()
    relinked: set[int] = set()
    for _, reports in sorted(found.items()):
        groups = grouped(reports)
        events = _agreed(groups, settled)
        if events is None:
            relinked |= _settle(session, groups, settled)
        else:
            agreed |= events
    session.events.settle(agreed)
    return frozenset(relinked)


def grouped(reports: Sequence[EventReport]) -> list[Group]:
    """The events of a block. A report joins the one with which it shares most keys, of equals the
    first; a key is that event's which first had it.
    """
    groups: list[Group] = []
    owners: dict[str, int] = {}
    for report in reports:
        votes = Counter(owners[key] for key in report.keys if key in owners)
        place = min(votes, key=lambda group: (-votes[group], group), default=len(groups))
        if place == len(groups):
            groups.append(Group())
        groups[place].reports.append(report)
        for key in report.keys:
            owners.setdefault(key, place)
    return groups


def _agreed(groups: Sequence[Group], settled: Collection[str]) -> frozenset[str] | None:
    """The events of the groups if every report is on its own already, and rightly so; most are."""
    events: set[str] = set()
    for group in groups:
        event = group.reports[0].event
        alone = event not in events and len(group.events) == 1
        if not alone or (event not in settled and event != group.wanted):
            return None
        events.add(event)
    return frozenset(events)


def _settle(session: Session, groups: Sequence[Group], settled: Collection[str]) -> frozenset[int]:
    ids = _ids(session, groups, settled)
    pairs = list(zip(groups, ids, strict=True))
    moved = [
        replace(report, event=event)
        for group, event in pairs
        for report in group.reports
        if report.event != event
    ]
    session.event_reports.settle(moved)
    session.events.settle(ids)
    session.events.lead(_keys(pairs))
    for former, heir in sorted(_heirs(pairs).items()):
        if former in settled and former not in ids:
            session.events.redirect(former, heir)
    return frozenset(report.article for report in moved)


def _ids(session: Session, groups: Sequence[Group], settled: Collection[str]) -> list[str]:
    """An id for each group: one that was settled goes to the group that has most of its reports;
    the others get what their reports say.
    """
    kept = _inherited(groups, settled)
    used = set(kept.values())

    def taken(wanted: str) -> bool:
        return wanted in used or bool(session.events.settled([wanted]))

    ids = []
    for place, group in enumerate(groups):
        event = kept.get(place)
        if event is None:
            event = free_id(group.wanted, taken)
            _give(session, event, group.reports[0].stem)
        used.add(event)
        ids.append(event)
    return ids


def _inherited(groups: Sequence[Group], settled: Collection[str]) -> dict[int, str]:
    claims = sorted(
        (-reports, event, place)
        for place, group in enumerate(groups)
        for event, reports in group.events.items()
        if event in settled
    )
    kept: dict[int, str] = {}
    for _, event, place in claims:
        if place not in kept and event not in kept.values():
            kept[place] = event
    return kept


def _give(session: Session, event_id: str, stem: str) -> None:
    """Give the id, new or given out for the time being, to an event of this type and days."""
    type_, first, last = stem.split("|")
    event = RegistryEvent(
        id=event_id,
        type=EventType(type_),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
    )
    if session.events.exists(event_id):
        session.events.recast(event)
    else:
        session.events.allot(event, settled=True)


def _keys(pairs: Sequence[tuple[Group, str]]) -> Mapping[str, str]:
    """Key -> the event whose report first had it."""
    reports = [(r.place, r.number, r.keys, event) for group, event in pairs for r in group.reports]
    keys: dict[str, str] = {}
    for _, _, own, event in sorted(reports):
        for key in own:
            keys.setdefault(key, event)
    return keys


def _heirs(pairs: Sequence[tuple[Group, str]]) -> Mapping[str, str]:
    """Former event -> the one that most of its reports went to; of equals the first."""
    formers: dict[str, Counter[str]] = {}
    for group, event in pairs:
        for former, reports in group.events.items():
            formers.setdefault(former, Counter())[event] += reports
    return {former: votes.most_common(1)[0][0] for former, votes in formers.items()}
