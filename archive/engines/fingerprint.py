"""What makes two requests the same search, so that a cursor of one is good for the other."""

from __future__ import annotations

import hashlib

from archive.engines.scoring import effective_sort
from archive.model.document import FacetField
from archive.model.search import FacetFilter, SearchQuery

_LENGTH = 16


def _canonical_filter(chosen: FacetFilter) -> tuple[object, ...]:
    include, exclude = sorted(set(chosen.include)), sorted(set(chosen.exclude))
    op = chosen.op.value if len(include) + chosen.missing > 1 else ""
    return include, exclude, op, chosen.missing, chosen.via.value if chosen.via else ""


def query_hash(query: SearchQuery) -> str:
    """A hash of all that decides which articles match and in which order.

    Cursor, page size, facets, histograms and the language of labels may differ from page to page;
    so may the order of choices and how the text was typed.
    """
    filters = [
        (field.value, _canonical_filter(query.filters[field]))
        for field in FacetField
        if field in query.filters and query.filters[field].chooses
    ]
    parts = (query.tree, filters, query.published, query.about, effective_sort(query).value)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
