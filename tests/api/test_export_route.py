"""Exports: every match of a search as JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from archive.model.article import Article
from archive.model.document import ArticleDocument
from archive.model.search import ArticleView
from search_api.exporting import COLUMNS, Separator, csv_rows
from search_api.parameters import SEPARATOR
from tests.api.asgi_client import Client
from tests.api.small_archive import BODY, EVENT, MERGED, visit


def _rows(client: Client, query: str) -> list[dict[str, str]]:
    text = client.get(f"/api/v1/export.csv?{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_export_has_every_article_oldest_first(client: Client) -> None:
    found = [json.loads(line) for line in client.get("/api/v1/export.jsonl").text.splitlines()]
    assert [article["id"] for article in found] == ["market", "storm", "visit", "summit", "note"]


def test_a_line_of_an_export_is_what_the_articles_address_answers(client: Client) -> None:
    (line,) = client.get("/api/v1/export.jsonl?q=Varzin").text.splitlines()
    assert json.loads(line) == client.get("/api/v1/articles/visit").json()


def test_an_export_heeds_the_filters(client: Client) -> None:
    rows = _rows(client, "person=person:berg&-country=PL")
    assert [row["id"] for row in rows] == ["market"]


def test_an_export_follows_merged_ids(client: Client) -> None:
    assert [row["id"] for row in _rows(client, f"person={MERGED}")] == ["market", "summit"]


def test_a_row_names_what_the_article_is_about(client: Client) -> None:
    (row,) = _rows(client, "q=Varzin&lang=en")
    assert (row["published"], row["source"], row["url"]) == (
        "2024-05-04",
        "Morgenblatt",
        "https://example.org/a1",
    )
    assert (row["persons"], row["countries"]) == ("Anna Adler", "Poland")
    assert row["events"] == "Anna Adler visits Poland"


def test_an_address_that_is_none_of_the_web_is_left_out(client: Client) -> None:
    assert [row["url"] for row in _rows(client, "q=Gipfeltreffen")] == [""]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\n", "＝"])
@pytest.mark.parametrize("before", ["", "a;", "a, "])
def test_no_cell_is_a_formula(before: str, sign: str) -> None:
    odd = f"{before}{sign}1"
    shown = visit()
    document = ArticleDocument.of(
        Article(id=odd, title=odd, body=BODY, source=odd, section=odd, authors=(odd,)),
        shown.enrichment,
        id="odd",
        ordinal=1,
        revision=1,
        collection="test",
        display_title=odd,
    )
    labels = {"person:adler": odd, "PL": odd, EVENT: odd}
    text = "".join(csv_rows(iter([ArticleView(labels=labels, document=document)])))
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    cells = {name: cell for name, cell in row.items() if sign in cell}
    safe = f"{before}'{sign}1"
    columns = (
        "given_id",
        "title",
        "source",
        "section",
        "authors",
        "persons",
        "countries",
        "events",
    )
    assert cells == dict.fromkeys(columns, safe)


def test_a_table_for_german_spreadsheets_has_semicolons(client: Client) -> None:
    text = client.get("/api/v1/export.csv?q=Varzin&separator=semicolon").content.decode("utf-8-sig")
    assert text.splitlines()[0].split(";") == [f'"{name}"' for name in COLUMNS]


def test_an_empty_export_of_a_table_has_its_heading(client: Client) -> None:
    response = client.get("/api/v1/export.csv?q=zzz")
    assert response.status_code == 200
    assert response.content.decode("utf-8-sig").startswith('"id","given_id","published",')


@pytest.mark.parametrize(
    ("query", "named"), [("q=(", None), ("separator=tab", "separator"), ("size=3", "size")]
)
def test_a_wrong_export_is_an_error_and_no_file(
    client: Client, query: str, named: str | None
) -> None:
    response = client.get(f"/api/v1/export.csv?{query}")
    assert (response.status_code, response.json().get("parameter")) == (400, named)


def test_the_separators_offered_are_those_that_are_written() -> None:
    assert SEPARATOR.values == tuple(Separator)


def test_who_closes_an_export_closes_the_scan() -> None:
    closed: list[bool] = []

    def scan() -> Iterator[ArticleView]:
        try:
            while True:
                yield ArticleView(labels={}, document=visit())
        finally:
            closed.append(True)

    pieces = csv_rows(scan())
    next(pieces)
    pieces.close()
    assert closed == [True]
