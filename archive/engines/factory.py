"""The one place that names the engines: from settings to a reader or a writer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.engines.embedded.reader import EmbeddedReader
from archive.engines.embedded.writer import EmbeddedWriter
from archive.engines.port import IndexWriter, SearchReader
from archive.errors import SettingsError

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Which engine, and the folder that holds everything it keeps on this machine."""

    engine: str
    data_dir: Path


def _check(settings: EngineSettings) -> None:
    if settings.engine != EMBEDDED:
        raise SettingsError(f"unknown engine {settings.engine!r}; known: {EMBEDDED}")


def open_reader(settings: EngineSettings) -> SearchReader:
    """A reader; it opens what is published with the first call, so nothing need exist yet."""
    _check(settings)
    return EmbeddedReader(settings.data_dir)


def open_writer(settings: EngineSettings) -> IndexWriter:
    """A writer; it makes its folder with the first generation."""
    _check(settings)
    return EmbeddedWriter(settings.data_dir)
