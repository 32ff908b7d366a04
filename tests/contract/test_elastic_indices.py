"""What only Elasticsearch can get wrong: names that look alike, indices that come by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from archive.engines.elastic.writer import ElasticWriter
from archive.engines.factory import ELASTIC
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import EngineError
from archive.model.document import Document
from mappings.fields import IndexName
from tests.contract.builders import article

PREFIX = f"indices-{uuid4().hex[:12]}"


def _writer(url: str, prefix: str) -> ElasticWriter:
    elastic = ElasticSettings(urls=(url,), prefix=prefix, replicas=0, patience=5.0)
    return ElasticWriter.open(EngineSettings(engine=ELASTIC, data_dir=Path(), elastic=elastic))


@pytest.fixture
def writer(elasticsearch: str) -> Iterator[ElasticWriter]:
    with closing(_writer(elasticsearch, PREFIX)) as writer:
        yield writer
    with Elasticsearch(elasticsearch) as client:
        names = client.indices.get(index=f"{PREFIX}-*").body
        for name in names:
            client.indices.delete(index=name)


def test_a_prefix_that_begins_like_an_index_of_another_keeps_apart(
    writer: ElasticWriter, elasticsearch: str
) -> None:
    with closing(_writer(elasticsearch, f"{PREFIX}-{IndexName.ARTICLES}")) as other:
        other.create("g1")
        writer.create("g2")
        found = [state.name for state in (*writer.generations(), *other.generations())]
        other.drop("g1")
        assert found == ["g2", "g1"]


def test_an_index_deleted_while_it_is_written_to_is_told(
    writer: ElasticWriter, elasticsearch: str
) -> None:
    writer.create("g1")

    def documents() -> Iterator[Document]:
        with Elasticsearch(elasticsearch) as client:
            for name in IndexName:
                client.indices.delete(index=f"{PREFIX}-{name}-g1")
        yield article("a1")

    with pytest.raises(EngineError, match="was deleted while it was written to"):
        writer.write("g1", documents())


def _made_anew(url: str, index: str) -> None:
    """As the cluster does it for a write that comes after the index was deleted."""
    with Elasticsearch(url) as client:
        client.indices.delete(index=index)
        client.index(index=index, document={"id": "e1"}, refresh=True)


def test_a_build_whose_index_was_made_anew_is_not_sealed(
    writer: ElasticWriter, elasticsearch: str
) -> None:
    writer.create("g1")
    _made_anew(elasticsearch, f"{PREFIX}-{IndexName.ENTITIES}-g1")
    with pytest.raises(EngineError, match=f"{IndexName.ENTITIES}-g1 was deleted"):
        writer.seal("g1")


def test_a_generation_that_lost_an_index_is_not_published(
    writer: ElasticWriter, elasticsearch: str
) -> None:
    writer.create("g1")
    writer.seal("g1")
    with Elasticsearch(elasticsearch) as client:
        client.indices.delete(index=f"{PREFIX}-{IndexName.EVENTS}-g1")
    with pytest.raises(EngineError, match=f"{IndexName.EVENTS}-g1 was deleted"):
        writer.publish("g1")
