"""Limits that hold on every engine alike, so that both refuse the same queries."""

from __future__ import annotations

from collections.abc import Iterator

from archive.errors import QueryError
from archive.model.search import And, Fuzzy, Node, Not, Or, Phrase, Prefix

EXPANSIONS = 1_000  # terms or values that one word of a query may stand for
OPEN_WORDS = 50  # prefixes and fuzzy words in one query: each is looked up in every field
RELEVANCE_WINDOW = 10_000  # hits that can be paged through by relevance
PAGES_KEPT = 1_800  # s since a page by relevance was last read, until its cursor expires
FACET_VALUES = 65_000  # values of one facet that are counted at most


def check_expansions(text: str, count: int) -> None:
    """Raise QueryError when a prefix, fuzzy word or name stands for too many terms."""
    if count > EXPANSIONS:
        raise QueryError(
            f"{text!r} stands for more than {EXPANSIONS} words or names; add letters",
            suggestion=None,
        )


def check_open_words(tree: Node) -> None:
    """Raise QueryError when a query has too many prefixes and fuzzy words."""
    found = [leaf for leaf in leaves(tree) if isinstance(leaf, Prefix | Fuzzy)]
    if len(found) > OPEN_WORDS:
        raise QueryError(
            f"a query can have {OPEN_WORDS} beginnings of words and fuzzy words at most; "
            f"this one has {len(found)}"
        )


def check_near(tree: Node) -> None:
    """Raise QueryError when near phrases allow too many arrangements of their words in all."""
    near = [leaf for leaf in leaves(tree) if isinstance(leaf, Phrase) and leaf.slop]
    near.sort(key=_arrangements)
    if sum(map(_arrangements, near)) > EXPANSIONS:
        raise QueryError(
            f"{near[-1].text!r} allows more than {EXPANSIONS} arrangements of its words, alone or "
            "with other near phrases; take fewer words or a smaller distance"
        )


def leaves(tree: Node) -> Iterator[Node]:
    """The parts of the query that are no And, Or or Not."""
    match tree:
        case And(children=children) | Or(children=children):
            for child in children:
                yield from leaves(child)
        case Not(child=child):
            yield from leaves(child)
        case _:
            yield tree


def _arrangements(phrase: Phrase) -> int:
    return arrangements(len(phrase.words), phrase.slop)


def arrangements(words: int, slop: int) -> int:
    """In how many ways words can be shifted by 0 to `slop` places, one of them by none.

    Two different words have one distance each, which engines can look for at once.
    """
    if words < 3:
        return 1
    return int((slop + 1) ** words - slop**words)
