"""What the clients write by themselves: plain articles, and our documents ready-made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import orjson
from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk
from tantivy import Document

from archive.engines.elastic.encode import encode
from archive.engines.embedded.encode import encode as encode_embedded
from archive.engines.embedded.schema import make_index
from archive.engines.settings import ElasticSettings
from archive.model.document import ArticleDocument
from bench.raw import FACETS, RawIndex
from bench.timing import seconds
from mappings.elastic import mapping
from mappings.fields import IndexName

_HEAP = 100_000_000  # bytes, what the embedded engine gives its writer
_INDEX = "bench-raw"
_PLAIN = {
    "properties": {"title": {"type": "text"}, "text": {"type": "text"}, "date": {"type": "date"}}
    | {facet.value: {"type": "keyword"} for facet in FACETS}
}
_T = TypeVar("_T")
Rates = tuple[float, float]  # articles/s: plain, ours


def tantivy_rates(documents: Sequence[ArticleDocument], count: int, folder: Path) -> Rates:
    """One thread, one commit; the documents are written in turn until there are `count`."""
    plain = seconds(lambda: RawIndex(folder / "plain").write(_in_turn(documents, count)))
    encoded = [encode_embedded(document)[1] for document in documents]
    ours = seconds(lambda: _write_encoded(_in_turn(encoded, count), folder / "encoded"))
    for name in ("plain", "encoded"):
        shutil.rmtree(folder / name)
    return count / plain, count / ours


def _in_turn(documents: Sequence[_T], count: int) -> Iterable[_T]:
    return islice(cycle(documents), count)


def _write_encoded(documents: Iterable[Document], folder: Path) -> None:
    writer = make_index(folder, IndexName.ARTICLES).writer(_HEAP, 1)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def elastic_rates(
    documents: Sequence[ArticleDocument], count: int, settings: ElasticSettings
) -> Rates:
    """`parallel_bulk` with our number of threads and size of chunks, then a refresh; the documents
    are written in turn until there are `count`.
    """
    plain = [_plain(document) for document in documents]
    ours = [orjson.loads(encode(document)) for document in documents]
    with Elasticsearch(list(settings.urls), request_timeout=settings.timeout) as client:
        send = partial(_send, client, settings)
        taken = [
            _on_new_index(client, _PLAIN, lambda: send(_in_turn(plain, count))),
            _on_new_index(client, mapping(IndexName.ARTICLES), lambda: send(_in_turn(ours, count))),
        ]
    return count / taken[0], count / taken[1]


def _plain(document: ArticleDocument) -> dict[str, Any]:
    article = document.article
    day = article.published.first.isoformat() if article.published else None
    values = {facet.value: document.facet_values(facet) for facet in FACETS}
    return {"title": article.title, "text": article.body, "date": day} | values


def _on_new_index(
    client: Elasticsearch, mappings: dict[str, Any], write: Callable[[], None]
) -> float:
    """Seconds of writing to an index as a build has it: one shard, no replica, no refresh."""
    client.indices.delete(index=_INDEX, ignore_unavailable=True)
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1}
    client.indices.create(index=_INDEX, mappings=mappings, settings=settings)
    taken = seconds(write)
    client.indices.delete(index=_INDEX)
    return taken


def _send(
    client: Elasticsearch, settings: ElasticSettings, sources: Iterable[dict[str, Any]]
) -> None:
    actions = ({"_index": _INDEX, "_source": source} for source in sources)
    for _ in parallel_bulk(
        client,
        actions,
        thread_count=settings.threads,
        chunk_size=settings.bulk_documents,
        max_chunk_bytes=settings.bulk_bytes,
    ):
        pass
    client.indices.refresh(index=_INDEX)
