"""Fifty searches over the demo archive with every kind of choice, by a seeded draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from archive.engines.port import SearchReader
from archive.model.document import FacetField
from archive.model.partial_date import DateRange, PartialDate
from archive.model.search import FacetFilter, FacetRequest, Op, SearchQuery
from archive.query.parser import parse

TEXTS = (
    "",
    "Polizei",
    "Wahl OR Gipfel",
    "Regierung -Merkel",
    '"Vereinigten Staaten"',
    "präsi*",
    "(Erdbeben OR Flut) NOT Japan",
    "title:Bundestag",
    "country:DE",
    "about:2005",
)
YEARS = ("2005", "2007", "2010")


def fifty_searches(reader: SearchReader, seed: int = 20) -> list[SearchQuery]:
    """OR, AND, exclusions, missing and both time axes, with values that occur."""
    random = Random(seed)
    values = {text: _common_values(reader, text) for text in TEXTS}
    return [_search(random, text, values[text]) for text in TEXTS for _ in range(5)]


def _common_values(reader: SearchReader, text: str) -> Mapping[FacetField, Sequence[str]]:
    found, query = {}, SearchQuery(text=text, tree=parse(text))
    for field in FacetField:
        result = reader.facet_values(query, FacetRequest(field=field, size=12))
        found[field] = [bucket.value for bucket in result.buckets]
    return found


def _search(random: Random, text: str, common: Mapping[FacetField, Sequence[str]]) -> SearchQuery:
    fields = random.sample([field for field in FacetField if common[field]], k=random.randint(1, 2))
    query = SearchQuery(
        text=text,
        tree=parse(text),
        filters={field: _choices(random, common[field]) for field in fields},
    )
    axis = random.choice(("published", "about", None, None, None, None))
    if axis is None:
        return query
    range_ = DateRange.of(PartialDate.parse(random.choice(YEARS)))
    return replace(query, published=range_) if axis == "published" else replace(query, about=range_)


def _choices(random: Random, values: Sequence[str]) -> FacetFilter:
    drawn = random.sample(values, k=min(len(values), 4))
    return FacetFilter(
        include=tuple(drawn[: random.randint(0, 2)]),
        exclude=tuple(drawn[2 : 2 + random.randint(0, 2)]),
        op=random.choice((Op.OR, Op.OR, Op.AND)),
        missing=random.random() < 0.15,
    )
