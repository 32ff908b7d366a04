"""Towns of the world by name, with country and population."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from indexer.enrich.countries.forms import plain
from indexer.enrich.countries.territories import sovereign
from indexer.enrich.lexicon import rows, words
from indexer.enrich.names.towns_table import HOME, read

_Value = TypeVar("_Value")
WELL_KNOWN_FROM: Final = 100_000  # such a German, Austrian or Swiss town is known without context
WORLD_KNOWN_FROM: Final = 500_000  # such a town is known to readers of English without context
PLACED_FROM: Final = 100_000  # and such a one after a preposition of place
SPOKEN_FROM: Final = 10_000  # a smaller town abroad is not meant without its country
SHORTEST: Final = 4
HOME_WEIGHT: Final = 20  # a German paper's "Neustadt" is rarely the one in South Africa
NEAR_WEIGHT: Final = 3  # and its "Valencia" rather Spain's than the larger one in Venezuela
SPOKEN_OF_WEIGHT: Final = 1_000
NEAR: Final = frozenset(
    {"BE", "CZ", "DK", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT", "LU", "NL", "NO", "PL"}
    | {"PT", "RO", "SE", "SI", "SK", "TR"}
)


@dataclass(frozen=True, slots=True)
class Town:
    """One bearer of a name."""

    country: str
    population: int


class Gazetteer:
    """Which country a place name belongs to."""

    __slots__ = ("_towns", "large", "well_known", "world_known")

    def __init__(
        self,
        towns: Mapping[str, tuple[Town, ...]],
        well_known: Mapping[str, str],
        large: Mapping[str, Town],
    ) -> None:
        """`large` towns by the name that GeoNames, and English, gives them."""
        self._towns = towns
        self.well_known = well_known
        namesakes = words("towns_like_names_en.txt")
        self.large = _of_size(large, PLACED_FROM)
        self.world_known = {
            name: code
            for name, code in _of_size(large, WORLD_KNOWN_FROM).items()
            if name not in namesakes
        } | {name: code for (code,), names in rows("towns_en.txt") for name in names}

    def country(self, name: str, *, language: str, spoken_of: Collection[str]) -> str | None:
        """The country of the likeliest bearer: one in a country that the article speaks of, else
        the largest, with the language's home preferred; None for a small place far from both.
        """
        towns = self._towns.get(plain(name))
        if towns is None:
            return None
        likeliest = max(towns, key=lambda town: _weight(town, language, spoken_of))
        home = language == "de" and likeliest.country in HOME
        if likeliest.population >= SPOKEN_FROM or home or likeliest.country in spoken_of:
            return likeliest.country
        return None

    def is_in(self, name: str, country: str) -> bool:
        """Whether a town of this name lies in the country."""
        return any(town.country == country for town in self._towns.get(plain(name), ()))

    def knows(self, name: str, at_least: int = 0) -> bool:
        towns = self._towns.get(plain(name), ())
        return any(town.population >= at_least for town in towns)


def _of_size(towns: Mapping[str, Town], at_least: int) -> dict[str, str]:
    return {name: town.country for name, town in towns.items() if town.population >= at_least}


def _weight(town: Town, language: str, spoken_of: Collection[str]) -> int:
    weight = max(town.population, 1)
    if language == "de" and town.country in HOME:
        weight *= HOME_WEIGHT
    elif language == "de" and town.country in NEAR:
        weight *= NEAR_WEIGHT
    return weight * SPOKEN_OF_WEIGHT if town.country in spoken_of else weight


def load_gazetteer() -> Gazetteer:
    """Read the tables of towns."""
    ordinary = words("towns_like_words.txt")
    no_english_town = words("namesakes.txt")  # English writes everyday words small
    large: dict[str, Town] = {}
    towns: dict[str, tuple[Town, ...]] = {}
    well_known: dict[str, str] = {}
    for code, population, names in read():
        town = Town(sovereign(code), population)
        for name in names:
            towns[plain(name)] = (*towns.get(plain(name), ()), town)
        first = names[0]
        if population >= PLACED_FROM and len(first) >= SHORTEST and first not in no_english_town:
            known = large.get(first)
            if known is None or known.population < population:
                large[first] = town
        if code in HOME and population >= WELL_KNOWN_FROM:
            well_known |= {
                name: code
                for name in names[:2]
                if names[0].startswith(name) and name not in ordinary and name.isalpha()
            }
    for (code,), exonyms in rows("exonyms_de.txt"):
        well_known |= dict.fromkeys(exonyms, code)
    return Gazetteer(_without_words(towns), _without_words(well_known), _without_words(large))


def _without_words(table: dict[str, _Value]) -> dict[str, _Value]:
    ordinary = words("no_places.txt")
    return {name: value for name, value in table.items() if name not in ordinary}
