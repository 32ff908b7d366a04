"""Single articles, events, entities; labels, suggestions, similar articles, the whole archive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.engines.ready import make_ready
from archive.errors import DocumentNotFound
from archive.model.annotation import EventType
from archive.model.document import Document, EntityKind, FacetField
from archive.model.search import FacetFilter, SearchQuery
from tests.contract.builders import article, entity, event, event_mention, ids, person, word
from tests.contract.harness import Harness
from tests.contract.shelf import Shelf

TITLE = "Putin in Pjöngjang"
VISIT = event_mention(EventType.VISIT, "event:e1", main=True)


def archive() -> list[Document]:
    return [
        article(
            "a1", title="Putin in Pjöngjang", persons=["putin"], countries=["KP"], events=[VISIT]
        ),
        article("a2", persons=["putin", "kim"], countries=["KP", "RU"]),
        article("a3", persons=["kim"], organisations=["un"]),
        person("Wladimir Putin", id_="putin", forms=["Vladimir Putin"], articles=2),
        person("Kim Jong Un", id_="kim", articles=2),
        entity(EntityKind.ORGANISATION, "Vereinte Nationen", id_="un", forms=["UN"], articles=1),
        event("e1", "Putin besucht Nordkorea", articles=1),
    ]


def test_an_article_comes_back_whole(engine: Harness) -> None:
    documents = archive()
    assert engine.loaded(*documents).get("a1", "de").document == documents[0]


def test_an_article_comes_with_labels_of_all_it_refers_to(shelf: Shelf) -> None:
    labels = shelf.reader(archive).get("a1", "de").labels
    assert labels == {
        "person:putin": "Wladimir Putin",
        "KP": "Nordkorea",
        "event:e1": "Putin besucht Nordkorea",
    }


def test_a_ready_article_is_the_one_that_it_was_made_of(engine: Harness) -> None:
    made = article("a1", title=TITLE, persons=["putin"], countries=["KP", "RU"], events=[VISIT])
    reader = engine.loaded(make_ready(made))
    assert reader.get("a1", "de").document == made
    assert ids(reader.search(SearchQuery(tree=word("pjöngjang"))).hits) == ["a1"]
    countries = FacetFilter(include=("RU",))
    found = reader.search(SearchQuery(filters={FacetField.COUNTRY: countries}))
    assert ids(found.hits) == ["a1"]


def test_an_unknown_article_is_not_found(shelf: Shelf) -> None:
    reader = shelf.reader(archive)
    with pytest.raises(DocumentNotFound):
        reader.get("nope", "de")


def test_an_entity_comes_back_whole(shelf: Shelf) -> None:
    assert shelf.reader(archive).entity("person:putin") == archive()[3]


def test_an_entity_is_found_by_the_id_of_one_merged_into_it(engine: Harness) -> None:
    putin = person("Wladimir Putin", id_="putin", articles=2)
    whole = replace(putin, former=("person:wladimir", "person:vladimir"))
    assert engine.loaded(whole).entity("person:vladimir") == whole


def test_an_entity_comes_before_one_that_it_was_once_merged_into(engine: Harness) -> None:
    own = person("Wladimir Putin", id_="putin", articles=1)
    other = replace(person("Waldemar Putin", id_="waldemar", articles=2), former=(own.id,))
    assert engine.loaded(other, own).entity(own.id) == own


def test_an_unknown_entity_is_not_found(shelf: Shelf) -> None:
    reader = shelf.reader(archive)
    with pytest.raises(DocumentNotFound):
        reader.entity("person:nope")


def test_an_event_comes_back_whole(shelf: Shelf) -> None:
    assert shelf.reader(archive).event("event:e1") == archive()[6]


def test_an_unknown_event_is_not_found(shelf: Shelf) -> None:
    reader = shelf.reader(archive)
    with pytest.raises(DocumentNotFound):
        reader.event("event:nope")


def test_labels_leave_unknown_ids_out(shelf: Shelf) -> None:
    wanted = ["person:kim", "person:nope", "RU", "ZZZZ", "event:e1", "event:nope"]
    found = shelf.reader(archive).labels(wanted, "en")
    assert found == {
        "person:kim": "Kim Jong Un",
        "RU": "Russia",
        "event:e1": "Putin besucht Nordkorea (en)",
    }


def test_a_hit_names_its_persons_countries_and_events(shelf: Shelf) -> None:
    chosen = {FacetField.EVENT: FacetFilter(include=("event:e1",))}
    hit = shelf.reader(archive).search(SearchQuery(filters=chosen)).hits[0]
    named = [reference.name for reference in (*hit.persons, *hit.countries, *hit.events)]
    assert named == ["Wladimir Putin", "Nordkorea", "Putin besucht Nordkorea"]


def test_an_entity_without_an_entry_keeps_the_name_of_the_article(engine: Harness) -> None:
    hit = engine.loaded(article("a", persons=["Unbekannt"])).search(SearchQuery()).hits[0]
    assert [reference.name for reference in hit.persons] == ["Unbekannt"]


def test_a_hit_marks_the_words_that_were_found(shelf: Shelf) -> None:
    hit = shelf.reader(archive).search(SearchQuery(tree=word("Putin"))).hits[0]
    assert hit.title == "<mark>Putin</mark> in Pjöngjang"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("wla", "Wladimir Putin"),
        ("put", "Wladimir Putin"),
        ("vladimir pu", "Wladimir Putin"),
        ("UN", "Vereinte Nationen"),
        ("nordk", "Nordkorea"),
        ("besu", "Putin besucht Nordkorea"),
    ],
)
def test_what_is_typed_is_completed_from_names_forms_and_labels(
    shelf: Shelf, typed: str, label: str
) -> None:
    found = shelf.reader(archive).suggest(typed, "de", 10)
    assert label in [suggestion.label for suggestion in found]


def test_suggestions_come_with_most_articles_first(shelf: Shelf) -> None:
    found = shelf.reader(archive).suggest("put", "de", 10)
    assert [(s.label, s.articles) for s in found] == [
        ("Wladimir Putin", 2),
        ("Putin besucht Nordkorea", 1),
    ]


def test_a_suggestion_tells_its_facet(shelf: Shelf) -> None:
    found = shelf.reader(archive).suggest("vereinte", "de", 10)
    assert [(s.field, s.id) for s in found] == [(FacetField.ORGANISATION, "organisation:un")]


def test_as_many_suggestions_are_given_as_wanted(engine: Harness) -> None:
    many = [person(f"Kim {n}", id_=f"k{n}", articles=n) for n in range(30)]
    found = engine.loaded(article("a"), *many).suggest("kim", "de", 3)
    assert [s.label for s in found] == ["Kim 29", "Kim 28", "Kim 27"]


@pytest.mark.parametrize("typed", ["", "  ", "?", ".*"])
def test_nothing_typed_is_completed_by_nothing(shelf: Shelf, typed: str) -> None:
    assert shelf.reader(archive).suggest(typed, "de", 10) == ()


@pytest.mark.parametrize("typed", ["x" * 5_000, "ä" * 500, "put " * 500 + "日" * 1_000])
def test_no_name_is_so_long_that_it_completes_a_pasted_text(shelf: Shelf, typed: str) -> None:
    assert shelf.reader(archive).suggest(typed, "de", 10) == ()


def alike() -> list[Document]:
    flood = "Das Hochwasser an der Elbe erreichte Dresden und überflutete die Altstadt."
    return [
        article("flood", body=flood),
        article("again", body=f"Wieder: {flood}"),
        article("near", body="Die Elbe trat über die Ufer, Dresden blieb trocken."),
        *(article(f"x{n}", body=f"Der Vertrag Nummer {n} wurde geschlossen.") for n in range(9)),
    ]


def test_the_most_alike_article_comes_first(shelf: Shelf) -> None:
    assert ids(shelf.reader(alike).similar("flood", "de", 2)) == ["again", "near"]


def test_an_article_is_not_similar_to_itself(shelf: Shelf) -> None:
    assert "flood" not in ids(shelf.reader(alike).similar("flood", "de", 20))


def test_nothing_is_similar_to_an_unknown_article(shelf: Shelf) -> None:
    reader = shelf.reader(alike)
    with pytest.raises(DocumentNotFound):
        reader.similar("nope", "de", 3)


def test_a_scan_gives_every_match_oldest_first(engine: Harness) -> None:
    dates = ["2020", "2024-06-19", "2024-06", "1999-01-01"]
    articles = [article(f"a{n}", published=value) for n, value in enumerate(dates)]
    reader = engine.loaded(*articles, article("undated"))
    found = [view.document.id for view in reader.scan(SearchQuery(size=2))]
    assert found == ["a3", "a0", "a2", "a1", "undated"]


def test_a_scan_keeps_to_the_query(shelf: Shelf) -> None:
    query = SearchQuery(tree=word("Pjöngjang"))
    assert [v.document.id for v in shelf.reader(archive).scan(query)] == ["a1"]


def test_a_scan_carries_labels(shelf: Shelf) -> None:
    views = {view.document.id: view for view in shelf.reader(archive).scan(SearchQuery())}
    assert views["a2"].labels["person:kim"] == "Kim Jong Un"


def test_a_scan_of_many_articles_gives_each_once(engine: Harness) -> None:
    reader = engine.loaded(*(article(f"a{n}", published="2024-06") for n in range(450)))
    found = [view.document.id for view in reader.scan(SearchQuery())]
    assert (len(found), len(set(found))) == (450, 450)
