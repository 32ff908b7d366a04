"""The language of an article: as given, else detected from its text."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from indexer.enrich.lexicon import words

# Languages of the press that archives hold. Without the limit short German texts come out as
# Luxembourgish or Low German.
CANDIDATES: Final = words("languages.txt")
SHORTEST: Final = 40  # letters; below that the detector guesses from names
ENOUGH: Final = 2_000  # characters; more text does not change the answer


@lru_cache(maxsize=1)  # a third of a second: once a process
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(CANDIDATES)
    return identifier


class LanguageDetector:
    """Settles the language of a text as an ISO 639-1 code."""

    __slots__ = ("_default", "_identifier")

    def __init__(self, default: str = "de") -> None:
        self._default = default
        self._identifier = _identifier()

    def settle(self, text: str, given: str | None = None) -> str:
        """Return the given language without its region, else the detected one; the default for a
        text too short to tell.
        """
        if given and given.strip():
            return given.strip().lower().replace("_", "-").partition("-")[0]
        sample = text[:ENOUGH]
        if sum(letter.isalpha() for letter in sample) < SHORTEST:
            return self._default
        return str(self._identifier.classify(sample)[0])
