"""The description of the API, and the headers of every answer."""

from __future__ import annotations

import pytest

from search_api.parameters import SEARCH
from tests.api.asgi_client import Client


def test_the_description_names_every_search_parameter(client: Client) -> None:
    call = client.get("/api/openapi.json").json()["paths"]["/api/v1/search"]["get"]
    assert {p["name"] for p in call["parameters"]} == {p.name for p in SEARCH}


def test_no_call_promises_a_422(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    statuses = {
        status for calls in paths.values() for c in calls.values() for status in c["responses"]
    }
    assert "422" not in statuses


@pytest.mark.parametrize("url", ["/api/v1/search", "/nothing", "/", "/static/style.css"])
def test_every_answer_forbids_what_comes_from_elsewhere(client: Client, url: str) -> None:
    headers = client.get(url).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "url",
    ["/api/v1/search", "/api/v1/export.jsonl", "/healthz", "/readyz", "/api/v1/articles/no", "/"],
)
def test_head_is_answered_as_get_without_the_body(client: Client, url: str) -> None:
    asked, told = client.get(url), client.send("HEAD", url)
    assert (told.status_code, told.content) == (asked.status_code, b"")
    assert told.headers["content-type"] == asked.headers["content-type"]
