"""Points in time as cursors carry them."""

from __future__ import annotations

import base64

import pytest
from elasticsearch import Elasticsearch

from archive.engines.elastic.moments import Moment
from archive.engines.elastic.snapshot import Snapshot
from archive.errors import CursorExpired


@pytest.fixture
def snapshot() -> Snapshot:
    """Of a cluster that nobody calls."""
    return Snapshot(Elasticsearch("http://127.0.0.1:1"), "g1", {})


def test_a_point_in_time_reads_back_as_written(snapshot: Snapshot) -> None:
    id_ = base64.urlsafe_b64encode(bytes(range(256))).decode()
    text = Moment(snapshot, id_).text
    assert Moment.resumed(snapshot, text).text == text


def test_a_text_that_is_no_point_in_time_has_expired(snapshot: Snapshot) -> None:
    with pytest.raises(CursorExpired):
        Moment.resumed(snapshot, "no hexadecimal number")
