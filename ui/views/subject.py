"""The page of one person, organisation, place or country: its articles over time, its company, its
newest articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.labels import country_name
from archive.model.document import EntityDocument, FacetField
from archive.model.search import FacetFilter, Op, SearchQuery, SearchResult
from ui import urls
from ui.names import EVIDENCE, FACETS, facet_name
from ui.views.context import Context
from ui.views.histogram import HistogramView, published_view
from ui.views.hits import HitView, hit_view, summary
from ui.views.layout import Link, Row, SideLink, SideList

MOST_FORMS = 12  # the rest are rare slips and inflections


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """Everything on the page; every link leads to a search or to this page's like."""

    kind: str
    name: str
    rows: tuple[Row, ...]
    summary: str
    all_url: str
    evidence: tuple[Link, ...]
    over_time: HistogramView | None
    company: tuple[SideList, ...]
    hits: tuple[HitView, ...]
    api_url: str


def country_page(context: Context, code: str, name: str, result: SearchResult) -> SubjectPage:
    """`context` holds what was asked of the country: the kind of evidence and the language."""
    via = urls.filter_of(context.query, FacetField.COUNTRY).via
    evidence = tuple(
        Link(
            label=context.language.gettext(EVIDENCE[kind]),
            url=context.urls.country(code, kind, context.query.language),
            current=kind is via,
        )
        for kind in EVIDENCE
    )
    page = _page(context, FacetField.COUNTRY, code, name, result)
    return replace(page, evidence=evidence, api_url=context.urls.api_country(code, via))


def entity_page(context: Context, entity: EntityDocument, result: SearchResult) -> SubjectPage:
    """`context` holds the language that was asked for."""
    page = _page(context, FacetField(entity.kind.value), entity.id, entity.name, result)
    return replace(page, rows=tuple(_rows(context, entity)))


def _page(
    context: Context, field: FacetField, value: str, name: str, result: SearchResult
) -> SubjectPage:
    via = urls.filter_of(context.query, field).via
    chosen = FacetFilter(include=(value,), via=via)
    query = SearchQuery(filters={field: chosen}, language=context.query.language)
    here = replace(context, query=query)
    return SubjectPage(
        kind=facet_name(field, context.language),
        name=name,
        rows=(),
        summary=summary(context.language, result.total),
        all_url=here.url(query),
        evidence=(),
        over_time=_over_time(here, result),
        company=tuple(found for found in _company(here, field, value, result) if found.links),
        hits=tuple(hit_view(here, hit) for hit in result.hits),
        api_url=context.urls.api_entity(value),
    )


def _rows(context: Context, entity: EntityDocument) -> Iterator[Row]:
    gettext, language = context.language.gettext, context.language
    forms = sorted(entity.forms.items(), key=lambda form: (-form[1], form[0]))[:MOST_FORMS]
    if entity.country:
        name = country_name(entity.country, language.code)
        url = context.urls.country(entity.country, None, context.query.language)
        yield Row(name=gettext("Country"), value=name, url=url)
    if forms:
        named = ", ".join(f"{form} ({language.number(count)})" for form, count in forms)
        yield Row(name=gettext("Mentioned as"), value=named)
    if entity.first_seen:
        yield Row(name=gettext("First mention"), value=language.day(entity.first_seen))
    if entity.last_seen:
        yield Row(name=gettext("Last mention"), value=language.day(entity.last_seen))


def _over_time(context: Context, result: SearchResult) -> HistogramView | None:
    view = published_view(context, result.published) if result.published else None
    return view if view and view.bars else None


def _company(
    context: Context, field: FacetField, value: str, result: SearchResult
) -> Iterator[SideList]:
    for facet, values in result.facets.items():
        links = tuple(
            SideLink(
                label=bucket.label,
                url=context.url(_beside(context.query, field, facet, bucket.value)),
                count=context.language.number(bucket.count),
            )
            for bucket in values.buckets
            if bucket.value != value
        )
        yield SideList(kind=facet.value, name=context.language.gettext(FACETS[facet]), links=links)


def _beside(query: SearchQuery, field: FacetField, facet: FacetField, value: str) -> SearchQuery:
    """The articles that have both: a second country must stand beside the first."""
    narrowed = urls.toggled(query, facet, value)
    return urls.combined(narrowed, facet, Op.AND) if facet is field else narrowed
