"""Pages never repeat or skip, in any order, whatever is written meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.engines.port import Removal, SearchReader
from archive.errors import CursorExpired, CursorInvalid
from archive.model.document import ArticleDocument, FacetField
from archive.model.search import Everything, FacetFilter, Node, SearchQuery, Sort
from tests.contract.builders import article, ids, word
from tests.contract.harness import Harness
from tests.contract.shelf import Shelf

ORDERS = pytest.mark.parametrize("sort", list(Sort))


def archive(size: int = 23) -> list[ArticleDocument]:
    """Dates of all grains, some missing, some equal; every article has the word, some twice."""
    dates = ("2024-06-19", "2024-06", "2024", None, "2024-06-18", "2024-06-19")
    found = []
    for number in range(size):
        published = dates[number % len(dates)]
        body = "Gipfel " * (1 + number % 3)
        fields = article(f"a{number:02}", ordinal=number + 1, body=body)
        if published:
            fields = article(f"a{number:02}", ordinal=number + 1, body=body, published=published)
        found.append(fields)
    return found


def large() -> list[ArticleDocument]:
    return archive(650)


def query(sort: Sort, size: int = 5, tree: Node | None = None) -> SearchQuery:
    return SearchQuery(tree=tree or word("Gipfel"), sort=sort, size=size)


def rest(reader: SearchReader, asked: SearchQuery, cursor: str | None) -> list[str]:
    """Ids of all pages from the cursor on."""
    found = []
    while cursor is not None:
        result = reader.search(replace(asked, cursor=cursor))
        found += ids(result.hits)
        cursor = result.next
    return found


def everything(reader: SearchReader, asked: SearchQuery) -> list[str]:
    first = reader.search(asked)
    return [*ids(first.hits), *rest(reader, asked, first.next)]


@ORDERS
@pytest.mark.parametrize("size", [1, 5, 22, 23, 24])
def test_all_pages_together_give_every_article_once(shelf: Shelf, sort: Sort, size: int) -> None:
    reader = shelf.reader(archive)
    assert sorted(everything(reader, query(sort, size))) == [f"a{n:02}" for n in range(23)]


@ORDERS
def test_pages_are_cut_from_one_order(shelf: Shelf, sort: Sort) -> None:
    reader = shelf.reader(archive)
    assert everything(reader, query(sort, 4)) == ids(reader.search(query(sort, 23)).hits)


@ORDERS
def test_articles_added_between_pages_repeat_and_hide_nothing(engine: Harness, sort: Sort) -> None:
    reader = engine.loaded(*archive())
    first = reader.search(query(sort))
    late = [article(f"late{n}", body="Gipfel", published=f"202{n}") for n in range(10)]
    engine.open_writer().write("g1", late)
    found = [*ids(first.hits), *rest(reader, query(sort), first.next)]
    assert [id_ for id_ in sorted(found) if not id_.startswith("late")] == [
        f"a{n:02}" for n in range(23)
    ]


@ORDERS
def test_articles_removed_between_pages_are_passed_over(engine: Harness, sort: Sort) -> None:
    reader = engine.loaded(*archive())
    order = everything(reader, query(sort))
    first = reader.search(query(sort))
    engine.open_writer().remove("g1", Removal(articles=tuple(order[5:11])))
    second = reader.search(replace(query(sort), cursor=first.next))
    assert ids(second.hits) == order[11:16]


@ORDERS
def test_a_removed_article_is_gone_from_every_page_that_follows(
    engine: Harness, sort: Sort
) -> None:
    reader = engine.loaded(*archive())
    order = everything(reader, query(sort))
    second = reader.search(replace(query(sort), cursor=reader.search(query(sort)).next))
    engine.open_writer().remove("g1", Removal(articles=tuple(order[10:16])))
    assert rest(reader, query(sort), second.next) == order[16:]


@ORDERS
def test_the_last_page_has_no_cursor_when_all_that_follows_was_removed(
    engine: Harness, sort: Sort
) -> None:
    reader = engine.loaded(*archive())
    order = everything(reader, query(sort))
    first = reader.search(query(sort))
    engine.open_writer().remove("g1", Removal(articles=tuple(order[10:])))
    assert reader.search(replace(query(sort), cursor=first.next)).next is None


def test_newest_comes_first_and_missing_dates_last(engine: Harness) -> None:
    dates = ["2020", "2024-06-19", None, "2024-06", "2021-01-01"]
    articles = [
        article(f"a{n}", published=date) if date else article(f"a{n}")
        for n, date in enumerate(dates)
    ]
    found = everything(engine.loaded(*articles), query(Sort.NEWEST, tree=Everything()))
    assert found == ["a1", "a3", "a4", "a0", "a2"]


def test_oldest_comes_first_and_missing_dates_last(engine: Harness) -> None:
    dates = ["2020", "2024-06-19", None, "2024-06", "2021-01-01"]
    articles = [
        article(f"a{n}", published=date) if date else article(f"a{n}")
        for n, date in enumerate(dates)
    ]
    found = everything(engine.loaded(*articles), query(Sort.OLDEST, tree=Everything()))
    assert found == ["a0", "a4", "a3", "a1", "a2"]


def test_a_query_without_scoring_words_is_sorted_newest(engine: Harness) -> None:
    two = [article("old", published="2020"), article("new", published="2024")]
    result = engine.loaded(*two).search(query(Sort.RELEVANCE, tree=Everything()))
    assert [(hit.id, hit.score) for hit in result.hits] == [("new", None), ("old", None)]


def test_hits_by_relevance_carry_a_score(shelf: Shelf) -> None:
    hits = shelf.reader(archive).search(query(Sort.RELEVANCE)).hits
    assert all(hit.score is not None and hit.score > 0 for hit in hits)


@ORDERS
def test_a_cursor_works_in_another_reader(engine: Harness, sort: Sort) -> None:
    reader = engine.loaded(*archive())
    first = reader.search(query(sort))
    expected = rest(reader, query(sort), first.next)
    assert rest(engine.open_reader(), query(sort), first.next) == expected


@ORDERS
def test_a_cursor_serves_another_page_size_and_language(shelf: Shelf, sort: Sort) -> None:
    reader = shelf.reader(archive)
    first = reader.search(query(sort))
    other = replace(query(sort, size=30), cursor=first.next, language="en", facets=())
    assert len(reader.search(other).hits) == 18


@ORDERS
def test_a_cursor_of_another_query_is_refused(shelf: Shelf, sort: Sort) -> None:
    reader = shelf.reader(archive)
    cursor = reader.search(query(sort)).next
    filters = {FacetField.COUNTRY: FacetFilter(exclude=("DE",))}
    with pytest.raises(CursorInvalid):
        reader.search(replace(query(sort), cursor=cursor, filters=filters))


@ORDERS
def test_a_damaged_cursor_is_refused(shelf: Shelf, sort: Sort) -> None:
    reader = shelf.reader(archive)
    cursor = reader.search(query(sort)).next or ""
    damaged = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
    with pytest.raises(CursorInvalid):
        reader.search(replace(query(sort), cursor=damaged))


@pytest.mark.parametrize("text", ["x", "é", "=", "AAAAAAAAAAAAAAAAAAAA", "a" * 5000, "%00"])
def test_any_text_as_a_cursor_is_refused(shelf: Shelf, text: str) -> None:
    reader = shelf.reader(archive)
    with pytest.raises(CursorInvalid):
        reader.search(replace(query(Sort.NEWEST), cursor=text))


@ORDERS
def test_pages_go_on_in_their_generation_after_another_is_published(
    engine: Harness, sort: Sort
) -> None:
    reader, writer = engine.loaded(*archive()), engine.open_writer()
    first = reader.search(query(sort))
    engine.build("g2", article("other", body="Gipfel"))
    writer.publish("g2")
    page = reader.search(replace(query(sort), cursor=first.next))
    assert (page.generation, len(page.hits), page.total.value) == ("g1", 5, 23)


@ORDERS
def test_a_cursor_of_a_dropped_generation_has_expired(engine: Harness, sort: Sort) -> None:
    reader, writer = engine.loaded(*archive()), engine.open_writer()
    first = reader.search(query(sort))
    engine.build("g2", article("other", body="Gipfel"))
    writer.publish("g2")
    writer.drop("g1")
    with pytest.raises(CursorExpired):
        reader.search(replace(query(sort), cursor=first.next))


def test_a_page_of_no_size_still_counts(shelf: Shelf) -> None:
    result = shelf.reader(archive).search(query(Sort.RELEVANCE, size=0))
    assert (result.total.value, result.hits, result.next) == (23, (), None)


@ORDERS
def test_very_large_pages_are_followed_by_the_rest(shelf: Shelf, sort: Sort) -> None:
    reader = shelf.reader(large)
    found = everything(reader, query(sort, 600))
    assert (len(found), len(set(found))) == (650, 650)
