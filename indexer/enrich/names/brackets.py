"""Abbreviations that an article introduces in brackets: `Vereinte Nationen (UN)`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from indexer.enrich.names.found import Found


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
    return doc[full.last].text == "(" and doc[short.last].text == ")"
