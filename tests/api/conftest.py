"""A client of the application over the small archive."""

from __future__ import annotations

import pytest

from tests.api.asgi_client import Client
from tests.api.small_archive import application, filled_reader


@pytest.fixture(scope="session")
def client() -> Client:
    return Client(application(filled_reader()))
