"""Carries editors' decisions out in the store, a few articles at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.store.applications import Application, State
from archive.store.lock import WriterLock
from archive.store.records import Decision, DecisionKind, StoredArticle
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs import ruling
from indexer.jobs.relinking import number, relink_again

_PAGE = 100  # articles linked anew in one transaction: some tenths of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one transaction did: articles linked anew, and the decision if it is settled now."""

    articles: int
    settled: Application | None


def waiting(store: Store) -> bool:
    """Whether a decision is neither applied nor refused; costs two look-ups."""
    with store.reading() as session:
        return session.applications.next() is not None


def settle(store: Store) -> int:
    """Carry out all that wait, the lock held for a step at a time; return how many were settled."""
    settled = 0
    while waiting(store):
        with store.lock() as lock:
            done = step(store, lock)
        settled += done is not None and done.settled is not None
        store.give_way()
    return settled


def settle_now(store: Store, lock: WriterLock) -> None:
    """Carry out all that wait without letting go of the lock."""
    while step(store, lock) is not None:
        pass


def step(store: Store, lock: WriterLock) -> Step | None:
    """Begin the next decision or go on with it, in one transaction; None when none waits.

    A kill leaves the step done or undone; the next one goes on from there.
    """
    with store.writing(lock) as session:
        waits = session.applications.next()
        if waits is None:
            return None
        decision = session.decisions.get(waits)
        begun = session.applications.get(waits)
        if begun is None:
            return _begin(session, decision)
        return _go_on(session, decision, begun)


def _begin(session: Session, decision: Decision) -> Step:
    application = ruling.begin(session, decision)
    if application.state is State.REFUSED:
        return Step(articles=0, settled=application)
    if decision.kind in (DecisionKind.MERGE, DecisionKind.RENAME, DecisionKind.UNDO):
        _announce(session, application)
    return _go_on(session, decision, application)


def _go_on(session: Session, decision: Decision, application: Application) -> Step:
    page = _page(session, decision, application)
    relink_again(session, page)
    if len(page) == _PAGE:
        application = replace(application, ordinal=page[-1].ordinal)
        settled = None
    else:
        application = settled = replace(application, state=State.APPLIED)
    session.applications.note(application)
    return Step(articles=len(page), settled=settled)


def _page(session: Session, decision: Decision, application: Application) -> list[StoredArticle]:
    """The next articles that the decision concerns, by ordinal: those that mention its subject,
    and those that it rests on.
    """
    if decision.kind is DecisionKind.RENAME or application.subject is None:
        return []
    named = _named(session, decision)
    ordinals = {ordinal for ordinal in named if ordinal > application.ordinal}
    entries = [application.subject] if decision.kind is not DecisionKind.SPLIT else []
    if decision.kind is DecisionKind.UNDO and application.target is not None:
        entries.append(application.target)
    for entry in entries:
        ordinals.update(session.entity_links.mentioning(entry, application.ordinal, _PAGE))
        ordinals.update(session.occurrences.having(entry, application.ordinal, _PAGE))
    wanted = sorted(ordinals)[:_PAGE]
    return list(session.articles.at(wanted))


def _named(session: Session, decision: Decision) -> Mapping[int, StoredArticle]:
    kept = session.articles.get({piece.article for piece in decision.evidence})
    return {stored.ordinal: stored for stored in kept.values()}


def _announce(session: Session, application: Application) -> None:
    """Number the change of an entry's name or former ids: its document changes, and so do the
    events that it takes part in; where nothing mentions it there is no document.
    """
    entry = application.target or application.subject
    assert entry is not None
    ordinals = session.entity_links.mentioning(entry, 0, 1)
    for stored in session.articles.at(ordinals):
        number(session, stored, {entry} | session.entity_links.events_with([entry]))
