"""What the API answers about one article."""

from __future__ import annotations

from tests.api.asgi_client import Client
from tests.api.small_archive import EVENT, TEXT


def test_an_article_comes_with_text_and_annotations(client: Client) -> None:
    answer = client.get("/api/v1/articles/visit").json()
    assert answer["text"] == TEXT
    mention = answer["annotations"]["mentions"][0]
    assert TEXT[mention["start"] : mention["end"]] == mention["text"] == "Anna Adler"
    assert answer["published"] == {"value": "2024-05-04", "granularity": "day"}


def test_labels_of_an_article_come_in_the_language_asked_for(client: Client) -> None:
    labels = client.get("/api/v1/articles/visit?lang=en").json()["labels"]
    assert (labels["PL"], labels[EVENT]) == ("Poland", "Anna Adler visits Poland")


def test_similar_articles_leave_out_the_article_itself(client: Client) -> None:
    hits = client.get("/api/v1/articles/visit/similar?size=2").json()["hits"]
    assert hits[0]["id"] == "summit"
    assert "visit" not in {hit["id"] for hit in hits}
