"""Composes the serving side: a reader, the API and the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI

from fundstelle.reading import api_settings, reading
from fundstelle.settings import Settings
from search_api.app import create_app
from ui.app import add_pages


@contextmanager
def serving(settings: Settings) -> Iterator[FastAPI]:
    """The application; its reader is closed at the end."""
    with reading(settings) as reader:
        api = api_settings(settings)
        app = create_app(reader, api)
        add_pages(app, reader, api)
        yield app
