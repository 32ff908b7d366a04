"""Which addresses of an article may become links, and marked HTML back to plain text."""

from __future__ import annotations

import html
from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """The address when it is a complete http(s) one, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def plain(marked: str) -> str:
    """The text of escaped HTML that contains nothing but <mark>."""
    return html.unescape(marked.replace("<mark>", "").replace("</mark>", ""))
