"""What somebody else wrote into an index spoils no answer that meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive.engines.port import SearchReader
from archive.engines.ready import make_ready
from archive.errors import DocumentDamaged
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EventDocument,
    ReadyArticle,
)
from archive.model.search import SearchQuery, Sort
from tests.contract.builders import article, event, ids, person, word
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
    ours: list[ArticleDocument | EntityDocument | EventDocument] = [
        article("a1"),
        event("e1", "Wahl"),
        person("Anna Weber", id_="anna"),
    ]
    engine.build("g1", *ours, _foreign("a3", b'{"id":"a3"}'))
    found = engine.open_writer().documents("g1", [*(d.id for d in ours), "a3", "a9", "event:e9"])
    assert found == {document.id: document for document in ours} | {"a3": None}


def test_who_asks_for_it_is_told_how_to_mend_it(engine: Harness) -> None:
    reader = engine.loaded(*_archive())
    with pytest.raises(DocumentDamaged, match=r"'a3'.*fundstelle verify --repair"):
        reader.get("a3", "de")
    with pytest.raises(DocumentDamaged, match="'a3'"):
        reader.similar("a3", "de", 10)
