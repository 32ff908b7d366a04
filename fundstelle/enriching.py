"""Composes the enricher; the only module of the command line that loads spaCy."""

from __future__ import annotations

from fundstelle.settings import Settings
from indexer.enrich.pipeline import Enricher, EnrichSettings, load_enricher


def enricher(settings: Settings) -> Enricher:
    """The enricher; raise SettingsError for a model that cannot be loaded."""
    return load_enricher(EnrichSettings(models=settings.models, timezone=settings.timezone))
