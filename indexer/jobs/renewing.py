"""Brings the enrichment of all articles up to the pipeline in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.store.payload import enrichment_key
from archive.store.records import StoredArticle
from archive.store.store import Store
from indexer.jobs.enriching import Enricher, enrich_missing
from indexer.jobs.keeping import relink
from indexer.jobs.progress import Progress, ProgressEvent, Stage
from indexer.link.noting import VERSION

_PAGE = 500  # articles enriched and linked at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """Articles that were linked again, and how many of them the pipeline had to enrich."""

    articles: int
    enriched: int


def renew(store: Store, enricher: Enricher, progress: Progress) -> Renewed:
    """Enrich and link again what another pipeline, or none, has enriched, or another version of the
    linker has linked.

    What is done is kept: after a crash the next call goes on. Generations built before are marked,
    for the registry is no longer the one they were built from.
    """
    enriched = done = last = 0
    while True:
        with store.reading() as session:
            page = session.articles.foreign_to(enricher.fingerprint, VERSION, last, _PAGE)
        if not page:
            with store.lock() as lock, store.writing(lock) as session:
                session.events.note_all()
            return Renewed(articles=done, enriched=enriched)
        stale = {enrichment_key(a.article, enricher.fingerprint): a for a in page}
        enriched += enrich_missing(store, enricher, {key: a.article for key, a in stale.items()})
        _relink(store, enricher.fingerprint, page)
        done, last = done + len(page), page[-1].ordinal
        progress(ProgressEvent(stage=Stage.ENRICHING, done=done))
        store.give_way()


def _relink(store: Store, pipeline: str, page: tuple[StoredArticle, ...]) -> None:
    with store.lock() as lock, store.writing(lock) as session:
        now = session.articles.get([stored.id for stored in page])
        keys = _unchanged(page, now, pipeline)
        enrichments = session.enrichments.get(set(keys.values()))
        for id_, key in keys.items():
            relink(session, now[id_], key, enrichments[key])
        session.generations.mark_relinked()


def _unchanged(
    page: tuple[StoredArticle, ...], now: Mapping[str, StoredArticle], pipeline: str
) -> dict[str, str]:
    """Id -> new key of the articles that nobody changed or removed while they were enriched."""
    return {
        stored.id: enrichment_key(stored.article, pipeline)
        for stored in page
        if stored.id in now and now[stored.id].revision == stored.revision
    }
