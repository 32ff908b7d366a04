"""Exact facet counts from tantivy's terms aggregations.

All facets whose own choices do not matter for their counts share one aggregation call; the others
are counted under all restrictions but their own choices. See design section 4 for the rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Query, SearchResult

from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.lookups import any_labels
from archive.engines.embedded.snapshot import Snapshot
from archive.engines.facets import (
    TIES,
    Known,
    Labeller,
    Shares,
    bucket,
    first_values,
    kept_values,
    requested_values,
)
from archive.engines.labelling import needs_look_up, own_labels
from archive.engines.limits import FACET_VALUES
from archive.model.document import FacetField
from archive.model.search import Bucket, FacetRequest, FacetResult, FacetSort
from mappings.fields import ArticleField, Keyword

_LACKS = ArticleField.LACKS.value
_SLACK = 20  # values asked for beyond the list's end, to see most ties at once

Aggregations = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """Values of one facet with their numbers of articles, most frequent first."""

    values: Mapping[str, int]
    complete: bool
    exact: bool
    missing: int


def count(snapshot: Snapshot, query: Query) -> int:
    """How many articles match."""
    return hit_count(snapshot.articles.searcher.search(query, 1))


def hit_count(result: SearchResult) -> int:
    """tantivy counts all matches, whatever the limit; its types do not name the attribute."""
    found: int = getattr(result, "count")  # noqa: B009
    return found


def terms_aggregation(field: str, size: int) -> Aggregations:
    """tantivy takes the leaders of each segment; they are all values as long as these fit in."""
    return {"terms": {"field": field, "size": size, "segment_size": FACET_VALUES}}


def facet_aggregations(fields: Sequence[Keyword], size: int) -> Aggregations:
    """What one aggregation call must ask for to count these facets."""
    wanted = {field.value: terms_aggregation(field, size) for field in fields}
    return wanted | {_LACKS: terms_aggregation(_LACKS, len(Keyword))}


def parse_terms(answer: Mapping[str, Any]) -> dict[str, int]:
    return {entry["key"]: entry["doc_count"] for entry in answer["buckets"]}


def parse_counts(answer: Mapping[str, Any], field: Keyword) -> Counts:
    found = answer[field.value]
    return Counts(
        values=parse_terms(found),
        complete=not found["sum_other_doc_count"],
        exact=not found.get("doc_count_error_upper_bound"),
        missing=parse_terms(answer[_LACKS]).get(field.value, 0),
    )


def labeller(snapshot: Snapshot, field: FacetField, language: str) -> Labeller:
    """What is known of this facet's values, in the reader's language."""

    def label(values: Sequence[str]) -> Known:
        if needs_look_up(field):
            labels = any_labels(snapshot, values, language)
            return Known(labels=labels, days=snapshot.event_days)
        return Known(labels=own_labels(field, values, language))

    return label


class FacetCounter:
    """Counts facets of one request in one snapshot."""

    def __init__(self, snapshot: Snapshot, restrictions: Restrictions, language: str) -> None:
        self._snapshot = snapshot
        self._restrictions = restrictions
        self._language = language

    def shared(self, fields: Sequence[FacetField], size: int) -> Aggregations:
        """Aggregations for the facets that are counted under all restrictions."""
        own = self._restrictions.has_own_query
        name = self._restrictions.keyword
        return facet_aggregations([name(field) for field in fields if not own(field)], _ask(size))

    def results(
        self, fields: Sequence[FacetField], size: int, shared: Mapping[str, Any]
    ) -> dict[FacetField, FacetResult]:
        """The facets' first values; `shared` answers the aggregations that `shared()` named."""
        return {
            field: self._first(field, size, self._counts(field, size, shared)) for field in fields
        }

    def values(self, request: FacetRequest) -> FacetResult:
        """One page of all values of a facet."""
        field, chosen = request.field, self._restrictions.filters.get(request.field)
        counts = self._aggregate(field, FACET_VALUES)
        numbers = dict(counts.values) | self._kept(field, counts)
        known = labeller(self._snapshot, field, self._language)(tuple(numbers))
        buckets = [bucket(v, known.labels.get(v, v), n, chosen) for v, n in numbers.items()]
        page, more = requested_values(buckets, request, self._shares(request), known.days)
        return _result(page, counts, more=more or not counts.complete)

    def _shares(self, request: FacetRequest) -> Shares | None:
        if request.sort is not FacetSort.DISTINCTIVENESS:
            return None
        name, searcher = (
            self._restrictions.keyword(request.field),
            self._snapshot.articles.searcher,
        )
        wanted = {name.value: terms_aggregation(name, FACET_VALUES)}
        return Shares(
            hits=count(self._snapshot, self._restrictions.counting(request.field)),
            archive=searcher.num_docs,
            counts=parse_terms(searcher.aggregate(Query.all_query(), wanted)[name.value]),
        )

    def _counts(self, field: FacetField, size: int, shared: Mapping[str, Any]) -> Counts:
        """Asks again, for more, where the list may be cut among values of equal count."""
        name = self._restrictions.keyword(field)
        counts = (
            parse_counts(shared, name)
            if name.value in shared
            else self._aggregate(field, _ask(size))
        )
        numbers = list(counts.values.values())
        if counts.complete or not size or numbers[size - 1] > numbers[-1]:
            return counts
        return self._aggregate(field, size + TIES)

    def _aggregate(self, field: FacetField, size: int) -> Counts:
        query, name = self._restrictions.counting(field), self._restrictions.keyword(field)
        answer = self._snapshot.articles.searcher.aggregate(query, facet_aggregations([name], size))
        return parse_counts(answer, name)

    def _kept(self, field: FacetField, counts: Counts) -> dict[str, int]:
        chosen = self._restrictions.filters.get(field)
        return {value: self._kept_count(field, value, counts) for value in kept_values(chosen)}

    def _kept_count(self, field: FacetField, value: str, counts: Counts) -> int:
        if value in self._restrictions.filters[field].exclude:
            return count(self._snapshot, self._restrictions.lifting(field, value))
        if counts.complete or value in counts.values:
            return counts.values.get(value, 0)
        return count(self._snapshot, self._restrictions.counting_value(field, value))

    def _first(self, field: FacetField, size: int, counts: Counts) -> FacetResult:
        chosen = self._restrictions.filters.get(field)
        kept = self._kept(field, counts)
        label = labeller(self._snapshot, field, self._language)
        buckets = first_values(counts.values, kept, size, label, chosen)
        known = len(counts.values.keys() | kept.keys())
        return _result(buckets, counts, more=known > len(buckets) or not counts.complete)


def _ask(size: int) -> int:
    return max(size + _SLACK, 1)


def _result(buckets: tuple[Bucket, ...], counts: Counts, *, more: bool) -> FacetResult:
    return FacetResult(
        buckets=buckets,
        more=more,
        missing=counts.missing,
        relation="eq" if counts.exact else "gte",
    )
