"""Puts composed articles with their enrichments into a store, linked as the index job does it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.model.article import ArticleKey
from archive.model.document import ReadyArticle
from archive.store.payload import content_hash, enrichment_key
from archive.store.records import ArticleChange, CachedEnrichment, Origin
from archive.store.store import Store
from bench.documents import COLLECTION
from bench.pieces import Sample
from indexer.jobs.building import pages
from indexer.jobs.keeping import keep
from indexer.jobs.settling import settle_registry
from indexer.link.ready import ready_documents

_PAGE = 1_000  # articles in one transaction


@dataclass(frozen=True, slots=True)
class Filled:
    """Seconds of this process's processor time."""

    linking: float
    settling: float
    making: float


def fill(store: Store, samples: Iterable[Sample]) -> Filled:
    """Keep all articles and settle their names; those that are there already become the same
    again.
    """
    linking = 0.0
    for page in pages(samples, _PAGE):
        changes = [_change(sample) for sample in page]
        cached = [
            CachedEnrichment(key=change.enrichment, enrichment=sample.enrichment)
            for change, sample in zip(changes, page, strict=True)
        ]
        start = time.process_time()
        with store.lock() as lock, store.writing(lock) as session:
            session.enrichments.put(cached)
            keep(session, changes)
        linking += time.process_time() - start
    start = time.process_time()
    settle_registry(store, limit=None)
    settling = time.process_time() - start
    return Filled(linking, settling, _make_ready(store))


def _make_ready(store: Store) -> float:
    """Make the documents that the index job keeps when it writes to an index."""
    start, last = time.process_time(), 0
    with store.lock() as lock, store.reading() as session:

        def keep(made: Sequence[ReadyArticle]) -> None:
            with store.writing(lock) as writing:
                writing.ready.put(made)

        while page := list(ready_documents(session, last, _PAGE, keep)):
            last = page[-1].ordinal
    return time.process_time() - start


def _change(sample: Sample) -> ArticleChange:
    article = sample.article
    return ArticleChange(
        key=ArticleKey(collection=COLLECTION, given_id=article.id),
        article=article,
        content_hash=content_hash(article),
        enrichment=enrichment_key(article, sample.enrichment.pipeline),
        origin=Origin(),
    )
