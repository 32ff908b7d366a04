"""The one place that names the engines: from settings to a reader or a writer.

An adapter is imported when it is asked for, so nobody loads the library of the engine not in use.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Any

from archive.engines.port import IndexWriter, SearchReader
from archive.engines.settings import EngineSettings
from archive.errors import SettingsError

EMBEDDED = "embedded"
ELASTIC = "elasticsearch"

_ADAPTERS = MappingProxyType(
    {
        EMBEDDED: ("archive.engines.embedded", "EmbeddedReader", "EmbeddedWriter"),
        ELASTIC: ("archive.engines.elastic", "ElasticReader", "ElasticWriter"),
    }
)
ENGINES = tuple(_ADAPTERS)


def open_reader(settings: EngineSettings) -> SearchReader:
    """A reader; it opens what is published with the first call, so nothing need exist yet."""
    reader: SearchReader = _adapter(settings, "reader")(settings)
    return reader


def open_writer(settings: EngineSettings) -> IndexWriter:
    """A writer; it touches the engine with its first call only."""
    writer: IndexWriter = _adapter(settings, "writer")(settings)
    return writer


def _adapter(settings: EngineSettings, side: str) -> Callable[[EngineSettings], Any]:
    if settings.engine not in _ADAPTERS:
        raise SettingsError(f"unknown engine {settings.engine!r}; known: {', '.join(ENGINES)}")
    package, reader, writer = _ADAPTERS[settings.engine]
    name = reader if side == "reader" else writer
    opener: Callable[[EngineSettings], Any] = getattr(import_module(f"{package}.{side}"), name).open
    return opener
