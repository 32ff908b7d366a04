"""Filters with a value that the archive does not know: told on the page, with what may be meant."""

from __future__ import annotations

import pytest

from tests.api.asgi_client import Client
from tests.ui.page_html import Element, read_html

GERMAN = {"Accept-Language": "de"}


def _told(client: Client, url: str) -> list[Element]:
    """The sentences about unknown values."""
    page = read_html(client.get(url, headers=GERMAN).text)
    return [line for fault in page.all("section", "fault") for line in fault.all("p")]


def _offers(client: Client, url: str) -> dict[str, str]:
    (told,) = _told(client, url)
    return {link.text: link.attributes["href"] for link in told.all("a")}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("person=Xyz", "Im Register steht keine Person mit der Kennung „Xyz“."),
        ("organisation=Xyz", "Im Register steht keine Organisation mit der Kennung „Xyz“."),
        ("place=Xyz", "Im Register steht kein Ort mit der Kennung „Xyz“."),
        ("event=Xyz", "Kein Artikel berichtet von einem Ereignis mit der Kennung „Xyz“."),
        ("country=Xyz", "„Xyz“ ist kein Länderkürzel."),
        ("event_type=xyz", "„xyz“ ist keine Ereignisart."),
        ("source=Xyz", "Aus der Quelle „Xyz“ stammt kein Artikel."),
        ("section=Xyz", "Im Ressort „Xyz“ steht kein Artikel."),
        ("language=xyz", "In der Sprache „xyz“ gibt es keinen Artikel."),
    ],
)
def test_a_value_that_the_archive_does_not_know_is_told(
    client: Client, asked: str, sentence: str
) -> None:
    assert [line.text for line in _told(client, f"/?{asked}")] == [sentence]


@pytest.mark.parametrize(
    "asked",
    [
        "person=person:adler&country=DE&q=Sturm",
        "person=person:bruno-b",  # merged
        "country=KP",
        "event_type=layoffs",
        "event=event:besuch-in-varzin",
        "source=Abendpost&q=Sturm",
        "language=de&q=zzz",
        "-person=person:adler",
        "facets=&person=person:adler",
    ],
)
def test_a_known_value_that_finds_nothing_is_not_told(client: Client, asked: str) -> None:
    assert _told(client, f"/?{asked}") == []


@pytest.mark.parametrize(
    ("asked", "label", "mended"),
    [
        ("person=Ana Adlr", "Anna Adler", "person=person:adler"),
        ("person=Anna Adler", "Anna Adler", "person=person:adler"),
        ("person=person:adlr", "Anna Adler", "person=person:adler"),
        ("country=Poln", "Polen", "country=PL"),
        ("country=pl", "Polen", "country=PL"),
        ("country=USA", "Vereinigte Staaten", "country=US"),
        ("event_type=vsit", "Besuch", "event_type=visit"),
        ("event_type=Besuch", "Besuch", "event_type=visit"),
        ("source=abendpots", "Abendpost", "source=Abendpost"),
        ("language=deutsch", "Deutsch", "language=de"),
    ],
)
def test_known_values_of_like_names_are_offered(
    client: Client, asked: str, label: str, mended: str
) -> None:
    assert _offers(client, f"/?{asked}") == {label: f"/?{mended}"}


def test_the_mended_search_keeps_all_else(client: Client) -> None:
    url = "/?q=Gipfel&person=person:berg&person=Adlr&person.op=and&country=PL&sort=oldest"
    mended = (
        "/?q=Gipfel&person=person:berg&person=person:adler&person.op=and&country=PL&sort=oldest"
    )
    assert _offers(client, url) == {"Anna Adler": mended}


def test_what_was_to_be_excluded_is_excluded_when_mended(client: Client) -> None:
    assert _offers(client, "/?-person=Adlr") == {"Anna Adler": "/?-person=person:adler"}


def test_many_unknown_values_are_told_in_part(client: Client) -> None:
    asked = "&".join(f"person=Xyz{number}" for number in range(90))
    assert len(_told(client, f"/?{asked}")) == 5


def test_programs_get_an_empty_answer(client: Client) -> None:
    response = client.get("/api/v1/search?person=Adlr")
    assert (response.status_code, response.json()["total"]["value"]) == (200, 0)
