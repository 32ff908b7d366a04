"""Links of the pages: a search with one thing changed, written with the API's own parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from archive.model.annotation import Via
from archive.model.document import EntityKind, FacetField
from archive.model.partial_date import DateRange
from archive.model.search import FacetFilter, FacetRequest, FacetSort, Op, SearchQuery, Sort
from search_api.exporting import Format, Separator
from search_api.parameters import COUNTRY_VIA, SEPARATOR
from search_api.params import filter_pairs, request_pairs, search_pairs
from search_api.ranges import text_of

# What has a page of its own.
PAGED = (FacetField.PERSON, FacetField.COUNTRY, FacetField.ORGANISATION, FacetField.PLACE)

_SEMICOLONS = frozenset({"de"})  # where spreadsheets part cells by them, for commas part decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Links for one reader; `language` is the one the reader gets without asking in the URL."""

    language: str

    def search(self, query: SearchQuery) -> str:
        return _with("/", search_pairs(query, self.language))

    def here(self, pairs: Iterable[tuple[str, str]]) -> str:
        """The page that is shown, with other parameters; relative."""
        return f"?{urlencode(list(pairs), safe=':/')}"

    def there(self, path: str, pairs: Iterable[tuple[str, str]]) -> str:
        """Another page with these parameters."""
        return _with(path, pairs)

    def api(self, query: SearchQuery) -> str:
        """The same search as JSON; the language is spelled out, for a program sends no header."""
        pairs = search_pairs(query, "")
        return _with("/api/v1/search", pairs)

    def export(self, query: SearchQuery, form: Format) -> str:
        """Every article of the search as a file."""
        pairs = filter_pairs(query, "")
        if form is Format.CSV and query.language in _SEMICOLONS:
            pairs += ((SEPARATOR.name, Separator.SEMICOLON.value),)
        return _with(f"/api/v1/export.{form.value}", pairs)

    def api_article(self, article_id: str) -> str:
        return f"/api/v1/articles/{quote(article_id, safe='')}"

    def filters(self, query: SearchQuery) -> tuple[tuple[str, str], ...]:
        """What a form over one facet's values carries on."""
        return filter_pairs(query, self.language)

    def values(self, query: SearchQuery, request: FacetRequest) -> str:
        """The page of one facet's values."""
        pairs = (*filter_pairs(query, self.language), *request_pairs(request))
        return _with(f"/facets/{request.field.value}", pairs)

    def article(self, article_id: str, language: str) -> str:
        return _with(f"/articles/{quote(article_id, safe='')}", self._language_pairs(language))

    def country(self, code: str, via: Via | None, language: str) -> str:
        """The page of one country; `via` looks at evidence of this kind alone."""
        pairs = (*_via_pairs(via), *self._language_pairs(language))
        return _with(f"/countries/{quote(code, safe='')}", pairs)

    def api_country(self, code: str, via: Via | None) -> str:
        return _with(f"/api/v1/countries/{quote(code, safe='')}", _via_pairs(via))

    def named(self, facet: FacetField, value: str, language: str) -> str:
        """Where a name leads: to its page, or to every article with it where it has none."""
        if facet is FacetField.COUNTRY:
            return self.country(value, None, language)
        if facet in PAGED:
            path = entity_path(EntityKind(facet.value), value)
            return _with(path, self._language_pairs(language))
        return self.only(facet, value, language)

    def api_entity(self, id_: str) -> str:
        return f"/api/v1/entities/{quote(id_, safe=':')}"

    def about(self, language: str) -> str:
        return _with("/about", self._language_pairs(language))

    def home(self, language: str) -> str:
        return self.search(SearchQuery(language=language))

    def only(self, facet: FacetField, value: str, language: str) -> str:
        """Every article with this value."""
        chosen = {facet: FacetFilter(include=(value,))}
        return self.search(SearchQuery(filters=chosen, language=language))

    def form(self, query: SearchQuery) -> tuple[tuple[str, str], ...]:
        """What a form carries on from this search, starting at the first page."""
        return search_pairs(replace(query, cursor=None), self.language)

    def _language_pairs(self, language: str) -> tuple[tuple[str, str], ...]:
        return (("lang", language),) if language != self.language else ()


def _via_pairs(via: Via | None) -> tuple[tuple[str, str], ...]:
    return ((COUNTRY_VIA.name, via.value),) if via else ()


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    text = urlencode(list(pairs), safe=":/")
    return f"{path}?{text}" if text else path


def entity_path(kind: EntityKind, id_: str) -> str:
    """`/persons/{id}` and so on; an id may be whatever somebody typed."""
    return f"/{kind.value}s/{quote(id_, safe=':')}"


def period_text(period: DateRange | None) -> str:
    """As the parameter has it; empty for none."""
    return text_of(period) if period else ""


def filter_of(query: SearchQuery, facet: FacetField) -> FacetFilter:
    return query.filters.get(facet, FacetFilter())


def with_filter(query: SearchQuery, facet: FacetField, chosen: FacetFilter) -> SearchQuery:
    """The first page under other choices in one facet."""
    others = {name: old for name, old in query.filters.items() if name is not facet}
    filters = {**others, facet: chosen} if chosen != FacetFilter() else others
    ordered = {name: filters[name] for name in FacetField if name in filters}
    return replace(query, filters=ordered, cursor=None)


def toggled(query: SearchQuery, facet: FacetField, value: str) -> SearchQuery:
    """Choose the value, or drop the choice; a chosen value is no longer excluded."""
    old = filter_of(query, facet)
    return with_filter(
        query,
        facet,
        replace(old, include=_flip(old.include, value), exclude=_without(old.exclude, value)),
    )


def excluded(query: SearchQuery, facet: FacetField, value: str) -> SearchQuery:
    """Exclude the value, or lift the exclusion; an excluded value is no longer chosen."""
    old = filter_of(query, facet)
    return with_filter(
        query,
        facet,
        replace(old, exclude=_flip(old.exclude, value), include=_without(old.include, value)),
    )


def exchanged(query: SearchQuery, facet: FacetField, value: str, other: str) -> SearchQuery:
    """Another value chosen, or excluded, in the place of this one."""
    old = filter_of(query, facet)
    return with_filter(
        query,
        facet,
        replace(
            old,
            include=_exchanged(old.include, value, other),
            exclude=_exchanged(old.exclude, value, other),
        ),
    )


def missing_toggled(query: SearchQuery, facet: FacetField) -> SearchQuery:
    old = filter_of(query, facet)
    return with_filter(query, facet, replace(old, missing=not old.missing))


def combined(query: SearchQuery, facet: FacetField, op: Op) -> SearchQuery:
    return with_filter(query, facet, replace(filter_of(query, facet), op=op))


def with_evidence(query: SearchQuery, facet: FacetField, via: Via | None) -> SearchQuery:
    """The first page with nothing but evidence of this kind looked at; None looks at all."""
    return with_filter(query, facet, replace(filter_of(query, facet), via=via))


def sorted_by(query: SearchQuery, sort: Sort) -> SearchQuery:
    return replace(query, sort=sort, cursor=None)


def with_text(query: SearchQuery, text: str) -> SearchQuery:
    return replace(query, text=text, cursor=None)


def at_cursor(query: SearchQuery, cursor: str | None) -> SearchQuery:
    """Another page of the same search; None is the first."""
    return replace(query, cursor=cursor)


def published_in(query: SearchQuery, days: DateRange | None) -> SearchQuery:
    return replace(query, published=days, published_unit=None, cursor=None)


def about_in(query: SearchQuery, days: DateRange | None) -> SearchQuery:
    return replace(query, about=days, about_unit=None, cursor=None)


def without_filters(query: SearchQuery) -> SearchQuery:
    return replace(query, filters={}, published=None, about=None, cursor=None)


def values_of(facet: FacetField) -> FacetRequest:
    """The first page of a facet's values."""
    return FacetRequest(field=facet, sort=FacetSort.COUNT)


def _flip(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return _without(values, value) if value in values else (*values, value)


def _exchanged(values: tuple[str, ...], value: str, other: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other if old == value else old for old in values))


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(other for other in values if other != value)
