"""The page that lists all values of one facet: searched, sorted, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.model.search import FacetRequest, FacetSort
from search_api.service import FoundValues
from ui.names import FACET_SORTS
from ui.views.chips import Chip, chips
from ui.views.context import Context
from ui.views.facets import FacetView, facet_view
from ui.views.layout import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesPage:
    """A page of one facet's values; choosing one leads to the search."""

    facet: FacetView
    typed: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    sorts: tuple[Link, ...]
    chips: tuple[Chip, ...]
    previous_url: str | None
    next_url: str | None
    back_url: str


def values_page(context: Context, found: FoundValues) -> ValuesPage:
    request, result = found.request, found.result
    labels = {(request.field, bucket.value): bucket.label for bucket in result.buckets}
    return ValuesPage(
        facet=facet_view(context, request.field, result),
        typed=request.prefix,
        action=f"/facets/{request.field.value}",
        hidden=context.urls.filters(context.query),
        sorts=tuple(_sort(context, request, sort) for sort in FacetSort),
        chips=chips(context, labels),
        previous_url=_previous(context, request),
        next_url=_page(context, request, request.offset + request.size) if result.more else None,
        back_url=context.url(context.query),
    )


def _sort(context: Context, request: FacetRequest, sort: FacetSort) -> Link:
    return Link(
        label=context.language.gettext(FACET_SORTS[sort]),
        url=context.urls.values(context.query, replace(request, sort=sort, offset=0)),
        current=request.sort is sort,
    )


def _previous(context: Context, request: FacetRequest) -> str | None:
    if not request.offset:
        return None
    return _page(context, request, max(0, request.offset - request.size))


def _page(context: Context, request: FacetRequest, offset: int) -> str:
    return context.urls.values(context.query, replace(request, offset=offset))
