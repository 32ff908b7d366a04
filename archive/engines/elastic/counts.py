"""What generations hold: documents that readers see, and bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from elasticsearch import Elasticsearch

from archive.engines.elastic.failures import engine_errors
from archive.engines.elastic.generations import Generations, State
from archive.engines.elastic.layout import Layout
from archive.engines.port import GenerationState
from mappings.fields import IndexName

_MOST = 10_000  # indices told apart


def describe(
    client: Elasticsearch, layout: Layout, generations: Generations
) -> tuple[GenerationState, ...]:
    """All generations that are not dropped, oldest first."""
    states = {name: state for name, state in generations.states().items() if not state.dropped}
    if not states:
        return ()
    published = generations.published()
    documents, sizes = _documents(client, layout), _sizes(client, layout)
    return tuple(
        _state(layout, name, state, documents, sizes, published=name == published)
        for name, state in states.items()
    )


def _state(
    layout: Layout,
    name: str,
    state: State,
    documents: Mapping[str, int],
    sizes: Mapping[str, int],
    *,
    published: bool,
) -> GenerationState:
    names = layout.indices(name)
    return GenerationState(
        name=name,
        sealed=state.sealed,
        published=published,
        articles=documents.get(names[IndexName.ARTICLES], 0),
        events=documents.get(names[IndexName.EVENTS], 0),
        entities=documents.get(names[IndexName.ENTITIES], 0),
        bytes=sum(sizes.get(index, 0) for index in names.values()),
    )


def _patterns(layout: Layout) -> list[str]:
    return [layout.pattern(name) for name in IndexName]


def _documents(client: Elasticsearch, layout: Layout) -> dict[str, int]:
    """How many documents a search would find in each index."""
    with engine_errors():
        answer = client.search(
            index=_patterns(layout),
            size=0,
            aggregations={"indices": {"terms": {"field": "_index", "size": _MOST}}},
            allow_partial_search_results=False,
        )
    return {
        entry["key"]: entry["doc_count"] for entry in answer["aggregations"]["indices"]["buckets"]
    }


def _sizes(client: Elasticsearch, layout: Layout) -> dict[str, int]:
    """Bytes on all disks together, replicas included."""
    with engine_errors():
        answer: dict[str, Any] = client.indices.stats(
            index=_patterns(layout),
            metric="store",
            level="indices",
            filter_path="indices.*.total.store.size_in_bytes",
        ).body
    return {
        name: entry["total"]["store"]["size_in_bytes"]
        for name, entry in (answer.get("indices") or {}).items()
    }
