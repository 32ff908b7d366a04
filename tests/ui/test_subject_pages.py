"""The pages of one country, person, organisation or place."""

from __future__ import annotations

import pytest

from tests.api.asgi_client import Client
from tests.api.small_archive import MERGED
from tests.ui.page_html import Element, read_html

GERMAN = {"Accept-Language": "de"}


def _page(client: Client, url: str) -> Element:
    return read_html(client.get(url, headers=GERMAN).text)


def _links(element: Element) -> dict[str, str]:
    return {link.text: link.attributes["href"] or "" for link in element.all("a")}


def test_a_country_shows_as_many_articles_as_the_search_for_it(client: Client) -> None:
    total = client.get("/api/v1/countries/PL").json()["total"]["value"]
    links = _links(_page(client, "/countries/PL").all("p", "summary")[0])
    assert links == {f"{total} Artikel": "/?country=PL"}


def test_who_stands_beside_a_country_leads_to_the_articles_with_both(client: Client) -> None:
    links = _links(_page(client, "/countries/PL").all("aside", "found")[0])
    assert links["Anna Adler"] == "/?person=person:adler&country=PL"


def test_a_country_is_not_its_own_company(client: Client) -> None:
    assert "Polen" not in _links(_page(client, "/countries/PL").all("aside", "found")[0])


def test_the_kind_of_evidence_is_kept_in_links(client: Client) -> None:
    page = _page(client, "/countries/PL?country.via=name")
    (current,) = [
        link for link in page.all("nav", "choices")[0].all("a") if "aria-current" in link.attributes
    ]
    assert current.text == "mit Namen"
    (url,) = _links(page.all("p", "summary")[0]).values()
    assert url == "/?country=PL&country.via=name"


def test_the_search_for_one_country_leads_to_its_page(client: Client) -> None:
    links = _links(_page(client, "/?country=PL").all("ul", "chips")[0])
    assert links["Alles über Polen"] == "/countries/PL"


def test_a_countrys_code_may_be_written_small(client: Client) -> None:
    links = _links(_page(client, "/countries/pl").all("p", "summary")[0])
    assert list(links.values()) == ["/?country=PL"]


def test_a_person_shows_forms_and_times(client: Client) -> None:
    page = _page(client, "/persons/person:adler")
    rows = page.all("dl", "rows")[0].all("div")
    assert {row.all("dt")[0].text: row.all("dd")[0].text for row in rows} == {
        "Genannt als": "Adler (1), Anna Adler (1)",
        "Zuerst genannt": "4. Mai 2024",
        "Zuletzt genannt": "1. Juni 2024",
    }


def test_a_person_shows_as_many_articles_as_the_search_for_them(client: Client) -> None:
    total = client.get("/api/v1/entities/person:berg").json()["total"]["value"]
    links = _links(_page(client, "/persons/person:berg").all("p", "summary")[0])
    assert links == {f"{total} Artikel": "/?person=person:berg"}


def test_the_articles_of_a_person_can_be_searched(client: Client) -> None:
    assert _page(client, "/persons/person:berg").link("In diesen") == "/?person=person:berg"


def test_a_second_person_must_stand_beside_the_first(client: Client) -> None:
    links = _links(_page(client, "/persons/person:berg").all("aside", "found")[0])
    both = "/?person=person:berg&person=person:adler&person.op=and"
    assert links["Anna Adler"] == both


def test_a_merged_id_leads_to_the_page_of_today(client: Client) -> None:
    response = client.get(f"/persons/{MERGED}?size=2", headers=GERMAN)
    assert response.status_code == 307
    assert response.headers["location"] == "/persons/person:berg?size=2"


@pytest.mark.parametrize(
    ("path", "status"),
    [("person:nobody", 404), ("event:none", 404), ("person:adler?country.via=name", 400)],
)
def test_an_unknown_entity_is_an_error_page(client: Client, path: str, status: int) -> None:
    assert client.get(f"/persons/{path}", headers=GERMAN).status_code == status


def test_what_was_chosen_alone_leads_to_its_page(client: Client) -> None:
    links = _links(_page(client, "/?person=person:adler&country=PL").all("ul", "chips")[0])
    assert links["Alles über Anna Adler"] == "/persons/person:adler"
    assert links["Alles über Polen"] == "/countries/PL"


@pytest.mark.parametrize(
    ("path", "status"),
    [("XX", 404), ("KP", 200), ("PL?country.via=x", 400), ("PL?person=person:adler", 400)],
)
def test_a_wrong_country_or_parameter_is_an_error_page(
    client: Client, path: str, status: int
) -> None:
    response = client.get(f"/countries/{path}", headers=GERMAN)
    assert response.status_code == status
    assert len(read_html(response.text).all("h1")) == 1


def test_an_entity_under_another_kinds_address_leads_to_its_own(client: Client) -> None:
    response = client.get("/places/person:adler", headers=GERMAN)
    assert response.headers["location"] == "/persons/person:adler"
