"""The most alike other articles: those that share its rarest stems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tantivy import DocAddress, Query

from archive.engines.embedded.queries import all_of, term
from archive.engines.embedded.snapshot import Snapshot
from mappings.analysis import analyse
from mappings.fields import ArticleField, Stream, TextField, text_field

_SLACK = 20  # more than asked for, so that ties are broken by ordinal
_TERMS = 30
# A word in more than a third of the articles tells nothing about any of them.
_COMMON = 3


def similar(
    snapshot: Snapshot, record: Mapping[str, Any], size: int
) -> Sequence[tuple[float, DocAddress]]:
    """Scores and addresses, best first, without the article itself."""
    side = snapshot.articles
    alike = Query.more_like_this_document_fields_query(
        side.schema,
        _streams(record),
        min_doc_frequency=2,
        max_doc_frequency=max(side.searcher.num_docs // _COMMON, 5),
        min_term_frequency=1,
        max_query_terms=_TERMS,
    )
    itself = term(side.schema, ArticleField.ID, record["id"])
    found = side.searcher.search(all_of([alike], [itself]), size + _SLACK, count=False).hits
    ordinals = side.searcher.fast_field_values(
        ArticleField.ORDINAL, [address for _, address in found]
    )
    ranked = sorted(
        (-score, int(ordinal or 0), address)
        for (score, address), ordinal in zip(found, ordinals, strict=True)
    )
    return [(-negative, address) for negative, _, address in ranked[:size]]


def _streams(record: Mapping[str, Any]) -> dict[str, Any]:
    language, article = record["enrichment"]["language"], record["article"]
    lead, _, rest = article["body"].partition("\n\n")
    texts = {TextField.TITLE: article["title"], TextField.LEAD: lead, TextField.BODY: rest}
    return {
        text_field(field, Stream.STEM): [analyse(text, language).stem]
        for field, text in texts.items()
        if text
    }
