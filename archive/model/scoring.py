"""Whether a query can rank its hits."""

from __future__ import annotations

from archive.model.search import And, Fuzzy, Node, Or, Phrase, Prefix, Word


def scores(tree: Node) -> bool:
    """Whether a word, phrase, prefix or fuzzy word is asked for; without one order is by date."""
    match tree:
        case And(children=children) | Or(children=children):
            return any(scores(child) for child in children)
        case _:
            return isinstance(tree, Word | Phrase | Prefix | Fuzzy)
