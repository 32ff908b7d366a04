"""The enricher, loaded when a run has something to enrich: spaCy and a model take seconds."""

from __future__ import annotations

import importlib

from fundstelle.settings import Settings
from indexer.jobs.enriching import Enricher, LazyEnricher


def lazy_enricher(settings: Settings) -> LazyEnricher:
    """Its first use may raise SettingsError for a model that cannot be loaded."""

    def load() -> Enricher:
        loaded: Enricher = importlib.import_module("fundstelle.enriching").enricher(settings)
        return loaded

    return LazyEnricher(load)
