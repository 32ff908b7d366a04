"""Whole values: ids, names and forms, countries by name, sources in any case, dates."""

from __future__ import annotations

import pytest

from archive.engines.limits import EXPANSIONS
from archive.errors import QueryError
from archive.model.annotation import EventType
from archive.model.document import Document, FacetField
from archive.model.search import About, KeyField, Node, Published, SearchQuery, Value
from tests.contract.builders import about, article, days, event, event_mention, ids, person, timex
from tests.contract.harness import Harness


def found(engine: Harness, tree: Node, *documents: Document) -> list[str]:
    return sorted(ids(engine.loaded(*documents).search(SearchQuery(tree=tree)).hits))


def value(field: FacetField | KeyField, text: str) -> Value:
    return Value(field=field, text=text)


@pytest.mark.parametrize("typed", ["person:putin", "Wladimir Putin", "PUTIN", "vladimir  putin"])
def test_a_person_is_found_by_id_name_and_form(engine: Harness, typed: str) -> None:
    putin = person("Wladimir Putin", id_="putin", forms=["Putin", "Vladimir Putin"])
    both: list[Document] = [article("a", persons=["putin"]), article("b", persons=["kim"]), putin]
    assert found(engine, value(FacetField.PERSON, typed), *both) == ["a"]


def test_a_name_that_several_persons_share_finds_all_of_them(engine: Harness) -> None:
    two = [person("Anna Schmidt", id_="s1"), person("Jan Schmidt", id_="s2", forms=["Schmidt"])]
    two.append(person("Schmidt", id_="s3"))
    three = [article(f"a{n}", persons=[f"s{n}"]) for n in (1, 2, 3)]
    assert found(engine, value(FacetField.PERSON, "Schmidt"), *three, *two) == ["a2", "a3"]


def test_a_place_does_not_answer_to_a_persons_name(engine: Harness) -> None:
    washington = person("Washington", id_="washington")
    tree = value(FacetField.PLACE, "Washington")
    assert found(engine, tree, article("a", persons=["washington"]), washington) == []


@pytest.mark.parametrize("typed", ["KP", "kp", "Nordkorea", "North Korea", "nordkorea"])
def test_a_country_is_found_by_code_and_by_name(engine: Harness, typed: str) -> None:
    both = [article("a", countries=["KP"]), article("b", countries=["KR"])]
    assert found(engine, value(FacetField.COUNTRY, typed), *both) == ["a"]


@pytest.mark.parametrize("typed", ["event:e1", "Nordkorea Besuch"])
def test_an_event_is_found_by_id_and_by_words_of_its_label(engine: Harness, typed: str) -> None:
    mention = event_mention(EventType.VISIT, "event:e1")
    visit = event("e1", "Besuch in Nordkorea")
    documents: list[Document] = [article("a", events=[mention]), article("b"), visit]
    assert found(engine, value(FacetField.EVENT, typed), *documents) == ["a"]


def test_an_event_type_is_found_by_its_value(engine: Harness) -> None:
    both = [article("a", events=[event_mention(EventType.VISIT)]), article("b")]
    assert found(engine, value(FacetField.EVENT_TYPE, "Visit"), *both) == ["a"]


@pytest.mark.parametrize("typed", ["Die Zeit", "die zeit"])
def test_a_source_is_found_in_any_case(engine: Harness, typed: str) -> None:
    both = [article("a", source="Die Zeit"), article("b", source="taz")]
    assert found(engine, value(FacetField.SOURCE, typed), *both) == ["a"]


@pytest.mark.parametrize("typed", ["a1", "dpa/17"])
def test_an_article_is_found_by_its_internal_and_its_given_id(engine: Harness, typed: str) -> None:
    both = [article("a1", given_id="dpa/17"), article("a2", given_id="dpa/18")]
    assert found(engine, value(KeyField.ID, typed), *both) == ["a1"]


def test_a_name_of_too_many_persons_is_refused(engine: Harness) -> None:
    many = [person(f"P {n}", id_=f"p{n}", forms=["Kim"]) for n in range(EXPANSIONS + 1)]
    reader = engine.loaded(article("a"), *many)
    with pytest.raises(QueryError):
        reader.search(SearchQuery(tree=value(FacetField.PERSON, "Kim")))


def test_published_wants_the_whole_date_inside(engine: Harness) -> None:
    three = [
        article("day", published="2024-06-19"),
        article("month", published="2024-06"),
        article("year", published="2024"),
        article("none"),
    ]
    assert found(engine, Published(range=days("2024-06")), *three) == ["day", "month"]


def test_published_with_open_ends_wants_a_date(engine: Harness) -> None:
    both = [article("dated", published="2024"), article("undated")]
    assert found(engine, Published(range=days(None)), *both) == ["dated"]


def test_about_wants_an_overlap(engine: Harness) -> None:
    articles = [
        article("before", dates=[timex("1988-01-01", "1988-12-31")]),
        article("into", dates=[timex("1988-12-31", "1989-01-01")]),
        article("within", dates=about("1989-11-09")),
        article("around", dates=[timex("1980-01-01", "1989-12-31")]),
        article("after", dates=about("1990")),
    ]
    assert found(engine, About(range=days("1989")), *articles) == ["around", "into", "within"]


def test_about_a_day_finds_articles_on_the_whole_decade(engine: Harness) -> None:
    nineties = article("a", dates=[timex("1990-01-01", "1999-12-31")])
    assert found(engine, About(range=days("1994-03-03")), nineties) == ["a"]


def test_two_dates_of_an_article_make_no_interval_between_them(engine: Harness) -> None:
    assert (
        found(engine, About(range=days("1989-06")), article("a", dates=about("1989-05", "1989-07")))
        == []
    )


def test_an_open_end_closes_at_the_publication_date(engine: Harness) -> None:
    since = article("a", published="2010-06", dates=[timex("2000-01-01")])
    assert found(engine, About(range=days("2010-07", "2011")), since) == []


def test_an_open_end_reaches_the_publication_date(engine: Harness) -> None:
    since = article("a", published="2010-06", dates=[timex("2000-01-01")])
    assert found(engine, About(range=days("2010-06")), since) == ["a"]


def test_an_open_end_without_a_publication_date_is_not_searched(engine: Harness) -> None:
    assert found(engine, About(range=days("2000")), article("a", dates=[timex("2000-01-01")])) == []


def test_about_open_to_the_past_finds_all_that_came_before(engine: Harness) -> None:
    both = [article("a", dates=about("0800")), article("b", dates=about("1990"))]
    assert found(engine, About(range=days(None, "1989")), *both) == ["a"]
