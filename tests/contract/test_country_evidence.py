"""Countries by the kind of evidence that an article gives for them."""

from __future__ import annotations

import pytest

from archive.model.annotation import Via
from archive.model.document import ArticleDocument, FacetField
from archive.model.search import FacetFilter, FacetRequest, FacetResult, FacetSort, Op, SearchQuery
from tests.contract.builders import article, ids
from tests.contract.shelf import Shelf

C = FacetField.COUNTRY


def archive() -> list[ArticleDocument]:
    written = [
        ("KP",),
        ("KP adjective", "RU capital"),
        ("KP name adjective", "RU name place"),
        ("RU place",),
        ("FR name", "KP place"),
        (),
    ]
    return [article(f"x{n}", countries=codes) for n, codes in enumerate(written)]


def found(shelf: Shelf, chosen: FacetFilter) -> set[str]:
    query = SearchQuery(filters={C: chosen})
    return set(ids(shelf.reader(archive).search(query).hits))


def facet(shelf: Shelf, chosen: FacetFilter) -> FacetResult:
    return shelf.reader(archive).search(SearchQuery(filters={C: chosen})).facets[C]


def counts(result: FacetResult) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in result.buckets}


def test_without_a_kind_all_evidence_counts(shelf: Shelf) -> None:
    assert counts(facet(shelf, FacetFilter())) == {"KP": 4, "RU": 3, "FR": 1}


@pytest.mark.parametrize(
    ("via", "expected"),
    [
        (Via.NAME, {"KP": 2, "RU": 1, "FR": 1}),
        (Via.ADJECTIVE, {"KP": 2}),
        (Via.CAPITAL, {"RU": 1}),
        (Via.PLACE, {"RU": 2, "KP": 1}),
    ],
)
def test_a_kind_of_evidence_is_counted_alone(
    shelf: Shelf, via: Via, expected: dict[str, int]
) -> None:
    assert counts(facet(shelf, FacetFilter(via=via))) == expected


def test_a_kind_of_evidence_alone_restricts_nothing(shelf: Shelf) -> None:
    assert len(found(shelf, FacetFilter(via=Via.CAPITAL))) == 6


def test_a_choice_asks_for_evidence_of_the_kind(shelf: Shelf) -> None:
    assert found(shelf, FacetFilter(include=("KP",), via=Via.NAME)) == {"x0", "x2"}


def test_several_choices_need_the_kind_each(shelf: Shelf) -> None:
    both = FacetFilter(include=("KP", "RU"), op=Op.AND, via=Via.NAME)
    assert found(shelf, both) == {"x2"}


def test_an_exclusion_spares_evidence_of_other_kinds(shelf: Shelf) -> None:
    assert found(shelf, FacetFilter(exclude=("KP",), via=Via.NAME)) == {"x1", "x3", "x4", "x5"}


def test_lifting_an_exclusion_adds_the_articles_of_the_kind(shelf: Shelf) -> None:
    assert counts(facet(shelf, FacetFilter(exclude=("KP",), via=Via.NAME)))["KP"] == 2


def test_articles_without_evidence_of_the_kind_are_missing(shelf: Shelf) -> None:
    asked = FacetFilter(missing=True, via=Via.NAME)
    result = shelf.reader(archive).search(SearchQuery(filters={C: asked}))
    assert set(ids(result.hits)) == {"x1", "x3", "x5"}
    assert result.facets[C].missing == 3


def test_a_chosen_country_stays_in_the_list_at_zero(shelf: Shelf) -> None:
    chosen = FacetFilter(include=("FR",), via=Via.CAPITAL)
    assert counts(facet(shelf, chosen)) == {"RU": 1, "FR": 0}


@pytest.mark.parametrize("sort", FacetSort)
def test_values_are_paged_by_the_kind(shelf: Shelf, sort: FacetSort) -> None:
    query = SearchQuery(filters={C: FacetFilter(via=Via.PLACE)})
    request = FacetRequest(field=C, sort=sort)
    assert counts(shelf.reader(archive).facet_values(query, request)) == {"RU": 2, "KP": 1}


def test_a_page_goes_on_only_under_the_same_kind(shelf: Shelf) -> None:
    reader = shelf.reader(archive)
    chosen = FacetFilter(include=("KP",), via=Via.PLACE)
    first = reader.search(SearchQuery(filters={C: chosen}, size=1))
    assert (ids(first.hits), first.next) == (["x4"], None)
