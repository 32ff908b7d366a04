"""Which queries can be ordered by relevance, and how much each way to match a word weighs."""

from __future__ import annotations

from archive.model.scoring import scores
from archive.model.search import Scope, SearchQuery, Sort
from mappings.fields import Stream, TextField

# A title is a dozen words that its author weighed; the lead sums up what the rest spells out.
FIELD_WEIGHT = {TextField.TITLE: 3.0, TextField.LEAD: 1.5, TextField.BODY: 1.0}
# The word as typed before its inflections, and both before compounds that contain it.
STREAM_WEIGHT = {Stream.EXACT: 2.0, Stream.STEM: 1.0, Stream.PARTS: 0.3}

SCOPE_FIELDS = {
    Scope.ANY: (TextField.TITLE, TextField.LEAD, TextField.BODY),
    Scope.TITLE: (TextField.TITLE,),
    Scope.BODY: (TextField.LEAD, TextField.BODY),
}


def effective_sort(query: SearchQuery) -> Sort:
    """The order asked for; NEWEST instead of RELEVANCE where nothing scores."""
    if query.sort is Sort.RELEVANCE and not scores(query.tree):
        return Sort.NEWEST
    return query.sort
