"""German compounds into their parts, by a table of nouns (see tables/README.md)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
LONGEST_COMPOUND = 60  # longer tokens are no words; keeps the search small
_LONGEST_FORM = 24

# First parts that are no nouns.
_FIRST_COST = 9.0
# fmt: off
_FIRST = (
    "agrar", "alt", "atom", "aussen", "erd", "fahr", "fern", "flug", "gross", "haupt", "hoch",
    "innen", "jung", "kauf", "klein", "kurz", "lang", "luft", "neben", "neu", "nord", "not", "ost",
    "rueck", "schutz", "selbst", "sonder", "spitzen", "sued", "voll", "west", "wohn",
)
# fmt: on

# Look like compounds of other words, or are so much one word that nobody thinks of the parts.
_WHOLE = re.compile(
    "(?:deutschland|england|frankreich|griechenland|russland|finnland|lettland|estland|wolfgang"
    "|verbraucher|vorsitzende|kilometer|kilogramm|unternehmen|unternehmer)[a-z]{0,2}"
)

# Linking letters and what they cost; the table holds plurals and genitives ("staaten", "tages")
# already, so a link is left for what is no form of the noun ("ruestung-s", "schul-").
_LINKS: Mapping[str, float] = MappingProxyType({"": 0.0, "s": 1.0, "es": 3.0, "en": 4.0, "n": 4.0})
_LOST_E = 2.0
# Each further part must earn its place: one long part is likelier than two short ones.
_PART_COST = 8.0
_DEAREST = 22.0  # average cost of a part beyond which a split is chance


@lru_cache(maxsize=1)
def _costs() -> Mapping[str, float]:
    packed = files("mappings").joinpath("tables", "compounds_de.txt.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return MappingProxyType({form: float(cost) for form, cost in rows})


@lru_cache(maxsize=1)
def _firsts() -> Mapping[str, float]:
    """What may stand before another part: nouns with and without a link, and the short list."""
    firsts = dict.fromkeys(_FIRST, _FIRST_COST)
    for form, cost in _costs().items():
        if form.endswith("e") and len(form) > SHORTEST_PART + 1:
            _cheapen(firsts, form[:-1], cost + _LOST_E)
        for link, more in _LINKS.items():
            _cheapen(firsts, form + link, cost + more)
    return MappingProxyType(firsts)


def _cheapen(costs: dict[str, float], form: str, cost: float) -> None:
    costs[form] = min(cost, costs.get(form, cost))


def parts(exact: str) -> tuple[str, ...]:
    """The parts of a compound and, where one of them is a compound too, also its parts."""
    return tuple(part for outer in split(exact) for part in (outer, *split(outer)))


def split(exact: str) -> tuple[str, ...]:
    """The parts of a compound in its exact form, links left on; empty if it is none we know."""
    if not SHORTEST_COMPOUND <= len(exact) <= LONGEST_COMPOUND or not exact.isalpha():
        return ()
    return () if _WHOLE.fullmatch(exact) else _cheapest(exact)


def _cheapest(exact: str) -> tuple[str, ...]:
    """The split of least cost; the last part must be a noun as it stands."""
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(exact)
    for start in range(len(exact) - SHORTEST_PART + 1):
        before = best[start]
        if before is None:
            continue
        for end, cost in _parts_from(exact, start):
            total = before[0] + cost + _PART_COST
            rival = best[end]
            if rival is None or total < rival[0]:
                best[end] = (total, (*before[1], exact[start:end]))
    whole = best[-1]
    return whole[1] if whole and whole[0] / len(whole[1]) <= _DEAREST else ()


def _parts_from(exact: str, start: int) -> Iterator[tuple[int, float]]:
    rest = len(exact) - start
    for length in range(SHORTEST_PART, min(rest, _LONGEST_FORM) + 1):
        if length == len(exact):
            return
        table = _costs() if length == rest else _firsts()
        cost = table.get(exact[start : start + length])
        if cost is not None:
            yield start + length, cost
