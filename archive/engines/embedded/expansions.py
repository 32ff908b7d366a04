"""The index terms that a prefix or a fuzzy word stands for."""

from __future__ import annotations

from archive.engines.embedded.snapshot import Snapshot
from archive.engines.limits import EXPANSIONS, check_expansions
from archive.model.search import Fuzzy, Prefix
from mappings.distance import within

_KEPT = 64  # initial letters whose terms a snapshot keeps in memory


def prefix_terms(snapshot: Snapshot, field: str, node: Prefix) -> tuple[str, ...]:
    """Terms of the field that start so; raise QueryError beyond the limit."""
    found = snapshot.articles.searcher.terms_with_prefix(field, node.prefix, limit=EXPANSIONS + 1)
    check_expansions(node.text, len(found))
    return tuple(term for term, _ in found)


def fuzzy_terms(snapshot: Snapshot, field: str, node: Fuzzy) -> tuple[str, ...]:
    """Terms of the field with the same first letter and few edits; raise QueryError beyond the
    limit.
    """
    length, distance = len(node.exact), node.distance
    found = tuple(
        term
        for term in _starting_with(snapshot, field, node.exact[:1])
        if abs(len(term) - length) <= distance and within(node.exact, term, distance)
    )
    check_expansions(node.text, len(found))
    return found


def _starting_with(snapshot: Snapshot, field: str, letter: str) -> tuple[str, ...]:
    known = snapshot.terms.get((field, letter))
    if known is None:
        found = snapshot.articles.searcher.terms_with_prefix(field, letter)
        known = tuple(term for term, _ in found)
        if len(snapshot.terms) < _KEPT:
            snapshot.terms[field, letter] = known
    return known
