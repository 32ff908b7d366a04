"""Everything that one search asks for, in as few requests as can be: at most three.

The first asks for hits, total, facets and the bounds of both time axes; the second, knowing these,
for histograms, labels and facets left open; the third for what depends on the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.engines.elastic.facets import COUNTS, FacetCounter
from archive.engines.elastic.filters import Restrictions
from archive.engines.elastic.histograms import HistogramCounter, bounds_aggregations
from archive.engines.elastic.lookups import Labels
from archive.engines.elastic.pages import HITS, Page, Pager
from archive.engines.elastic.queries import Json
from archive.engines.elastic.snapshot import Search, Snapshot
from archive.engines.facets import Known
from archive.engines.hits import hit, references
from archive.engines.labelling import needs_look_up, own_labels
from archive.model.document import FacetField
from archive.model.search import FacetResult, Histogram, SearchQuery, SearchResult, Total
from mappings.fields import IndexName

_FIRST, _LATE = "labels", "late"


class Answering:
    """One search in one generation."""

    def __init__(
        self, snapshot: Snapshot, query: SearchQuery, restrictions: Restrictions, pager: Pager
    ) -> None:
        self._snapshot = snapshot
        self._query = query
        self._restrictions = restrictions
        self._pager = pager
        self._facets = FacetCounter(restrictions, query.facets)
        self._histograms = HistogramCounter(restrictions, query)
        self._answers: dict[str, Json] = {}
        self._labels: dict[str, str] = {}
        self._days: dict[str, int] = {}

    def result(self) -> SearchResult:
        """The answer of all requests together."""
        self._ask(self._first())
        total = self._answers[COUNTS]["hits"]["total"]["value"]
        page = self._pager.page(self._answers.get(HITS), total)
        self._look_up(_FIRST, [*_references(page), *self._shown()], self._second())
        again = [key for key in self._answers if key.startswith("again:")]
        self._look_up(_LATE, self._shown() if again else [], self._third())
        published, about = self._both()
        return SearchResult(
            total=Total(value=total),
            hits=tuple(
                hit(place.record, self._query.tree, self._labels, place.score)
                for place in page.places
            ),
            facets={field: self._facet(field) for field in self._query.facets},
            published=published,
            about=about,
            next=page.next,
            generation=self._snapshot.generation,
        )

    def _ask(self, searches: dict[str, Search]) -> None:
        self._answers |= self._snapshot.ask(searches)

    def _look_up(self, name: str, ids: list[str], searches: dict[str, Search]) -> None:
        """Ask for labels along with other things."""
        labels = Labels((id_ for id_ in ids if id_ not in self._labels), self._query.language)
        self._ask(searches | labels.searches(name))
        self._labels |= labels.read(name, self._answers)
        self._days |= labels.days(name, self._answers)

    def _first(self) -> dict[str, Search]:
        wanted = self._facets.shared(self._query.facet_size)
        wanted |= bounds_aggregations() if self._query.histograms else {}
        body: Json = {
            "size": 0,
            "track_total_hits": True,
            "query": self._restrictions.everything,
        }
        body |= {"aggs": wanted} if wanted else {}
        counts = {COUNTS: Search(index=IndexName.ARTICLES, body=body)}
        return self._pager.searches() | counts | self._facets.first(self._query.facet_size)

    def _second(self) -> dict[str, Search]:
        found = self._histograms.second(self._answers) if self._query.histograms else {}
        return found | self._facets.again(self._query.facet_size, self._answers)

    def _third(self) -> dict[str, Search]:
        return self._histograms.third(self._answers) if self._query.histograms else {}

    def _both(self) -> tuple[Histogram | None, Histogram | None]:
        return self._histograms.both(self._answers) if self._query.histograms else (None, None)

    def _shown(self) -> list[str]:
        """Values that need a label from the index."""
        return [
            value
            for field in self._query.facets
            if needs_look_up(field)
            for value in self._candidates(field)
        ]

    def _candidates(self, field: FacetField) -> tuple[str, ...]:
        size = self._query.facet_size
        return self._facets.candidates(self._facets.counts(field, size, self._answers), size)

    def _facet(self, field: FacetField) -> FacetResult:
        def known(values: Sequence[str]) -> Known:
            if needs_look_up(field):
                return Known(labels=self._labels, days=self._days)
            return Known(labels=own_labels(field, values, self._query.language))

        return self._facets.result(field, self._query.facet_size, self._answers, known)


def _references(page: Page) -> Iterator[str]:
    return (id_ for place in page.places for id_ in references(place.record))
