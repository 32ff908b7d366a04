"""The active filters, each with a link that takes it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.model.document import FacetField
from archive.model.search import SearchQuery, SearchResult
from ui import urls
from ui.names import EVIDENCE, facet_name, without_name
from ui.views.context import Context

Labels = Mapping[tuple[FacetField, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One active filter; `without` is the search that lacks only this one."""

    kind: str
    label: str
    excluded: bool
    remove_url: str
    without: SearchQuery


def labels_of(result: SearchResult) -> Labels:
    """Labels of all values that the facets list; chosen and excluded ones are always among them."""
    return {
        (facet, bucket.value): bucket.label
        for facet, values in result.facets.items()
        for bucket in values.buckets
    }


def chips(context: Context, labels: Labels) -> tuple[Chip, ...]:
    """Every filter of the query, in the order of the fields, then the two periods."""
    return (*_of_facets(context, labels), *_of_periods(context))


def _of_facets(context: Context, labels: Labels) -> Iterator[Chip]:
    query = context.query
    for facet, chosen in query.filters.items():
        kind = facet_name(facet, context.language)
        for value in chosen.include:
            label = labels.get((facet, value), value)
            yield _chip(context, kind, label, urls.toggled(query, facet, value))
        for value in chosen.exclude:
            label = labels.get((facet, value), value)
            yield _chip(context, kind, label, urls.excluded(query, facet, value), excluded=True)
        if chosen.via:
            label = context.language.gettext(EVIDENCE[chosen.via])
            yield _chip(context, kind, label, urls.with_evidence(query, facet, None))
        if chosen.missing:
            label = without_name(facet, context.language)
            yield _chip(context, "", label, urls.missing_toggled(query, facet))


def _of_periods(context: Context) -> Iterator[Chip]:
    query, language = context.query, context.language
    if query.published:
        kind, label = language.gettext("Published"), language.period(query.published)
        yield _chip(context, kind, label, urls.published_in(query, None))
    if query.about:
        kind, label = language.gettext("Named in the text"), language.period(query.about)
        yield _chip(context, kind, label, urls.about_in(query, None))


def _chip(
    context: Context, kind: str, label: str, without: SearchQuery, excluded: bool = False
) -> Chip:
    return Chip(
        kind=kind, label=label, excluded=excluded, remove_url=context.url(without), without=without
    )
