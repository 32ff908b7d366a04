"""Random archives and queries: every engine gives the fake's answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from archive.engines.port import SearchReader
from archive.model.document import Document
from archive.model.search import SearchQuery, SearchResult, Sort
from tests.contract.builders import ids
from tests.contract.conftest import ENGINES, fake
from tests.contract.harness import Harness
from tests.contract.strategies import archives, queries

REAL = [make for make in ENGINES if make is not fake]
RANDOM = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,  # each example makes a folder of its own in it
    ],
)


def all_pages(reader: SearchReader, query: SearchQuery) -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        result = reader.search(replace(query, cursor=cursor, facets=(), histograms=False))
        found += ids(result.hits)
        cursor = result.next
        if cursor is None:
            return found


def in_order(reader: SearchReader, query: SearchQuery) -> list[str]:
    """Ids of all pages; scores may differ between engines, so relevance compares the set."""
    found = all_pages(reader, query)
    assert len(found) == len(set(found))
    return sorted(found) if query.sort is Sort.RELEVANCE else found


@pytest.mark.parametrize("make", REAL, ids=lambda make: make.__name__)
@RANDOM
@given(documents=archives(), query=queries)
def test_an_engine_answers_as_the_fake_does(
    make: Callable[[Path], Harness], folder: Path, documents: list[Document], query: SearchQuery
) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        expected = fake(Path(place)).loaded(*documents)
        actual = make(Path(place)).loaded(*documents)
        theirs, ours = expected.search(query), actual.search(query)
        assert _counts(ours) == _counts(theirs)
        assert in_order(actual, query) == in_order(expected, query)


def _counts(result: SearchResult) -> object:
    return result.total, result.facets, result.published, result.about
