"""The same articles in a bare tantivy index: what an index costs without our semantics."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tantivy import Document, Index, Query, SchemaBuilder

from archive.model.document import ArticleDocument, FacetField

FACETS = (FacetField.PERSON, FacetField.COUNTRY, FacetField.EVENT_TYPE, FacetField.SOURCE)


class RawIndex:
    """One analysed field for title and body, four facets, stored titles."""

    def __init__(self, path: Path) -> None:
        builder = SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True)
        builder.add_text_field("text", stored=True, tokenizer_name="default")
        for facet in FACETS:
            builder.add_text_field(facet.value, fast=True, tokenizer_name="raw")
        path.mkdir(parents=True)
        self._index = Index(builder.build(), path=str(path))

    def write(self, documents: Iterable[ArticleDocument]) -> None:
        """Add all and commit once."""
        writer = self._index.writer(100_000_000, 1)
        for document in documents:
            values = {facet.value: list(document.facet_values(facet)) for facet in FACETS}
            article = document.record["article"]
            text = f"{article['title']}\n\n{article['body']}"
            fields = {"id": document.id, "title": article["title"], "text": text}
            writer.add_document(Document(**fields, **values))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def page(self, text: str) -> int:
        """Ten stored hits and four terms aggregations; return the number of hits found."""
        searcher = self._index.searcher()
        query: Query = self._index.parse_query(text, ["text"], conjunction_by_default=True)
        result = searcher.search(query, 10)
        for _, address in result.hits:
            searcher.doc(address)
        searcher.aggregate(query, {f.value: {"terms": {"field": f.value}} for f in FACETS})
        return len(result.hits)
