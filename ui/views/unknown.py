"""Filters whose value the archive does not know, told with the values that may be meant."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.search import SearchQuery
from search_api.nearest import Unknown
from ui import urls
from ui.names import UNKNOWN
from ui.views.context import Context
from ui.views.layout import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownView:
    """What is wrong with a filter, and the same search with a known value in its place."""

    reason: str
    near: tuple[Link, ...]


def unknown_view(context: Context, unknown: Unknown) -> UnknownView:
    return UnknownView(
        reason=context.language.gettext(UNKNOWN[unknown.field], value=unknown.value),
        near=tuple(
            Link(label=known.name, url=context.url(_mended(context.query, unknown, known.id)))
            for known in unknown.near
        ),
    )


def _mended(query: SearchQuery, unknown: Unknown, value: str) -> SearchQuery:
    """Chosen or excluded as the wrong one was."""
    return urls.exchanged(query, unknown.field, unknown.value, value)
