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
    """The archive event of each report, in the same order: where it was before, else the one that
    is known by its keys, else a new one.
    """
    before = session.event_reports.of(article.ordinal)
    drafts = _drafts(article, published, reports)
    kept = _kept(before, drafts) if before else _linked(session, article, reports, drafts)
    dated: dict[int, str] = {}
    for number, report in enumerate(reports):
        if report.dated:
            former = kept.get(number)
            dated[number] = former.event if former else _find_or_allot(session, report, article.id)
    hosts = [(reports[number], event) for number, event in dated.items()]
    joined: list[str] = []
    for number, report in enumerate(reports):
        event = dated.get(number) or _host(report, hosts)
        joined.append(event or _find_or_allot(session, report, article.id))
    noted = [
        kept.get(number) or replace(draft, event=dated[number]) for number, draft in drafts.items()
    ]
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
            settled=False,
        )
        for number, report in enumerate(reports)
        if report.shared
    }


def _kept(
    before: Sequence[EventReport], drafts: Mapping[int, EventReport]
) -> dict[int, EventReport]:
    """The reports that were noted before, on the events that they were on then. What is told with
    other participants now keeps a settled event as well: the id is the reports', not the names'.
    """
    former = {report.keys: report for report in reversed(before)}
    kept = {
        number: _on(draft, former[draft.keys])
        for number, draft in drafts.items()
        if draft.keys in former
    }
    same = {report.keys for report in kept.values()}
    left = [report for report in before if report.settled and report.keys not in same]
    for number, draft in drafts.items():
        if number not in kept and (mate := _of_stem(left, draft.stem)):
            left.remove(mate)
            kept[number] = _on(draft, mate)
    return kept


def _on(draft: EventReport, former: EventReport) -> EventReport:
    return replace(draft, event=former.event, settled=former.settled)


def _of_stem(reports: Iterable[EventReport], stem: str) -> EventReport | None:
    return next((report for report in reports if report.stem == stem), None)


def _linked(
    session: Session,
    article: ArticleRow,
    reports: Sequence[Report],
    drafts: Mapping[int, EventReport],
) -> dict[int, EventReport]:
    """The reports of an article that an earlier version linked without noting them, on the events
    of its links.
    """
    if not drafts:
        return {}
    linked = session.event_links.reported_by(article.ordinal)
    known = session.events.keys(linked) if linked else {}
    unshared = {event for key, event in known.items() if _ARTICLE in key}
    kept: dict[int, EventReport] = {}
    for number, draft in drafts.items():
        report = reports[number]
        shared = {
            event.id: len(named & report.participants)
            for event, named in linked.values()
            if event.id not in unshared
            and (event.type, event.first, event.last) == (report.type, report.first, report.last)
        }
        if shared:
            event_id = min(shared, key=lambda id_: (-shared[id_], id_))
            kept[number] = replace(draft, event=event_id, settled=True)
    return kept


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
    old, new = (
        {replace(report, event="", settled=False) for report in reports}
        for reports in (before, noted)
    )
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


def _find_or_allot(session: Session, report: Report, article_id: str) -> str:
    keys = _keys(report, article_id)
    known = session.events.by_key(keys)
    votes = sorted(known.values())
    event = max(votes, key=votes.count) if votes else _allot(session, report, article_id)
    learn = session.events.guess if report.shared else session.events.know
    learn([key for key in keys if key not in known], event)
    return event


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
