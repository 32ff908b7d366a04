"""Further, searched or otherwise sorted values of one facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.engines.elastic.facets import (
    ARCHIVE,
    COUNTS,
    FacetCounter,
    everywhere,
    parse_terms,
)
from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.lookups import anything_known
from archive.engines.elastic.queries import Json
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.facets import Known, Shares, requested_values
from archive.engines.labelling import needs_look_up, own_labels
from archive.engines.limits import FACET_VALUES
from archive.engines.names import words
from archive.model.search import FacetRequest, FacetResult, FacetSort, SearchQuery
from mappings.fields import IndexName


class FacetValues:
    """One request for values of one facet in one generation."""

    def __init__(
        self,
        snapshot: Snapshot,
        query: SearchQuery,
        restrictions: Restrictions,
        request: FacetRequest,
    ) -> None:
        self._snapshot = snapshot
        self._query = query
        self._restrictions = restrictions
        self._request = request
        self._counter = FacetCounter(restrictions, (request.field,))

    def result(self) -> FacetResult:
        """One page of values."""
        request, size = self._request, self._size()
        answers = self._snapshot.ask(self._searches(size))
        answers |= self._snapshot.ask(self._counter.again(size, answers))
        counts = self._counter.counts(request.field, size, answers)
        values = self._counter.candidates(counts, size)
        known = self._known(values)
        buckets = self._counter.buckets(request.field, counts, known.labels, values)
        page, more = requested_values(buckets, request, self._shares(answers), known.days)
        more = more or not counts.complete or len(counts.values.keys() | set(values)) > len(values)
        return self._counter.page(page, counts, size, more=more)

    def _size(self) -> int:
        """By count alone the most frequent values are enough; all else needs every label."""
        request = self._request
        if request.sort is FacetSort.COUNT and not words(request.prefix):
            return min(request.offset + request.size, FACET_VALUES)
        return FACET_VALUES

    def _searches(self, size: int) -> dict[str, Search]:
        field = self._request.field
        body: Json = {
            "size": 0,
            "track_total_hits": True,
            "query": self._restrictions.counting(field),
            "aggs": self._counter.aggregations(field, size),
        }
        found = {COUNTS: Search(index=IndexName.ARTICLES, body=body)}
        found |= self._counter.lifting()
        if self._request.sort is FacetSort.DISTINCTIVENESS:
            found[ARCHIVE] = everywhere(self._restrictions.keyword(field))
        return found

    def _known(self, values: Sequence[str]) -> Known:
        field, language = self._request.field, self._query.language
        if needs_look_up(field):
            return anything_known(self._snapshot, values, language)
        return Known(labels=own_labels(field, values, language))

    def _shares(self, answers: Mapping[str, Json]) -> Shares | None:
        if ARCHIVE not in answers:
            return None
        whole = answers[ARCHIVE]
        return Shares(
            hits=answers[COUNTS]["hits"]["total"]["value"],
            archive=whole["hits"]["total"]["value"],
            counts=parse_terms(whole["aggregations"][ARCHIVE]),
        )
