"""Composes what searching needs: a reader, and settings as the search API takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from archive.engines.factory import open_reader
from archive.engines.port import SearchReader
from fundstelle.engine import engine_settings
from fundstelle.settings import Settings
from search_api.settings import ApiSettings


@contextmanager
def reading(settings: Settings) -> Iterator[SearchReader]:
    """A reader of the published generation, closed at the end."""
    engine = engine_settings(settings)
    with closing(open_reader(engine)) as reader:
        yield reader


def api_settings(settings: Settings) -> ApiSettings:
    """A fixed locale is the only language; `auto` offers all and falls back to the first."""
    key = settings.editor_key.get_secret_value() if settings.editor_key else None
    offered = ApiSettings(title=settings.title, exports=settings.exports, editor_key=key)
    if settings.locale == "auto":
        return offered
    return replace(offered, locale=settings.locale, languages=(settings.locale,))
