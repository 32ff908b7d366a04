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
MOST_TRIALS = 12  # searches for one empty page
MOST_HINTS = 5
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
    trials = (*_one_filter_less(context, chips), *_other_texts(context, tree, filtered=bool(chips)))
    found = (_tried(context, trial, service) for trial in trials[:MOST_TRIALS])
    return tuple(hint for hint in found if hint)[:MOST_HINTS]


def _one_filter_less(context: Context, chips: tuple[Chip, ...]) -> Iterator[Trial]:
    gettext = context.language.gettext
    for chip in chips if len(chips) > 1 else ():
        label = gettext("Without the filter %(label)s", label=chip.label)
        yield Trial(label=label, query=chip.without)


def _other_texts(context: Context, tree: Node, *, filtered: bool) -> Iterator[Trial]:
    """Each wording under the filters, then without them; the reader's own only without."""
    gettext = context.language.gettext
    for label, text in _wordings(context, tree):
        query = urls.with_text(context.query, text)
        if text != context.query.text:
            yield Trial(label=label, query=query)
        if filtered:
            without = gettext("%(search)s – without filters", search=label)
            yield Trial(label=without, query=urls.without_filters(query))


def _wordings(context: Context, tree: Node) -> Iterator[tuple[str, str]]:
    gettext, words, text = context.language.gettext, _words(tree), context.query.text
    yield text or gettext("Everything"), text
    loose = [f"{word}~" if _may_be_misspelt(word) else word for word in words]
    if loose != list(words):
        yield gettext("Similar spellings: %(text)s", text=" ".join(loose)), " ".join(loose)
    if len(words) > 1:
        yield gettext("Any of the words: %(text)s", text=" OR ".join(words)), " OR ".join(words)
    if len(words) > 1 and loose != list(words):
        any_of = " OR ".join(loose)
        yield gettext("Any of these spellings: %(text)s", text=any_of), any_of
    plain = " ".join(w for w in _WORDS.findall(text) if w not in _OPERATORS)
    if plain not in ("", text):
        yield gettext("The plain words: %(text)s", text=plain), plain


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= FUZZY_FROM and word.isalpha()


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
