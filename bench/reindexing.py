"""The reindex job against what the same client writes by itself, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from archive.engines.factory import ELASTIC
from archive.engines.settings import ElasticSettings
from archive.store.store import Store
from bench import corpus
from bench.bulk import Rates, elastic_rates, tantivy_rates
from bench.documents import documents
from bench.filling import fill
from bench.pieces import Sample
from bench.saying import say
from indexer.enrich.pipeline import EnrichSettings, load_enricher

_RAW = 5_000  # different articles that the client writes by itself, over and over, from memory
_MB = 1_000_000
_PARTS = {
    "linking": "linking what is foreign",
    "settling": "settling names",
    "articles": "writing articles",
    "whole": "the whole job",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """How many articles, in which engine; `folder` keeps the store for the next run."""

    articles: int
    engine: str
    url: str
    folder: Path | None


def run(bench: Bench) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        store = (bench.folder or scratch) / f"bench-{bench.articles}.db"
        _fill(store, bench.articles)
        with closing(Store.open(store)) as opened, opened.reading() as session:
            stored = session.articles.count()
        say(f"store, {stored} articles: {store.stat().st_size / stored:.0f} bytes each")
        plain, ours = _raw(bench, scratch)
        figures = _job(store, bench, scratch)
    _tell(bench.engine, figures, plain, ours)


def _fill(path: Path, count: int) -> None:
    with closing(Store.open(path)) as store:
        with store.reading() as session:
            kept = session.articles.count()
        if kept < count:
            say(f"filling a store with {count} articles (some 100 a second)")
            filled = fill(store, islice(_composed(count), kept, None))
            for what, taken in asdict(filled).items():
                say(f"  {what:<26}{taken / (count - kept) * 1_000:8.2f} ms an article")


def _composed(count: int) -> Iterator[Sample]:
    enricher = load_enricher(EnrichSettings())
    return corpus.composed(corpus.samples(enricher, corpus.demo_articles()), count)


def _raw(bench: Bench, scratch: Path) -> Rates:
    sample = list(documents(_composed(min(_RAW, bench.articles))))
    if bench.engine == ELASTIC:
        return elastic_rates(sample, bench.articles, ElasticSettings(urls=(bench.url,)))
    return tantivy_rates(sample, bench.articles, scratch)


def _job(store: Path, bench: Bench, scratch: Path) -> dict[str, float]:
    """In a process of its own, so that its peak memory is the job's."""
    command = [sys.executable, "-m", "bench.job", str(store), bench.engine, str(scratch), bench.url]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _tell(engine: str, figures: dict[str, float], plain: float, ours: float) -> None:
    count = figures["articles"]
    articles, whole = count / figures["articles_seconds"], count / figures["whole_seconds"]
    say(f"reindex, {engine}, {count} articles, cached enrichment")
    say(f"  raw, plain articles       {plain:8.0f} articles/s")
    say(f"  raw, our documents        {ours:8.0f} articles/s")
    say(
        f"  the job writes articles   {articles:8.0f} articles/s"
        f"   {articles / plain:.0%} and {articles / ours:.0%} of raw"
    )
    say(
        f"  the whole job             {whole:8.0f} articles/s"
        f"   {whole / plain:.0%} and {whole / ours:.0%} of raw"
        f"   with {figures['events']} events, {figures['entities']} entities, verification"
    )
    say("  seconds, and of them the job's processor time")
    for part, label in _PARTS.items():
        taken, busy = figures[f"{part}_seconds"], figures[f"{part}_processor_seconds"]
        say(f"    {label:<24}{taken:8.1f}   {busy:8.1f}")
    say(f"  index                     {figures['bytes'] / count:8.0f} bytes an article")
    each = figures["articles_processor_seconds"] / count * 1_000
    say(f"  its processor time        {each:8.2f} ms an article, while it writes articles")
    say(
        f"  peak memory of the job    {figures['peak_bytes'] / _MB:8.0f} MB"
        f"   of it its own, without mapped files: {figures['peak_own_bytes'] / _MB:.0f} MB"
    )
