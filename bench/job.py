"""Measures one run of the reindex job in a process of its own; prints one JSON object.

`python -m bench.job STORE ENGINE FOLDER [URL]`
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.engines.factory import open_writer
from archive.engines.settings import ElasticSettings, EngineSettings
from archive.model.annotation import Enrichment
from archive.model.article import Article
from archive.store.store import Store
from bench.memory import resident_bytes, watched
from fundstelle.allocating import share_arena
from fundstelle.collecting import collect_rarely
from indexer.jobs import reindex
from indexer.jobs.progress import ProgressEvent, Stage
from indexer.jobs.reindex import Plan

PREFIX = "bench"


@dataclass(frozen=True, slots=True)
class _Moment:
    seconds: float = field(default_factory=time.perf_counter)
    processor_seconds: float = field(default_factory=time.process_time)


class CachedOnly:
    """Stands for the pipeline that made the cached enrichments; there is nothing left to do."""

    def __init__(self, store: Store) -> None:
        with store.reading() as session:
            (self.fingerprint,) = session.enrichments.pipelines()

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        """Never called: every enrichment is cached."""
        raise AssertionError([article.id for article in articles])


def measured(store: Store, settings: EngineSettings) -> dict[str, float]:
    """Rebuild everything without publishing it, and drop it."""
    begun: dict[str, _Moment] = {}

    def watch(event: ProgressEvent) -> None:
        begun.setdefault(event.stage, _Moment())

    with closing(open_writer(settings)) as writer, watched() as memory:
        start = _Moment()
        report = reindex.run(store, writer, CachedOnly(store), watch, Plan(publish=False))
        end = _Moment()
        (state,) = (s for s in writer.generations() if s.name == report.generation)
        writer.drop(report.generation)
    return {
        "articles": report.articles,
        "events": report.events,
        "entities": report.entities,
        **_spans(start, begun, end),
        "bytes": state.bytes,
        "peak_bytes": resident_bytes("VmHWM"),
        "peak_own_bytes": memory.peak,
    }


def _spans(start: _Moment, begun: Mapping[str, _Moment], end: _Moment) -> dict[str, float]:
    """Seconds, and those of the job's processor, of each part and of the whole."""
    parts = {
        "linking_": (start, begun[Stage.SETTLING]),
        "settling_": (begun[Stage.SETTLING], begun[Stage.WRITING]),
        "writing_": (begun[Stage.WRITING], begun[Stage.SEALING]),
        "checking_": (begun[Stage.SEALING], end),
        "whole_": (start, end),
    }
    return {
        f"{part}{name}": getattr(last, name) - getattr(first, name)
        for part, (first, last) in parts.items()
        for name in ("seconds", "processor_seconds")
    }


def main() -> None:
    """What the module's docstring says."""
    path, engine, folder, *url = sys.argv[1:]
    collect_rarely()
    share_arena()
    elastic = ElasticSettings(urls=tuple(url), prefix=PREFIX, replicas=0)
    with closing(Store.open(Path(path))) as store:
        figures = measured(store, EngineSettings(engine, Path(folder), elastic))
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
