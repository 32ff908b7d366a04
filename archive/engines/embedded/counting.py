"""Facets and histograms of one search, from as few aggregation calls as can be."""

from __future__ import annotations

from dataclasses import replace

from archive.engines.embedded.facets import FacetCounter
from archive.engines.embedded.filters import Restrictions
from archive.engines.embedded.histograms import HistogramCounter, bounds_aggregations
from archive.engines.embedded.snapshot import Counted, Snapshot
from archive.model.search import SearchQuery, Sort

_KEPT = 128  # searches whose counts a snapshot keeps: further pages and other orders need no others


def counts_of(
    snapshot: Snapshot, restrictions: Restrictions, query: SearchQuery, total: int
) -> Counted:
    """Counts do not depend on page and order, and are kept as long as the index is the same."""
    key = repr(replace(query, text="", cursor=None, size=0, sort=Sort.RELEVANCE))
    known = snapshot.counts.get(key)
    if known is None:
        known = _count(snapshot, restrictions, query, total)
        if len(snapshot.counts) >= _KEPT:
            snapshot.counts.clear()
        snapshot.counts[key] = known
    return known


def _count(
    snapshot: Snapshot, restrictions: Restrictions, query: SearchQuery, total: int
) -> Counted:
    facets = FacetCounter(snapshot, restrictions, query.language)
    histograms = HistogramCounter(snapshot, restrictions, query)
    wanted = facets.shared(query.facets, query.facet_size) if query.facets else {}
    wanted |= bounds_aggregations() if query.histograms else {}
    searcher = snapshot.articles.searcher
    answer = searcher.aggregate(restrictions.everything, wanted) if wanted else {}
    published, about = histograms.both(answer, total) if query.histograms else (None, None)
    return Counted(
        facets=facets.results(query.facets, query.facet_size, answer),
        published=published,
        about=about,
    )
