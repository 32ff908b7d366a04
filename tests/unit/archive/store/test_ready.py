"""Ready-made documents: copied as long as they are what the article is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.model.article import Article, ArticleKey
from archive.model.document import ReadyArticle
from archive.store import ready
from archive.store.payload import content_hash
from archive.store.records import ArticleChange, Identity, Origin
from archive.store.store import Store

KEY = ArticleKey(collection="default", given_id="a")
ARTICLE = Article(id="a", body="Text.")
CHANGE = ArticleChange(
    key=KEY,
    article=ARTICLE,
    content_hash=content_hash(ARTICLE),
    enrichment="e",
    origin=Origin(path="a.jsonl", record=1, line=1),
)
FIELDS = {"title": "text", "person": ["person:a", "person:b"], "ordinal": 1}
DOCUMENT = ReadyArticle(id=KEY.id, ordinal=1, fields=FIELDS, record=b'{"body":"Zwei\\nZeilen"}')


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "store.sqlite")
    with store.writing() as session:
        session.articles.put(CHANGE, revision=1)
        session.ready.put([DOCUMENT])
    yield store
    store.close()


def _kept(store: Store) -> list[ReadyArticle | None]:
    with store.reading() as session:
        return list(session.ready.after(0, 10).values())


def test_a_ready_document_comes_back_as_it_was_kept(store: Store) -> None:
    assert _kept(store) == [DOCUMENT]


def test_one_is_missing_after_a_change_of_its_article(store: Store) -> None:
    with store.writing() as session:
        session.articles.revise(1, revision=2)
    assert _kept(store) == [None]


def test_one_is_missing_after_its_article_was_linked_otherwise(store: Store) -> None:
    with store.writing() as session:
        session.articles.identify(1, "e", Identity(persons={"a": "person:a"}))
    assert _kept(store) == [None]


def test_one_is_missing_that_another_version_of_the_program_made(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "_MADE_BY", "another")
    assert _kept(store) == [None]


def test_a_later_one_takes_the_place_of_an_earlier(store: Store) -> None:
    with store.writing() as session:
        session.articles.revise(1, revision=2)
        session.ready.put([DOCUMENT])
    assert _kept(store) == [DOCUMENT]


def test_it_goes_with_its_article(store: Store) -> None:
    with store.writing() as session:
        session.articles.remove(1)
    assert _kept(store) == []
