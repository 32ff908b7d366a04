"""Query string to SearchQuery and back: the one place that writes a search into a URL."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from archive.errors import ParameterError
from archive.model.annotation import Via
from archive.model.document import FacetField
from archive.model.partial_date import DateRange
from archive.model.search import FacetFilter, FacetRequest, FacetSort, Op, SearchQuery, Sort
from archive.model.timeline import Unit
from search_api.parameters import (
    EXCLUDE,
    FACET,
    LANG,
    MISSING,
    OFFSET_LIMIT,
    OP,
    SEARCH,
    SIZE_LIMIT,
    VIA,
    Given,
    Pairs,
    Parameter,
)
from search_api.ranges import range_of, text_of
from search_api.settings import ApiSettings

PAGE_SIZE = 10
FACET_SIZE = 10
FACET_PAGE_SIZE = 20
SUGGESTIONS = 8
SIMILAR = 5
VALUES_LIMIT = 100  # a value that is chosen or excluded may need a count of its own


def search_query(pairs: Pairs, settings: ApiSettings) -> SearchQuery:
    """The query that these parameters ask for, its tree not yet parsed; raise ParameterError."""
    given = Given(pairs, SEARCH)
    return SearchQuery(
        text=given.one("q") or "",
        filters=_filters(given),
        published=_range(given, "published"),
        about=_range(given, "about"),
        sort=Sort(given.one("sort") or Sort.RELEVANCE),
        size=given.number("size", PAGE_SIZE, 1, SIZE_LIMIT),
        cursor=given.one("cursor"),
        facets=_facets(given),
        facet_size=given.number("facet_size", FACET_SIZE, 1, SIZE_LIMIT),
        histograms=given.one("histograms") != "0",
        published_unit=_unit(given, "published.unit"),
        about_unit=_unit(given, "about.unit"),
        language=_language(given, settings),
    )


def filtered_query(
    pairs: Pairs, table: tuple[Parameter, ...], settings: ApiSettings
) -> SearchQuery:
    """The search of which all matches, or all countries, are asked for; raise ParameterError."""
    return _filtered(Given(pairs, table), settings)


def facet_query(name: str, pairs: Pairs, settings: ApiSettings) -> tuple[SearchQuery, FacetRequest]:
    """The search whose facet is asked for, and which of its values; raise ParameterError."""
    given = Given(pairs, FACET)
    query = _filtered(given, settings)
    request = FacetRequest(
        field=facet_field(name),
        prefix=given.one("value") or "",
        sort=FacetSort(given.one("facet_sort") or FacetSort.COUNT),
        offset=given.number("offset", 0, 0, OFFSET_LIMIT),
        size=given.number("facet_size", FACET_PAGE_SIZE, 1, SIZE_LIMIT),
    )
    return query, request


def _filtered(given: Given, settings: ApiSettings) -> SearchQuery:
    return SearchQuery(
        text=given.one("q") or "",
        filters=_filters(given),
        published=_range(given, "published"),
        about=_range(given, "about"),
        language=_language(given, settings),
    )


def facet_field(name: str) -> FacetField:
    """The facet of this name; raise ParameterError with the closest one."""
    names = [facet.value for facet in FacetField]
    if name in names:
        return FacetField(name)
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    raise ParameterError(
        f"there is no facet {name!r}", parameter="facet", suggestion=close[0] if close else None
    )


def typed(pairs: Pairs, table: tuple[Parameter, ...], settings: ApiSettings) -> tuple[str, str]:
    """Text and label language of the small requests, checked against their table."""
    given = Given(pairs, table)
    return given.one("q") or "", _language(given, settings)


def size(pairs: Pairs, table: tuple[Parameter, ...], default: int) -> int:
    """How many answers a small request asks for."""
    return Given(pairs, table).number("size", default, 1, SIZE_LIMIT)


def look(pairs: Pairs, table: tuple[Parameter, ...], settings: ApiSettings) -> SearchQuery:
    """What to tell of one entity or country: a search for its newest articles, not yet for it."""
    given = Given(pairs, table)
    via = _via(given, FacetField.COUNTRY)
    return SearchQuery(
        filters={FacetField.COUNTRY: FacetFilter(via=via)} if via else {},
        sort=Sort.NEWEST,
        size=given.number("size", PAGE_SIZE, 1, SIZE_LIMIT),
        published_unit=_unit(given, "published.unit"),
        language=_language(given, settings),
    )


def search_pairs(query: SearchQuery, default_language: str) -> tuple[tuple[str, str], ...]:
    """Parameters that `search_query` reads as this query; what equals a default is left out."""
    return tuple(
        pair
        for pair in (*filter_pairs(query, default_language), *_paging(query), *_counting(query))
        if pair[1] or pair[0] == "facets"
    )


def filter_pairs(query: SearchQuery, default_language: str) -> tuple[tuple[str, str], ...]:
    """The part that says which articles match and the language: shared by pages and facets."""
    pairs = (
        ("q", query.text),
        *(pair for facet in FacetField for pair in _facet_pairs(query, facet)),
        ("published", text_of(query.published) if query.published else ""),
        ("about", text_of(query.about) if query.about else ""),
        ("lang", query.language if query.language != default_language else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def request_pairs(request: FacetRequest) -> tuple[tuple[str, str], ...]:
    """The part of `facet_query` that says which values; what equals a default is left out."""
    pairs = (
        ("value", request.prefix),
        ("facet_sort", request.sort.value if request.sort is not FacetSort.COUNT else ""),
        ("offset", str(request.offset) if request.offset else ""),
        ("facet_size", str(request.size) if request.size != FACET_PAGE_SIZE else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def _facet_pairs(query: SearchQuery, facet: FacetField) -> Iterator[tuple[str, str]]:
    chosen = query.filters.get(facet, FacetFilter())
    for value in chosen.include:
        yield facet.value, value
    for value in chosen.exclude:
        yield EXCLUDE + facet.value, value
    if chosen.missing:
        yield facet.value + MISSING, "1"
    if chosen.op is Op.AND:
        yield facet.value + OP, Op.AND.value
    if chosen.via:
        yield facet.value + VIA, chosen.via.value


def _paging(query: SearchQuery) -> Iterator[tuple[str, str]]:
    yield "sort", query.sort.value if query.sort is not Sort.RELEVANCE else ""
    yield "size", str(query.size) if query.size != PAGE_SIZE else ""
    yield "cursor", query.cursor or ""


def _counting(query: SearchQuery) -> Iterator[tuple[str, str]]:
    if query.facets != tuple(FacetField):
        yield "facets", ",".join(facet.value for facet in query.facets)
    yield "facet_size", str(query.facet_size) if query.facet_size != FACET_SIZE else ""
    yield "histograms", "" if query.histograms else "0"
    yield "published.unit", query.published_unit.value if query.published_unit else ""
    yield "about.unit", query.about_unit.value if query.about_unit else ""


def _filters(given: Given) -> dict[FacetField, FacetFilter]:
    chosen = ((facet, _filter(given, facet)) for facet in FacetField)
    filters = {facet: found for facet, found in chosen if found != FacetFilter()}
    if sum(len(found.include) + len(found.exclude) for found in filters.values()) > VALUES_LIMIT:
        facet = max(filters, key=lambda name: len(filters[name].include + filters[name].exclude))
        reason = f"a search can choose and exclude {VALUES_LIMIT} values at most"
        raise ParameterError(reason, parameter=facet.value)
    return filters


def _filter(given: Given, facet: FacetField) -> FacetFilter:
    name = facet.value
    include, exclude = given.all(name), given.all(EXCLUDE + name)
    for parameter, values in ((name, include), (EXCLUDE + name, exclude)):
        if "" in values:
            raise ParameterError(f"{parameter} needs a value", parameter=parameter)
    return FacetFilter(
        include=include,
        exclude=exclude,
        missing=given.one(name + MISSING) == "1",
        op=Op(given.one(name + OP) or Op.OR),
        via=_via(given, facet),
    )


def _via(given: Given, facet: FacetField) -> Via | None:
    kind = given.one(facet.value + VIA)
    return Via(kind) if kind else None


def _facets(given: Given) -> tuple[FacetField, ...]:
    if not given.has("facets"):
        return tuple(FacetField)
    names = [name.strip() for value in given.all("facets") for name in value.split(",")]
    return tuple(dict.fromkeys(_counted(name) for name in names if name))


def _counted(name: str) -> FacetField:
    try:
        return facet_field(name)
    except ParameterError as exc:
        raise ParameterError(exc.reason, parameter="facets", suggestion=exc.suggestion) from exc


def _range(given: Given, name: str) -> DateRange | None:
    text = given.one(name)
    return range_of(text, name) if text else None


def _unit(given: Given, name: str) -> Unit | None:
    text = given.one(name)
    return Unit(text) if text else None


def _language(given: Given, settings: ApiSettings) -> str:
    language = given.one(LANG.name) or settings.locale
    if language not in settings.languages:
        allowed = ", ".join(settings.languages)
        raise ParameterError(
            f"lang is one of {allowed}, not {language!r}",
            parameter=LANG.name,
            suggestion=settings.locale,
        )
    return language
