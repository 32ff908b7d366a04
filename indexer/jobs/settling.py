"""Settles what changed of names and events over the whole archive: who is one person, which
reports are of one event.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.store.occurrences import Block
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs.relinking import relink_again
from indexer.link import settling, settling_events

LIMIT = 20_000  # occurrences: some seconds; larger blocks wait for `reindex`
_PAGE = 400  # blocks settled in one transaction, unless
_TOGETHER = 5_000  # occurrences or reports are too many: a second or so
_ARTICLES = 100  # linked anew in one transaction

B = TypeVar("B")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Articles that were linked anew, and blocks of names that were too large to be settled now."""

    articles: int = 0
    deferred: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part(Generic[B]):
    """How blocks of names, or of reports, are found and settled."""

    after: Callable[[Session, B | None, int], Sequence[B]]
    sizes: Callable[[Session, Collection[B]], Mapping[B, int]]
    settle: Callable[[Session, Collection[B]], Iterable[int]]
    done: Callable[[Session, Collection[B]], None]


_NAMES: _Part[Block] = _Part(
    after=lambda session, block, limit: session.unsettled.after(block, limit),
    sizes=lambda session, blocks: session.occurrences.sizes(blocks),
    settle=settling.settle,
    done=lambda session, blocks: session.unsettled.done(blocks),
)
_EVENTS: _Part[str] = _Part(
    after=lambda session, block, limit: session.unsettled_events.after(block, limit),
    sizes=lambda session, blocks: session.event_reports.sizes(blocks),
    settle=settling_events.settle,
    done=lambda session, blocks: session.unsettled_events.done(blocks),
)


def settle_registry(store: Store, *, limit: int | None = LIMIT, numbered: bool = True) -> Settled:
    """Settle every block of names that changed and link anew the articles that it concerns, until
    nothing is left to do; then the events, which name persons. The lock is held for a step at a
    time, and what a crash leaves undone the next call does.

    What an article brings to the blocks follows from its enrichment and its decisions, to those of
    events from its persons too. So linking it anew opens blocks only the first time, if decisions
    or another linker came between, and the rounds end.

    Without `numbered` links are no changes of the articles, as in a rebuild by another pipeline.
    """
    articles = 0
    while True:
        deferred = _settle(store, _NAMES, limit)
        relinked = _relink(store, numbered=numbered)
        if not relinked:
            _settle(store, _EVENTS, None)  # takes time in proportion to the reports, never more
            relinked = _relink(store, numbered=numbered)
        articles += relinked
        if not relinked:
            return Settled(articles=articles, deferred=deferred)


def _settle(store: Store, part: _Part[B], limit: int | None) -> int:
    """Settle the open blocks; return how many are too large."""
    deferred = 0
    last: B | None = None
    while page := _page(store, part, last):
        sizes, last = page
        small = [block for block, size in sizes.items() if limit is None or size <= limit]
        deferred += len(sizes) - len(small)
        with store.lock() as lock, store.writing(lock) as session:
            part.done(session, small)  # but what settling puts off
            session.unsettled.relink(part.settle(session, small))
        store.give_way()
    return deferred


def _page(store: Store, part: _Part[B], after: B | None) -> tuple[dict[B, int], B] | None:
    """The next open blocks with their sizes, as many as are settled in one transaction."""
    with store.reading() as session:
        blocks = part.after(session, after, _PAGE)
        sizes = part.sizes(session, blocks)
    taken: dict[B, int] = {}
    total = 0
    for block in blocks:
        total += sizes.get(block, 0)
        if taken and total > _TOGETHER:
            break
        taken[block] = sizes.get(block, 0)
    return (taken, list(taken)[-1]) if taken else None


def _relink(store: Store, *, numbered: bool) -> int:
    done = 0
    while True:
        with store.reading() as session:
            if not session.unsettled.to_relink(1):
                return done
        with store.lock() as lock, store.writing(lock) as session:
            ordinals = session.unsettled.to_relink(_ARTICLES)
            relink_again(session, session.articles.at(ordinals), numbered=numbered)
            session.unsettled.relinked(ordinals)
        done += len(ordinals)
        store.give_way()
