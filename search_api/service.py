"""What a request does: parse its text, ask the reader, measure; the API and the pages share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from archive.engines.port import SearchReader
from archive.errors import DocumentNotFound, QueryError
from archive.labels import country_name, is_country
from archive.model.document import EntityDocument, FacetField
from archive.model.search import (
    ArticleView,
    FacetFilter,
    FacetRequest,
    FacetResult,
    Hit,
    Node,
    Op,
    SearchQuery,
    SearchResult,
    Suggestion,
)
from archive.query.explain import explain
from archive.query.parser import literal, parse
from search_api.merged import followed
from search_api.nearest import Unknown, unknown

COUNTRIES = 1_000  # more than there are codes
MENDS = 4  # a suggestion mends one fault; a text with more faults is mended again

_COMPANY = (
    FacetField.PERSON,
    FacetField.ORGANISATION,
    FacetField.COUNTRY,
    FacetField.PLACE,
    FacetField.EVENT,
    FacetField.EVENT_TYPE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A result with the query that gave it, its tree included."""

    query: SearchQuery
    result: SearchResult
    took_ms: int

    @property
    def understood(self) -> dict[str, Any]:
        """The query as the parser understood it."""
        return explain(self.query.tree)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundValues:
    """A page of one facet's values."""

    query: SearchQuery
    request: FacetRequest
    result: FacetResult
    took_ms: int


class SearchService:
    """Every question that serving answers; all errors of `archive.errors` pass through."""

    def __init__(self, reader: SearchReader) -> None:
        self._reader = reader

    def search(self, query: SearchQuery) -> Found:
        """Raise QueryError when the text is wrong."""
        return self._run(query, parse)

    def search_literally(self, query: SearchQuery) -> Found:
        """The same search with every sign of the text read as text: never a QueryError."""
        return self._run(query, literal)

    def corrected(self, fault: QueryError) -> str | None:
        """What is suggested instead, mended until it can be read; None if that leads nowhere."""
        for _ in range(MENDS):
            if not fault.suggestion:
                return None
            try:
                parse(fault.suggestion)
            except QueryError as next_fault:
                fault = next_fault
            else:
                return fault.suggestion
        return None

    def unknown(self, found: Found) -> tuple[Unknown, ...]:
        """The chosen and excluded values that the archive does not know, each with what may be
        meant.
        """
        return unknown(self._reader, found.query, found.result)

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FoundValues:
        """Raise QueryError when the text is wrong."""
        start = perf_counter()
        parsed = followed(self._reader, replace(query, tree=parse(query.text)))
        result = self._reader.facet_values(parsed, request)
        return FoundValues(query=parsed, request=request, result=result, took_ms=_since(start))

    def map(self, query: SearchQuery) -> FoundValues:
        """Every country of a search; raise QueryError when the text is wrong."""
        return self.facet_values(query, FacetRequest(field=FacetField.COUNTRY, size=COUNTRIES))

    def export(self, query: SearchQuery) -> Iterator[ArticleView]:
        """Every match, oldest first, from one generation; raise QueryError when the text is
        wrong.
        """
        return self._reader.scan(followed(self._reader, replace(query, tree=parse(query.text))))

    def labels(self, ids: tuple[str, ...], language: str) -> Mapping[str, str]:
        return self._reader.labels(ids, language) if ids else {}

    def article(self, article_id: str, language: str) -> ArticleView:
        """Raise DocumentNotFound."""
        return self._reader.get(article_id, language)

    def entity(self, id_: str, look: SearchQuery) -> tuple[EntityDocument, SearchResult]:
        """The entry of this id, or the one that it was merged into, and its articles; raise
        DocumentNotFound.
        """
        entity = self._reader.entity(id_)
        return entity, self._about(look, FacetField(entity.kind.value), entity.id)

    def country(self, code: str, look: SearchQuery) -> tuple[str, str, SearchResult]:
        """Code, name and articles; raise DocumentNotFound for what is no country's code in
        letters of any size.
        """
        code = code.upper() if code.isascii() else code
        if not is_country(code):
            raise DocumentNotFound(f"no country has the code {code!r}")
        name = country_name(code, look.language)
        return code, name, self._about(look, FacetField.COUNTRY, code)

    def similar(self, article_id: str, language: str, size: int) -> tuple[Hit, ...]:
        """Raise DocumentNotFound."""
        return self._reader.similar(article_id, language, size)

    def suggest(self, text: str, language: str, size: int) -> tuple[Suggestion, ...]:
        """Empty for an empty text."""
        return self._reader.suggest(text, language, size) if text.strip() else ()

    def generation(self) -> str:
        """The name of the published generation; raise IndexNotReady."""
        return self._reader.published()

    def _about(self, look: SearchQuery, field: FacetField, value: str) -> SearchResult:
        # AND: values of the same facet are counted together with this one.
        asked = look.filters.get(field, FacetFilter())
        chosen = replace(asked, include=(value,), op=Op.AND)
        return self._reader.search(replace(look, filters={field: chosen}, facets=_COMPANY))

    def _run(self, query: SearchQuery, tree_of: Callable[[str], Node]) -> Found:
        start = perf_counter()
        parsed = followed(self._reader, replace(query, tree=tree_of(query.text)))
        result = self._reader.search(parsed)
        return Found(query=parsed, result=result, took_ms=_since(start))


def _since(start: float) -> int:
    return round((perf_counter() - start) * 1000)
