"""What every page shows around its content, and the small values that all views share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A ready link; `current` marks the one that shows where the reader is."""

    label: str
    url: str
    current: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Frame of a page; `heading` is its title without the site's, `hidden` its search form's."""

    site: str
    heading: str
    language: str
    home_url: str
    about_url: str
    docs_url: str
    languages: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of particulars; `url` is empty for what leads nowhere."""

    name: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLink(Link):
    """A link beside a text, with a remark (an event's kind and date) or a number of articles."""

    remark: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideList:
    """Links of one kind."""

    kind: str
    name: str
    links: tuple[SideLink, ...]
