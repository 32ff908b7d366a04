"""Composes what jobs write to: the store and the engine's writer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from archive.engines.factory import open_writer
from archive.engines.port import IndexWriter
from archive.store.store import Store
from fundstelle.allocating import share_arena
from fundstelle.collecting import collect_rarely
from fundstelle.engine import engine_settings
from fundstelle.settings import Settings


@contextmanager
def storing(settings: Settings) -> Iterator[tuple[Store, IndexWriter]]:
    """Both, closed at the end; the data folder is made if need be."""
    engine = engine_settings(settings)
    collect_rarely()
    share_arena()
    with closing(Store.open(settings.store_path)) as store, closing(open_writer(engine)) as writer:
        yield store, writer


def is_empty(settings: Settings) -> bool:
    """Whether nothing was ever stored; a command that only looks then makes no folder."""
    return not settings.store_path.exists()
