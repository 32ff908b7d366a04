"""The server is away when a program starts, and comes up later."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.api.asgi_client import Client
from tests.elasticsearch.cluster import running
from tests.faults.conftest import on
from tests.faults.desk import Desk, articles

pytestmark = pytest.mark.faults

COUNT = 30
PATHS = ("/readyz", "/api/v1/search", "/api/v1/facets/person", "/api/v1/suggest?q=ann")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What an application answered before, while and after the server at `url` came up."""

    url: str
    before: list[httpx.Response]
    meanwhile: list[httpx.Response]
    after: list[httpx.Response]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    with running() as cluster:
        desk = Desk(tmp_path_factory.mktemp("away"), on(cluster.urls))
        desk.index(articles(0, COUNT))
        cluster.nodes[0].kill()
        client = desk.client()
        before = _ask(client)
        cluster.nodes[0].launch()
        meanwhile = _until_ready(client)
        cluster.nodes[0].await_ports()
        yield Start(url=cluster.urls[0], before=before, meanwhile=meanwhile, after=_ask(client))


def _ask(client: Client) -> list[httpx.Response]:
    return [client.get(path) for path in PATHS]


def _until_ready(client: Client) -> list[httpx.Response]:
    """Ask on and on until all is answered."""
    answers: list[httpx.Response] = []
    end = time.monotonic() + 90
    while time.monotonic() < end:
        round_ = _ask(client)
        if all(answer.status_code == 200 for answer in round_):
            break
        answers += round_
        time.sleep(0.1)
    return answers


def test_without_a_server_every_request_is_told_to_come_back(start: Start) -> None:
    assert {(a.status_code, a.headers.get("Retry-After")) for a in start.before} == {(503, "5")}


def test_the_answer_says_that_the_server_is_away(start: Start) -> None:
    assert all("cannot be reached" in answer.json()["detail"] for answer in start.before)


def test_while_the_server_starts_no_answer_is_wrong(start: Start) -> None:
    assert {answer.status_code for answer in start.meanwhile} <= {200, 503}


def test_when_the_server_is_up_all_is_answered_without_a_restart(start: Start) -> None:
    assert [answer.status_code for answer in start.after] == [200] * len(PATHS)


def test_searches_find_everything_then(start: Start) -> None:
    assert start.after[1].json()["total"]["value"] == COUNT


def command(folder: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, as a user would run it."""
    return subprocess.run(
        [sys.executable, "-m", "fundstelle", *arguments],
        env={
            **os.environ,
            "FUNDSTELLE_DATA_DIR": str(folder / "archive"),
            "FUNDSTELLE_ENGINE": "elasticsearch",
            "FUNDSTELLE_ELASTICSEARCH_URL": url,
            "FUNDSTELLE_ELASTICSEARCH_PREFIX": "fault-away",
            "FUNDSTELLE_ELASTICSEARCH_PATIENCE": "5",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def source(folder: Path) -> Path:
    path = folder / "articles.jsonl"
    article = {"id": "a1", "title": "Nachricht", "body": "Text.", "published": "2024-06-19"}
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    return path


def nowhere() -> str:
    """An address where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def test_indexing_without_a_server_ends_with_one_clear_line(tmp_path: Path) -> None:
    ended = command(tmp_path, nowhere(), "index", str(source(tmp_path)))
    assert ended.returncode == 1
    assert [line for line in ended.stderr.splitlines() if line.strip()][-1].startswith(
        "Error: Elasticsearch cannot be reached"
    )
    assert "Traceback" not in ended.stderr


def test_the_next_run_with_a_server_indexes_everything(start: Start, tmp_path: Path) -> None:
    path = source(tmp_path)
    command(tmp_path, nowhere(), "index", str(path))
    ended = command(tmp_path, start.url, "index", str(path))
    assert (ended.returncode, "indexed 1" in ended.stdout) == (0, True)
