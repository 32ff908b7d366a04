"""What a reader may try when nothing was found: other searches that do find something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.errors import QueryError
from archive.model.search import And, Node, SearchQuery, Word
from search_api.service import SearchService
from ui import urls
from ui.views.chips import Chip
from ui.views.context import Context

FUZZY_FROM = 4  # letters; shorter words have too many neighbours
MOST_TRIALS = 8  # searches for one empty page
_WORDS = re.compile(r"\w+")
_OPERATORS = frozenset({"AND", "OR", "NOT", "TO"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Another search, said in words, and how much it finds."""

    label: str
    count: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A search worth trying instead."""

    label: str
    query: SearchQuery


def hints(
    context: Context, tree: Node, chips: tuple[Chip, ...], service: SearchService
) -> tuple[Hint, ...]:
    """Only searches that find something, the closest to what was asked first."""
    trials = (*_spellings(context, tree), *_fewer_filters(context, chips), *_looser(context, tree))
    found = (_tried(context, trial, service) for trial in trials[:MOST_TRIALS])
    return tuple(hint for hint in found if hint)


def _spellings(context: Context, tree: Node) -> Iterator[Trial]:
    words, query = _words(tree), context.query
    if not any(_may_be_misspelt(word) for word in words):
        return
    text = " ".join(f"{word}~" if _may_be_misspelt(word) else word for word in words)
    label = context.language.gettext("Similar spellings: %(text)s", text=text)
    yield Trial(label=label, query=urls.with_text(query, text))
    if urls.without_filters(query) != replace(query, cursor=None):
        label = context.language.gettext("Similar spellings, no filters: %(text)s", text=text)
        yield Trial(label=label, query=urls.with_text(urls.without_filters(query), text))


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= FUZZY_FROM and word.isalpha()


def _fewer_filters(context: Context, chips: tuple[Chip, ...]) -> Iterator[Trial]:
    gettext = context.language.gettext
    for chip in chips:
        yield Trial(
            label=gettext("Without the filter %(label)s", label=chip.label), query=chip.without
        )
    if len(chips) > 1:
        yield Trial(label=gettext("Without any filter"), query=urls.without_filters(context.query))


def _looser(context: Context, tree: Node) -> Iterator[Trial]:
    gettext, words = context.language.gettext, _words(tree)
    if len(words) > 1:
        text = " OR ".join(words)
        label = gettext("Any of the words: %(text)s", text=text)
        yield Trial(label=label, query=urls.with_text(context.query, text))
    plain = " ".join(w for w in _WORDS.findall(context.query.text) if w not in _OPERATORS)
    if plain != context.query.text and plain:
        label = gettext("The plain words: %(text)s", text=plain)
        yield Trial(label=label, query=urls.with_text(context.query, plain))


def _words(tree: Node) -> tuple[str, ...]:
    """The words of a query of plain words; none of any other query."""
    children = tree.children if isinstance(tree, And) else (tree,)
    words = tuple(node.text for node in children if isinstance(node, Word))
    return words if len(words) == len(children) else ()


def _tried(context: Context, trial: Trial, service: SearchService) -> Hint | None:
    counting = replace(trial.query, size=1, facets=(), histograms=False)
    try:
        total = service.search(counting).result.total.value
    except QueryError:  # a rewritten text may ask for too much
        return None
    if not total:
        return None
    count = context.language.ngettext("%(number)s article", "%(number)s articles", total)
    return Hint(label=trial.label, count=count, url=context.url(trial.query))
