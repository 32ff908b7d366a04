"""The words for facets, sorts and kinds of marks; their translations stand in the catalogues."""

from __future__ import annotations

from archive.model.annotation import Via
from archive.model.document import FacetField
from archive.model.search import FacetSort, Sort
from archive.model.timeline import Unit
from search_api.exporting import Format
from ui.language import Language


def N_(message: str) -> str:  # noqa: N802  # the name by which message extraction finds texts
    return message


FACETS = {
    FacetField.PERSON: N_("Persons"),
    FacetField.COUNTRY: N_("Countries"),
    FacetField.EVENT: N_("Events"),
    FacetField.EVENT_TYPE: N_("Kinds of event"),
    FacetField.ORGANISATION: N_("Organisations"),
    FacetField.PLACE: N_("Places"),
    FacetField.SOURCE: N_("Sources"),
    FacetField.SECTION: N_("Sections"),
    FacetField.LANGUAGE: N_("Languages"),
}
ONE = {
    FacetField.PERSON: N_("Person"),
    FacetField.COUNTRY: N_("Country"),
    FacetField.EVENT: N_("Event"),
    FacetField.EVENT_TYPE: N_("Kind of event"),
    FacetField.ORGANISATION: N_("Organisation"),
    FacetField.PLACE: N_("Place"),
    FacetField.SOURCE: N_("Source"),
    FacetField.SECTION: N_("Section"),
    FacetField.LANGUAGE: N_("Language"),
}
WITHOUT = {
    FacetField.PERSON: N_("without a person"),
    FacetField.COUNTRY: N_("without a country"),
    FacetField.EVENT: N_("without an event"),
    FacetField.EVENT_TYPE: N_("without a kind of event"),
    FacetField.ORGANISATION: N_("without an organisation"),
    FacetField.PLACE: N_("without a place"),
    FacetField.SOURCE: N_("without a source"),
    FacetField.SECTION: N_("without a section"),
    FacetField.LANGUAGE: N_("without a language"),
}
UNKNOWN = {
    FacetField.PERSON: N_("The register has no person of the id “%(value)s”."),
    FacetField.COUNTRY: N_("“%(value)s” is no country's code."),
    FacetField.EVENT: N_("No article reports an event of the id “%(value)s”."),
    FacetField.EVENT_TYPE: N_("“%(value)s” is no kind of event."),
    FacetField.ORGANISATION: N_("The register has no organisation of the id “%(value)s”."),
    FacetField.PLACE: N_("The register has no place of the id “%(value)s”."),
    FacetField.SOURCE: N_("No article is from the source “%(value)s”."),
    FacetField.SECTION: N_("No article is from the section “%(value)s”."),
    FacetField.LANGUAGE: N_("No article is in the language “%(value)s”."),
}
SORTS = {
    Sort.RELEVANCE: N_("Relevance"),
    Sort.NEWEST: N_("Newest first"),
    Sort.OLDEST: N_("Oldest first"),
}
FACET_SORTS = {
    FacetSort.COUNT: N_("Most frequent"),
    FacetSort.NAME: N_("By name"),
    FacetSort.DISTINCTIVENESS: N_("Most distinctive"),
}
EVIDENCE = {
    None: N_("mentioned in any way"),
    Via.NAME: N_("by name"),
    Via.ADJECTIVE: N_("by adjective or inhabitants"),
    Via.CAPITAL: N_("by capital or seat of government"),
    Via.PLACE: N_("by a place in it"),
}
EXPORTS = {
    Format.CSV: N_("All articles found as a table (CSV)"),
    Format.JSONL: N_("All articles found as JSON Lines"),
}
UNITS = {
    Unit.CENTURY: N_("by century"),
    Unit.DECADE: N_("by decade"),
    Unit.YEAR: N_("by year"),
    Unit.MONTH: N_("by month"),
    Unit.DAY: N_("by day"),
}


def facets_name(facet: FacetField, language: Language) -> str:
    return language.gettext(FACETS[facet])


def facet_name(facet: FacetField, language: Language) -> str:
    return language.gettext(ONE[facet])


def without_name(facet: FacetField, language: Language) -> str:
    return language.gettext(WITHOUT[facet])
