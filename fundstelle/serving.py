"""Composes the serving side: a reader, the API and the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from archive.engines.factory import EngineSettings, open_reader
from archive.engines.port import SearchReader
from fundstelle.settings import Settings
from search_api.app import create_app
from search_api.settings import ApiSettings
from ui.app import add_pages


@contextmanager
def serving(settings: Settings) -> Iterator[FastAPI]:
    """The application; its reader is closed at the end."""
    with reading(settings) as reader:
        api = api_settings(settings)
        app = create_app(reader, api)
        add_pages(app, reader, api)
        yield app


@contextmanager
def reading(settings: Settings) -> Iterator[SearchReader]:
    """A reader of the published generation, closed at the end."""
    reader = open_reader(EngineSettings(engine=settings.engine, data_dir=settings.data_dir))
    try:
        yield reader
    finally:
        reader.close()


def api_settings(settings: Settings) -> ApiSettings:
    """A fixed locale is the only language; `auto` offers all and falls back to the first."""
    if settings.locale == "auto":
        return ApiSettings(title=settings.title)
    return ApiSettings(title=settings.title, locale=settings.locale, languages=(settings.locale,))
