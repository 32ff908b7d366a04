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
class Field:
    """A hidden field of a form."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Head, header and footer of a page; `heading` is its title without the site's."""

    site: str
    heading: str
    language: str
    home_url: str
    about_url: str
    languages: tuple[Link, ...]
    text: str = ""
    hidden: tuple[Field, ...] = ()
    search_url: str = "/"
    suggest_url: str = "/api/v1/suggest"
