"""Composes the serving side: a reader, the API and the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from fastapi import FastAPI

from archive.store.store import Store
from fundstelle.editing import StoreDesk
from fundstelle.reading import api_settings, reading
from fundstelle.settings import Settings
from search_api.app import create_app
from ui.app import add_pages


@contextmanager
def serving(settings: Settings) -> Iterator[FastAPI]:
    """The application; its reader is closed at the end."""
    with reading(settings) as reader, _desk(settings) as desk:
        api = api_settings(settings)
        app = create_app(reader, api, desk)
        add_pages(app, reader, api)
        yield app


@contextmanager
def _desk(settings: Settings) -> Iterator[StoreDesk | None]:
    """Only who edits by the API needs the store where it is served."""
    if settings.editor_key is None:
        yield None
        return
    with closing(Store.open(settings.store_path)) as store:
        yield StoreDesk(store)
