"""Everything of an index, document by document, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from elasticsearch import Elasticsearch

from archive.engines.elastic.failures import engine_errors
from archive.errors import FundstelleError
from mappings.fields import ArticleField

_KEEP = "5m"  # between two pages
_PAGE = 5_000
_RECORDS = 1_000  # a page of stored records is larger
_ID, _REVISION = ArticleField.ID.value, ArticleField.REVISION.value
_RECORD = ArticleField.RECORD.value


def revisions(client: Elasticsearch, index: str) -> Iterator[tuple[str, int]]:
    """(article id, revision) of every article, from one point in time; what was not written by us
    has none.
    """
    wanted = {"size": _PAGE, "source": False, "docvalue_fields": [_ID, _REVISION]}
    for hit in _hits(client, index, wanted):
        fields = hit.get("fields", {})
        if _ID in fields and _REVISION in fields:
            yield fields[_ID][0], fields[_REVISION][0]


def records(client: Elasticsearch, index: str) -> Iterator[dict[str, Any]]:
    """The stored record of every document, from one point in time."""
    for hit in _hits(client, index, {"size": _RECORDS}):
        yield hit["_source"][_RECORD]


def records_of(client: Elasticsearch, index: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The stored records of these ids, in no special order."""
    with engine_errors():
        answer = client.search(
            index=index,
            query={"terms": {_ID: ids}},
            size=len(ids),
            track_total_hits=False,
            allow_partial_search_results=False,
        )
    return [hit["_source"].get(_RECORD) or {"id": hit["_id"]} for hit in answer["hits"]["hits"]]


def _hits(client: Elasticsearch, index: str, wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    with engine_errors():
        opened = client.open_point_in_time(index=index, keep_alive=_KEEP)
    pit, after = opened["id"], None
    try:
        while True:
            with engine_errors():
                answer = client.search(
                    pit={"id": pit, "keep_alive": _KEEP},
                    sort=["_shard_doc"],
                    search_after=after,
                    track_total_hits=False,
                    allow_partial_search_results=False,
                    **wanted,
                )
            pit, found = answer.get("pit_id", pit), answer["hits"]["hits"]
            yield from found
            if len(found) < wanted["size"]:
                return
            after = found[-1]["sort"]
    finally:
        # It expires by itself as well.
        with suppress(FundstelleError), engine_errors():
            client.close_point_in_time(id=pit)
