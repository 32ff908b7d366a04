"""Enrichment through the cache: the pipeline sees only what it has not seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from archive.model.annotation import Enrichment
from archive.model.article import Article
from archive.store.records import CachedEnrichment
from archive.store.store import Store


class Enricher(Protocol):
    """What a job needs of a pipeline; `fingerprint` must be cheap to ask for."""

    @property
    def fingerprint(self) -> str:
        """Names everything that the pipeline's output depends on."""

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        """One enrichment an article, in the same order."""


class LazyEnricher:
    """An enricher that is loaded with the first article that needs it, for a run may need none."""

    def __init__(self, load: Callable[[], Enricher]) -> None:
        self._load = load

    @cached_property
    def _enricher(self) -> Enricher:
        return self._load()

    @property
    def fingerprint(self) -> str:
        return self._enricher.fingerprint

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        return self._enricher.enrich(articles)


def enrich_missing(store: Store, enricher: Enricher, articles: Mapping[str, Article]) -> int:
    """Cache an enrichment for every key; return how many the pipeline had to make."""
    with store.reading() as session:
        known = session.enrichments.known(articles.keys())
    missing = {key: article for key, article in articles.items() if key not in known}
    if not missing:
        return 0
    made = [
        CachedEnrichment(key=key, enrichment=enrichment)
        for key, enrichment in zip(missing, enricher.enrich(missing.values()), strict=True)
    ]
    # Kept in a transaction of its own: work that is lost to a crash later on is not done again.
    with store.writing() as session:
        session.enrichments.put(made)
    return len(made)
