"""Abbreviations that an article introduces in brackets: `Vereinte Nationen (UN)`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from indexer.enrich.names.found import Found

_GENITIVE: Final = frozenset({"der", "des"})


def abbreviations(doc: Doc, names: Sequence[Found]) -> dict[int, int]:
    """Index of each name in brackets to the index of the name right before the bracket."""
    return {
        index + 1: index
        for index, (full, short) in enumerate(pairwise(names))
        if _introduces(doc, full, short)
    }


def _introduces(doc: Doc, full: Found, short: Found) -> bool:
    if short.first != full.last + 1 or short.last >= len(doc):
        return False
    if doc[full.last].text != "(" or doc[short.last].text != ")":
        return False
    return not _is_genitive(doc, full) or _shortens(short.text, full.text)


def _is_genitive(doc: Doc, name: Found) -> bool:
    """Behind a noun that the bracket speaks of: `Hilfswerk der | Vereinten Nationen | (UNHCR)`."""
    if name.first <= 1:
        return False
    noun, article = doc[name.first - 2], doc[name.first - 1]
    return article.text in _GENITIVE and noun.is_alpha and noun.is_title


def _shortens(short: str, name: str) -> bool:
    """The letters stand in the name in this order, and both begin alike."""
    letters, rest = [letter for letter in short.lower() if letter.isalpha()], iter(name.lower())
    return short[:1].lower() == name[:1].lower() and all(letter in rest for letter in letters)
