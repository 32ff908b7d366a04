"""A time axis as bars: each bar's link narrows the period, the trail above leads back out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from archive.model.partial_date import DateRange
from archive.model.search import Histogram, SearchQuery
from archive.model.timeline import Unit, ancestors, containing, cover, days
from ui import urls
from ui.names import UNITS
from ui.views.context import Context
from ui.views.layout import Link

HEIGHT = 100  # of the tallest bar, in units of the drawing
LOWEST = 4  # so that a single article among thousands is still to be seen
MOST_TICKS = 6
FEW_TICKS = 4  # months and days of so many stand side by side on a telephone
MOST_BARS = 160  # more would be thinner than a finger; then gaps are left out

_WRITTEN_LONG = (Unit.MONTH, Unit.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One unit of time; an empty one has no link. `y` and `height` are the bar's in the drawing;
    a `minor` tick is left out where there is little room.
    """

    label: str
    count: str
    height: int
    y: int
    url: str | None
    tick: str | None = None
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramView:
    """A time axis; `trail` leads from all years to the period shown, the last one current."""

    name: str
    axis: str
    unit: str
    bars: tuple[Bar, ...]
    trail: tuple[Link, ...]
    undated: str | None
    value: str
    hidden: tuple[tuple[str, str], ...]


Narrow = Callable[[SearchQuery, DateRange | None], SearchQuery]


def published_view(context: Context, histogram: Histogram) -> HistogramView:
    name = context.language.gettext("Published")
    return _view(context, histogram, "published", name, urls.published_in)


def about_view(context: Context, histogram: Histogram) -> HistogramView:
    name = context.language.gettext("Time named in the text")
    return _view(context, histogram, "about", name, urls.about_in)


def _view(
    context: Context, histogram: Histogram, axis: str, name: str, narrow: Narrow
) -> HistogramView:
    query, language = context.query, context.language
    shown = query.published if axis == "published" else query.about
    return HistogramView(
        name=name,
        axis=axis,
        unit=language.gettext(UNITS[histogram.unit]),
        bars=_bars(context, histogram, narrow),
        trail=tuple(_trail(context, shown, narrow)),
        undated=_undated(context, histogram.undated),
        value=urls.period_text(shown),
        hidden=context.urls.form(narrow(query, None)),
    )


def _undated(context: Context, number: int) -> str | None:
    if not number:
        return None
    return context.language.ngettext(
        "%(number)s article without a date as exact as this",
        "%(number)s articles without a date as exact as this",
        number,
    )


def _bars(context: Context, histogram: Histogram, narrow: Narrow) -> tuple[Bar, ...]:
    counts = {bucket.value: bucket.count for bucket in histogram.buckets}
    tallest = max(counts.values(), default=1)
    tokens = tuple(_without_gaps(tuple(counts), histogram.unit))
    ticks = tokens[:: max(1, -(-len(tokens) // MOST_TICKS))]
    close = histogram.unit in _WRITTEN_LONG and len(ticks) > FEW_TICKS
    minor = ticks[1::2] if close else ()
    return tuple(
        replace(
            _bar(context, token, counts.get(token, 0), tallest, narrow),
            tick=context.language.short_unit(token) if token in ticks else None,
            minor=token in minor,
        )
        for token in tokens
    )


def _bar(context: Context, token: str, count: int, tallest: int, narrow: Narrow) -> Bar:
    """The bar without a tick."""
    height = max(LOWEST, round(HEIGHT * count / tallest)) if count else 0
    first, last = days(token)
    period = DateRange(first=first, last=last)
    return Bar(
        label=context.language.unit(token),
        count=context.language.ngettext("%(number)s article", "%(number)s articles", count),
        height=height,
        y=HEIGHT - height,
        url=context.url(narrow(context.query, period)) if count else None,
    )


def _without_gaps(tokens: tuple[str, ...], unit: Unit) -> Iterator[str]:
    """All units from the first to the last token, or only those given when that is too many."""
    if len(tokens) < 2:
        return iter(tokens)
    filled = list(_between(tokens[0], tokens[-1], unit, MOST_BARS))
    return iter(filled if filled[-1] == tokens[-1] else tokens)


def _between(first: str, last: str, unit: Unit, limit: int) -> Iterator[str]:
    token = first
    for _ in range(limit):
        yield token
        if token == last:
            return
        token = containing(days(token)[1] + timedelta(days=1), unit)


def _trail(context: Context, shown: DateRange | None, narrow: Narrow) -> Iterator[Link]:
    if shown is None:
        return
    yield Link(label=context.language.gettext("All years"), url=_url(context, narrow, None))
    if shown.first and shown.last:
        tokens = cover(shown.first, shown.last)
        if len(tokens) == 1:
            yield from (_crumb(context, narrow, token) for token in _wider(tokens[0]))
    label, here = context.language.period(shown), _url(context, narrow, shown)
    yield Link(label=label, url=here, current=True)


def _wider(token: str) -> tuple[str, ...]:
    return tuple(wider for wider in ancestors(token) if len(wider) > 2)


def _crumb(context: Context, narrow: Narrow, token: str) -> Link:
    first, last = days(token)
    url = _url(context, narrow, DateRange(first=first, last=last))
    return Link(label=context.language.unit(token), url=url)


def _url(context: Context, narrow: Narrow, period: DateRange | None) -> str:
    return context.url(narrow(context.query, period))
