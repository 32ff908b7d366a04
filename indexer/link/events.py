"""From an article's event mentions to archive events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.model.annotation import EventMention, EventType
from archive.model.partial_date import PartialDate
from archive.store.event_reports import EventReport
from archive.store.records import RegistryEvent
from archive.store.session import Session
from indexer.link.ids import free_id
from indexer.link.names import SLUG_LIMIT

# Within a week one shared participant tells an event; "2023" and "DE" alone tell nothing, so there
# all participants must agree.
_NARROW = timedelta(days=7)
_ARTICLE = "|article:"  # in keys that lead one article's reports to an event, and nobody else's
_OF_ID = 8  # letters of an article's id; two of one type, day and people hardly share them


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

    @property
    def shared(self) -> bool:
        """Whether other articles can be seen to report the same event."""
        return self.dated and bool(self.participants)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """The article whose reports are joined; `anew` when all that it brings counts as changed."""

    id: str
    ordinal: int
    anew: bool = False


def join(
    session: Session, article: ArticleRow, published: PartialDate | None, reports: Sequence[Report]
) -> tuple[str, ...]:
    """The archive event of each report, in the same order: where it was settled, else the one that
    is known by its keys; an event that nothing is known of inherits an id that only this article
    had, or gets a new one.
    """
    before = session.event_reports.of(article.ordinal)
    drafts = _drafts(article, published, reports)
    kept = _kept(before, drafts)
    own = [event for event in _spare(session, article, reports) if event.id not in kept.values()]
    dated: dict[int, str] = {}
    for number, report in enumerate(reports):
        if report.dated:
            event = kept.get(number)
            dated[number] = event or _find_or_allot(session, report, article.id, own)
    hosts = [(reports[number], event) for number, event in dated.items()]
    joined: list[str] = []
    for number, report in enumerate(reports):
        event = dated.get(number) or _host(report, hosts)
        joined.append(event or _find_or_allot(session, report, article.id, own))
    noted = [replace(draft, event=dated[number]) for number, draft in drafts.items()]
    _note(session, article, before, noted)
    return tuple(joined)


def forget(session: Session, ordinal: int) -> None:
    """Take out what the article reported, and open its blocks."""
    session.unsettled_events.add(report.block for report in session.event_reports.of(ordinal))
    session.event_reports.forget(ordinal)


def _drafts(
    article: ArticleRow, published: PartialDate | None, reports: Sequence[Report]
) -> dict[int, EventReport]:
    """The reports that may be of events that other articles report too, by their number."""
    day = published.first.isoformat() if published else ""
    return {
        number: EventReport(
            article=article.ordinal,
            number=number,
            block=f"{report.type.value}|{_when(report)}",
            stem=_stem(report),
            parts=_parts(report),
            place=f"{day}|{article.id}",
            wanted=_wanted(report),
            event="",
        )
        for number, report in enumerate(reports)
        if report.shared
    }


def _kept(before: Iterable[EventReport], drafts: Mapping[int, EventReport]) -> dict[int, str]:
    """Number -> event of the reports that are the same as when they were noted."""
    return {
        report.number: report.event
        for report in before
        if report.number in drafts and drafts[report.number].keys == report.keys
    }


def _note(
    session: Session,
    article: ArticleRow,
    before: Sequence[EventReport],
    noted: Sequence[EventReport],
) -> None:
    """Keep the article's reports; open the blocks that change by it."""
    if not before:
        session.event_reports.add(noted)
    elif list(before) != list(noted):
        session.event_reports.replace(article.ordinal, noted)
    old, new = ({replace(report, event="") for report in reports} for reports in (before, noted))
    changed = old | new if article.anew else old ^ new
    session.unsettled_events.add(report.block for report in changed)


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


def _stem(report: Report) -> str:
    assert report.first is not None
    assert report.last is not None
    return f"{report.type.value}|{report.first.isoformat()}|{report.last.isoformat()}"


def _parts(report: Report) -> tuple[str, ...]:
    """What reports of one stem share if they are one event's, most telling first."""
    assert report.first is not None
    assert report.last is not None
    ordered = (*sorted(report.persons), *sorted(report.countries))
    return ("+".join(ordered),) if report.last - report.first > _NARROW else ordered


def _keys(report: Report, article_id: str) -> tuple[str, ...]:
    """Keys under which the registry may know the event, most telling first."""
    if not report.shared:
        when = report.first or report.last or "undated"
        return (f"{report.type.value}|{when}|{report.last or ''}{_ARTICLE}{article_id}",)
    return tuple(f"{_stem(report)}|{part}" for part in _parts(report))


def _find_or_allot(
    session: Session, report: Report, article_id: str, own: list[RegistryEvent]
) -> str:
    keys = _keys(report, article_id)
    known = session.events.by_key(keys)
    votes = sorted(known.values())
    event = max(votes, key=votes.count) if votes else None
    if event is None and report.shared:
        event = _inherited(report, own)
    event = event or _allot(session, report, article_id)
    own[:] = [spare for spare in own if spare.id != event]
    session.events.know([key for key in keys if key not in known], event)
    return event


def _spare(session: Session, article: ArticleRow, reports: Sequence[Report]) -> list[RegistryEvent]:
    """Events that only this article has reported but others might have, and that no key of its
    reports leads to.
    """
    own = session.event_links.only_of(article.ordinal)
    if not own:
        return []
    keys = {key for report in reports for key in _keys(report, article.id)}
    taken = set(session.events.by_key(keys).values())
    spare = [event for event in own if event.id not in taken]
    known = session.events.keys([event.id for event in spare])
    unshared = {event for key, event in known.items() if _ARTICLE in key}
    return [event for event in spare if event.id not in unshared]


def _inherited(report: Report, own: Sequence[RegistryEvent]) -> str | None:
    same = (report.type, report.first, report.last)
    return next((e.id for e in own if (e.type, e.first, e.last) == same), None)


def _allot(session: Session, report: Report, article_id: str) -> str:
    wanted = _wanted(report) if report.shared else _own(report, article_id)
    event = RegistryEvent(
        id=free_id(wanted, session.events.exists),
        type=report.type,
        first=report.first,
        last=report.last,
    )
    session.events.allot(event, settled=not report.shared)
    return event.id


def _wanted(report: Report) -> str:
    who = [
        participant.partition(":")[2] for participant in (*report.persons, *report.organisations)
    ]
    slug = "-".join([*_beginning(report), *who[:2], *_where(report)])
    if len(slug) > SLUG_LIMIT:
        slug = slug[: SLUG_LIMIT + 1].rpartition("-")[0]
    return f"event:{slug}"


def _own(report: Report, article_id: str) -> str:
    """The id of what no other article can report: told by its article, not by a number, nor by
    names, for they are not settled yet: both would depend on the order of articles.
    """
    return f"event:{'-'.join([*_beginning(report), *_where(report), article_id[:_OF_ID]])}"


def _beginning(report: Report) -> list[str]:
    return [*([_when(report)] if report.dated else []), report.type.value.replace("_", "-")]


def _where(report: Report) -> list[str]:
    return [code.lower() for code in report.countries[:2]]


def _when(report: Report) -> str:
    assert report.first is not None
    assert report.last is not None
    first, last = report.first.isoformat(), report.last.isoformat()
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else first[:4]
