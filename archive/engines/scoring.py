"""Which queries can be ordered by relevance, and how much each way to match a word weighs."""

from __future__ import annotations

from archive.model.search import (
    And,
    Fuzzy,
    Node,
    Or,
    Phrase,
    Prefix,
    Scope,
    SearchQuery,
    Sort,
    Word,
)
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


def has_scoring_words(tree: Node) -> bool:
    """Whether some part of the query, not negated, is looked for in the text."""
    match tree:
        case Word() | Phrase() | Prefix() | Fuzzy():
            return True
        case And(children=children) | Or(children=children):
            return any(has_scoring_words(child) for child in children)
        case _:
            return False


def effective_sort(query: SearchQuery) -> Sort:
    """The order asked for; NEWEST instead of RELEVANCE where nothing scores."""
    if query.sort is Sort.RELEVANCE and not has_scoring_words(query.tree):
        return Sort.NEWEST
    return query.sort
