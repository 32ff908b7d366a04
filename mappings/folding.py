"""The exact form of a word: case, umlaut spelling and diacritics stop mattering."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Invisible characters that may stand inside a word: soft hyphen, grapheme joiner, Mongolian vowel
# separator, zero-width and direction marks, word joiner and its kin, variation selectors, BOM.
INVISIBLE = (
    "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)

# Code points; Elasticsearch's whitespace analyzer cuts tokens at 255 UTF-16 units, and a code point
# may take two.
LONGEST_FORM = 120

_DROPPED = re.compile(rf"[{INVISIBLE}\u02b0-\u02ff]+")  # the second range: Hawaiʻi, Sanaʼa
_DIAERESIS = re.compile("gü(?=[ei])")  # Agüero: the dots part two vowels, they are no umlaut
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "æ": "ae",
        "œ": "oe",
        "ø": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
    }
)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The exact form of one token: no blank in it, empty when the word has no letter or digit, cut
    at LONGEST_FORM.

    Umlaut spellings meet ("Pjöngjang", "Pjoengjang"), as do ß and ss, and letters with and without
    other diacritics. Folding twice changes nothing.
    """
    if word.isascii():
        lowered = word.lower()
        return (lowered if lowered.isalnum() else _only_words(lowered))[:LONGEST_FORM]
    visible = unicodedata.normalize("NFC", _DROPPED.sub("", word)).casefold()
    composed = unicodedata.normalize("NFC", visible)
    spelled = _DIAERESIS.sub("gu", composed).translate(_LETTERS)
    bare = "".join(c for char in spelled for c in _decomposed(char) if not _is_diacritic(c))
    return _only_words(unicodedata.normalize("NFC", bare.casefold()))[:LONGEST_FORM]


def _decomposed(char: str) -> str:
    # Ligatures, full-width and raised signs fall apart, except what would bring in a blank or a
    # fraction stroke: "10½" is not 1012.
    apart = unicodedata.normalize("NFKD", char)
    return apart if all(map(_in_word, apart)) else char


def _is_diacritic(char: str) -> bool:
    # Classes 10 to 36 are Hebrew and Arabic points, from 202 accents. What lies between and below
    # (Indic signs, kana voicing) is spelling, not decoration.
    place = unicodedata.combining(char)
    return 10 <= place <= 36 or place >= 202


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _only_words(text: str) -> str:
    return "".join(filter(_in_word, text))
