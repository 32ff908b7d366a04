"""The reindex job against what the same client writes by itself, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

from archive.engines.factory import ELASTIC
from archive.engines.settings import ElasticSettings
from archive.model.document import EntityDocument, EventDocument
from archive.store.store import Store
from bench import corpus
from bench.bulk import Load, Rates, elastic_rates, tantivy_rates
from bench.documents import documents
from bench.filling import fill
from bench.pieces import Sample
from bench.saying import say
from indexer.enrich.pipeline import EnrichSettings, load_enricher
from indexer.link.documents import entities_after, events_after

_RAW = 5_000  # different articles that the client writes by itself, over and over, from memory
_MB = 1_000_000
_PARTS = {
    "linking": "linking what is foreign",
    "settling": "settling names",
    "writing": "writing",
    "checking": "sealing, verification",
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
        rates = _raw(store, bench, scratch)
        figures = _job(store, bench, scratch)
    _tell(bench.engine, figures, rates)


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


def _raw(path: Path, bench: Bench, scratch: Path) -> Rates:
    """Of articles that are composed anew, and of the first entries of the store's registry."""
    with closing(Store.open(path)) as store, store.reading() as session:
        stored = session.articles.count()
        share = (session.events.count() + session.entities.count()) / stored
        wanted = round(min(_RAW, stored) * share)
        registry: Iterator[EventDocument | EntityDocument] = chain(
            events_after(session, ""), entities_after(session, "")
        )
        load = Load(
            articles=list(documents(_composed(min(_RAW, bench.articles)))),
            entries=list(islice(registry, wanted)),
            count=bench.articles,
            share=share,
        )
    say(f"store, {stored} articles: {path.stat().st_size / stored:.0f} bytes each")
    if bench.engine == ELASTIC:
        return elastic_rates(load, ElasticSettings(urls=(bench.url,)))
    return tantivy_rates(load, scratch)


def _job(store: Path, bench: Bench, scratch: Path) -> dict[str, float]:
    """In a process of its own, so that its peak memory is the job's."""
    command = [sys.executable, "-m", "bench.job", str(store), bench.engine, str(scratch), bench.url]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _tell(engine: str, figures: dict[str, float], raw: Rates) -> None:
    count = figures["articles"]
    each = 1 + (figures["events"] + figures["entities"]) / count
    say(f"reindex, {engine}, {count} articles, cached enrichment")
    say("  articles (and documents of all kinds) a second")
    say(f"    raw, plain articles     {raw.plain:8.0f}")
    say(f"    raw, our articles       {raw.articles:8.0f}")
    say(f"    raw, all our documents  {raw.everything:8.0f} ({raw.everything * each:.0f})")
    for part, label in (("writing", "the job, writing"), ("whole", "the whole job")):
        rate = count / figures[f"{part}_seconds"]
        say(
            f"    {label:<24}{rate:8.0f} ({rate * each:.0f})   {rate / raw.plain:.0%} of plain, "
            f"{rate / raw.articles:.0%} of our articles, {rate / raw.everything:.0%} of all"
        )
    say(f"  with {figures['events']} events, {figures['entities']} entities, verification")
    busy = figures["whole_processor_seconds"] / count * 1_000
    say(f"  processor time: the whole job {busy:.2f} ms an article, raw of all {raw.processor:.2f}")
    say("  seconds, and of them the job's processor time")
    for part, label in _PARTS.items():
        spent, busy = figures[f"{part}_seconds"], figures[f"{part}_processor_seconds"]
        say(f"    {label:<24}{spent:8.1f}   {busy:8.1f}")
    say(f"  index                     {figures['bytes'] / count:8.0f} bytes an article")
    say(
        f"  peak memory of the job    {figures['peak_bytes'] / _MB:8.0f} MB"
        f"   of it its own, without mapped files: {figures['peak_own_bytes'] / _MB:.0f} MB"
    )
