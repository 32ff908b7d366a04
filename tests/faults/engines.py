"""The engines of the tests of releasing, each as settings for an empty place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from archive.engines.factory import ELASTIC, EMBEDDED, ENGINES
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import SettingsError


@contextmanager
def empty(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[EngineSettings]:
    """An archive in this folder; a server is started for the first that asks, and left empty."""
    if engine == EMBEDDED:
        yield EngineSettings(EMBEDDED, folder)
        return
    if engine != ELASTIC:
        raise SettingsError(f"no place is known for {engine!r}; known: {', '.join(ENGINES)}")
    address: str = request.getfixturevalue("elasticsearch")
    prefix = f"release-{uuid4().hex[:12]}"
    yield EngineSettings(
        ELASTIC, folder, ElasticSettings(urls=(address,), prefix=prefix, replicas=0)
    )
    with Elasticsearch(address) as client:
        names = list(client.indices.get(index=f"{prefix}-*", filter_path="*.settings.index.uuid"))
        if names:
            client.indices.delete(index=names)
