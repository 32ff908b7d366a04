"""Random archives and queries: every engine gives the fake's answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive.engines.port import SearchReader
from archive.model.document import Document
from archive.model.search import SearchQuery, SearchResult, Sort
from tests.contract.builders import ids
from tests.contract.engines import ENGINES, Place, elastic, fake
from tests.contract.harness import Harness
from tests.contract.strategies import archives, queries

IN_PROCESS = [make for make in ENGINES if make not in (fake, elastic)]
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


@pytest.mark.parametrize("make", IN_PROCESS, ids=lambda make: make.__name__)
@RANDOM
@given(documents=archives(), query=queries)
def test_an_engine_answers_as_the_fake_does(
    make: Callable[[Place], Harness], place: Place, documents: list[Document], query: SearchQuery
) -> None:
    _compare(make, place, documents, query)


# Indices of a cluster are slow to make, and so would be shrinking.
@settings(RANDOM, max_examples=6, phases=[Phase.generate])
@given(documents=archives(), asked=st.lists(queries, min_size=15, max_size=25))
def test_elasticsearch_answers_as_the_fake_does(
    place: Place, documents: list[Document], asked: list[SearchQuery]
) -> None:
    _compare(elastic, place, documents, *asked)


def _compare(
    make: Callable[[Place], Harness], place: Place, documents: list[Document], *asked: SearchQuery
) -> None:
    with place.another() as own:
        expected = fake(own).loaded(*documents)
        actual = make(own).loaded(*documents)
        for query in asked:
            theirs, ours = expected.search(query), actual.search(query)
            assert _counts(ours) == _counts(theirs)
            assert in_order(actual, query) == in_order(expected, query)


def _counts(result: SearchResult) -> object:
    return result.total, result.facets, result.published, result.about
