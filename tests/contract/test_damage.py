"""What somebody else wrote into an index spoils no answer that meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from archive.engines.port import SearchReader
from archive.engines.ready import make_ready
from archive.errors import DocumentDamaged
from archive.model.annotation import EventType
from archive.model.document import Document, FacetField, ReadyArticle
from archive.model.search import SearchQuery, Sort
from mappings.fields import IndexName
from tests.contract.builders import article, event, event_mention, ids, person, word
from tests.contract.harness import Harness

ASKED = SearchQuery(tree=word("gipfel"), size=2)
OURS = ["a1", "a2", "a4", "a5"]


def _foreign(id_: str, record: bytes) -> ReadyArticle:
    return replace(make_ready(article(id_, title="Gipfel", published="2024")), record=record)


def _archive() -> list[Document]:
    return [
        article("a1", title="Gipfel", published="2024"),
        article("a2", title="Gipfel", published="2024"),
        _foreign("a3", b'{"id":"a3","title":"Gipfel"}'),
        article("a4", title="Gipfel", published="2024"),
        article("a5", title="Gipfel", published="2024"),
    ]


def _pages(reader: SearchReader, query: SearchQuery) -> Iterator[str]:
    cursor: str | None = None
    while True:
        result = reader.search(replace(query, cursor=cursor))
        yield from ids(result.hits)
        cursor = result.next
        if cursor is None:
            return


@pytest.mark.parametrize("sort", list(Sort))
def test_a_search_leaves_it_out_and_goes_on_behind_it(engine: Harness, sort: Sort) -> None:
    reader = engine.loaded(*_archive())
    assert sorted(_pages(reader, replace(ASKED, sort=sort))) == OURS


def test_one_that_is_half_of_ours_is_left_out(engine: Harness) -> None:
    head = b'{"id":"a3","ordinal":3,"revision":1,"collection":"c","display_title":"Gipfel",'
    half = _foreign("a3", head + b'"article":{"title":"Gipfel"},"enrichment":{}}')
    reader = engine.loaded(article("a1", title="Gipfel"), half)
    assert ids(reader.search(ASKED).hits) == ["a1"]


def test_an_export_leaves_it_out(engine: Harness) -> None:
    views = engine.loaded(*_archive()).scan(SearchQuery())
    assert [view.document.id for view in views] == OURS


def test_it_is_like_no_article(engine: Harness) -> None:
    alike = engine.loaded(*_archive()).similar("a1", "de", 10)
    assert "a3" not in ids(alike)


def test_documents_are_read_as_they_are_stored(engine: Harness) -> None:
    ours: dict[IndexName, Document] = {
        IndexName.ARTICLES: article("a1"),
        IndexName.EVENTS: event("e1", "Wahl"),
        IndexName.ENTITIES: person("Anna Weber", id_="anna"),
    }
    engine.build("g1", *ours.values())
    writer = engine.open_writer()
    for index, document in ours.items():
        found = writer.documents("g1", index, [document.id, "a9"])
        assert found == {document.id: document}


def test_what_is_none_of_ours_is_named_as_such(engine: Harness) -> None:
    anna, vote = person("Anna Weber", id_="anna"), event("e1", "Wahl")
    engine.build("g1", _foreign("a3", b'{"id":"a3"}'), anna, vote)
    engine.spoil(anna, {"id": anna.id})
    engine.spoil(vote, {"id": vote.id})
    writer = engine.open_writer()
    assert writer.documents("g1", IndexName.ARTICLES, ["a3"]) == {"a3": None}
    assert dict(writer.registry("g1", IndexName.ENTITIES)) == {anna.id: None}
    assert dict(writer.registry("g1", IndexName.EVENTS)) == {vote.id: None}


def test_who_asks_for_it_is_told_how_to_mend_it(engine: Harness) -> None:
    reader = engine.loaded(*_archive())
    with pytest.raises(DocumentDamaged, match=r"'a3'.*fundstelle verify --repair"):
        reader.get("a3", "de")
    with pytest.raises(DocumentDamaged, match="'a3'"):
        reader.similar("a3", "de", 10)


NULLS = (
    b'{"id":null,"ordinal":null,"revision":null,"collection":null,"display_title":null,'
    b'"article":{"id":null,"title":null,"body":null,"published":null,"url":null,"source":null,'
    b'"section":null},"enrichment":{"language":null,"mentions":null,"persons":null,'
    b'"organisations":null,"places":null,"countries":null,"dates":null,"events":null}}'
)


@pytest.mark.parametrize("record", [b'"Gipfel"', b'["Gipfel"]', b"5", b"{}", NULLS])
def test_any_json_at_all_may_stand_in_its_place(engine: Harness, record: bytes) -> None:
    reader = engine.loaded(article("a1", title="Gipfel"), _foreign("a3", record))
    assert ids(reader.search(ASKED).hits) == ["a1"]
    assert [view.document.id for view in reader.scan(SearchQuery())] == ["a1"]
    with pytest.raises(DocumentDamaged):
        reader.get("a3", "de")


ANNA, VOTE = person("Anna Weber", id_="anna", articles=9), event("e1", "Annahme", articles=8)
KARL = person("Anna Karl", id_="karl")
OTHERS: list[object] = [
    "Anna",
    ["Anna"],
    {},
    {"id": "person:anna", "name": 5, "labels": "s"},
    {"id": ["person:anna"], "name": "Anna", "labels": {"de": 5}},
    dict.fromkeys(("id", "kind", "name", "forms", "articles", "type", "labels", "from", "to")),
]


@pytest.fixture
def spoiled(engine: Harness) -> Callable[[object], SearchReader]:
    """Opens an archive whose entity and event have this record."""

    def make(record: object) -> SearchReader:
        told = article(
            "a1",
            title="Gipfel",
            persons=["anna", "karl"],
            events=[event_mention(EventType.VISIT, VOTE.id, main=True)],
        )
        reader = engine.loaded(told, ANNA, VOTE, KARL)
        engine.spoil(ANNA, record)
        engine.spoil(VOTE, record)
        return reader

    return make


@pytest.mark.parametrize("record", OTHERS)
def test_an_entity_or_event_that_is_none_of_ours_has_no_label(
    spoiled: Callable[[object], SearchReader], record: object
) -> None:
    reader = spoiled(record)
    assert reader.labels([ANNA.id, VOTE.id, KARL.id], "de") == {KARL.id: KARL.name}
    result = reader.search(replace(ASKED, facets=(FacetField.PERSON, FacetField.EVENT)))
    assert [person.name for person in result.hits[0].persons] == ["anna", KARL.name]
    labels = {bucket.label for facet in result.facets.values() for bucket in facet.buckets}
    assert labels == {ANNA.id, KARL.name, VOTE.id}


@pytest.mark.parametrize("record", OTHERS)
def test_an_entity_or_event_that_is_none_of_ours_is_not_suggested(
    spoiled: Callable[[object], SearchReader], record: object
) -> None:
    reader = spoiled(record)
    assert [found.id for found in reader.suggest("Anna", "de", 5)] == [KARL.id]
    with pytest.raises(DocumentDamaged):
        reader.entity(ANNA.id)


def test_it_hides_none_of_many_equal_suggestions(engine: Harness) -> None:
    """They are more than an engine is asked for at first; the first by name are stored last."""
    persons = [person(f"Anna {n:03}") for n in reversed(range(150))]
    reader = engine.loaded(*persons)
    engine.spoil(person("Anna 999", articles=9), {"id": "person:anna 999"})
    assert [found.label for found in reader.suggest("Anna", "de", 3)] == [
        "Anna 000",
        "Anna 001",
        "Anna 002",
    ]
