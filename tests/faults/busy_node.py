"""A real node behind a door that answers 429 in its place, as an overloaded node would."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_REJECTED = {
    "type": "es_rejected_execution_exception",
    "reason": "rejected execution of TimedRunnable: queue capacity is 1000",
}
BUSY = json.dumps({"error": {"root_cause": [_REJECTED], **_REJECTED}, "status": 429}).encode()
_HOP = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive"})


class Door(ThreadingHTTPServer):
    """Passes requests on to a node, or refuses them while `busy` is set."""

    daemon_threads = True

    def __init__(self, node: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.node = urlsplit(node).netloc
        self.busy = threading.Event()
        self.refused = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passage(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Door

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.busy.is_set():
            self.server.refused += 1
            self._answer(429, {"Content-Type": "application/json"}, BUSY)
            return
        connection = http.client.HTTPConnection(self.server.node, timeout=60)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in {*_HOP, "host"}}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        self._answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        if "X-elastic-product" not in headers:
            self.send_header("X-elastic-product", "Elasticsearch")
        for name, value in headers.items():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass  # noqa: N815 (names of the base)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def door_to(node: str) -> Iterator[Door]:
    """A door that stands open; it is gone afterwards."""
    with Door(node) as door:
        thread = threading.Thread(target=door.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield door
        finally:
            door.shutdown()
            thread.join()
