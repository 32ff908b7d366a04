"""Given names that a table knows."""

from __future__ import annotations

from typing import Final

from indexer.enrich.lexicon import words
from indexer.enrich.names.spelling import fold

_GIVEN: Final = frozenset(fold(name) for name in words("given_names.txt"))


def is_given(word: str) -> bool:
    """A known given name, or several joined by hyphens."""
    return all(fold(part) in _GIVEN for part in word.split("-"))
