"""What an engine answers to a search, in full and without what may differ between engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from archive.engines.port import SearchReader
from archive.engines.scoring import effective_sort
from archive.errors import FundstelleError
from archive.model.search import Hit, SearchQuery, SearchResult, Sort, Total
from archive.query.parser import parse
from search_api import params
from search_api.parameters import LANG, SUGGEST_SIZE, TYPED
from search_api.settings import ApiSettings
from tests.parity.searches import Search

ERROR = "error"  # the field that stands alone when a search is refused
TOP = 10  # hits whose order tells how alike two rankings are
_SETTINGS = ApiSettings()
_SUGGEST = (TYPED, SUGGEST_SIZE, LANG)
_MOST_PAGES = 2_000
_REST = 100  # hits a page after the first, when the search names no size of its own
_SECOND = 40  # of the second page in date orders; paging to its end has searches of its own

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`fields` must be equal on all engines; `ranking` is the order of the best by relevance."""

    fields: Fields
    ranking: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """How many articles or values the search found."""
        counted = (self.fields.get(name) for name in ("total", "buckets", "suggestions", "ids"))
        first = next((value for value in counted if value is not None), ())
        return first.value if isinstance(first, Total) else len(first)


def answer(reader: SearchReader, search: Search) -> Answer:
    """Ask, and page to the end by relevance or where a size is given, else to the second page; an
    error of ours is an answer too.
    """
    try:
        return _ask(reader, search)
    except FundstelleError as error:
        return Answer(fields={ERROR: _fault(error)})


def _ask(reader: SearchReader, search: Search) -> Answer:
    if not search.path:
        return _searched(reader, search)
    _, kind, *rest = search.path.split("/")
    if rest[1:] == ["similar"]:
        return _similar(reader, search, rest[0])
    return Answer(fields=_OTHERS[kind](reader, search, rest))


def _fault(error: FundstelleError) -> Fields:
    seen = {name: getattr(error, name, None) for name in ("position", "suggestion", "parameter")}
    return {"type": type(error).__name__, "reason": str(error), **seen}


def _searched(reader: SearchReader, search: Search) -> Answer:
    query = _parsed(params.search_query(search.pairs, _SETTINGS))
    first = reader.search(query)
    by_relevance = effective_sort(query) is Sort.RELEVANCE
    if any(name == "size" for name, _ in search.pairs):
        rest = _following(reader, query, first.next)
    elif by_relevance:
        rest = _following(reader, _more_of(query, _REST), first.next)
    else:
        rest = islice(_following(reader, _more_of(query, _SECOND), first.next), 1)
    pages = [first, *rest]
    hits = [hit for page in pages for hit in page.hits]
    ids = [hit.id for hit in hits]
    return Answer(
        fields={
            "total": first.total,
            "total of any page": {page.total.value for page in pages},
            "pages": [len(page.hits) for page in pages],
            "ids": sorted(ids) if by_relevance else ids,
            "facets": dict(first.facets),
            "published": first.published,
            "about": first.about,
            "hits": {hit.id: _comparable(hit) for hit in hits},
        },
        ranking=tuple(ids[:TOP]) if by_relevance else (),
    )


def _parsed(query: SearchQuery) -> SearchQuery:
    return replace(query, tree=parse(query.text))


def _more_of(query: SearchQuery, size: int) -> SearchQuery:
    return replace(query, size=size, facets=(), histograms=False)


def _following(
    reader: SearchReader, query: SearchQuery, cursor: str | None
) -> Iterator[SearchResult]:
    for _ in range(_MOST_PAGES):
        if cursor is None:
            return
        page = reader.search(replace(query, cursor=cursor))
        yield page
        cursor = page.next
    raise AssertionError(f"more than {_MOST_PAGES} pages")


def _comparable(hit: Hit) -> Hit:
    """Scores differ; whether there is one does not."""
    return replace(hit, score=None if hit.score is None else 1.0)


def _values(reader: SearchReader, search: Search, rest: list[str]) -> Fields:
    query, request = params.facet_query(rest[0], search.pairs, _SETTINGS)
    found = reader.facet_values(_parsed(query), request)
    return {
        "buckets": found.buckets,
        "more": found.more,
        "missing": found.missing,
        "relation": found.relation,
    }


def _suggestions(reader: SearchReader, search: Search, _: list[str]) -> Fields:
    text, language = params.typed(search.pairs, _SUGGEST, _SETTINGS)
    limit = params.size(search.pairs, _SUGGEST, params.SUGGESTIONS)
    return {"suggestions": reader.suggest(text, language, limit)}


def _similar(reader: SearchReader, search: Search, article: str) -> Answer:
    """How many there are must be equal; which, and in what order, is a matter of relevance."""
    _, language = params.typed(search.pairs, (LANG,), _SETTINGS)
    alike = reader.similar(article, language, TOP)
    return Answer(fields={"similar": len(alike)}, ranking=tuple(hit.id for hit in alike))


def _article(reader: SearchReader, search: Search, rest: list[str]) -> Fields:
    _, language = params.typed(search.pairs, (LANG,), _SETTINGS)
    return {"article": reader.get(rest[0], language)}


def _entity(reader: SearchReader, _: Search, rest: list[str]) -> Fields:
    return {"entity": reader.entity(rest[0])}


def _event(reader: SearchReader, _: Search, rest: list[str]) -> Fields:
    return {"event": reader.event(rest[0])}


def _labels(reader: SearchReader, search: Search, _: list[str]) -> Fields:
    ids = [value for name, value in search.pairs if name == "id"]
    language = dict(search.pairs).get("lang", _SETTINGS.locale)
    return {"labels": dict(reader.labels(ids, language))}


def _export(reader: SearchReader, search: Search, _: list[str]) -> Fields:
    query = _parsed(params.search_query(search.pairs, _SETTINGS))
    views = list(reader.scan(query))
    return {
        "ids": [view.document.id for view in views],
        "articles": {view.document.id: view for view in views},
    }


_OTHERS: Mapping[str, Callable[[SearchReader, Search, list[str]], Fields]] = MappingProxyType(
    {
        "facets": _values,
        "suggest": _suggestions,
        "articles": _article,
        "entities": _entity,
        "events": _event,
        "labels": _labels,
        "export": _export,
    }
)
