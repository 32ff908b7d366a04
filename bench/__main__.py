"""`python -m bench [--articles N]`: search, indexing and enrichment against the bare libraries.

`python -m bench reindex [--articles N] [--engine elasticsearch --url URL] [--folder PATH]`: the
reindex job; the folder keeps the generated store, so that the next run need not fill it again.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc

from archive.engines.factory import EMBEDDED, ENGINES, open_reader, open_writer
from archive.engines.settings import EngineSettings
from archive.model.article import Article
from archive.model.search import SearchQuery
from archive.query.parser import parse
from bench import corpus, reindexing
from bench.documents import documents, entities
from bench.pieces import Sample
from bench.raw import RawIndex
from bench.saying import say
from bench.timing import latency, seconds
from indexer.enrich import state
from indexer.enrich.pipeline import Enricher, EnrichSettings, load_enricher
from indexer.enrich.recogniser import ANNOTATORS, load_model

_GENERATION = "000001-bench"
_QUERIES = 300


def _words(articles: Sequence[Article]) -> list[str]:
    """Queries of one and two words that occur in the sample, by a seeded draw."""
    random = Random(7)
    pool = sorted({w for a in articles for w in re.findall(r"[A-ZÄÖÜ][a-zäöüß]{4,}", a.body)})
    pairs = [re.findall(r"[A-ZÄÖÜ][a-zäöüß]{4,}", a.title)[:2] for a in articles]
    one = random.sample(pool, _QUERIES // 2)
    return one + [
        " ".join(pair) for pair in random.choices([p for p in pairs if p], k=_QUERIES // 2)
    ]


def _enrichment(enricher: Enricher, articles: Sequence[Article]) -> list[Sample]:
    nlp = load_model(None).nlp
    tokens = sum(len(nlp.make_doc(article.text)) for article in articles)
    texts = [article.text for article in articles]
    bare = seconds(lambda: list(nlp.pipe(texts, disable=ANNOTATORS)))
    found: list[Sample] = []
    whole = seconds(lambda: found.extend(corpus.samples(enricher, articles)))
    say(f"enrichment, {len(articles)} articles, {tokens} tokens")
    say(f"  names only        {tokens / bare:8.0f} tokens/s")
    say(f"  all annotators    {tokens / whole:8.0f} tokens/s   {whole / bare:.2f} x the time")
    for name, taken in _each_annotator(nlp, articles):
        say(f"  {name:<18}{tokens / taken:8.0f} tokens/s   {taken / bare:.2f} x the time")
    return found


def _each_annotator(nlp: Language, articles: Sequence[Article]) -> list[tuple[str, float]]:
    """The time of each annotator by itself, on documents whose names are marked."""
    docs = list(nlp.pipe([article.text for article in articles], disable=ANNOTATORS))
    for doc, article in zip(docs, articles, strict=True):
        start = article.body_start
        state.give_context(doc, language="de", published=article.published, body_start=start)
    return [(name, seconds(partial(_run, nlp, name, docs))) for name in ANNOTATORS]


def _run(nlp: Language, name: str, docs: Sequence[Doc]) -> None:
    annotator = nlp.get_pipe(name)
    for doc in docs:
        annotator(doc)


def _indexing(sources: Sequence[Sample], count: int, folder: Path) -> RawIndex:
    raw = RawIndex(folder / "raw")
    articles = list(corpus.composed(sources, count))
    made = list(documents(articles))
    bare = seconds(lambda: raw.write(made))
    writer = open_writer(EngineSettings(EMBEDDED, folder))
    writer.create(_GENERATION)
    writer.write(_GENERATION, entities(articles))
    ours = seconds(lambda: writer.write(_GENERATION, made))
    writer.seal(_GENERATION)
    writer.publish(_GENERATION)
    say(f"indexing, {count} articles")
    say(f"  raw tantivy       {count / bare:8.0f} articles/s")
    say(f"  embedded engine   {count / ours:8.0f} articles/s   {bare / ours:.0%} of raw")
    return raw


def _search(raw: RawIndex, words: Sequence[str], folder: Path) -> None:
    reader = open_reader(EngineSettings(EMBEDDED, folder))
    queries = [SearchQuery(text=text, tree=parse(text)) for text in words]
    latency(raw.page, words)  # warms both
    latency(reader.search, queries)
    bare, ours = latency(raw.page, words), latency(reader.search, queries)
    say(f"a full result page, {len(words)} queries")
    say(f"  raw tantivy       {bare}")
    say(f"  embedded engine   {ours}   {ours.median / bare.median:.1f} x the median")


def _everything(count: int) -> None:
    articles = corpus.demo_articles(400)
    sources = _enrichment(load_enricher(EnrichSettings()), articles)
    with tempfile.TemporaryDirectory() as name:
        raw = _indexing(sources, count, Path(name))
        _search(raw, _words(articles), Path(name))


def main() -> None:
    """Print the figures; without `--folder` everything is made in a temporary one."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("what", nargs="?", choices=("everything", "reindex"), default="everything")
    options.add_argument("--articles", type=int, default=20_000, help="articles in the index")
    options.add_argument("--engine", choices=ENGINES, default=EMBEDDED, help="for reindex")
    options.add_argument("--url", default="http://127.0.0.1:9200", help="of Elasticsearch")
    options.add_argument("--folder", type=Path, help="keeps the store that reindex fills")
    given = options.parse_args()
    if given.what == "everything":
        _everything(given.articles)
    else:
        reindexing.run(
            reindexing.Bench(
                articles=given.articles, engine=given.engine, url=given.url, folder=given.folder
            )
        )


if __name__ == "__main__":
    main()
