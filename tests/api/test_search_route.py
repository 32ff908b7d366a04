"""What the API answers to searches, facet values and suggestions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.datastructures import QueryParams

from search_api.params import search_pairs, search_query
from tests.api.asgi_client import Client
from tests.api.small_archive import EVENT, MERGED, SETTINGS


def _search(client: Client, **params: str | list[str]) -> dict[str, Any]:
    response = client.get("/api/v1/search", params=params)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def _ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


def test_an_answer_has_the_promised_fields(client: Client) -> None:
    answer = _search(client, q="Gipfel")
    assert set(answer) >= {"total", "took_ms", "next", "query", "hits", "facets", "histograms"}
    assert set(answer["hits"][0]) >= {
        "id",
        "title",
        "published",
        "source",
        "url",
        "score",
        "snippets",
        "persons",
        "countries",
        "events",
    }
    assert set(answer["facets"]["person"]) >= {"buckets", "more", "missing"}
    assert set(answer["facets"]["person"]["buckets"][0]) == {
        "value",
        "label",
        "count",
        "selected",
        "excluded",
    }
    assert set(answer["histograms"]) == {"published", "about"}


def test_a_hit_carries_what_the_article_is_about(client: Client) -> None:
    hit = _search(client, q="title:Varzin")["hits"][0]
    assert hit["persons"] == [{"id": "person:adler", "name": "Anna Adler"}]
    assert hit["countries"] == [{"id": "PL", "name": "Polen"}]
    assert hit["events"] == [{"id": EVENT, "name": "Anna Adler besucht Polen", "type": "visit"}]
    assert hit["published"] == "2024-05-04"


def test_the_title_is_plain_and_marked_beside_it(client: Client) -> None:
    hit = _search(client, q="Gipfeltreffen")["hits"][0]
    assert hit["title"] == "Gipfeltreffen in Bonn"
    assert hit["title_marked"] == "<mark>Gipfeltreffen</mark> in Bonn"


def test_snippets_are_escaped(client: Client) -> None:
    snippets = " ".join(_search(client, q="besuchte")["hits"][0]["snippets"])
    assert "<mark>besuchte</mark>" in snippets
    assert "<script" not in snippets


def test_only_web_addresses_are_given_as_url(client: Client) -> None:
    urls = {hit["id"]: hit["url"] for hit in _search(client, sort="newest")["hits"]}
    assert urls["visit"] == "https://example.org/a1"
    assert urls["summit"] is None


def test_choosing_and_excluding_narrow_the_hits(client: Client) -> None:
    assert set(_ids(_search(client, person="person:adler"))) == {"visit", "summit"}
    excluded = _search(client, **{"person": "person:adler", "-person": "person:berg"})
    assert _ids(excluded) == ["visit"]


def test_an_id_that_was_merged_stands_for_its_heir(client: Client) -> None:
    assert set(_ids(_search(client, person=MERGED))) == {"summit", "market"}
    excluded = _search(client, **{"person": "person:adler", "-person": MERGED})
    assert _ids(excluded) == ["visit"]


def test_the_heir_is_shown_as_chosen(client: Client) -> None:
    found = _search(client, person=MERGED)["facets"]["person"]["buckets"]
    assert [b["value"] for b in found if b["selected"]] == ["person:berg"]


def test_missing_asks_for_articles_without_any(client: Client) -> None:
    assert set(_ids(_search(client, **{"person.missing": "1"}))) == {"storm", "note"}


def test_all_chosen_values_may_be_required(client: Client) -> None:
    chosen: dict[str, str | list[str]] = {"person": ["person:adler", "person:berg"]}
    assert _search(client, **chosen)["total"]["value"] == 3
    assert _ids(_search(client, **chosen, **{"person.op": "and"})) == ["summit"]


def test_a_period_narrows_the_hits(client: Client) -> None:
    assert _ids(_search(client, published="1990..1999")) == ["market"]
    assert _ids(_search(client, about="2024-05-03")) == ["visit"]


def test_labels_come_in_the_language_asked_for(client: Client) -> None:
    buckets = _search(client, country="PL", lang="en")["facets"]["country"]["buckets"]
    assert "Poland" in [bucket["label"] for bucket in buckets]


def test_only_the_facets_asked_for_are_counted(client: Client) -> None:
    assert set(_search(client, facets="country,person")["facets"]) == {"country", "person"}


def test_histograms_may_be_left_out(client: Client) -> None:
    assert _search(client, histograms="0")["histograms"] == {}


def test_nothing_found_is_an_answer(client: Client) -> None:
    answer = _search(client, q="Zitronenfalter")
    assert (answer["total"]["value"], answer["hits"], answer["next"]) == (0, [], None)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_neither_repeat_nor_skip(client: Client, sort: str) -> None:
    seen: list[str] = []
    params: dict[str, str | list[str]] = {"size": "2", "sort": sort}
    while True:
        answer = _search(client, **params)
        seen += _ids(answer)
        if answer["next"] is None:
            break
        params["cursor"] = answer["next"]
    assert sorted(seen) == ["market", "note", "storm", "summit", "visit"]


def test_a_cursor_of_another_search_is_refused(client: Client) -> None:
    cursor = _search(client, size="1")["next"]
    response = client.get("/api/v1/search", params={"q": "Gipfel", "cursor": cursor})
    assert response.status_code == 400


def test_every_count_is_the_total_of_the_search_it_promises(client: Client) -> None:
    for name, facet in _search(client)["facets"].items():
        for bucket in facet["buckets"]:
            assert _search(client, **{name: bucket["value"]})["total"]["value"] == bucket["count"]


def test_the_query_as_understood_is_part_of_the_answer(client: Client) -> None:
    assert _search(client, q="Gipfel")["query"]["text"] == "Gipfel"


def test_an_encoded_query_string_reads_as_the_same_search() -> None:
    query = search_query((("q", 'Äpfel & "Birnen=?#"'), ("person", "person:a b+c")), SETTINGS)
    params = QueryParams(urlencode(search_pairs(query, "de")))
    assert search_query(params.multi_items(), SETTINGS) == query


def test_values_of_a_facet_are_searched_sorted_and_paged(client: Client) -> None:
    by_name = client.get("/api/v1/facets/person?facet_sort=name&facet_size=1").json()
    assert [bucket["label"] for bucket in by_name["buckets"]] == ["Anna Adler"]
    assert by_name["more"]
    second = client.get("/api/v1/facets/person?facet_sort=name&facet_size=1&offset=1").json()
    assert [bucket["label"] for bucket in second["buckets"]] == ["Bruno Berg"]
    searched = client.get("/api/v1/facets/person?value=ber").json()
    assert [bucket["value"] for bucket in searched["buckets"]] == ["person:berg"]


def test_values_of_a_facet_obey_the_search(client: Client) -> None:
    answer = client.get("/api/v1/facets/country", params={"q": "title:Markt"}).json()
    assert [(b["value"], b["count"]) for b in answer["buckets"]] == [("DE", 1)]


def test_suggestions_complete_a_name(client: Client) -> None:
    found = client.get("/api/v1/suggest?q=adl").json()["suggestions"]
    assert {"field": "person", "id": "person:adler", "label": "Anna Adler", "articles": 1} in found


def test_nothing_typed_suggests_nothing(client: Client) -> None:
    assert client.get("/api/v1/suggest?q=").json() == {"suggestions": []}
