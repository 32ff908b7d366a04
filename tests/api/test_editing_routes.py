"""Editors' work by the API: guarded, told in one shape, recorded for the worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from archive.errors import DocumentNotFound
from archive.model.document import EntityDocument, EntityKind
from archive.store.records import Decision, Evidence
from search_api.app import create_app
from search_api.editing import Kept, Order
from search_api.errors import MEDIA_TYPE
from search_api.settings import ApiSettings
from tests.api.asgi_client import Client
from tests.api.small_archive import filled_reader

KEY = "a key of many letters"
PUTIN = EntityDocument(
    id="person:wladimir-putin",
    kind=EntityKind.PERSON,
    name="Wladimir Putin",
    forms={"Putin": 3},
    articles=2,
)


class ListDesk:
    """A desk with one entry and a list of decisions."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []

    def entities(self, kind: EntityKind | None, text: str, limit: int) -> Sequence[EntityDocument]:
        return [PUTIN] if kind in (None, PUTIN.kind) and text in PUTIN.name else []

    def entity(self, id_: str) -> EntityDocument:
        if id_ != PUTIN.id:
            raise DocumentNotFound(id_)
        return PUTIN

    def decisions(self, after: int, limit: int) -> Sequence[Kept]:
        return self.kept[after : after + limit]

    def decide(self, order: Order) -> Kept:
        self.entity(order.subject or PUTIN.id)
        decision = Decision(
            number=len(self.kept) + 1,
            kind=order.kind,
            subject=order.subject,
            target=order.target,
            editor=order.editor,
            made=datetime(2026, 1, 2, tzinfo=UTC),
            evidence=(Evidence(article="a", form="Putin", kind=EntityKind.PERSON),),
        )
        self.kept.append(Kept(decision=decision, state="waiting"))
        return self.kept[-1]


@pytest.fixture
def client() -> Client:
    return Client(create_app(filled_reader(), ApiSettings(editor_key=KEY), ListDesk()))


def _send(client: Client, method: str, url: str, json: object = None) -> httpx.Response:
    return client.send(method, url, headers={"Authorization": f"Bearer {KEY}"}, json=json)


def _decide(client: Client, **order: Any) -> httpx.Response:
    return _send(client, "POST", "/api/v1/decisions", {"editor": "ib", **order})


ADDRESSES = ["/api/v1/registry", f"/api/v1/registry/{PUTIN.id}", "/api/v1/decisions"]


@pytest.mark.parametrize("url", ADDRESSES)
def test_without_a_key_in_the_settings_there_is_nothing_to_edit_with(url: str) -> None:
    for app in (
        create_app(filled_reader(), ApiSettings(), ListDesk()),
        create_app(filled_reader(), ApiSettings(editor_key=KEY)),
    ):
        response = Client(app).get(url)
        assert (response.status_code, response.json()["status"]) == (404, 404)


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("header", [None, "Bearer wrong", f"Basic {KEY}", KEY, "Bearer"])
def test_who_has_not_the_key_is_refused(client: Client, url: str, header: str | None) -> None:
    headers = {"Authorization": header} if header is not None else None
    response = client.get(url, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (403, MEDIA_TYPE)
    assert response.json()["type"] == "urn:fundstelle:error:NotAllowed"


def test_nobody_decides_without_the_key(client: Client) -> None:
    order = {"kind": "reject", "subject": PUTIN.id, "editor": "ib"}
    assert client.send("POST", "/api/v1/decisions", json=order).status_code == 403
    assert _send(client, "GET", "/api/v1/decisions").json() == {"decisions": []}


def test_the_registry_is_listed_and_searched(client: Client) -> None:
    listed = _send(client, "GET", "/api/v1/registry?q=Putin&kind=person&size=5").json()
    assert [entry["id"] for entry in listed["entities"]] == [PUTIN.id]
    assert _send(client, "GET", "/api/v1/registry?kind=place").json() == {"entities": []}


def test_an_entry_is_shown_with_its_forms(client: Client) -> None:
    assert _send(client, "GET", ADDRESSES[1]).json()["forms"] == {"Putin": 3}


@pytest.mark.parametrize(
    "order",
    [
        {"kind": "merge", "subject": PUTIN.id, "target": "person:x"},
        {"kind": "split", "subject": PUTIN.id, "articles": ["a"]},
        {"kind": "rename", "subject": PUTIN.id, "target": "W. Putin"},
        {"kind": "reject", "subject": PUTIN.id},
        {"kind": "undo", "target": "1"},
    ],
)
def test_a_decision_is_recorded_and_waits(client: Client, order: dict[str, object]) -> None:
    response = _decide(client, **order)
    assert (response.status_code, response.json()["state"]) == (202, "waiting")
    number = response.json()["number"]
    assert _send(client, "GET", f"/api/v1/decisions/{number}").json() == response.json()


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"kind": "paint", "subject": PUTIN.id},
        {"kind": "merge", "subject": PUTIN.id},
        {"kind": "merge", "target": "person:x"},
        {"kind": "split", "subject": PUTIN.id},
        {"kind": "undo", "target": "first"},
        {"kind": "reject", "subject": PUTIN.id, "editor": ""},
        {"kind": "reject", "subject": PUTIN.id, "form": "Putin"},
    ],
)
def test_half_a_decision_is_a_problem(client: Client, order: dict[str, object]) -> None:
    response = _decide(client, **order)
    assert (response.status_code, response.headers["content-type"]) == (400, MEDIA_TYPE)


def test_a_problem_with_a_decision_says_where_it_is(client: Client) -> None:
    detail = _decide(client, kind="reject", subject=PUTIN.id, form="Putin").json()["detail"]
    assert detail == "form: Extra inputs are not permitted"


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/registry?kind=ship",
        "/api/v1/registry?size=0",
        "/api/v1/registry?page=2",
        "/api/v1/decisions?after=x",
        "/api/v1/decisions/x",
    ],
)
def test_wrong_parameters_are_a_problem(client: Client, url: str) -> None:
    assert _send(client, "GET", url).status_code == 400


@pytest.mark.parametrize("url", ["/api/v1/registry/person:x", "/api/v1/decisions/7"])
def test_what_is_not_there_is_not_found(client: Client, url: str) -> None:
    assert _send(client, "GET", url).status_code == 404


def test_deciding_on_an_unknown_entry_is_not_found(client: Client) -> None:
    assert _decide(client, kind="reject", subject="person:x").status_code == 404


def test_the_description_promises_no_422(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert "/api/v1/decisions" in paths
    assert not any("422" in c["responses"] for calls in paths.values() for c in calls.values())
