"""What the clients write by themselves: plain articles, and our documents ready-made."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeVar

import orjson
from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk
from tantivy import Document

from archive.engines.elastic.encode import encode, index_of
from archive.engines.embedded.encode import encode as encode_embedded
from archive.engines.embedded.schema import make_index
from archive.engines.embedded.writer import HEAPS
from archive.engines.settings import ElasticSettings
from archive.model.document import ArticleDocument, EntityDocument, EventDocument
from bench.raw import FACETS, RawIndex
from bench.timing import Taken, taken
from mappings.elastic import mapping
from mappings.fields import IndexName

_PREFIX = "bench-raw"
_PLAIN = {
    "properties": {"title": {"type": "text"}, "text": {"type": "text"}, "date": {"type": "date"}}
    | {facet.value: {"type": "keyword"} for facet in FACETS}
}
_T = TypeVar("_T")
_Registry = EventDocument | EntityDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is written: these documents in turn, until there are `count` articles and, for each,
    `share` entries of the registry.
    """

    articles: Sequence[ArticleDocument]
    entries: Sequence[_Registry]
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Articles a second: plain ones, our documents of them, and those with the registry's; and the
    milliseconds of the client's processor that an article with the registry's took.
    """

    plain: float
    articles: float
    everything: float
    processor: float


def tantivy_rates(load: Load, folder: Path) -> Rates:
    """One thread an index, one commit."""
    plain = taken(lambda: RawIndex(folder / "plain").write(_in_turn(load.articles, load.count)))
    articles = [encode_embedded(document) for document in load.articles]
    entries = [encode_embedded(document) for document in load.entries]
    ours, everything = (
        taken(partial(_write_encoded, documents, folder / name))
        for name, documents in (
            ("articles", _in_turn(articles, load.count)),
            ("everything", _side_by_side(articles, entries, load)),
        )
    )
    for name in ("plain", "articles", "everything"):
        shutil.rmtree(folder / name)
    return _rates(load, plain, ours, everything)


def _rates(load: Load, plain: Taken, articles: Taken, everything: Taken) -> Rates:
    return Rates(
        plain=load.count / plain.seconds,
        articles=load.count / articles.seconds,
        everything=load.count / everything.seconds,
        processor=everything.processor_seconds / load.count * 1_000,
    )


def _in_turn(documents: Sequence[_T], count: int) -> Iterator[_T]:
    return islice(cycle(documents), count)


def _side_by_side(articles: Sequence[_T], entries: Sequence[_T], load: Load) -> Iterator[_T]:
    """As a rebuild mixes them."""
    others, due = cycle(entries), 0.0
    for article in _in_turn(articles, load.count):
        yield article
        due += load.share
        yield from islice(others, int(due))
        due %= 1


def _write_encoded(documents: Iterable[tuple[IndexName, Document]], folder: Path) -> None:
    writers = {name: make_index(folder / name, name).writer(HEAPS[name], 1) for name in IndexName}
    for name, document in documents:
        writers[name].add_document(document)
    for writer in writers.values():
        writer.commit()
    for writer in writers.values():
        writer.wait_merging_threads()


def elastic_rates(load: Load, settings: ElasticSettings) -> Rates:
    """`parallel_bulk` with our number of threads and size of chunks, then a refresh."""
    plain = [(IndexName.ARTICLES, _plain(document)) for document in load.articles]
    articles = [_encoded(document) for document in load.articles]
    entries = [_encoded(document) for document in load.entries]
    strict = {name: mapping(name) for name in IndexName}
    with Elasticsearch(list(settings.urls), request_timeout=settings.timeout) as client:
        send = partial(_on_new_indices, client, settings)
        return _rates(
            load,
            send({IndexName.ARTICLES: _PLAIN}, _in_turn(plain, load.count)),
            send(strict, _in_turn(articles, load.count)),
            send(strict, _side_by_side(articles, entries, load)),
        )


def _encoded(document: ArticleDocument | _Registry) -> tuple[IndexName, dict[str, Any]]:
    return index_of(document), orjson.loads(encode(document))


def _plain(document: ArticleDocument) -> dict[str, Any]:
    article = document.article
    day = article.published.first.isoformat() if article.published else None
    values = {facet.value: document.facet_values(facet) for facet in FACETS}
    return {"title": article.title, "text": article.body, "date": day} | values


def _on_new_indices(
    client: Elasticsearch,
    settings: ElasticSettings,
    mappings: Mapping[IndexName, dict[str, Any]],
    documents: Iterable[tuple[IndexName, dict[str, Any]]],
) -> Taken:
    """Write to indices as a build has them: one shard, no replica, no refresh."""
    given = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1}
    for name, form in mappings.items():
        client.indices.delete(index=f"{_PREFIX}-{name}", ignore_unavailable=True)
        client.indices.create(index=f"{_PREFIX}-{name}", mappings=form, settings=given)
    spent = taken(partial(_send, client, settings, documents))
    for name in mappings:
        client.indices.delete(index=f"{_PREFIX}-{name}")
    return spent


def _send(
    client: Elasticsearch,
    settings: ElasticSettings,
    documents: Iterable[tuple[IndexName, dict[str, Any]]],
) -> None:
    actions = ({"_index": f"{_PREFIX}-{name}", "_source": source} for name, source in documents)
    for _ in parallel_bulk(
        client,
        actions,
        thread_count=settings.threads,
        chunk_size=settings.bulk_documents,
        max_chunk_bytes=settings.bulk_bytes,
    ):
        pass
    client.indices.refresh(index=f"{_PREFIX}-*")
