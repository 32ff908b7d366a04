"""The search page: every link works without scripts and narrows as its count promises."""

from __future__ import annotations

import pytest

from tests.api.asgi_client import Client
from tests.ui.page_html import Element, read_html

GERMAN = {"Accept-Language": "de"}


def _page(client: Client, url: str, language: str = "de") -> Element:
    response = client.get(url, headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    return read_html(response.text)


def _titles(page: Element) -> list[str]:
    return [title.text for title in page.all("h2", "title")]


def _facet(page: Element, name: str) -> Element:
    found = [d for d in page.all("details", "facet") if d.attributes["id"] == f"facet-{name}"]
    assert len(found) == 1
    return found[0]


def _follow(client: Client, page: Element, words: str) -> Element:
    return _page(client, page.link(words))


def test_the_start_page_shows_everything_newest_first(client: Client) -> None:
    page = _page(client, "/")
    assert _titles(page)[:2] == ["Gipfeltreffen in Bonn", "Besuch in Varzin"]
    assert "5 Artikel" in page.text


def test_a_choice_narrows_and_its_chip_leads_back(client: Client) -> None:
    page = _page(client, "/")
    chosen = _page(client, _facet(page, "person").link("Bruno Berg"))
    assert set(_titles(chosen)) == {"Gipfeltreffen in Bonn", "Markt am Dom"}
    assert len(_titles(_follow(client, chosen, "Filter Bruno Berg entfernen"))) == 5


def test_every_value_leads_to_as_many_articles_as_it_says(client: Client) -> None:
    for facet in _page(client, "/").all("details", "facet"):
        for value in facet.all("li", "value"):
            count = value.all("span", "count")[0].text
            page = _page(client, value.all("a", "toggle")[0].attributes["href"])
            assert page.all("p", "summary")[0].text == f"{count} Artikel"


def test_an_exclusion_removes_articles_and_can_be_lifted(client: Client) -> None:
    excluded = _follow(client, _page(client, "/"), "Bruno Berg ausschließen")
    assert "Markt am Dom" not in _titles(excluded)
    lifted = _page(client, _facet(excluded, "person").link("Bruno Berg"))
    assert "Markt am Dom" in _titles(lifted)


def test_two_choices_offer_any_and_all(client: Client) -> None:
    page = _page(client, "/?person=person:adler&person=person:berg")
    assert len(_titles(page)) == 3
    assert _titles(_follow(client, page, "alle zugleich")) == ["Gipfeltreffen in Bonn"]


def test_articles_without_a_person_can_be_asked_for(client: Client) -> None:
    page = _page(client, _facet(_page(client, "/"), "person").link("ohne Person"))
    assert set(_titles(page)) == {"Sturm", "Notiz"}


def test_countries_can_be_looked_at_by_one_kind_of_evidence(client: Client) -> None:
    named = _page(client, _facet(_page(client, "/"), "country").link("mit Namen"))
    values = _facet(named, "country").all("li", "value")
    assert [value.all("span", "count")[0].text for value in values] == ["2", "2", "2"]
    assert len(_titles(_follow(client, named, "Filter mit Namen entfernen"))) == 5


def test_the_way_back_from_a_kind_of_evidence_without_countries_stays(client: Client) -> None:
    page = _page(client, "/?country.via=capital")
    back = _page(client, _facet(page, "country").link("auf beliebige Weise"))
    assert _facet(back, "country").all("li", "value")


def test_a_bar_narrows_the_period_and_the_trail_leads_back(client: Client) -> None:
    page = _page(client, "/")
    year = _page(client, page.link("1998: 1 Artikel"))
    assert _titles(year) == ["Markt am Dom"]
    assert len(_titles(_follow(client, year, "Alle Jahre"))) == 5


def test_a_decade_is_printed_as_one(client: Client) -> None:
    chip = _page(client, "/?published=1990..1999").all("li", "chip")[0]
    assert "1990er Jahre" in chip.text


def test_partial_dates_are_printed_as_known(client: Client) -> None:
    dates = [time.text for time in _page(client, "/").all("time")]
    assert "Juni 2024" in dates
    assert "4. Mai 2024" in dates


def test_names_under_a_hit_lead_to_their_pages(client: Client) -> None:
    hit = _page(client, "/?q=title:Varzin&person=person:adler").all("article", "hit")[0]
    assert hit.link("Anna Adler") == "/persons/person:adler"
    assert hit.link("Polen") == "/countries/PL"


def test_an_event_under_a_hit_leads_to_all_its_articles(client: Client) -> None:
    hit = _page(client, "/?q=title:Varzin&person=person:adler").all("article", "hit")[0]
    assert hit.link("Anna Adler besucht Polen") == "/?event=event:besuch-in-varzin"


def test_marked_words_are_marked_and_nothing_else_is_markup(client: Client) -> None:
    page = _page(client, "/?q=besuchte")
    assert [mark.text for mark in page.all("mark")] == ["besuchte"]
    assert [s.attributes.get("src", "inline")[:8] for s in page.all("script")] == ["/static/"]


def test_pages_follow_each_other(client: Client) -> None:
    page = _page(client, "/?size=2")
    seen = _titles(page)
    page = _follow(client, page, "Nächste Seite")
    seen += _titles(page)
    assert len(set(seen)) == 4
    assert _titles(_follow(client, page, "Erste Seite")) == seen[:2]


def test_without_words_there_is_no_relevance(client: Client) -> None:
    orders = _page(client, "/").all("nav", "choices")[0]
    assert [link.text for link in orders.all("a")] == ["Neueste zuerst", "Älteste zuerst"]


def test_the_form_keeps_filters_and_forgets_the_page(client: Client) -> None:
    page = _page(client, "/?q=Gipfel&person=person:berg&sort=oldest&size=1")
    form = page.all("form", "ask")[0]
    hidden = {i.attributes["name"] for i in form.all("input") if i.attributes["type"] == "hidden"}
    assert hidden == {"person", "sort", "size"}


def test_nothing_found_offers_searches_that_find_something(client: Client) -> None:
    page = _page(client, "/?q=Varzinn&country=DE")
    assert "Nichts gefunden" in page.text
    hints = page.all("ul", "hints")[0]
    for hint in hints.all("a"):
        assert _titles(_page(client, hint.attributes["href"]))


def test_a_wrong_query_is_explained_and_read_literally(client: Client) -> None:
    page = _page(client, "/?q=(Gipfel")
    assert "Diese Klammer wird nie geschlossen." in page.all("section", "fault")[0].text
    assert "Gipfeltreffen in Bonn" in _titles(page)
    assert _titles(_follow(client, page, "(Gipfel)"))


def test_a_suggestion_with_a_second_fault_is_mended_too(client: Client) -> None:
    fault = _page(client, "/?q=(Gipfel+OR").all("section", "fault")[0]
    assert fault.all("a")[0].text == "(Gipfel)"


@pytest.mark.parametrize(
    "text",
    [
        "(",
        ")",
        '"',
        "a OR",
        "AND",
        "foo:bar",
        "published:gestern",
        "[",
        "~",
        "*",
        "a*",
        "<script>",
        "x" * 5000,
        "-",
        "\\",
        "a:" * 50,
        "(" * 500,
        "\x00",
    ],
)
def test_no_query_breaks_the_page(client: Client, text: str) -> None:
    assert client.get("/", params={"q": text}, headers=GERMAN).status_code == 200


def test_the_page_shows_the_same_search_as_json(client: Client) -> None:
    page = _page(client, "/?q=Gipfel&person=person:berg")
    answer = client.get(page.link("als JSON")).json()
    assert {hit["title"] for hit in answer["hits"]} == set(_titles(page))


def test_a_reader_of_english_gets_english(client: Client) -> None:
    page = _page(client, "/", "en-GB,en;q=0.8,de;q=0.5")
    assert "5 articles" in page.text
    assert "Poland" in _facet(page, "country").text


def test_a_language_asked_for_is_remembered(client: Client) -> None:
    response = client.get("/?lang=en", headers=GERMAN)
    assert response.headers["set-cookie"].startswith("lang=en")
    again = client.get("/", headers={**GERMAN, "Cookie": "lang=en"})
    assert "5 articles" in read_html(again.text).text


def test_links_keep_a_language_that_was_asked_for(client: Client) -> None:
    assert "lang=en" in _page(client, "/?lang=en").link("Anna Adler")


def test_a_page_can_be_asked_for_its_head_only(client: Client) -> None:
    response = client.send("HEAD", "/", headers=GERMAN)
    assert (response.status_code, response.text) == (200, "")


@pytest.mark.parametrize("url", ["/", "/persons/person:adler", "/static/style.css"])
def test_an_address_of_a_page_is_only_read(client: Client, url: str) -> None:
    response = client.send("POST", url, headers=GERMAN)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_all_that_was_found_can_be_exported(client: Client) -> None:
    page = _page(client, "/?q=Gipfel&country=PL&size=1&sort=newest")
    links = {link.text: link.attributes["href"] for link in page.all("a")}
    url = links["Alle gefundenen Artikel als Tabelle (CSV)"]
    assert url == "/api/v1/export.csv?q=Gipfel&country=PL&lang=de&separator=semicolon"
    assert len(client.get(url or "").text.splitlines()) == 3


def test_nothing_is_exported_where_nothing_was_found(client: Client) -> None:
    page = _page(client, "/?q=zzz")
    assert not [a for a in page.all("a") if "/export" in (a.attributes["href"] or "")]
