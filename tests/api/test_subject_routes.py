"""What the API answers about one entity or country."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.asgi_client import Client
from tests.api.small_archive import EVENT, MERGED


def _entity(client: Client, id_: str, query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v1/entities/{id_}{query}").json()
    return answer


def _company(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {bucket["value"]: bucket["count"] for bucket in answer["company"][facet]}


def test_a_person_comes_with_its_articles_newest_first(client: Client) -> None:
    answer = _entity(client, "person:adler")
    assert [hit["id"] for hit in answer["articles"]] == ["summit", "visit"]
    assert (answer["name"], answer["kind"], answer["total"]["value"]) == ("Anna Adler", "person", 2)


def test_forms_come_with_their_counts(client: Client) -> None:
    assert _entity(client, "person:adler")["forms"] == {"Anna Adler": 1, "Adler": 1}


def test_company_counts_the_articles_that_have_both(client: Client) -> None:
    answer = _entity(client, "person:adler")
    assert _company(answer, "person") == {"person:berg": 1}
    assert _company(answer, "country") == {"PL": 2, "DE": 1}


def test_articles_over_time_are_counted_by_the_unit_asked_for(client: Client) -> None:
    over_time = _entity(client, "person:berg", "?published.unit=year")["over_time"]
    counts = {
        bucket["value"]: bucket["count"] for bucket in over_time["buckets"] if bucket["count"]
    }
    assert counts == {"1998": 1, "2024": 1}


def test_a_merged_id_answers_with_the_entry_of_today(client: Client) -> None:
    answer = _entity(client, MERGED)
    assert (answer["id"], answer["former"]) == ("person:berg", [MERGED])


def test_a_country_comes_with_its_events(client: Client) -> None:
    answer = client.get("/api/v1/countries/PL?lang=en").json()
    assert (answer["name"], answer["total"]["value"]) == ("Poland", 2)
    assert _company(answer, "event") == {EVENT: 1}


def test_a_country_without_articles_is_an_answer(client: Client) -> None:
    response = client.get("/api/v1/countries/KP")
    assert (response.status_code, response.json()["total"]["value"]) == (200, 0)


@pytest.mark.parametrize(
    "path", ["entities/person:nobody", "countries/XX", "countries/Polen", "entities/event:none"]
)
def test_what_is_unknown_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_an_unknown_parameter_is_refused(client: Client) -> None:
    assert client.get("/api/v1/countries/PL?person=x").status_code == 400


def test_a_map_has_every_country_of_the_search(client: Client) -> None:
    answer = client.get("/api/v1/countries?lang=en").json()
    named = [(entry["code"], entry["name"], entry["articles"]) for entry in answer["countries"]]
    assert named == [("DE", "Germany", 2), ("PL", "Poland", 2)]
    assert (answer["missing"], answer["relation"]) == (2, "eq")


def test_a_map_heeds_the_search(client: Client) -> None:
    answer = client.get("/api/v1/countries?q=Gipfel&person=person:adler&about=2024-05-03").json()
    assert [(e["code"], e["articles"]) for e in answer["countries"]] == [("PL", 1)]


def test_a_map_counts_one_kind_of_evidence(client: Client) -> None:
    assert client.get("/api/v1/countries?country.via=capital").json()["countries"] == []


def test_a_country_is_told_of_by_one_kind_of_evidence(client: Client) -> None:
    totals = [
        client.get(f"/api/v1/countries/PL?country.via={via}").json()["total"]["value"]
        for via in ("name", "place")
    ]
    assert totals == [2, 0]


@pytest.mark.parametrize("path", ["search", "countries", "countries/PL", "facets/country"])
def test_an_unknown_kind_of_evidence_is_answered_with_the_closest(
    client: Client, path: str
) -> None:
    response = client.get(f"/api/v1/{path}?country.via=capitals")
    problem = response.json()
    assert (response.status_code, problem["parameter"]) == (400, "country.via")
    assert problem["suggestion"] == "capital"


def test_only_countries_have_kinds_of_evidence(client: Client) -> None:
    assert client.get("/api/v1/search?person.via=name").status_code == 400
