"""The search page as its template needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import QueryError
from archive.model.document import FacetField
from archive.model.scoring import scores
from archive.model.search import Sort
from search_api.service import Found, SearchService
from ui import urls
from ui.names import EXPORTS, SORTS
from ui.reasons import reason_in
from ui.views.chips import Chip, chips, labels_of
from ui.views.context import Context
from ui.views.facets import FacetView, facet_views
from ui.views.hints import Hint, hints
from ui.views.histogram import HistogramView, about_view, published_view
from ui.views.hits import HitView, hit_view, summary
from ui.views.layout import Link
from ui.views.unknown import UnknownView, unknown_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a query: its text around the place, and what may be meant."""

    reason: str
    before: str
    at: str
    after: str
    position: str
    suggestion: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Everything on the search page; links are ready, texts are in the reader's language."""

    text: str
    hidden: tuple[tuple[str, str], ...]
    summary: str
    found: bool
    sorts: tuple[Link, ...]
    chips: tuple[Chip, ...]
    subjects: tuple[Link, ...]
    clear_url: str
    facets: tuple[FacetView, ...]
    histograms: tuple[HistogramView, ...]
    hits: tuple[HitView, ...]
    next_url: str | None
    first_url: str | None
    fault: Fault | None
    unknown: tuple[UnknownView, ...]
    hints: tuple[Hint, ...]
    api_url: str | None
    exports: tuple[Link, ...]


def search_page(
    context: Context, found: Found, fault: QueryError | None, service: SearchService
) -> SearchPage:
    """The page of a result; when nothing was found it asks the service what would be."""
    result, query = found.result, context.query
    active = chips(context, labels_of(result))
    empty = not result.total.value
    return SearchPage(
        text=query.text,
        hidden=context.urls.form(urls.with_text(query, "")),
        summary=summary(context.language, result.total),
        found=not empty,
        sorts=_sorts(context, scored=scores(found.query.tree)),
        chips=active,
        subjects=tuple(_subjects(context, found)),
        clear_url=context.url(urls.without_filters(query)),
        facets=facet_views(context, result.facets),
        histograms=_histograms(context, found),
        hits=tuple(hit_view(context, hit) for hit in result.hits),
        next_url=context.url(urls.at_cursor(query, result.next)) if result.next else None,
        first_url=context.url(urls.at_cursor(query, None)) if query.cursor else None,
        fault=_fault(context, fault, service.corrected(fault)) if fault else None,
        unknown=tuple(unknown_view(context, value) for value in service.unknown(found)),
        hints=hints(context, found.query.tree, active, service) if empty else (),
        api_url=None if fault else context.urls.api(query),
        exports=() if fault or empty else _exports(context),
    )


def _subjects(context: Context, found: Found) -> Iterator[Link]:
    """The pages of what was chosen, of each kind where it is one alone."""
    labels = labels_of(found.result)
    for facet in urls.PAGED:
        chosen = urls.filter_of(found.query, facet)  # the entries of today
        if len(chosen.include) == 1:
            (value,) = chosen.include
            name = labels.get((facet, value), value)
            if name == value:
                continue  # nothing of this id is known
            yield Link(
                label=context.language.gettext("All about %(name)s", name=name),
                url=_page_of(context, facet, value),
            )


def _page_of(context: Context, facet: FacetField, value: str) -> str:
    language = context.query.language
    if facet is FacetField.COUNTRY:
        via = urls.filter_of(context.query, facet).via
        return context.urls.country(value, via, language)
    return context.urls.named(facet, value, language)


def _sorts(context: Context, *, scored: bool) -> tuple[Link, ...]:
    """Without scoring words there is no relevance; then the newest come first."""
    shown = context.query.sort
    if not scored and shown is Sort.RELEVANCE:
        shown = Sort.NEWEST
    return tuple(
        Link(
            label=context.language.gettext(SORTS[sort]),
            url=context.url(urls.sorted_by(context.query, sort)),
            current=sort is shown,
        )
        for sort in Sort
        if scored or sort is not Sort.RELEVANCE
    )


def _exports(context: Context) -> tuple[Link, ...]:
    return tuple(
        Link(label=context.language.gettext(label), url=context.urls.export(context.query, form))
        for form, label in EXPORTS.items()
    )


def _histograms(context: Context, found: Found) -> tuple[HistogramView, ...]:
    result = found.result
    views = (
        published_view(context, result.published) if result.published else None,
        about_view(context, result.about) if result.about else None,
    )
    return tuple(view for view in views if view and (view.bars or view.trail))


def _fault(context: Context, error: QueryError, corrected: str | None) -> Fault:
    text, position = context.query.text, min(error.position, len(context.query.text))
    return Fault(
        reason=reason_in(context.language, error.reason),
        before=text[:position],
        at=text[position : position + 1],
        after=text[position + 1 :],
        position=context.language.number(position + 1),
        suggestion=_suggestion(context, corrected),
    )


def _suggestion(context: Context, text: str | None) -> Link | None:
    return Link(label=text, url=context.url(urls.with_text(context.query, text))) if text else None
