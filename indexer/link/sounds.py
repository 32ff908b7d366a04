"""Spellings of foreign names that sound alike, and slips of the pen."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Letters of keys (see `indexer.link.names`) as German, English and French papers render one sound
# of Slavic, Arabic, Persian and Hebrew names, longest first: capitals are sounds, not letters.
_SOUNDS: Final = (
    ("shch", "C"), ("dsh", "i"), ("dtsh", "i"), ("tsh", "S"), ("tch", "C"), ("sh", "S"),
    ("ch", "C"), ("kh", "C"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("dh", "d"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("x", "ks"), ("ts", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("y", "i"),
)  # fmt: skip
_TWICE: Final = re.compile(r"(.)\1+")
_AFTER_HUSHING: Final = re.compile(r"(?<=[CS])o")  # Gorbatschow, Gorbachev
_FF: Final = re.compile(r"(?<=[oe])f$")  # Smirnoff
_ENDING_I: Final = re.compile(r"i+$")
_SHORTEST: Final = 6  # letters of a word in which one wrong letter does not make another name


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The same for transliterations of one name, and for some other names: company must tell."""
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    word = _TWICE.sub(r"\1", word)
    return _ENDING_I.sub("i", _FF.sub("v", _AFTER_HUSHING.sub("e", word)))


def within_one_slip(one: str, other: str) -> bool:
    """One letter more, less, other, or two exchanged, not at either end: there it makes another
    name (Mario, Maria).
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST - 1 or len(long) < _SHORTEST or len(long) - len(short) > 1:
        return False
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    tail = 0
    while tail < len(short) - head and short[-1 - tail] == long[-1 - tail]:
        tail += 1
    if head == 0 or tail == 0:
        return False
    left, wrong = short[head : len(short) - tail], long[head : len(long) - tail]
    return len(wrong) == 1 or (len(wrong) == 2 and left == wrong[::-1])
