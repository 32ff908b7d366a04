"""Article, facet values, about, documentation and error pages."""

from __future__ import annotations

import re

import pytest

from tests.api.asgi_client import Client
from tests.api.small_archive import application, empty_reader
from tests.ui.page_html import Element, read_html

GERMAN = {"Accept-Language": "de"}
PAGES = [
    "/",
    "/?q=Gipfel",
    "/?q=(",
    "/?q=zzz",
    "/?person=Adlr",
    "/articles/visit",
    "/facets/person",
    "/countries/PL",
    "/persons/person:adler",
    "/about",
]
ALL = [*PAGES, "/api/docs", "/nothing"]


def _page(client: Client, url: str) -> Element:
    return read_html(client.get(url, headers=GERMAN).text)


def _marked(page: Element, kind: str) -> list[str]:
    inside = page.all("article", "paper")[0].all("div", "text")[0]
    found = [*inside.all("a", f"m-{kind}"), *inside.all("span", f"m-{kind}")]
    return [element.text for element in found]


def test_names_and_countries_are_marked_in_the_text(client: Client) -> None:
    page = _page(client, "/articles/visit")
    assert _marked(page, "person") == ["Anna Adler", "Adler"]
    assert _marked(page, "country") == ["Polen"]


def test_overlapping_marks_are_all_shown(client: Client) -> None:
    page = _page(client, "/articles/visit")
    assert "".join(sorted(_marked(page, "event"))) == "".join(
        sorted(["besuchte am", "3. Mai", "Polen"])
    )
    assert _marked(page, "date") == ["3. Mai"]


def test_the_text_of_an_article_is_complete_and_escaped(client: Client) -> None:
    text = _page(client, "/articles/visit").all("div", "text")[0]
    assert "<script>alert(1)</script>" in text.text
    assert "Gipfel & seinen Gästen." in text.text
    assert text.all("script") == []


def test_a_short_line_without_a_full_stop_is_a_subhead(client: Client) -> None:
    text = _page(client, "/articles/visit").all("div", "text")[0]
    assert [head.text for head in text.all("h2")] == ["Der zweite Tag"]


def test_names_beside_an_article_lead_to_their_pages(client: Client) -> None:
    side = _page(client, "/articles/visit").all("aside", "found")[0]
    links = {link.text: link.attributes["href"] for link in side.all("a")}
    assert links["Anna Adler"] == "/persons/person:adler"
    assert links["Polen"] == "/countries/PL"


def test_names_in_an_article_lead_to_their_pages(client: Client) -> None:
    text = _page(client, "/articles/visit").all("div", "text")[0]
    assert text.link("Adler") == "/persons/person:adler"


def test_dates_and_events_beside_an_article_lead_to_searches(client: Client) -> None:
    side = _page(client, "/articles/visit").all("aside", "found")[0]
    links = {link.text: link.attributes["href"] for link in side.all("a")}
    assert links["3. Mai 2024"] == "/?about=2024-05-03"
    assert links["Anna Adler besucht Polen"] == "/?event=event:besuch-in-varzin"


def test_an_article_links_to_its_original_only_on_the_web(client: Client) -> None:
    assert _page(client, "/articles/visit").link("Original") == "https://example.org/a1"
    with pytest.raises(LookupError):
        _page(client, "/articles/summit").link("Original")


def test_similar_articles_are_offered(client: Client) -> None:
    assert _page(client, "/articles/visit").all("section", "similar")[0].all("article", "hit")


def test_values_are_searched_and_lead_to_the_search(client: Client) -> None:
    page = _page(client, "/facets/person?value=ber&country=DE")
    values = page.all("ul", "values")[0]
    assert [value.text for value in values.all("span", "label")] == ["Bruno Berg"]
    assert values.link("Bruno Berg") == "/?person=person:berg&country=DE"


def test_values_are_paged(client: Client) -> None:
    page = _page(client, "/facets/person?facet_size=1&facet_sort=name")
    second = _page(client, page.link("Nächste Seite"))
    assert second.all("span", "label")[0].text == "Bruno Berg"
    assert "offset" not in second.link("Vorige Seite")


def test_about_counts_the_archive(client: Client) -> None:
    facts = [fact.text for fact in _page(client, "/about").all("dl", "rows")[0].all("dd")]
    assert facts == ["5", "2. März 1998", "Juni 2024", "g1"]


def test_the_examples_on_about_can_be_read(client: Client) -> None:
    for link in _page(client, "/about").all("table")[0].all("a"):
        page = _page(client, link.attributes["href"])
        assert page.all("section", "fault") == []


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/nothing", 404, "Nicht gefunden"),
        ("/articles/unknown", 404, "Nicht gefunden"),
        ("/?persn=1", 400, "person"),
        ("/?published=1999..1990", 400, "1990..1999"),
        ("/facets/persons", 400, "person"),
    ],
)
def test_errors_of_pages_are_pages(client: Client, url: str, status: int, words: str) -> None:
    response = client.get(url, headers=GERMAN)
    assert response.status_code == status
    assert words in read_html(response.text).text


@pytest.mark.parametrize("url", ["/", "/articles/visit", "/about", "/facets/person"])
def test_an_archive_that_holds_nothing_yet_says_so(url: str) -> None:
    response = Client(application(empty_reader())).get(url, headers=GERMAN)
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "nicht durchsuchen" in read_html(response.text).text


@pytest.mark.parametrize("url", ALL)
def test_nothing_is_loaded_from_elsewhere(client: Client, url: str) -> None:
    page = _page(client, url)
    loaded = [
        e.attributes.get("src", "") for tag in ("script", "img", "iframe") for e in page.all(tag)
    ]
    loaded += [link.attributes["href"] for link in page.all("link")]
    assert all(address.startswith("/static/") for address in loaded)
    assert not re.search(r"url\(|@import", client.get("/static/style.css").text)


@pytest.mark.parametrize("url", ALL)
def test_pages_carry_no_inline_style_or_script(client: Client, url: str) -> None:
    page = _page(client, url)
    assert page.all("style") == []
    assert all(script.text == "" for script in page.all("script"))
    assert "style=" not in client.get(url, headers=GERMAN).text


@pytest.mark.parametrize("url", ALL)
def test_a_page_has_one_heading_of_the_first_rank_and_a_way_to_it(client: Client, url: str) -> None:
    page = _page(client, url)
    assert len(page.all("h1")) == 1
    assert page.all("a", "skip")[0].attributes["href"] == f"#{page.all('main')[0].attributes['id']}"


@pytest.mark.parametrize("url", ALL)
def test_every_field_has_a_name(client: Client, url: str) -> None:
    page = _page(client, url)
    labelled = {label.attributes["for"] for label in page.all("label")}
    for field in page.all("input"):
        if field.attributes["type" if "type" in field.attributes else "name"] != "hidden":
            assert field.attributes["id"] in labelled


@pytest.mark.parametrize("url", ALL)
def test_ids_occur_once(client: Client, url: str) -> None:
    text = client.get(url, headers=GERMAN).text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("url", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: Client, url: str) -> None:
    for link in {a.attributes["href"] for a in _page(client, url).all("a")}:
        if link.startswith("/"):
            assert client.get(link, headers=GERMAN).status_code == 200, link


def test_the_documentation_names_every_call(client: Client) -> None:
    text = _page(client, "/api/docs").text
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert path in text


def test_a_wrong_period_is_told_in_the_readers_language_and_keeps_the_search(
    client: Client,
) -> None:
    page = _page(client, "/?q=Gipfel&published=2024..2020&country=PL")
    (told,) = page.all("div", "prose")
    assert "Der Zeitraum '2024..2020' endet, bevor er beginnt." in told.text
    links = {link.text: link.attributes["href"] for link in told.all("a")}
    assert links["Ohne published weitersuchen"] == "?q=Gipfel&country=PL"


@pytest.mark.parametrize(
    "url",
    [
        "/?size=0",
        "/?colour=red",
        "/?sort=up",
        "/?published=..",
        "/?published=2024..2020",
        "/?about=soon",
        "/?q=a&q=b",
        "/?person=",
        "/facets/colour",
        "/?" + "&".join(f"person=person:p{number}" for number in range(101)),
    ],
)
def test_what_is_wrong_with_an_address_is_told_in_german(client: Client, url: str) -> None:
    english = client.get(f"/api/v1/search{url[1:]}" if url[1] == "?" else f"/api/v1{url}")
    (told,) = _page(client, url).all("div", "prose")
    assert english.json()["detail"] not in told.text


def test_robots_stay_out_of_the_api(client: Client) -> None:
    assert "Disallow: /api/" in client.get("/robots.txt").text
