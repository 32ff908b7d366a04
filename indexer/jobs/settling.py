"""Settles the names that changed: who is one person, over the whole archive."""

from __future__ import annotations

from dataclasses import dataclass

from archive.store.occurrences import Block
from archive.store.store import Store
from indexer.jobs.relinking import relink_again
from indexer.link.settling import settle

LIMIT = 20_000  # occurrences: some seconds; larger blocks wait for `reindex`
_PAGE = 400  # blocks settled in one transaction, unless
_TOGETHER = 5_000  # occurrences are too many: a second or so
_ARTICLES = 100  # linked anew in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Articles that were linked anew, and blocks that were too large to be settled now."""

    articles: int = 0
    deferred: int = 0


def settle_names(store: Store, *, limit: int | None = LIMIT, numbered: bool = True) -> Settled:
    """Settle every block that changed and link anew the articles that it concerns, until nothing
    is left to do; the lock is held for a step at a time, and what a crash leaves undone the next
    call does.

    What an article brings to the blocks follows from its enrichment and its decisions. So linking
    it anew opens blocks only the first time, if decisions or another linker came between, and the
    rounds end.

    Without `numbered` links are no changes of the articles, as in a rebuild by another pipeline.
    """
    articles = 0
    while True:
        deferred = _settle(store, limit)
        relinked = _relink(store, numbered=numbered)
        articles += relinked
        if not relinked:
            return Settled(articles=articles, deferred=deferred)


def _settle(store: Store, limit: int | None) -> int:
    """Settle the open blocks; return how many are too large."""
    deferred = 0
    last: Block | None = None
    while page := _page(store, last):
        sizes, last = page
        small = [block for block, size in sizes.items() if limit is None or size <= limit]
        deferred += len(sizes) - len(small)
        with store.lock() as lock, store.writing(lock) as session:
            session.unsettled.relink(settle(session, small))
            session.unsettled.done(small)
        store.give_way()
    return deferred


def _page(store: Store, after: Block | None) -> tuple[dict[Block, int], Block] | None:
    """The next open blocks with their sizes, as many as are settled in one transaction."""
    with store.reading() as session:
        blocks = session.unsettled.after(after, _PAGE)
        sizes = session.occurrences.sizes(blocks)
    taken: dict[Block, int] = {}
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
