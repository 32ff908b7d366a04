"""Korean names in full: a family name and two syllables, each a word of its own ("Kim Jong Un")."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Doc

from indexer.enrich.lexicon import lines

WORDS: Final = 3
_FAMILIES: Final = frozenset(next(lines("family_first.txt")).split())
# A syllable as the usual romanisations write it.
_SYLLABLE: Final = re.compile(
    r"(?:[BCDGHJKMNPRSTYW]|Ch|Sh)?(?:y|w)?(?:ae|eo|eu|ee|oo|ou|ui|[aeiou])(?:ng|ck|[nmklptbrhc])?",
    re.IGNORECASE,
)


def is_korean(doc: Doc, first: int) -> bool:
    """Whether three words that may be such a name begin here."""
    words = [token.text for token in doc[first : first + WORDS]]
    return (
        len(words) == WORDS
        and words[0] in _FAMILIES
        and all(word.istitle() and _SYLLABLE.fullmatch(word) for word in words[1:])
    )
