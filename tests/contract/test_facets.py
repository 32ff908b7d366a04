"""Facet counts, each a fact about the total of another search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from archive.model.annotation import EventType
from archive.model.document import ArticleDocument, Document, EntityKind, FacetField
from archive.model.search import FacetFilter, FacetRequest, FacetSort, Op, SearchQuery
from tests.contract.builders import article, entity, event, event_mention, person, word
from tests.contract.harness import Harness
from tests.contract.shelf import Shelf

P, C = FacetField.PERSON, FacetField.COUNTRY


def archive() -> list[ArticleDocument]:
    """Persons a to d, countries of three; who meets whom is chosen so that all counts differ."""
    companies = ["a", "a", "ab", "ab", "abc", "b", "bc", "c", "", "", "d", "abcd"]
    countries = ["DE", "FR", "", "DE", "DE", "FR", "", "DE", "KP", "", "KP", "DE"]
    return [
        article(f"x{n}", persons=list(who), countries=[where] if where else [])
        for n, (who, where) in enumerate(zip(companies, countries, strict=True))
    ]


def counts(shelf: Shelf, field: FacetField, **chosen: FacetFilter) -> dict[str, int]:
    query = SearchQuery(filters={FacetField(name): f for name, f in chosen.items()})
    facet = shelf.reader(archive).search(query).facets[field]
    return {bucket.value.removeprefix("person:"): bucket.count for bucket in facet.buckets}


def people(*names: str) -> tuple[str, ...]:
    return tuple(f"person:{name}" for name in names)


def test_a_facet_counts_the_articles_of_each_value(shelf: Shelf) -> None:
    assert counts(shelf, P) == {"a": 6, "b": 6, "c": 4, "d": 2}


def test_a_facet_ignores_its_own_choice(shelf: Shelf) -> None:
    chosen = FacetFilter(include=people("a"))
    assert counts(shelf, P, person=chosen) == {"a": 6, "b": 6, "c": 4, "d": 2}


def test_a_facet_heeds_the_choices_of_others(shelf: Shelf) -> None:
    assert counts(shelf, C, person=FacetFilter(include=people("a"))) == {"DE": 4, "FR": 1}


def test_choices_combined_by_and_count_what_each_more_value_leaves(shelf: Shelf) -> None:
    chosen = FacetFilter(include=people("b"), op=Op.AND)
    assert counts(shelf, P, person=chosen) == {"a": 4, "b": 6, "c": 3, "d": 1}


def test_an_exclusion_stays_applied_to_its_own_facet(shelf: Shelf) -> None:
    chosen = FacetFilter(exclude=people("a"))
    assert counts(shelf, P, person=chosen) == {"a": 6, "b": 2, "c": 2, "d": 1}


def test_an_excluded_value_counts_what_lifting_it_would_add(shelf: Shelf) -> None:
    chosen = FacetFilter(include=people("b"), exclude=people("a", "c"))
    assert counts(shelf, P, person=chosen) == {"a": 2, "b": 1, "c": 1, "d": 1}


def test_a_chosen_value_stays_in_the_list_at_zero(shelf: Shelf) -> None:
    query = SearchQuery(filters={P: FacetFilter(include=people("nobody"))})
    buckets = shelf.reader(archive).search(query).facets[P].buckets
    assert [(b.value, b.count, b.selected) for b in buckets][-1] == ("person:nobody", 0, True)


def test_a_chosen_value_stays_in_a_short_list(shelf: Shelf) -> None:
    query = SearchQuery(filters={P: FacetFilter(include=people("d"))}, facet_size=1)
    buckets = shelf.reader(archive).search(query).facets[P].buckets
    assert [b.value for b in buckets] == ["person:a", "person:d"]


def test_an_excluded_value_is_marked(shelf: Shelf) -> None:
    query = SearchQuery(filters={P: FacetFilter(exclude=people("a"))})
    buckets = shelf.reader(archive).search(query).facets[P].buckets
    assert [b.value for b in buckets if b.excluded] == ["person:a"]


def test_missing_counts_articles_without_any_value(shelf: Shelf) -> None:
    assert shelf.reader(archive).search(SearchQuery()).facets[P].missing == 2


def test_missing_ignores_the_facets_own_choice(shelf: Shelf) -> None:
    query = SearchQuery(filters={P: FacetFilter(include=people("a"))})
    assert shelf.reader(archive).search(query).facets[P].missing == 2


def test_missing_is_one_more_choice(shelf: Shelf) -> None:
    chosen = FacetFilter(include=people("d"), missing=True)
    assert shelf.reader(archive).search(SearchQuery(filters={P: chosen})).total.value == 4


def test_a_cut_list_says_that_there_is_more(shelf: Shelf) -> None:
    facet = shelf.reader(archive).search(SearchQuery(facet_size=3)).facets[P]
    assert (len(facet.buckets), facet.more) == (3, True)


def test_a_whole_list_says_that_there_is_no_more(shelf: Shelf) -> None:
    assert not shelf.reader(archive).search(SearchQuery(facet_size=4)).facets[P].more


def test_only_the_facets_asked_for_are_counted(shelf: Shelf) -> None:
    assert set(shelf.reader(archive).search(SearchQuery(facets=(C,))).facets) == {C}


def test_equal_counts_are_ordered_by_label(engine: Harness) -> None:
    named = [person("Zoe", id_="a"), person("Anna", id_="b")]
    facet = engine.loaded(*archive(), *named).search(SearchQuery()).facets[P]
    assert [b.label for b in facet.buckets][:2] == ["Anna", "Zoe"]


def test_labels_decide_which_of_many_equal_values_are_shown(engine: Harness) -> None:
    crowd = [article(f"a{n}", persons=[f"p{n:03}"]) for n in range(60)]
    names = [person(f"Name {99 - n}", id_=f"p{n:03}") for n in range(60)]
    facet = engine.loaded(*crowd, *names).search(SearchQuery(facet_size=2)).facets[P]
    assert [b.label for b in facet.buckets] == ["Name 40", "Name 41"]


def test_of_equal_events_the_newest_come_first(engine: Harness) -> None:
    happened = [
        event("a", "Alt", first="1999-05-01", last="1999-05-31"),
        event("b", "Neu", first="2024-06-19", last="2024-06-19"),
        event("c", "Irgendwann"),
        event("d", "Mittel", first="2010-01-01", last="2010-12-31"),
        event("e", "Bis dahin", last="2012-01-01"),
    ]
    mentions = [event_mention(EventType.VISIT, found.id) for found in happened]
    reader = engine.loaded(article("x", events=mentions), *happened)
    expected = ["Neu", "Bis dahin", "Mittel", "Alt", "Irgendwann"]
    facet = reader.search(SearchQuery()).facets[FacetField.EVENT]
    listed = reader.facet_values(SearchQuery(), FacetRequest(field=FacetField.EVENT))
    assert [b.label for b in facet.buckets] == expected
    assert [b.label for b in listed.buckets] == expected


def test_days_decide_which_of_many_equal_events_are_shown(engine: Harness) -> None:
    happened = [event(f"e{n:03}", f"Fall {n}", first=f"{2000 + n}-01-01") for n in range(60)]
    mentions = [event_mention(EventType.VISIT, found.id) for found in happened]
    reader = engine.loaded(article("x", events=mentions), *happened)
    facet = reader.search(SearchQuery(facet_size=2)).facets[FacetField.EVENT]
    assert [b.label for b in facet.buckets] == ["Fall 59", "Fall 58"]


def test_the_true_leader_is_found_though_it_leads_in_no_segment(engine: Harness) -> None:
    """Thirty articles, each with many one-off persons, and one person who is in all of them."""
    crowd = [
        article(f"a{n}", persons=[*(f"once{n}-{m}" for m in range(40)), "zz"]) for n in range(30)
    ]
    facet = engine.loaded(*crowd).search(SearchQuery(facet_size=1)).facets[P]
    assert [(b.value, b.count) for b in facet.buckets] == [("person:zz", 30)]


def test_labels_are_in_the_readers_language(engine: Harness) -> None:
    reader = engine.loaded(
        article("a", countries=["DE"], events=[event_mention(EventType.VISIT, "event:e")]),
        event("e", "Besuch"),
    )
    facets = reader.search(SearchQuery(language="en")).facets
    labels = [facets[field].buckets[0].label for field in (C, FacetField.EVENT)]
    assert labels == ["Germany", "Besuch (en)"]


def test_every_bucket_equals_the_total_of_the_search_it_stands_for(shelf: Shelf) -> None:
    reader = shelf.reader(archive)
    chosen = FacetFilter(include=people("a", "c"), exclude=people("d"))
    query = SearchQuery(filters={P: chosen, C: FacetFilter(exclude=("FR",))})
    for bucket in reader.search(query).facets[P].buckets:
        alone = replace(chosen, include=(bucket.value,))
        if not bucket.excluded:
            follow_up = replace(query, filters={**query.filters, P: alone})
            assert reader.search(follow_up).total.value == bucket.count


def named() -> list[Document]:
    return [
        *archive(),
        person("Anna Amsel", id_="a"),
        person("Ben Berg", id_="b"),
        person("Cem Amann", id_="c"),
        person("Dora Öztürk", id_="d"),
    ]


def values(shelf: Shelf, request: FacetRequest) -> list[str]:
    facet = shelf.reader(named).facet_values(SearchQuery(), request)
    return [bucket.label for bucket in facet.buckets]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("am", ["Anna Amsel", "Cem Amann"]),
        ("OEZ", ["Dora Öztürk"]),
        ("ann ams", ["Anna Amsel"]),
        ("nna", []),
    ],
)
def test_values_are_searched_by_beginnings_of_words(
    shelf: Shelf, typed: str, labels: Sequence[str]
) -> None:
    assert values(shelf, FacetRequest(field=P, prefix=typed)) == labels


def test_values_are_sorted_by_count(shelf: Shelf) -> None:
    assert values(shelf, FacetRequest(field=P))[2:] == ["Cem Amann", "Dora Öztürk"]


def test_values_are_sorted_by_name(shelf: Shelf) -> None:
    request = FacetRequest(field=P, sort=FacetSort.NAME)
    assert values(shelf, request) == ["Anna Amsel", "Ben Berg", "Cem Amann", "Dora Öztürk"]


def test_values_are_paged(shelf: Shelf) -> None:
    request = FacetRequest(field=P, sort=FacetSort.NAME, offset=1, size=2)
    assert values(shelf, request) == ["Ben Berg", "Cem Amann"]


def test_distinctiveness_prefers_what_is_rare_elsewhere(engine: Harness) -> None:
    everywhere = [article(f"e{n}", persons=["kanzler"]) for n in range(20)]
    here = [article(f"h{n}", body="Gipfel", persons=["kanzler", "gast"]) for n in range(3)]
    reader = engine.loaded(*everywhere, *here)
    request = FacetRequest(field=P, sort=FacetSort.DISTINCTIVENESS)
    facet = reader.facet_values(SearchQuery(tree=word("Gipfel")), request)
    assert [b.value for b in facet.buckets] == ["person:gast", "person:kanzler"]


def test_entities_of_every_kind_have_their_names_as_labels(engine: Harness) -> None:
    reader = engine.loaded(
        article("a", organisations=["un"], places=["genf"]),
        entity(EntityKind.ORGANISATION, "Vereinte Nationen", id_="un"),
        entity(EntityKind.PLACE, "Genf"),
    )
    facets = reader.search(SearchQuery()).facets
    kinds = (FacetField.ORGANISATION, FacetField.PLACE)
    assert [facets[kind].buckets[0].label for kind in kinds] == ["Vereinte Nationen", "Genf"]
