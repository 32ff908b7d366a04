"""So many exports at once; whatever ends one, its place is free again and its scan closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from starlette.types import Message, Receive, Scope, Send

from archive.errors import EngineUnavailable, TooManyExports
from archive.model.search import ArticleView, SearchQuery
from search_api.exporting import Format, Pieces, json_lines
from search_api.sending import Exports
from tests.api.asgi_client import Client
from tests.api.small_archive import SETTINGS, application, fill, visit
from tests.contract.fake_archive import FakeArchive
from tests.contract.fake_reader import FakeReader
from tests.contract.fake_writer import FakeWriter

SCOPE: Scope = {"type": "http", "method": "GET", "asgi": {"spec_version": "2.3"}}
PATIENCE = 10  # seconds until a test is given up


class _Scan:
    """A scan without end that knows whether it was closed."""

    def __init__(self) -> None:
        self.closed = False

    def pieces(self) -> Pieces:
        return json_lines(self._views())

    def _views(self) -> Iterator[ArticleView]:
        try:
            while True:
                yield ArticleView(labels={}, document=visit())
        finally:
            self.closed = True


class _WaitingReader(FakeReader):
    """Its scans begin when they may."""

    def __init__(self, archive: FakeArchive) -> None:
        super().__init__(archive)
        self.asked, self.go_on = Event(), Event()

    def scan(self, query: SearchQuery) -> Iterator[ArticleView]:
        self.asked.set()
        assert self.go_on.wait(PATIENCE)
        return super().scan(query)


def _two_exports_of_one_allowed() -> Iterator[tuple[int, str | None]]:
    archive = FakeArchive()
    fill(FakeWriter(archive))
    reader = _WaitingReader(archive)
    client = Client(application(reader, replace(SETTINGS, exports=1)))
    with ThreadPoolExecutor(max_workers=1) as beside:
        first = beside.submit(client.get, "/api/v1/export.jsonl")
        assert reader.asked.wait(PATIENCE)
        refused = client.get("/api/v1/export.csv")
        reader.go_on.set()
        answers = (first.result(PATIENCE), refused, client.get("/api/v1/export.csv"))
    for answer in answers:
        yield answer.status_code, answer.headers.get("retry-after")


def test_one_export_too_many_is_asked_to_wait() -> None:
    assert list(_two_exports_of_one_allowed()) == [(200, None), (503, "5"), (200, None)]


async def _never_gone() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def _gone() -> Message:
    return {"type": "http.disconnect"}


async def _takes_nothing(_: Message) -> None:
    await asyncio.Event().wait()


async def _breaks(_: Message) -> None:
    raise OSError


def _sent(exports: Exports, receive: Receive, send: Send) -> _Scan:
    scan = _Scan()
    answer = exports.send(scan.pieces, Format.JSONL)
    asyncio.run(asyncio.wait_for(answer(SCOPE, receive, send), PATIENCE))
    return scan


def _has_room(exports: Exports) -> bool:
    try:
        exports.send(_Scan().pieces, Format.JSONL)
    except TooManyExports:
        return False
    return True


def test_a_reader_who_takes_nothing_is_given_up() -> None:
    exports = Exports(1, patience=0.05)
    scan = _sent(exports, _never_gone, _takes_nothing)
    assert (scan.closed, _has_room(exports)) == (True, True)


def test_a_reader_who_goes_away_frees_the_place() -> None:
    exports = Exports(1)
    scan = _sent(exports, _gone, _takes_nothing)
    assert (scan.closed, _has_room(exports)) == (True, True)


def test_a_line_that_breaks_frees_the_place() -> None:
    exports = Exports(1)
    with pytest.raises(OSError):  # noqa: PT011 (whatever the server raises passes through)
        _sent(exports, _never_gone, _breaks)
    assert _has_room(exports)


def test_an_export_that_cannot_begin_frees_the_place() -> None:
    def begin() -> Pieces:
        raise EngineUnavailable

    exports = Exports(1)
    with pytest.raises(EngineUnavailable):
        exports.send(begin, Format.CSV)
    assert _has_room(exports)


async def _takes_all(_: Message) -> None:
    pass


def test_an_export_keeps_its_place_until_it_ends() -> None:
    exports = Exports(1)
    one = (ArticleView(labels={}, document=visit()),)
    answer = exports.send(lambda: json_lines(iter(one)), Format.JSONL)
    during = _has_room(exports)
    asyncio.run(asyncio.wait_for(answer(SCOPE, _never_gone, _takes_all), PATIENCE))
    assert (during, _has_room(exports)) == (False, True)


def test_there_are_so_many_places_and_no_more() -> None:
    exports = Exports(2)
    assert [_has_room(exports) for _ in range(3)] == [True, True, False]
