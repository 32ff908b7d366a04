"""What a single written word says of countries: as it stands, or as part of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.model.annotation import Via
from indexer.enrich.countries.forms import Forms, Sense
from indexer.enrich.lexicon import rows, words

SHORTEST_ROOT: Final = 6  # "Peru" opens "Perugia", "Niger" opens "Nigeria"
SHORT_ROOTS: Final = frozenset({"China", "Japan", "Kreml"})  # open no other names
SOVIET: Final = "Sowjet"
SHORTEST_PEOPLE: Final = 4
SHORTEST_SHORT: Final = 4
LONGEST_ROOT: Final = 16
SHORTEST_REST: Final = 3
_COMPASS: Final = re.compile(r"(?i:nord|süd|ost|west|mittel|zentral|inner|ober|nieder)+")
_STANCE: Final = re.compile(r"(?i:anti|pro|inner|außer|neo|pseudo|alt|exil|afro)")
_STEMS: Final = re.compile(r"sch(?=[a-zäöü]{4})")
_OF_STOCK: Final = ("stämmig", "freundlich", "feindlich")
_PARTS: Final = re.compile(r"[^-–/]+")
MAX_CACHED: Final = 200_000


@dataclass(frozen=True, slots=True)
class Part:
    """A country word inside a token: offsets from the token's start."""

    start: int
    end: int
    sense: Sense


class CountryWords:
    """Looks words up, remembering the answers."""

    __slots__ = (
        "_cache",
        "_combining",
        "_crowned",
        "_crowns",
        "_currencies",
        "_following",
        "_forms",
        "_roots",
        "_short",
    )

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._currencies = words("currencies.txt")
        ((crowned, crowns),) = rows("crowns.txt")
        self._crowned, self._crowns = frozenset(crowned), frozenset(crowns)
        self._following = tuple(sorted(words("after_countries.txt")))
        self._cache: dict[str, tuple[Part, ...]] = {}
        self._roots = {
            root: sense
            for root, sense in forms.roots.items()
            if sense.sure and (len(root) >= SHORTEST_ROOT or root in SHORT_ROOTS)
        }
        self._short = {
            root: sense
            for root, sense in forms.roots.items()
            if sense.sure and SHORTEST_SHORT <= len(root) < SHORTEST_ROOT and root.isalpha()
        }
        if "Sowjetunion" in forms.roots:
            self._roots[SOVIET] = forms.roots["Sowjetunion"]
        self._combining = {
            form: Sense(code=code, via=Via.ADJECTIVE, derived=True)
            for (code,), members in rows("combining_forms.txt")
            for form in members
        }

    def parts(self, word: str) -> tuple[Part, ...]:
        """Country words in this written word, in order."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > MAX_CACHED:
                self._cache.clear()
            found = self._cache[word] = tuple(self._find(word))
        return found

    def is_currency(self, word: str, code: str) -> bool:
        """Whether the word behind one of this country names money: not `französische Krone`."""
        return word in self._currencies or (word in self._crowns and code in self._crowned)

    def _find(self, word: str) -> Iterator[Part]:
        if word in self._forms.misleading:
            return
        sense = self._forms.get(word) or self._shouted(word)
        if sense is not None:
            yield Part(0, len(word), sense)
        elif "-" in word or "–" in word or "/" in word:
            yield from self._hyphenated(word)
        else:
            yield from self._solid(word)

    def _shouted(self, word: str) -> Sense | None:
        return self._forms.get(word.capitalize()) if word.isupper() and len(word) > 3 else None

    def _hyphenated(self, word: str) -> Iterator[Part]:
        spans = list(_PARTS.finditer(word))
        last = spans[-1].group() if spans else ""
        if last.startswith(("sprach", "speak")):
            return
        for index, span in enumerate(spans):
            following = spans[index + 1].group() if index + 1 < len(spans) else ""
            sense = self._member(span.group(), following)
            if sense is None or self.is_currency(last, sense.code):
                continue
            if sense.sure:
                yield Part(span.start(), span.end(), sense)

    def _member(self, part: str, following: str) -> Sense | None:
        """What a part between hyphens means; `Sino-` and the like only before a people's word."""
        sense = self._forms.get(part) or self._language_stem(part)
        if sense is not None:
            return sense
        if part == SOVIET:
            return self._roots.get(SOVIET)
        partner = self._forms.get(following) or self._language_stem(following)
        return self._combining.get(part) if partner is not None else None

    def _language_stem(self, part: str) -> Sense | None:
        """`Deutsch-Französische` has its first adjective capitalised and bare."""
        sense = self._forms.get(part[:1].lower() + part[1:])
        return sense if sense is not None and sense.via is Via.ADJECTIVE else None

    def _solid(self, word: str) -> Iterator[Part]:
        found = self._region_of(word) or self._opening(word) or self._short_opening(word)
        if found is not None:
            yield found
            people = self._rest(word, found.end)
            if people is not None:
                yield people
        else:
            yield from self._two_peoples(word)

    def _rest(self, word: str, start: int) -> Part | None:
        """The people in `Russlanddeutsche`."""
        if len(word) - start < SHORTEST_PEOPLE:
            return None
        sense = self._forms.get(word[start:].capitalize())
        if sense is None or (sense.via is not Via.ADJECTIVE and not sense.people):
            return None
        return Part(start, len(word), Sense(code=sense.code, via=Via.ADJECTIVE, derived=True))

    def _two_peoples(self, word: str) -> Iterator[Part]:
        """`Deutschtürken` and `türkischstämmig` open with the stem of an adjective."""
        for opening in _STEMS.finditer(word):
            end = opening.end()
            stem = self._language_stem(word[:end])
            people = self._rest(word, end)
            if stem is None or (people is None and not word[end:].startswith(_OF_STOCK)):
                continue
            yield Part(0, end, stem)
            if people is not None:
                yield people
            return

    def _region_of(self, word: str) -> Part | None:
        """`Norditalien` is a place in Italy, `ostdeutsch` and `antirussisch` are adjectives."""
        compass = _COMPASS.match(word)
        opening = compass or _STANCE.match(word)
        if opening is None or len(word) - opening.end() < SHORTEST_SHORT:
            return None
        rest = word[opening.end() :]
        small = word[0].islower()
        sense = self._forms.get(rest if small else rest.capitalize())
        if sense is None or (compass and rest.lower().startswith("amerika")):
            return None
        if len(rest) < SHORTEST_ROOT - 1 and sense.via is not Via.NAME:
            return None
        if sense.via is Via.NAME and compass:
            sense = Sense(code=sense.code, via=Via.PLACE)
        return Part(0, len(word), sense) if sense.sure else None

    def _opening(self, word: str) -> Part | None:
        """`Russlandpolitik`, `deutschlandweit`."""
        capitalised = word[:1].upper() + word[1:]
        for length in range(min(LONGEST_ROOT, len(word) - SHORTEST_REST), SHORTEST_ROOT - 2, -1):
            sense = self._roots.get(capitalised[:length])
            if sense is not None and word[length:].isalpha() and word[length:].islower():
                return Part(0, length, sense)
        return None

    def _short_opening(self, word: str) -> Part | None:
        """`Irakkrieg`, but not `Irakische`: short names open only what is often said of them."""
        for length in range(SHORTEST_SHORT, min(SHORTEST_ROOT, len(word) - SHORTEST_REST)):
            sense = self._short.get(word[:length])
            if sense is not None and word[length:].startswith(self._following):
                return Part(0, length, sense)
        return None
