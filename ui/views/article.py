"""The article page: the text with its marks, and what it is about: names as links to their pages,
events and dates as links into the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from archive.labels import event_type_name
from archive.model.annotation import EventMention, Timex
from archive.model.document import FacetField
from archive.model.partial_date import DateRange
from archive.model.search import ArticleView, Hit, SearchQuery
from archive.model.timeline import cover
from search_api.links import web_address
from ui.marking import Kind, Mark, marks_of
from ui.views.context import Context
from ui.views.hits import HitView, hit_view
from ui.views.layout import Row, SideLink, SideList
from ui.views.text import Paragraph, PieceView, link_of, paragraphs, piece_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """One kind of mark with its number in the text; shown with a switch."""

    kind: str
    name: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Everything on the article page."""

    title: str
    title_pieces: tuple[PieceView, ...]
    language: str
    date: str
    day: str
    rows: tuple[Row, ...]
    original_url: str | None
    paragraphs: tuple[Paragraph, ...]
    legend: tuple[Legend, ...]
    lists: tuple[SideList, ...]
    similar: tuple[HitView, ...]
    api_url: str


def article_page(context: Context, view: ArticleView, similar: tuple[Hit, ...]) -> ArticlePage:
    document, article = view.document, view.document.article
    marks = marks_of(document.enrichment)
    published = article.published
    return ArticlePage(
        title=document.display_title,
        title_pieces=piece_views(context, view, marks, 0, len(article.title)),
        language=document.enrichment.language,
        date=context.language.date(published) if published else "",
        day=published.value if published else "",
        rows=tuple(_rows(context, view)),
        original_url=web_address(article.url),
        paragraphs=tuple(paragraphs(context, view, marks)),
        legend=tuple(_legend(context, marks)),
        lists=tuple(found for found in _lists(context, view) if found.links),
        similar=tuple(hit_view(context, hit) for hit in similar),
        api_url=context.urls.api_article(document.id),
    )


def _rows(context: Context, view: ArticleView) -> Iterator[Row]:
    article, gettext = view.document.article, context.language.gettext
    rows = (
        (gettext("Source"), article.source),
        (gettext("Section"), article.section),
        (gettext("By"), ", ".join(article.authors)),
        (gettext("Number"), article.id),
    )
    yield from (Row(name=name, value=value) for name, value in rows if value)
    for name, value in article.extra.items():
        yield Row(name=name, value=str(value))


def _legend(context: Context, marks: tuple[Mark, ...]) -> Iterator[Legend]:
    gettext, counts = context.language.gettext, Counter(mark.kind for mark in marks)
    names = {
        Kind.PERSON: gettext("Persons"),
        Kind.ORGANISATION: gettext("Organisations"),
        Kind.PLACE: gettext("Places"),
        Kind.COUNTRY: gettext("Countries"),
        Kind.DATE: gettext("Dates"),
        Kind.EVENT: gettext("Events"),
    }
    for kind, name in names.items():
        if counts[kind]:
            yield Legend(kind=kind.value, name=name, count=context.language.number(counts[kind]))


def _lists(context: Context, view: ArticleView) -> Iterator[SideList]:
    gettext, found = context.language.gettext, view.document.enrichment
    yield _entities(context, view, Kind.PERSON, gettext("Persons"), [p.id for p in found.persons])
    codes = [country.code for country in found.countries]
    yield _entities(context, view, Kind.COUNTRY, gettext("Countries"), codes)
    events = tuple(_event(context, view, event) for event in found.events)
    yield SideList(kind="event", name=gettext("Events"), links=tuple(dict.fromkeys(events)))
    dates = (_date(context, timex) for timex in found.dates)
    distinct = tuple(dict.fromkeys(link for link in dates if link))
    yield SideList(kind="date", name=gettext("Dates"), links=distinct)
    ids = [organisation.id for organisation in found.organisations]
    yield _entities(context, view, Kind.ORGANISATION, gettext("Organisations"), ids)
    yield _entities(context, view, Kind.PLACE, gettext("Places"), [p.id for p in found.places])


def _entities(
    context: Context, view: ArticleView, kind: Kind, name: str, ids: list[str]
) -> SideList:
    links = tuple(
        SideLink(label=view.labels.get(id, id), url=link_of(context, view, kind, id)) for id in ids
    )
    return SideList(kind=kind.value, name=name, links=links)


def _event(context: Context, view: ArticleView, event: EventMention) -> SideLink:
    kind = event_type_name(event.type, context.language.code)
    if event.event:
        url = link_of(context, view, Kind.EVENT, event.event)
        return SideLink(label=view.labels.get(event.event, event.text), url=url, remark=kind)
    url = context.urls.only(FacetField.EVENT_TYPE, event.type.value, context.query.language)
    return SideLink(label=kind, url=url, remark=event.text)


def _date(context: Context, timex: Timex) -> SideLink | None:
    """A link to what else is about that time; None for what is no time of the calendar."""
    if timex.first is None or timex.last is None or timex.last < timex.first:
        return None
    period = DateRange(first=timex.first, last=timex.last)
    tokens = cover(timex.first, timex.last)
    name = context.language.unit(tokens[0]) if len(tokens) == 1 else context.language.period(period)
    query = SearchQuery(about=period, language=context.query.language)
    return SideLink(label=name, url=context.url(query))
