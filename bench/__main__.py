"""`python -m bench [--articles N]`: search, indexing and enrichment against the bare libraries."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from archive.engines.factory import EMBEDDED, open_reader, open_writer
from archive.engines.settings import EngineSettings
from archive.model.article import Article
from archive.model.search import SearchQuery
from archive.query.parser import parse
from bench import corpus
from bench.raw import RawIndex
from bench.timing import latency, seconds
from indexer.enrich.pipeline import Enricher, EnrichSettings, load_enricher
from indexer.enrich.recogniser import ANNOTATORS, load_model

_GENERATION = "000001-bench"
_QUERIES = 300


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _words(articles: Sequence[Article]) -> list[str]:
    """Queries of one and two words that occur in the sample, by a seeded draw."""
    random = Random(7)
    pool = sorted({w for a in articles for w in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{4,}", a.body)})
    pairs = [re.findall(r"[A-ZÄÖÜ][a-zäöüß]{4,}", a.title)[:2] for a in articles]
    one = random.sample(pool, _QUERIES // 2)
    return one + [
        " ".join(pair) for pair in random.choices([p for p in pairs if p], k=_QUERIES // 2)
    ]


def _enrichment(enricher: Enricher, articles: Sequence[Article]) -> list[corpus.Sample]:
    nlp = load_model(None).nlp
    tokens = sum(len(nlp.make_doc(article.text)) for article in articles)
    texts = [article.text for article in articles]
    bare = seconds(lambda: list(nlp.pipe(texts, disable=ANNOTATORS)))
    found: list[corpus.Sample] = []
    whole = seconds(lambda: found.extend(corpus.samples(enricher, articles)))
    _say(f"enrichment, {len(articles)} articles, {tokens} tokens")
    _say(f"  names only        {tokens / bare:8.0f} tokens/s")
    _say(f"  all annotators    {tokens / whole:8.0f} tokens/s   {whole / bare:.2f} x the time")
    return found


def _indexing(sources: Sequence[corpus.Sample], count: int, folder: Path) -> RawIndex:
    raw = RawIndex(folder / "raw")
    documents = list(corpus.documents(sources, count))
    bare = seconds(lambda: raw.write(documents))
    writer = open_writer(EngineSettings(EMBEDDED, folder))
    writer.create(_GENERATION)
    writer.write(_GENERATION, corpus.entities(sources))
    ours = seconds(lambda: writer.write(_GENERATION, documents))
    writer.seal(_GENERATION)
    writer.publish(_GENERATION)
    _say(f"indexing, {count} articles")
    _say(f"  raw tantivy       {count / bare:8.0f} articles/s")
    _say(f"  embedded engine   {count / ours:8.0f} articles/s   {bare / ours:.0%} of raw")
    return raw


def _search(raw: RawIndex, words: Sequence[str], folder: Path) -> None:
    reader = open_reader(EngineSettings(EMBEDDED, folder))
    queries = [SearchQuery(text=text, tree=parse(text)) for text in words]
    latency(raw.page, words)  # warms both
    latency(reader.search, queries)
    bare, ours = latency(raw.page, words), latency(reader.search, queries)
    _say(f"a full result page, {len(words)} queries")
    _say(f"  raw tantivy       {bare}")
    _say(f"  embedded engine   {ours}   {ours.median / bare.median:.1f} x the median")


def main() -> None:
    """Print the figures; everything is made in a temporary folder."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--articles", type=int, default=20_000, help="articles in the index")
    count = options.parse_args().articles
    articles = corpus.demo_articles(400)
    sources = _enrichment(load_enricher(EnrichSettings()), articles)
    with tempfile.TemporaryDirectory() as name:
        raw = _indexing(sources, count, Path(name))
        _search(raw, _words(articles), Path(name))


if __name__ == "__main__":
    main()
