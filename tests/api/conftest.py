"""A client of the application over the small archive, on every engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.engines.factory import open_reader, open_writer
from archive.engines.settings import EngineSettings
from tests.api.asgi_client import Client
from tests.api.small_archive import application, fill, filled_reader


@pytest.fixture(scope="session", params=["fake", "embedded"])
def client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    if request.param == "fake":
        yield Client(application(filled_reader()))
        return
    folder = tmp_path_factory.mktemp("api")
    settings = EngineSettings(engine="embedded", data_dir=folder)
    writer = open_writer(settings)
    fill(writer)
    writer.close()
    reader = open_reader(settings)
    yield Client(application(reader))
    reader.close()
