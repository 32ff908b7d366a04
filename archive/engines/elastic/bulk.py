"""Many changes in few requests, by several threads, in memory that does not grow with the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from elasticsearch import Elasticsearch

from archive.engines.elastic.failures import (
    ConnectionLost,
    RequestTooLarge,
    cluster_error,
    engine_errors,
    reason_of,
)
from archive.engines.elastic.retry import Patience
from archive.engines.settings import ElasticSettings
from archive.errors import EngineUnavailable

_DROPPED = (
    "Elasticsearch, or what lies in between, ends the connection each time that this is sent; most "
    "likely it is too large"
)
_QUEUED = 1  # chunks that wait until a thread is free, besides those that are being sent
_TRIES = 5  # of a document that makes the cluster fail; with it may be wrong what it will
_DROPS = 3  # of one request by a server that answers others
_FAILED = 500
_FILTER = "items.*.status,items.*.error"
_HEADERS = {"accept": "application/json", "content-type": "application/x-ndjson"}
# A fault of the document itself; all other errors are faults of the index or the cluster.
_OF_DOCUMENTS = frozenset(
    {
        "document_parsing_exception",
        "mapper_parsing_exception",
        "mapper_exception",
        "strict_dynamic_mapping_exception",
        "illegal_argument_exception",
        "parse_exception",
        "parsing_exception",
        "x_content_parse_exception",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One document to add, replace or delete; `lines` is its part of a bulk request.

    Two changes of the same `index` and `id` are made in the order in which they come.
    """

    index: str
    id: str
    lines: bytes

    @property
    def key(self) -> tuple[str, str]:
        return self.index, self.id


@dataclass(slots=True)
class Outcome:
    """How many changes were made, and why the others were refused, by id."""

    done: int = 0
    rejected: dict[str, str] = field(default_factory=dict)

    def add(self, other: Outcome) -> None:
        self.done += other.done
        self.rejected |= other.rejected


def chunks(changes: Iterable[Change], documents: int, size: int) -> Iterator[list[Change]]:
    """Pieces of bounded count and bytes; no id is twice in one, and what is larger goes alone."""
    chunk: list[Change] = []
    keys: set[tuple[str, str]] = set()
    room = size
    for change in changes:
        full = len(chunk) >= documents or len(change.lines) > room or change.key in keys
        if chunk and full:
            yield chunk
            chunk, keys, room = [], set(), size
        chunk.append(change)
        keys.add(change.key)
        room -= len(change.lines)
    if chunk:
        yield chunk


class BulkLoader:
    """Sends changes; one object for one call of the writer."""

    def __init__(self, client: Elasticsearch, settings: ElasticSettings) -> None:
        # We repeat by ourselves, and only what failed.
        self._client = client.options(max_retries=0)
        self._settings = settings
        self._stopped = Event()
        self._outcome = Outcome()
        self._sent: dict[Future[Outcome], set[tuple[str, str]]] = {}

    def load(self, changes: Iterable[Change]) -> Outcome:
        """Make all changes; raise what the source raises, or the first error of the cluster.

        `changes` is consumed by the calling thread alone.
        """
        threads, documents = self._settings.threads, self._settings.bulk_documents
        with ThreadPoolExecutor(threads, thread_name_prefix="bulk") as pool:
            try:
                for chunk in chunks(changes, documents, self._settings.bulk_bytes):
                    self._make_room(threads + _QUEUED, chunk)
                    keys = {change.key for change in chunk}
                    self._sent[pool.submit(self._send_all, chunk)] = keys
                self._collect(0)
            except BaseException:
                self._stopped.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        return self._outcome

    def _make_room(self, limit: int, chunk: list[Change]) -> None:
        """Wait for a free place; for everything if a change's predecessor may still be on the way,
        lest they swap places.
        """
        keys = {change.key for change in chunk}
        if any(not keys.isdisjoint(sent) for sent in self._sent.values()):
            self._collect(0)
        self._collect(limit - 1)

    def _collect(self, left: int) -> None:
        """Take in results until at most so many are outstanding."""
        while len(self._sent) > left or any(future.done() for future in self._sent):
            done, _ = wait(self._sent, return_when=FIRST_COMPLETED)
            for future in done:
                del self._sent[future]
                self._outcome.add(future.result())

    def _send_all(self, chunk: list[Change]) -> Outcome:
        """Send until every change is made or refused for good."""
        outcome, patience = Outcome(), Patience(self._settings.patience, self._stopped)
        tries, waiting = 0, chunk
        while waiting:
            tries += 1
            try:
                waiting, failure = self._send(waiting, outcome, last=tries >= _TRIES)
            except RequestTooLarge as error:
                return self._split(waiting, outcome, error)
            except EngineUnavailable as error:
                failure = error
                if isinstance(error, ConnectionLost) and tries >= _DROPS and self._answers():
                    return self._split(waiting, outcome, RequestTooLarge(_DROPPED))
            if failure is not None:
                patience.wait(failure)
        return outcome

    def _split(self, chunk: list[Change], outcome: Outcome, error: RequestTooLarge) -> Outcome:
        """Send the halves of what the server finds too large; alone a change is refused."""
        if len(chunk) == 1:
            outcome.rejected[chunk[0].id] = str(error)
            return outcome
        middle = len(chunk) // 2
        for half in (chunk[:middle], chunk[middle:]):
            outcome.add(self._send_all(half))
        return outcome

    def _answers(self) -> bool:
        try:
            with engine_errors():
                self._client.cluster.health()
        except EngineUnavailable:
            return False
        return True

    def _send(
        self, chunk: list[Change], outcome: Outcome, *, last: bool
    ) -> tuple[list[Change], EngineUnavailable | None]:
        """One request; what must be sent again, and why."""
        with engine_errors():
            answer = self._client.perform_request(
                "POST",
                "/_bulk",
                params={"filter_path": _FILTER},
                headers=_HEADERS,
                body=b"".join(change.lines for change in chunk),
            )
        again: list[Change] = []
        failure: EngineUnavailable | None = None
        for change, entry in zip(chunk, answer.body["items"], strict=True):
            result: Mapping[str, Any] = next(iter(entry.values()))
            error = result.get("error")
            if error is None:
                outcome.done += 1
                continue
            passing = _judge(result["status"], error, last=last)
            if passing is None:
                outcome.rejected[change.id] = reason_of(error)
            else:
                again.append(change)
                failure = passing
        return again, failure


def _judge(status: int, error: Mapping[str, Any], *, last: bool) -> EngineUnavailable | None:
    """Why the change must be sent again, None if the document is at fault; raise what no repetition
    mends.
    """
    if error.get("type") in _OF_DOCUMENTS or (status == _FAILED and last):
        return None
    failure = cluster_error(status, error)
    if isinstance(failure, EngineUnavailable):
        return failure
    if status == _FAILED:
        return EngineUnavailable(str(failure))
    raise failure
