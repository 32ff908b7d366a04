"""A server on loopback that takes bulk requests as a script tells it: what a healthy
Elasticsearch cannot be brought to answer.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Items = list[dict[str, Any]]
# Given the ids of one request and how often the server was asked before: a status with an item for
# each id, or None to end the connection without an answer.
Script = Callable[[Sequence[str], int], tuple[int, Items] | None]


@dataclass
class BulkServer:
    """What was written, how often each, and how many requests came."""

    url: str = ""
    written: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def written(ids: Sequence[str]) -> tuple[int, Items]:
    """All went well."""
    return 200, [{"index": {"status": 201}} for _ in ids]


def refused(status: int, kind: str = "some_exception") -> tuple[int, Items]:
    """The whole request is answered with this status."""
    return status, [{"type": kind, "reason": "as scripted"}]


@contextmanager
def serving(script: Script) -> Iterator[BulkServer]:
    """The server until the end of the block."""
    state = BulkServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(200, {"status": "green"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            lines = [json.loads(line) for line in body.splitlines()]
            ids = [line["index"]["_id"] for line in lines[::2]]
            with state.lock:
                before, state.requests = state.requests, state.requests + 1
            scripted = script(ids, before)
            if scripted is None:
                self.close_connection = True
                return
            status, items = scripted
            if status != 200:
                self._answer(status, {"error": items[0], "status": status})
                return
            with state.lock:
                for id_, item in zip(ids, items, strict=True):
                    state.written[id_] += item["index"]["status"] == 201
            self._answer(200, {"items": items})

        def _answer(self, status: int, body: object) -> None:
            payload = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
