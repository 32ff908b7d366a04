"""The page of one country: its articles over time, its company, its newest articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.model.document import FacetField
from archive.model.search import FacetFilter, Op, SearchQuery, SearchResult
from ui import urls
from ui.names import EVIDENCE, FACETS
from ui.views.context import Context
from ui.views.histogram import HistogramView, published_view
from ui.views.hits import HitView, hit_view
from ui.views.layout import Link, SideLink, SideList


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage:
    """Everything on a country's page; every link leads to a search or to this page's like."""

    name: str
    summary: str
    all_url: str
    evidence: tuple[Link, ...]
    over_time: HistogramView | None
    company: tuple[SideList, ...]
    hits: tuple[HitView, ...]
    api_url: str


def country_page(context: Context, code: str, name: str, result: SearchResult) -> CountryPage:
    """`context` holds what was asked of the country: the kind of evidence and the language."""
    via = urls.filter_of(context.query, FacetField.COUNTRY).via
    chosen = FacetFilter(include=(code,), via=via)
    query = SearchQuery(filters={FacetField.COUNTRY: chosen}, language=context.query.language)
    here = replace(context, query=query)
    return CountryPage(
        name=name,
        summary=_summary(context, result),
        all_url=here.url(query),
        evidence=tuple(
            Link(
                label=context.language.gettext(EVIDENCE[kind]),
                url=context.urls.country(code, kind, query.language),
                current=kind is via,
            )
            for kind in EVIDENCE
        ),
        over_time=_over_time(here, result),
        company=tuple(found for found in _company(here, code, result) if found.links),
        hits=tuple(hit_view(here, hit) for hit in result.hits),
        api_url=context.urls.api_country(code, via),
    )


def _summary(context: Context, result: SearchResult) -> str:
    total = result.total.value
    return context.language.ngettext("%(number)s article", "%(number)s articles", total)


def _over_time(context: Context, result: SearchResult) -> HistogramView | None:
    view = published_view(context, result.published) if result.published else None
    return view if view and view.bars else None


def _company(context: Context, code: str, result: SearchResult) -> Iterator[SideList]:
    for facet, values in result.facets.items():
        links = tuple(
            SideLink(
                label=bucket.label,
                url=context.url(_with(context.query, facet, bucket.value)),
                count=context.language.number(bucket.count),
            )
            for bucket in values.buckets
            if bucket.value != code
        )
        yield SideList(kind=facet.value, name=context.language.gettext(FACETS[facet]), links=links)


def _with(query: SearchQuery, facet: FacetField, value: str) -> SearchQuery:
    """The articles that have both: a second country must stand beside the first."""
    narrowed = urls.toggled(query, facet, value)
    return urls.combined(narrowed, facet, Op.AND) if facet is FacetField.COUNTRY else narrowed
