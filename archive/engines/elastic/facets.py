"""Exact facet counts from terms aggregations.

All facets whose own choices do not matter for their counts share one search; the others are counted
under all restrictions but their own choices. See design section 4 for the rule. Of several shards
each tells its leaders only; what that leaves open is known, and asked again if it matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.queries import Json, any_of
from archive.engines.elastic.snapshot import Search
from archive.engines.facets import TIES, Labeller, bucket, cut, first_values, kept_values
from archive.engines.limits import FACET_VALUES
from archive.model.document import FacetField
from archive.model.search import Bucket, FacetResult
from mappings.fields import ArticleField, IndexName, Keyword

_LACKS = ArticleField.LACKS.value
_SLACK = 20  # values asked for beyond the list's end, to see most ties at once
_SHARD_SIZE = 1_000  # values that each shard tells at first; nearly always enough for a short list
_CHOSEN = ":chosen"
_LIFTED = "lifted"

ARCHIVE = "archive"
COUNTS = "counts"  # the search that is made under all restrictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Values of one facet with their numbers of articles, most frequent first.

    `errors` says by how much a number may be too low; a value that is not listed has at most
    `unseen` articles. `kept` are exact numbers of the chosen and excluded values.
    """

    values: Mapping[str, int]
    errors: Mapping[str, int]
    unseen: int
    complete: bool
    kept: Mapping[str, int]
    missing: int

    def decides(self, size: int) -> bool:
        """Whether the first `size` values are certain, and all that have as many articles."""
        if self.complete or not size:
            return True
        numbers = list(self.values.values())
        if len(numbers) < size:
            return False
        least = numbers[size - 1]
        return least > self.unseen and all(
            not error if number >= least else number + error < least
            for number, error in ((n, self.errors.get(v, 0)) for v, n in self.values.items())
        )


def terms_aggregation(field: str, size: int, shard_size: int = FACET_VALUES) -> Json:
    asked = min(max(size, 1), FACET_VALUES)
    return {
        "terms": {
            "field": field,
            "size": asked,
            "shard_size": min(max(asked, shard_size), FACET_VALUES),
            "show_term_doc_count_error": True,
        }
    }


def exactly(field: str, values: Sequence[str]) -> Json:
    """The numbers of just these values."""
    return {"terms": {"field": field, "size": len(values), "include": list(values)}}


def parse_terms(answer: Json) -> dict[str, int]:
    return {entry["key"]: entry["doc_count"] for entry in answer["buckets"]}


def everywhere(name: Keyword) -> Search:
    """All values of the field in the whole archive."""
    body: Json = {
        "size": 0,
        "track_total_hits": True,
        "aggs": {ARCHIVE: terms_aggregation(name.value, FACET_VALUES)},
    }
    return Search(index=IndexName.ARTICLES, body=body)


class FacetCounter:
    """Searches and answers that count the facets of one request."""

    def __init__(self, restrictions: Restrictions, fields: Sequence[FacetField]) -> None:
        self._restrictions = restrictions
        self._fields = fields

    def shared(self, size: int) -> Json:
        """Aggregations for the facets that are counted under all restrictions."""
        own = self._restrictions.has_own_query
        found: Json = {}
        for field in self._fields:
            if not own(field):
                found |= self.aggregations(field, size)
        return found

    def first(self, size: int) -> dict[str, Search]:
        """Searches for all that is not counted under all restrictions."""
        found: dict[str, Search] = {}
        for field in self._fields:
            if self._restrictions.has_own_query(field):
                found[field.value] = self._search(field, size, _SHARD_SIZE)
        return found | self.lifting()

    def lifting(self) -> dict[str, Search]:
        """Searches for what lifting each exclusion would add."""
        filters = self._restrictions.filters
        return {
            f"{_LIFTED}:{field}": self._lifting(field)
            for field in self._fields
            if field in filters and filters[field].exclude
        }

    def again(self, size: int, answers: Mapping[str, Json]) -> dict[str, Search]:
        """Searches for the facets whose first values the answers leave open."""
        return {
            f"again:{field}": self._search(field, size, FACET_VALUES)
            for field in self._fields
            if not self.counts(field, size, answers).decides(size)
        }

    def counts(self, field: FacetField, size: int, answers: Mapping[str, Json]) -> Counts:
        """What the answers say of a facet, the latest first."""
        again, own = answers.get(f"again:{field}"), answers.get(field.value)
        asked = size + TIES if again else _ask(size)
        source = again or own or answers[COUNTS]
        return self._parse(field, asked, source["aggregations"], answers)

    def result(
        self, field: FacetField, size: int, answers: Mapping[str, Json], label: Labeller
    ) -> FacetResult:
        """The facet's first values."""
        counts, chosen = self.counts(field, size, answers), self._restrictions.filters.get(field)
        buckets = first_values(counts.values, counts.kept, size, label, chosen)
        known = len(counts.values.keys() | counts.kept.keys())
        more = known > len(buckets) or not counts.complete
        return self.page(buckets, counts, size, more=more)

    def page(
        self, buckets: tuple[Bucket, ...], counts: Counts, size: int, *, more: bool
    ) -> FacetResult:
        """These values of a facet; their numbers are lower bounds where a shard kept silent."""
        exact = not counts.errors or counts.decides(size)
        return FacetResult(
            buckets=buckets,
            more=more,
            missing=counts.missing,
            relation="eq" if exact else "gte",
        )

    def candidates(self, counts: Counts, size: int) -> tuple[str, ...]:
        """The values that need a label: those that may be shown."""
        numbers = {v: n for v, n in counts.values.items() if n or v in counts.kept}
        return tuple(cut(numbers, size) | dict(counts.kept))

    def buckets(
        self, field: FacetField, counts: Counts, labels: Mapping[str, str], values: Sequence[str]
    ) -> list[Bucket]:
        """These values with their numbers."""
        chosen = self._restrictions.filters.get(field)
        numbers = dict(counts.values) | dict(counts.kept)
        return [bucket(v, labels.get(v, v), numbers[v], chosen) for v in values]

    def _search(self, field: FacetField, size: int, shard_size: int) -> Search:
        body: Json = {
            "size": 0,
            "track_total_hits": True,
            "query": self._restrictions.counting(field),
            "aggs": self.aggregations(field, size, shard_size),
        }
        return Search(index=IndexName.ARTICLES, body=body)

    def aggregations(self, field: FacetField, size: int, shard_size: int = _SHARD_SIZE) -> Json:
        """What counts the first values of a facet, its chosen ones and articles without any."""
        asked = size + TIES if shard_size == FACET_VALUES else _ask(size)
        name = self._restrictions.keyword(field).value
        found = {
            field.value: terms_aggregation(name, asked, shard_size),
            _LACKS: terms_aggregation(_LACKS, len(Keyword)),
        }
        chosen = self._restrictions.filters.get(field)
        if chosen is not None and chosen.include:
            found[field.value + _CHOSEN] = exactly(name, chosen.include)
        return found

    def _lifting(self, field: FacetField) -> Search:
        excluded = tuple(dict.fromkeys(self._restrictions.filters[field].exclude))
        lifted = [self._restrictions.lifted(field, value) for value in excluded]
        body: Json = {
            "size": 0,
            "track_total_hits": False,
            "query": {
                "bool": {
                    "filter": [
                        self._restrictions.including_excluded(field),
                        any_of([self._restrictions.value(field, v) for v in excluded]),
                    ]
                }
            },
            "aggs": {_LIFTED: {"filters": {"filters": lifted}}},
        }
        return Search(index=IndexName.ARTICLES, body=body)

    def _parse(
        self, field: FacetField, asked: int, found: Json, answers: Mapping[str, Json]
    ) -> Counts:
        told, listed = found[field.value], found[field.value]["buckets"]
        bound = max(told.get("doc_count_error_upper_bound", 0), 0)
        last = listed[-1]["doc_count"] if len(listed) >= asked else 0
        return Counts(
            values=parse_terms(told),
            errors={
                entry["key"]: error
                for entry in listed
                if (error := entry.get("doc_count_error_upper_bound", 0))
            },
            unseen=bound + last,
            complete=not told["sum_other_doc_count"] and not bound,
            kept=self._kept(field, found, answers),
            missing=parse_terms(found[_LACKS]).get(self._restrictions.keyword(field).value, 0),
        )

    def _kept(self, field: FacetField, found: Json, answers: Mapping[str, Json]) -> dict[str, int]:
        chosen = self._restrictions.filters.get(field)
        if chosen is None:
            return {}
        numbers = dict.fromkeys(kept_values(chosen), 0)
        if chosen.include:
            numbers |= parse_terms(found[field.value + _CHOSEN])
        if chosen.exclude:
            lifted = answers[f"{_LIFTED}:{field}"]["aggregations"][_LIFTED]["buckets"]
            excluded = dict.fromkeys(chosen.exclude)
            numbers |= {v: b["doc_count"] for v, b in zip(excluded, lifted, strict=True)}
        return numbers


def _ask(size: int) -> int:
    return max(size + _SLACK, 1)
