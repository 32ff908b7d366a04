"""Settles blocks of reports: which of them are one event, and which id it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    def claims(self) -> Counter[str]:
        """How many of its reports were settled on which event; linking's guesses do not count."""
        return Counter(report.event for report in self.reports if report.settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the registry knows of the reports: where their keys lead, and which ids are settled
    among those that were `asked` for.
    """

    keys: Mapping[str, str]
    asked: frozenset[str]
    settled: frozenset[str]


def settle(session: Session, blocks: Collection[str]) -> frozenset[int]:
    """Settle the blocks; return the articles that are to be linked anew.

    What belongs together follows from a block's reports and their own order alone. Ids that have
    been settled before go to whoever has most of the reports that were settled on them. Blocks
    with an event that an earlier version linked are put off until its articles are linked anew.
    """
    found = session.event_reports.blocks(blocks)
    reports = [report for own in found.values() for report in own]
    keys = session.events.by_key({key for report in reports for key in report.keys})
    waiting = _note(session, found, keys)
    asked = {*keys.values(), *(r.event for r in reports), *(r.wanted for r in reports)}
    known = _Known(keys=keys, asked=frozenset(asked), settled=session.events.settled(asked))
    groups = [grouped(own) for block, own in sorted(found.items()) if block not in waiting]
    pairs = [
        pair for block in groups for pair in zip(block, _ids(session, block, known), strict=True)
    ]
    return frozenset().union(_record(session, pairs, known), *waiting.values())


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


def _note(
    session: Session, found: Mapping[str, Sequence[EventReport]], keys: Mapping[str, str]
) -> dict[str, frozenset[int]]:
    """Block -> articles that report one of its events but never noted it."""
    events = {
        block: {r.event for r in reports} | {keys[k] for r in reports for k in r.keys if k in keys}
        for block, reports in found.items()
    }
    unnoted = session.events.unnoted(set().union(*events.values()))
    if not unnoted:
        return {}
    session.events.note(unnoted)
    waiting: dict[str, frozenset[int]] = {}
    for block, own in events.items():
        articles = session.event_links.articles_of(own & unnoted)
        if articles:
            waiting[block] = articles
    session.unsettled_events.add(waiting)
    return waiting


def _record(session: Session, pairs: Sequence[tuple[Group, str]], known: _Known) -> frozenset[int]:
    """Keep the events of the groups; return the articles of reports that are on another now."""
    placed = [(report, event) for group, event in pairs for report in group.reports]
    session.event_reports.settle(
        replace(report, event=event, settled=True)
        for report, event in placed
        if not report.settled or report.event != event
    )
    ids = {event for _, event in pairs}
    session.events.settle(ids)
    keys = _keys(pairs)
    session.events.lead({key: event for key, event in keys.items() if known.keys.get(key) != event})
    for former, heir in sorted(_heirs(pairs).items()):
        if former not in ids:
            session.events.redirect(former, heir)
    return frozenset(report.article for report, event in placed if report.event != event)


def _ids(session: Session, groups: Sequence[Group], known: _Known) -> list[str]:
    """An id for each group: one that was settled goes to the group that has most of its reports,
    one that nobody has to the group whose keys lead to it; the others get what their reports say.
    """
    kept = _inherited({place: group.claims for place, group in enumerate(groups)})
    kept |= _inherited(_lost(groups, kept, known))
    used = set(kept.values())

    def taken(wanted: str) -> bool:
        if wanted in used or wanted in known.settled:
            return True
        return wanted not in known.asked and bool(session.events.settled([wanted]))

    ids = []
    for place, group in enumerate(groups):
        event = kept.get(place)
        if event is None:
            event = free_id(group.wanted, taken)
            if all(report.event != event for report in group.reports):
                _give(session, event, group.reports[0].stem)
        used.add(event)
        ids.append(event)
    return ids


def _lost(
    groups: Sequence[Group], kept: Mapping[int, str], known: _Known
) -> Mapping[int, Counter[str]]:
    """The settled events without reports that keys of groups without an id lead to."""
    claimed = {event for group in groups for event in group.claims}
    return {
        place: Counter(
            event
            for report in group.reports
            for event in (known.keys.get(key) for key in report.keys)
            if event and event in known.settled and event not in claimed
        )
        for place, group in enumerate(groups)
        if place not in kept
    }


def _inherited(votes: Mapping[int, Counter[str]]) -> dict[int, str]:
    """Place -> the event that goes there: one where it has most votes, or none. Of several places
    with as many, one that no other event needs more.
    """
    most: Counter[str] = Counter()
    for own in votes.values():
        for event, count in own.items():
            most[event] = max(most[event], count)
    best = [
        (event, place)
        for place, own in votes.items()
        for event, count in own.items()
        if count == most[event]
    ]
    places = Counter(event for event, _ in best)
    kept: dict[int, str] = {}
    given: set[str] = set()
    for event, place in sorted(best, key=lambda one: (-most[one[0]], places[one[0]], one)):
        if place not in kept and event not in given:
            kept[place] = event
            given.add(event)
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


def _heirs(pairs: Iterable[tuple[Group, str]]) -> Mapping[str, str]:
    """Former event -> the one that most of its reports went to; of equals the first."""
    formers: dict[str, Counter[str]] = {}
    for group, event in pairs:
        for former, reports in group.claims.items():
            formers.setdefault(former, Counter())[event] += reports
    return {former: votes.most_common(1)[0][0] for former, votes in formers.items()}
