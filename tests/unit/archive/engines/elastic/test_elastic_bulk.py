"""Every change of a bulk load is made once or refused with a reason, whatever the cluster says."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from archive.engines.elastic.bulk import BulkLoader, Change, Outcome
from archive.engines.elastic.client import connect
from archive.engines.settings import ElasticSettings
from archive.errors import EngineError, EngineUnavailable
from tests.unit.archive.engines.elastic.bulk_server import (
    BulkServer,
    Items,
    Script,
    refused,
    serving,
    written,
)

IDS = [f"d{number}" for number in range(20)]
OVERSIZED = "d7"


def _load(server: BulkServer, *, patience: float = 20.0, timeout: float = 5.0) -> Outcome:
    settings = ElasticSettings(
        urls=(server.url,), threads=2, bulk_documents=8, patience=patience, timeout=timeout
    )
    client = connect(settings)
    changes = [
        Change("i", id_, b'{"index":{"_index":"i","_id":"%s"}}\n{}\n' % id_.encode()) for id_ in IDS
    ]
    try:
        return BulkLoader(client, settings).load(changes)
    finally:
        client.close()


def _whole(server: BulkServer) -> bool:
    return server.written == dict.fromkeys(IDS, 1)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_request_that_was_put_off_is_sent_again(status: int) -> None:
    with serving(lambda ids, before: written(ids) if before >= 3 else refused(status)) as server:
        outcome = _load(server)
        assert (outcome.done, outcome.rejected, _whole(server)) == (20, {}, True)


def test_a_connection_that_breaks_once_is_made_again() -> None:
    with serving(lambda ids, before: written(ids) if before >= 1 else None) as server:
        assert (_load(server).done, _whole(server)) == (20, True)


def test_only_the_documents_that_were_put_off_are_sent_again() -> None:
    def script(ids: Sequence[str], before: int) -> tuple[int, Items]:
        status, items = written(ids)
        if before == 0:
            items[0] = {"index": {"status": 429, "error": {"type": "busy", "reason": "later"}}}
        return status, items

    with serving(script) as server:
        assert (_load(server).done, _whole(server)) == (20, True)


def test_a_document_that_the_cluster_cannot_read_is_refused_alone() -> None:
    def script(ids: Sequence[str], before: int) -> tuple[int, Items]:
        status, items = written(ids)
        if OVERSIZED in ids:
            error = {"type": "document_parsing_exception", "reason": "no such field"}
            items[ids.index(OVERSIZED)] = {"index": {"status": 400, "error": error}}
        return status, items

    with serving(script) as server:
        outcome = _load(server)
        assert (outcome.done, outcome.rejected) == (19, {OVERSIZED: "no such field"})


def _too_large(ids: Sequence[str], before: int) -> tuple[int, Items]:
    return refused(413) if OVERSIZED in ids else written(ids)


def _ends_the_connection(ids: Sequence[str], before: int) -> tuple[int, Items] | None:
    return None if OVERSIZED in ids else written(ids)


@pytest.fixture(scope="module")
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """Of a load in which the server answers by this script to a document that is too large."""
    script: Script = request.param
    with serving(script) as server:
        return _load(server)


@pytest.mark.parametrize("outcome", [_too_large, _ends_the_connection], indirect=True)
def test_one_document_that_is_too_large_is_refused_alone(outcome: Outcome) -> None:
    assert (outcome.done, list(outcome.rejected)) == (19, [OVERSIZED])


@pytest.mark.parametrize("outcome", [_ends_the_connection], indirect=True)
def test_the_reason_tells_of_the_size(outcome: Outcome) -> None:
    assert "too large" in outcome.rejected[OVERSIZED]


def test_a_cluster_that_stays_away_is_told_after_the_patience() -> None:
    with serving(lambda ids, before: refused(503)) as server, pytest.raises(EngineUnavailable):
        _load(server, patience=1.0)


def test_what_repeating_cannot_mend_ends_the_load_at_once() -> None:
    with serving(lambda ids, before: refused(403)) as server, pytest.raises(EngineError):
        _load(server)
    assert server.requests <= 3


def _fails_at(ids: Sequence[str], before: int) -> tuple[int, Items]:
    status, items = written(ids)
    if OVERSIZED in ids:
        error = {"type": "null_pointer_exception", "reason": "as scripted"}
        items[ids.index(OVERSIZED)] = {"index": {"status": 500, "error": error}}
    return status, items


def test_a_document_that_makes_the_cluster_fail_each_time_is_refused_alone() -> None:
    with serving(_fails_at) as server:
        outcome = _load(server)
        assert (outcome.done, outcome.rejected) == (19, {OVERSIZED: "as scripted"})
    assert server.written == dict.fromkeys(IDS, 1) | {OVERSIZED: 0}


def test_a_request_that_is_not_answered_in_time_is_sent_again() -> None:
    def script(ids: Sequence[str], before: int) -> tuple[int, Items]:
        if before == 0:
            time.sleep(1.0)
        return written(ids)

    with serving(script) as server:
        outcome = _load(server, timeout=0.5)
        assert (outcome.done, outcome.rejected) == (20, {})
    assert server.requests == 4  # three chunks, one of them twice


def test_a_server_that_is_away_is_told_and_refuses_no_document() -> None:
    with serving(lambda ids, before: written(ids)) as server:
        pass
    with pytest.raises(EngineUnavailable):
        _load(server, patience=1.0)
