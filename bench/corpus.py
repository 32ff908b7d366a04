"""An archive of any size, made of the demo archive's sentences by a seeded generator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from archive.model.article import Article
from bench.composing import PARAGRAPH, compose
from bench.pieces import Piece, Sample, sentences, titles
from indexer.enrich.pipeline import Enricher
from indexer.sources.read import read
from indexer.sources.record import SourceOptions, SourceRecord

DEMO = Path(__file__).parent.parent / "demo" / "articles.jsonl.gz"
_FIRST_MONDAY = date(2004, 1, 5)
_WEEKS = 1_000
_LENGTH = 2_600  # characters; the last paragraph and the title bring an article to 2.9 kB
_LANGUAGE = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """What was published on one day of the week."""

    weekday: int
    samples: tuple[Sample, ...]
    titles: tuple[Piece, ...]
    sentences: tuple[Piece, ...]


def demo_articles(count: int | None = None) -> list[Article]:
    """The first articles of the demo archive, all of them without a count."""
    records = (r for r in read([DEMO], SourceOptions()) if isinstance(r, SourceRecord))
    return [record.article for record in islice(records, count)]


def samples(enricher: Enricher, articles: Sequence[Article]) -> list[Sample]:
    """The articles enriched."""
    found = zip(articles, enricher.enrich(articles), strict=True)
    return [Sample(article=article, enrichment=enrichment) for article, enrichment in found]


def composed(sources: Sequence[Sample], count: int, seed: int = 1) -> Iterator[Sample]:
    """`count` articles with given ids, each of paragraphs drawn from one weekday's articles."""
    random = Random(seed)
    pools = [pool for day in range(7) if (pool := _pool(sources, day)).titles and pool.sentences]
    for number in range(count):
        pool = random.choice(pools)
        day = _FIRST_MONDAY + timedelta(weeks=random.randrange(_WEEKS), days=pool.weekday)
        given = replace(random.choice(pool.samples).article, id=f"bench-{number}")
        yield compose(random.choice(pool.titles), _drawn(pool, random), day, given)


def _pool(sources: Sequence[Sample], weekday: int) -> _Pool:
    own = tuple(sample for sample in sources if _weekday(sample) == weekday)
    return _Pool(
        weekday=weekday,
        samples=own,
        titles=tuple(piece for sample in own for piece in titles(sample)),
        sentences=tuple(piece for sample in own for piece in sentences(sample)),
    )


def _weekday(sample: Sample) -> int | None:
    published = sample.article.published
    german = sample.enrichment.language == _LANGUAGE
    return published.first.weekday() if german and published and published.day else None


def _drawn(pool: _Pool, random: Random) -> list[Piece]:
    drawn: list[Piece] = []
    while sum(len(piece.text) for piece in drawn) < _LENGTH:
        start = random.randrange(len(pool.sentences))
        drawn += pool.sentences[start : start + PARAGRAPH]
    return drawn
