"""Titles and snippets with the matching words marked, the same for every engine.

What comes out is escaped HTML that contains nothing but `<mark>`. A whole word is marked also where
only its stem or a part of the compound matches; the words of a phrase only where the phrase occurs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from archive.engines.fragments import Fragment, best, lead
from archive.engines.marks import Mark, marks
from archive.model.search import Node, Scope

_BLANKS = re.compile(r"\s+")


def highlight_title(text: str, language: str, tree: Node) -> str:
    """The whole title, with its matches marked."""
    found = marks(text, language, tree, Scope.TITLE)
    return _marked(text, 0, len(text), found)


def snippets(text: str, language: str, tree: Node, limit: int = 3) -> tuple[str, ...]:
    """The best fragments of a body, in text order; its beginning if nothing in it matches."""
    found = marks(text, language, tree, Scope.BODY)
    fragments = best(text, found, limit) if found else lead(text)
    return tuple(_snippet(text, fragment, found) for fragment in fragments)


def _snippet(text: str, fragment: Fragment, found: Sequence[Mark]) -> str:
    before = "… " if fragment.cut_before else ""
    after = " …" if fragment.cut_after else ""
    return before + _marked(text, fragment.start, fragment.end, found) + after


def _marked(text: str, start: int, end: int, found: Sequence[Mark]) -> str:
    pieces: list[str] = []
    done = start
    for mark in found:
        first, last = max(mark.start, done), min(mark.end, end)
        if first < last:
            pieces += [_plain(text[done:first]), f"<mark>{_plain(text[first:last])}</mark>"]
            done = last
    pieces.append(_plain(text[done:end]))
    return "".join(pieces)


def _plain(text: str) -> str:
    return escape(_BLANKS.sub(" ", text))
