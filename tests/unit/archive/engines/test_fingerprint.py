"""Which requests are the same search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.engines.fingerprint import query_hash
from archive.model.document import FacetField
from archive.model.search import FacetFilter, Not, Op, SearchQuery, Sort
from tests.contract.builders import days, word

QUERY = SearchQuery(
    tree=word("Gipfel"),
    filters={FacetField.COUNTRY: FacetFilter(include=("DE", "FR"))},
)


@pytest.mark.parametrize(
    "same",
    [
        replace(QUERY, size=50, cursor="x", language="en", facets=(), histograms=False),
        replace(QUERY, filters={FacetField.COUNTRY: FacetFilter(include=("FR", "DE", "DE"))}),
        replace(QUERY, filters={**QUERY.filters, FacetField.PERSON: FacetFilter()}),
        replace(QUERY, text="typed otherwise"),
    ],
)
def test_these_are_the_same_search(same: SearchQuery) -> None:
    assert query_hash(same) == query_hash(QUERY)


@pytest.mark.parametrize(
    "other",
    [
        replace(QUERY, tree=Not(child=word("Gipfel"))),
        replace(QUERY, filters={}),
        replace(QUERY, filters={FacetField.COUNTRY: FacetFilter(exclude=("DE", "FR"))}),
        replace(QUERY, filters={FacetField.COUNTRY: FacetFilter(include=("DE", "FR"), op=Op.AND)}),
        replace(QUERY, published=days("2024")),
        replace(QUERY, about=days("2024")),
        replace(QUERY, sort=Sort.OLDEST),
    ],
)
def test_these_are_other_searches(other: SearchQuery) -> None:
    assert query_hash(other) != query_hash(QUERY)


def test_relevance_without_scoring_words_is_newest() -> None:
    assert query_hash(SearchQuery()) == query_hash(SearchQuery(sort=Sort.NEWEST))
