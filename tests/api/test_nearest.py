"""What is offered for a mistyped value is the same on every engine, and what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from archive.model.document import FacetField
from archive.model.search import (
    FacetFilter,
    FacetRequest,
    FacetResult,
    SearchQuery,
    SearchResult,
    Suggestion,
)
from search_api.nearest import MOST_ASKED, unknown
from tests.api.asgi_client import Client
from tests.api.small_archive import fill
from tests.contract.fake_archive import FakeArchive
from tests.contract.fake_reader import FakeReader
from tests.contract.fake_writer import FakeWriter


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("person=Ana+Adlr", "person=person:adler"),
        ("country=Poln", "country=PL"),
        ("event=Anna+besuchte", "event=event:besuch-in-varzin"),
        ("source=abendpots", "source=Abendpost"),
        ("event_type=vsit", "event_type=visit"),
    ],
)
def test_a_mistyped_value_is_offered_as_the_archive_has_it(
    client: Client, asked: str, offered: str
) -> None:
    page = client.get(f"/?{asked}", headers={"Accept-Language": "de"}).text
    told = page[page.index("unknown-title") : page.index('<div class="columns">')]
    assert f'href="/?{offered}"' in told


class _CountingReader(FakeReader):
    def __init__(self) -> None:
        archive = FakeArchive()
        fill(FakeWriter(archive))
        super().__init__(archive)
        self.asked = Counter[str]()

    def search(self, query: SearchQuery) -> SearchResult:
        self.asked["search"] += 1
        return super().search(query)

    def labels(self, ids: Sequence[str], language: str) -> Mapping[str, str]:
        self.asked["labels"] += 1
        return super().labels(ids, language)

    def suggest(self, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
        self.asked["offers"] += 1
        return super().suggest(prefix, language, size)

    def facet_values(self, query: SearchQuery, request: FacetRequest) -> FacetResult:
        self.asked["offers"] += 1
        return super().facet_values(query, request)


def _asked(**chosen: Sequence[str]) -> tuple[list[str], Counter[str]]:
    """The values told as unknown, and how often the engine was asked for that."""
    filters = {FacetField(name): FacetFilter(include=tuple(v)) for name, v in chosen.items()}
    query = SearchQuery(filters=filters, facets=())
    reader = _CountingReader()
    result = FakeReader.search(reader, query)
    told = [one.value for one in unknown(reader, query, result)]
    return told, reader.asked


def test_the_register_is_asked_once_for_all_values() -> None:
    people = [f"person:x{number}" for number in range(50)]
    told, asked = _asked(person=["person:adler", *people], place=["place:xyz"])
    assert (told, asked["labels"], asked["search"]) == (people[:5], 1, 0)


def test_a_field_that_may_have_any_value_is_searched_once() -> None:
    papers = [f"Xyz {number}" for number in range(50)]
    told, asked = _asked(source=["Abendpost", *papers], language=["de"])
    assert (told, asked["labels"], asked["search"]) == (papers[:5], 0, 2)


def test_offers_for_all_values_are_under_one_limit() -> None:
    values = [f"{n}xxx {n}yyy {n}zzz {n}vvv" for n in "abcde"]
    for field in ("person", "source"):
        told, asked = _asked(**{field: values})
        assert (told, asked["offers"]) == (values, MOST_ASKED)
