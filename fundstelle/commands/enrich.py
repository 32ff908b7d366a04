"""`fundstelle enrich`."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import orjson
import typer

from archive.model.annotation import EnrichedArticle, Enrichment
from archive.model.article import Article
from archive.model.codec import record_to_json
from fundstelle.commands.printing import target_of
from fundstelle.context import err, settings_of
from fundstelle.enriching import enricher
from fundstelle.intake import Intake, source_options
from fundstelle.options import Collection, Map, OptionalSources
from indexer.jobs.enriching import Enricher
from indexer.sources.read import Outcome
from indexer.sources.record import Rejection

EPILOG = """Examples:

`fundstelle enrich article.txt`

`fundstelle enrich articles/ --output enriched.jsonl`

`echo '{"id": "1", "body": "Putin besucht Pjöngjang."}' | fundstelle enrich -`"""


def enrich(
    context: typer.Context,
    files: OptionalSources = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here.")] = None,
    collection: Collection = None,
    fields: Map = None,
) -> None:
    """Print enrichment records as JSON Lines; needs no index.

    One record for every article, in order. Reads every source format; `-`, or no file at all, is
    JSON Lines on standard input. Touches no data folder. Rejected records are named on standard
    error.
    """
    settings = settings_of(context)
    options = source_options(settings, collection, fields)
    draw = output is not None or not sys.stdout.isatty()
    intake = Intake(paths=files or [Path("-")], options=options, console=err(), draw=draw)
    with intake.opened() as outcomes, target_of(output) as target:
        for line in records(enricher(settings), _articles(outcomes, intake)):
            target.write(line)
    raise typer.Exit(intake.finish())


def _articles(outcomes: Iterable[Outcome], intake: Intake) -> Iterator[Article]:
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            intake.reject(outcome)
            intake.tell(outcome)
        else:
            yield outcome.article


def records(enricher: Enricher, articles: Iterable[Article]) -> Iterator[bytes]:
    """The lines of the enrichment records; no more articles are held than the pipeline reads."""
    waiting: deque[Article] = deque()

    def passing() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    for enrichment in enricher.enrich(passing()):
        yield _line(waiting.popleft(), enrichment)


def _line(article: Article, enrichment: Enrichment) -> bytes:
    record = EnrichedArticle(
        id=article.id,
        title=article.title,
        text=article.text,
        published=article.published,
        enrichment=enrichment,
    )
    return orjson.dumps(record_to_json(record), option=orjson.OPT_APPEND_NEWLINE)
