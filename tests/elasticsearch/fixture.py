"""The fixture `elasticsearch`: the address of a real server, started for the first test that asks.

FUNDSTELLE_TEST_ELASTICSEARCH_URL names a server to use instead. It is read before the tests, which
see no settings from outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.elasticsearch.cluster import running

URL = "FUNDSTELLE_TEST_ELASTICSEARCH_URL"
_GIVEN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_GIVEN] = os.environ.get(URL, "")


@pytest.fixture(scope="session")
def elasticsearch(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of one node; tests share it and keep apart by prefixes of names."""
    given = pytestconfig.stash[_GIVEN]
    if given:
        yield given.rstrip("/")
        return
    with running() as cluster:
        yield cluster.urls[0]
