"""Where the server listens, and that no sleeping reader keeps a connection or the server."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.responses import StreamingResponse

from fundstelle.listening import address, bound, server

_PATIENCE = 30.0  # seconds until a test is given up
_LONG = 600.0


async def _without_end() -> AsyncIterator[bytes]:
    while True:
        yield bytes(65536)
        await asyncio.sleep(0)


def _endless() -> FastAPI:
    app = FastAPI()
    app.add_api_route("/", lambda: StreamingResponse(_without_end()))
    return app


async def _run(answering: uvicorn.Server, listening: socket.socket) -> None:
    """Like a process it leaves no connection behind at its end."""
    await answering.serve(sockets=[listening])
    for connection in answering.server_state.connections:
        connection.transport.abort()
    await asyncio.sleep(0)


@contextmanager
def _asleep(answering: uvicorn.Server, patience: float) -> Iterator[Thread]:
    """The server while a client waits that asked and takes nothing of the answer."""
    with bound("127.0.0.1", 0, patience) as listening:
        listening.listen()
        port = listening.getsockname()[1]
        running = Thread(target=asyncio.run, args=[_run(answering, listening)], daemon=True)
        running.start()
        with closing(socket.create_connection(("127.0.0.1", port))) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: archive.test\r\n\r\n")
            _wait(lambda: bool(answering.server_state.tasks))
            yield running
        answering.should_exit = True
        running.join(_PATIENCE)


def _wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system has no such option")
def test_a_sleeping_reader_loses_the_connection() -> None:
    answering = server(_endless())
    with _asleep(answering, patience=0.5):
        _wait(lambda: not answering.server_state.connections)


def test_a_server_that_is_to_end_does_not_wait_for_a_sleeping_reader() -> None:
    answering = server(_endless(), grace=1)
    with _asleep(answering, _LONG) as running:
        answering.should_exit = True
        running.join(_PATIENCE)
        assert not running.is_alive()


@pytest.mark.parametrize(("host", "printed"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]")])
def test_an_address_is_printed_as_browsers_take_it(host: str, printed: str) -> None:
    with bound(host, 0) as listening:
        assert address(listening) == f"http://{printed}:{listening.getsockname()[1]}/"
