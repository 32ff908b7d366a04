"""Every error answers with the same JSON and an honest status."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive import errors
from archive.engines.port import SearchReader
from archive.model.search import SearchQuery, SearchResult
from search_api.app import create_app
from search_api.errors import MEDIA_TYPE, STATUS, TITLES, problem_of
from search_api.headers import HEADERS
from search_api.settings import ApiSettings
from tests.api.asgi_client import Client
from tests.api.small_archive import application, empty_reader
from tests.contract.fake_archive import FakeArchive
from tests.contract.fake_reader import FakeReader


class FailingReader(FakeReader):
    """Raises one error from every search."""

    def __init__(self, error: Exception) -> None:
        super().__init__(FakeArchive())
        self._error = error

    def search(self, query: SearchQuery) -> SearchResult:
        raise self._error


def _classes(base: type[errors.FundstelleError]) -> Iterator[type[errors.FundstelleError]]:
    """All of `archive.errors`; an engine's own kinds are answered as the one they are a kind of."""
    for kind in base.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind
            yield from _classes(kind)


def _failing(error: Exception) -> Client:
    reader: SearchReader = FailingReader(error)
    return Client(create_app(reader, ApiSettings()))


@pytest.mark.parametrize("kind", list(_classes(errors.FundstelleError)))
def test_every_error_has_a_status_and_a_title(kind: type[errors.FundstelleError]) -> None:
    assert kind in STATUS
    assert TITLES[kind]


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/nothing",
        "/api/v1/articles/unknown",
        "/api/v1/articles/unknown/similar",
        "/api/v1/search?q=(Gipfel",
        "/api/v1/search?persn=1",
        "/api/v1/search?size=x",
        "/api/v1/search?cursor=x",
        "/api/v1/facets/persons",
        "/api/v1/suggest?size=x",
    ],
)
def test_every_error_is_a_problem_document(client: Client, url: str) -> None:
    response = client.get(url)
    body = response.json()
    assert response.headers["content-type"] == MEDIA_TYPE
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == response.status_code
    assert response.status_code in (400, 404)


def test_a_wrong_method_has_the_same_shape_and_names_the_right_one(client: Client) -> None:
    response = client.send("POST", "/api/v1/search")
    assert (response.status_code, response.headers["content-type"]) == (405, MEDIA_TYPE)
    assert response.headers["allow"] == "GET, HEAD"


def test_a_wrong_query_names_place_and_correction(client: Client) -> None:
    response = client.get("/api/v1/search", params={"q": "Wahl (Gipfel"})
    body = response.json()
    assert response.status_code == 400
    assert (body["position"], body["suggestion"]) == (5, "Wahl (Gipfel)")


def test_an_unknown_parameter_names_the_closest(client: Client) -> None:
    body = client.get("/api/v1/search?contry=DE").json()
    assert (body["parameter"], body["suggestion"]) == ("contry", "country")


def test_nothing_published_is_503_with_retry_after() -> None:
    client = Client(application(empty_reader()))
    response = client.get("/api/v1/search")
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")


def test_not_ready_is_told_apart_from_alive() -> None:
    client = Client(application(empty_reader()))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_ready_names_the_generation(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ready", "generation": "g1"}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.CursorExpired("gone"), 410),
        (errors.EngineUnavailable("away"), 503),
        (errors.EngineError("refused"), 500),
        (errors.QueryError("too many words"), 400),
        (RuntimeError("secret path"), 500),
    ],
)
def test_what_a_reader_raises_is_answered_with_its_status(error: Exception, status: int) -> None:
    response = _failing(error).get("/api/v1/search")
    assert (response.status_code, response.json()["status"]) == (status, status)


def test_a_fault_of_ours_tells_nothing_of_the_inside() -> None:
    assert "secret" not in problem_of(RuntimeError("secret path")).detail


def test_an_unforeseen_fault_has_the_security_headers_too() -> None:
    response = _failing(RuntimeError("secret path")).get("/api/v1/search")
    assert {name: response.headers.get(name) for name in HEADERS} == dict(HEADERS)
