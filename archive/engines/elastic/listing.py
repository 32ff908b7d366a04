"""Everything of an index, document by document, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from elasticsearch import Elasticsearch

from archive.engines.elastic.encode import document_id, possible_ids
from archive.engines.elastic.failures import engine_errors
from archive.engines.records import document_of
from archive.errors import FundstelleError
from archive.model.document import Document
from mappings.fields import ArticleField, IndexName

_KEEP = "5m"  # between two pages
_PAGE = 5_000
_RECORDS = 1_000  # a page of the registry's stored records is larger
DOCUMENTS = 100  # whole documents in one answer; a long article takes a hundred kilobytes and more
_ID, _REVISION = ArticleField.ID.value, ArticleField.REVISION.value
_RECORD = ArticleField.RECORD.value


def revisions(client: Elasticsearch, index: str) -> Iterator[tuple[str, int]]:
    """(article id, revision) of every article, from one point in time; (`_id`, -1) of what was not
    written by us.
    """
    wanted = {"size": _PAGE, "source": False, "docvalue_fields": [_ID, _REVISION]}
    for hit in _hits(client, index, wanted):
        fields = hit.get("fields", {})
        id_, revision = (fields.get(field, [None])[0] for field in (_ID, _REVISION))
        if id_ is None or revision is None or document_id(id_) != hit["_id"]:
            yield hit["_id"], -1
        else:
            yield id_, revision


def entries(
    client: Elasticsearch, index: str, name: IndexName
) -> Iterator[tuple[str, Document | None]]:
    """Everything in the index by id, from one point in time; (`_id`, None) of what was not written
    by us.
    """
    for hit in _hits(client, index, {"size": _RECORDS}):
        yield _entry(hit, name)


def documents_of(
    client: Elasticsearch, index: str, name: IndexName, ids: Sequence[str]
) -> dict[str, Document | None]:
    """What stands under these ids, at most DOCUMENTS of them; None for what is none of ours."""
    wanted = [key for id_ in ids for key in possible_ids(id_)]
    with engine_errors():
        answer = client.search(
            index=index,
            query={"ids": {"values": wanted}},
            size=len(wanted),
            track_total_hits=False,
            allow_partial_search_results=False,
        )
    found = dict(_entry(hit, name) for hit in answer["hits"]["hits"])
    return {id_: found[id_] for id_ in ids if id_ in found}


def _entry(hit: Mapping[str, Any], name: IndexName) -> tuple[str, Document | None]:
    document = document_of(hit["_source"].get(_RECORD), name)
    if document is None or document_id(document.id) != hit["_id"]:
        return hit["_id"], None
    return document.id, document


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
