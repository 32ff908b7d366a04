"""Composes what searching needs: a reader, and settings as the search API takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

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
    if settings.locale == "auto":
        return ApiSettings(title=settings.title, editor_key=key)
    return ApiSettings(
        title=settings.title,
        locale=settings.locale,
        languages=(settings.locale,),
        editor_key=key,
    )
