"""Keys by which the registry knows names across spellings, and the readable slugs of its ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from archive.model.document import EntityKind

SLUG_LIMIT = 60  # characters; ids appear in addresses and query texts
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"}
)
_FURTHER = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_GAP = re.compile(r"[^\w]+|_+")

# German and English spellings of the same Slavic letters, longest first (Duden transcription and
# BGN/PCGN).
_LETTERS = (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("w", "v"), ("j", "y"), ("z", "ts"))
_GIVEN_ENDINGS = re.compile(r"(?<=[aeo])[iy]$|iy$")
_FAMILY_ENDINGS = re.compile(r"(?<=sk)(?:iy|yi|yy|y)$")


def slug(name: str) -> str:
    """The name as lower-case words joined by hyphens; letters of other scripts stay."""
    words = fold(name).replace(" ", "-")
    if len(words) > SLUG_LIMIT:
        words = words[: SLUG_LIMIT + 1].rpartition("-")[0] or words[:SLUG_LIMIT]
    return words or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


def fold(name: str) -> str:
    """Case, accents, umlauts, hyphens and punctuation folded away; words joined by one blank."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_GERMAN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _GAP.sub(" ", plain.translate(_FURTHER)).strip()


def key_of(kind: EntityKind, name: str, country: str | None = None) -> str:
    """The same for names of one kind that denote the same entry.

    Transliterations of persons' full names agree; a single word is kept as it is spelled, for
    a bare surname says too little. Places of one name differ by country.
    """
    folded = fold(name) or name
    if kind is EntityKind.PLACE:
        return f"{folded}|{country or ''}"
    words = folded.split()
    if kind is EntityKind.ORGANISATION or len(words) < 2:
        return folded
    given = [_GIVEN_ENDINGS.sub("y", _transliterated(word)) for word in words[:-1]]
    return " ".join([*given, _FAMILY_ENDINGS.sub("i", _transliterated(words[-1]))])


def _transliterated(word: str) -> str:
    for german, english in _LETTERS:
        word = word.replace(german, english)
    return word
