"""Every count that a page shows equals the total of the search that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.engines.port import SearchReader
from archive.model.document import FacetField
from archive.model.partial_date import DateRange
from archive.model.search import Bucket, FacetFilter, Histogram, Op, SearchQuery
from archive.model.timeline import days
from tests.acceptance.searches import fifty_searches


def _total(reader: SearchReader, query: SearchQuery) -> int:
    return reader.search(replace(query, size=0, facets=(), histograms=False)).total.value


def _with(query: SearchQuery, field: FacetField, chosen: FacetFilter) -> SearchQuery:
    return replace(query, filters={**query.filters, field: chosen})


def _narrowed(query: SearchQuery, field: FacetField, value: str) -> SearchQuery:
    """The search with the value as the only positive choice, or added to the chosen ones."""
    chosen = query.filters.get(field, FacetFilter())
    if chosen.op is Op.AND:
        include = tuple(dict.fromkeys((*chosen.include, value)))
        return _with(query, field, replace(chosen, include=include))
    return _with(query, field, replace(chosen, include=(value,), missing=False))


def _lifted(query: SearchQuery, field: FacetField, value: str) -> SearchQuery:
    chosen = query.filters[field]
    exclude = tuple(other for other in chosen.exclude if other != value)
    return _with(query, field, replace(chosen, exclude=exclude))


def _expected(reader: SearchReader, query: SearchQuery, field: FacetField, bucket: Bucket) -> int:
    if bucket.excluded:
        return _total(reader, _lifted(query, field, bucket.value)) - _total(reader, query)
    return _total(reader, _narrowed(query, field, bucket.value))


def _wrong_buckets(reader: SearchReader, query: SearchQuery) -> Iterator[str]:
    for field, facet in reader.search(query).facets.items():
        for bucket in facet.buckets:
            expected = _expected(reader, query, field, bucket)
            if bucket.count != expected:
                yield f"{query.text!r} {field}={bucket.value}: {bucket.count}, not {expected}"


def test_every_facet_count_equals_the_total_of_its_search(demo: SearchReader) -> None:
    searches = fifty_searches(demo)
    assert [wrong for query in searches for wrong in _wrong_buckets(demo, query)] == []


def test_the_fifty_searches_are_not_empty(demo: SearchReader) -> None:
    found = [_total(demo, query) for query in fifty_searches(demo)]
    assert sum(total > 0 for total in found) >= 30


def _bars(histogram: Histogram | None) -> list[tuple[DateRange, int]]:
    assert histogram is not None
    return [(DateRange(*days(bucket.value)), bucket.count) for bucket in histogram.buckets[:40]]


def test_every_bar_of_the_publication_histogram_equals_its_search(demo: SearchReader) -> None:
    query = SearchQuery()
    bars = _bars(demo.search(query).published)
    assert [_total(demo, replace(query, published=range_)) for range_, _ in bars] == [
        count for _, count in bars
    ]


def test_every_bar_of_the_about_histogram_equals_its_search(demo: SearchReader) -> None:
    query = SearchQuery()
    bars = _bars(demo.search(query).about)
    assert [_total(demo, replace(query, about=range_)) for range_, _ in bars] == [
        count for _, count in bars
    ]
