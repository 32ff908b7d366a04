"""Towns of the world by name, with country and population."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from indexer.enrich.countries.forms import plain
from indexer.enrich.lexicon import words
from indexer.enrich.names.towns_table import HOME, read

WELL_KNOWN_FROM: Final = 100_000  # such a German, Austrian or Swiss town is known without context
HOME_WEIGHT: Final = 20  # a German paper's "Neustadt" is rarely the one in South Africa
SPOKEN_OF_WEIGHT: Final = 1_000


@dataclass(frozen=True, slots=True)
class Town:
    """One bearer of a name."""

    country: str
    population: int


class Gazetteer:
    """Which country a place name belongs to."""

    __slots__ = ("_towns", "well_known")

    def __init__(self, towns: Mapping[str, tuple[Town, ...]], well_known: Mapping[str, str]):
        self._towns = towns
        self.well_known = well_known

    def country(self, name: str, *, language: str, spoken_of: Collection[str]) -> str | None:
        """The country of the likeliest bearer: one in a country that the article speaks of, else
        the largest, with the language's home preferred.
        """
        towns = self._towns.get(plain(name))
        if towns is None:
            return None
        return max(towns, key=lambda town: _weight(town, language, spoken_of)).country

    def knows(self, name: str, at_least: int = 0) -> bool:
        towns = self._towns.get(plain(name), ())
        return any(town.population >= at_least for town in towns)


def _weight(town: Town, language: str, spoken_of: Collection[str]) -> int:
    weight = max(town.population, 1)
    if language == "de" and town.country in HOME:
        weight *= HOME_WEIGHT
    return weight * SPOKEN_OF_WEIGHT if town.country in spoken_of else weight


def load_gazetteer() -> Gazetteer:
    """Read the table of towns."""
    ordinary = words("towns_like_words.txt")
    towns: dict[str, tuple[Town, ...]] = {}
    well_known: dict[str, str] = {}
    for code, population, names in read():
        town = Town(sovereign(code), population)
        for name in names:
            towns[plain(name)] = (*towns.get(plain(name), ()), town)
        if code in HOME and population >= WELL_KNOWN_FROM:
            well_known |= {
                name: code
                for name in names[:2]
                if names[0].startswith(name) and name not in ordinary and name.isalpha()
            }
    for name in words("no_places.txt"):
        towns.pop(name, None)
    return Gazetteer(towns, well_known)


# Territories with a code of their own belong to their sovereign; HK, TW, PS stand for themselves.
_SOVEREIGN: Final = {
    "AI": "GB", "AS": "US", "AW": "NL", "AX": "FI", "BL": "FR", "BM": "GB", "BQ": "NL", "BV": "NO",
    "CC": "AU", "CK": "NZ", "CW": "NL", "CX": "AU", "EH": "EH", "FK": "GB", "FO": "DK", "GF": "FR",
    "GG": "GB", "GI": "GB", "GL": "DK", "GP": "FR", "GS": "GB", "GU": "US", "HM": "AU", "IM": "GB",
    "IO": "GB", "JE": "GB", "KY": "GB", "MF": "FR", "MO": "CN", "MP": "US", "MQ": "FR", "MS": "GB",
    "NC": "FR", "NF": "AU", "NU": "NZ", "PF": "FR", "PM": "FR", "PN": "GB", "PR": "US", "RE": "FR",
    "SH": "GB", "SJ": "NO", "SX": "NL", "TC": "GB", "TF": "FR", "TK": "NZ", "UM": "US", "VG": "GB",
    "VI": "US", "WF": "FR", "YT": "FR",
}  # fmt: skip


def sovereign(code: str) -> str:
    """The state a territory belongs to."""
    return _SOVEREIGN.get(code, code)
