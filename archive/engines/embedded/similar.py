"""The most alike other articles: those that share its rarest stems.

tantivy's own more_like_this breaks ties as words happen to lie in its memory, and weighs otherwise
than the other engines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tantivy import DocAddress, Query, Schema

from archive.engines.alike import Stem, stems, telling
from archive.engines.embedded.queries import all_of, any_of, term
from archive.engines.embedded.snapshot import Snapshot
from mappings.fields import ArticleField

_SLACK = 20  # more than asked for, so that ties are broken by ordinal


def similar(
    snapshot: Snapshot, record: Mapping[str, Any], size: int
) -> Sequence[tuple[float, DocAddress]]:
    """Scores and addresses, best first, without the article itself."""
    side = snapshot.articles
    found = stems(record)
    articles = {stem: side.searcher.doc_freq(*stem) for stem in found}
    alike = [
        _scored(side.schema, stem) for stem in telling(found, articles, side.searcher.num_docs)
    ]
    if not alike:
        return ()
    itself = term(side.schema, ArticleField.ID, record["id"])
    query = all_of([any_of(alike)], [itself])
    hits = side.searcher.search(query, size + _SLACK, count=False).hits
    ordinals = side.searcher.fast_field_values(
        ArticleField.ORDINAL, [address for _, address in hits]
    )
    ranked = sorted(
        (-score, int(ordinal or 0), address)
        for (score, address), ordinal in zip(hits, ordinals, strict=True)
    )
    return [(-negative, address) for negative, _, address in ranked[:size]]


def _scored(schema: Schema, stem: Stem) -> Query:
    return Query.term_query(schema, *stem, index_option="freq")
