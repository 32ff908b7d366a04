"""Articles: what is enriched, and what they are known by."""

from __future__ import annotations

import re

from archive.model.article import Article, ArticleKey


def test_the_text_is_title_blank_line_body() -> None:
    article = Article(title="Titel", body="Erster Satz.")
    assert article.text[article.body_start :] == "Erster Satz."
    assert article.text == "Titel\n\nErster Satz."


def test_without_a_title_the_text_is_the_body() -> None:
    assert Article(body="Nur Text.").text == "Nur Text."


def test_an_id_is_url_safe_and_of_fixed_length() -> None:
    assert re.fullmatch(r"[a-z2-7]{26}", ArticleKey(collection="a/b", given_id="ü ?&").id)


def test_the_given_id_decides_wherever_the_article_was_read() -> None:
    one = ArticleKey(collection="c", given_id="a1", path="x.jsonl", record=1)
    two = ArticleKey(collection="c", given_id="a1", path="y.jsonl", record=7)
    assert one.id == two.id


def test_collections_keep_equal_given_ids_apart() -> None:
    one, two = (ArticleKey(collection=name, given_id="a1") for name in ("c", "d"))
    assert one.id != two.id


def test_a_path_is_never_mistaken_for_a_given_id() -> None:
    by_id = ArticleKey(collection="c", given_id="x")
    by_path = ArticleKey(collection="c", path="x")
    assert by_id.id != by_path.id
