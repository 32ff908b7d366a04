"""`fundstelle reindex`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from archive.errors import FundstelleError
from archive.store.store import Store
from fundstelle.commands.printing import JsonOption, print_json
from fundstelle.context import err, out, settings_of
from fundstelle.golden import Golden, golden_queries
from fundstelle.intake import REJECTED
from fundstelle.lazily import lazy_enricher
from fundstelle.progress import stages
from fundstelle.stopping import stoppable
from fundstelle.storing import storing
from indexer.jobs import reindex as reindex_job
from indexer.jobs.progress import Progress, ProgressEvent, Stage
from indexer.jobs.reports import ReindexReport
from indexer.jobs.verification import NAMED, VerificationFailed

_SHOWN = 5  # refused documents that are named; the first few tell the cause

EPILOG = """Examples:

`fundstelle reindex`

`fundstelle reindex --no-publish`, look at it, then `fundstelle publish`

`fundstelle reindex --golden golden.jsonl` with lines such as
`{"query": "Gipfel", "at_least": 10, "contains": ["a1"]}`"""


def reindex(
    context: typer.Context,
    publish: Annotated[
        bool, typer.Option(help="Publish it, or leave it verified for `publish`.")
    ] = True,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew instead of going on with a stopped build.")
    ] = False,
    golden: Golden = None,
    as_json: JsonOption = False,
) -> None:
    """Build a new generation from the store, verify it and publish it.

    The sources are not needed. Cached enrichment is reused; only what another pipeline enriched is
    enriched again. Readers keep the old generation until the new one is complete, and keep it
    altogether when the build fails. Other commands may write meanwhile; nothing of it is lost. A
    build that was stopped is kept, and the next call goes on with it. Ends with exit code 3 when
    the engine refused documents.
    """
    settings = settings_of(context)
    plan = reindex_job.Plan(publish=publish, fresh=fresh, golden=golden_queries(settings, golden))
    with storing(settings) as (store, writer), _keeping(store), _shown() as progress:
        report = reindex_job.run(store, writer, lazy_enricher(settings), progress, plan)
    if as_json:
        print_json(report)
    else:
        _tell(report)
    raise typer.Exit(REJECTED if report.refused else 0)


@contextmanager
def _keeping(store: Store) -> Iterator[None]:
    """Say after a failure whether a build is left to go on with."""
    try:
        with stoppable():
            yield
    except VerificationFailed as error:
        for fault in error.faults[NAMED:]:  # the message names the others
            err().print(fault, markup=False)
        raise
    except (FundstelleError, OSError, KeyboardInterrupt):
        rebuild = reindex_job.unfinished(store)
        if rebuild is not None:
            err().print(
                f"Generation {rebuild.generation} is unfinished ({rebuild.written:,} articles "
                "written) and kept: `fundstelle reindex` goes on with it.",
                markup=False,
            )
        raise


@contextmanager
def _shown() -> Iterator[Progress]:
    """Progress as a bar; that an earlier build is taken up is always said."""
    console = err()
    with stages(console) as draw:

        def show(event: ProgressEvent) -> None:
            if event.stage is Stage.RESUMING:
                console.print(f"Going on where the last run stopped: {event.done:,} articles.")
            else:
                draw(event)

        yield show


def _tell(report: ReindexReport) -> None:
    counts = {
        "articles": report.articles,
        "events": report.events,
        "entities": report.entities,
        "enriched": report.enriched,
        "written earlier": report.resumed,
        "refused": report.refused,
    }
    told = ", ".join(
        f"{name} {n:,}" for name, n in counts.items() if n or name != "written earlier"
    )
    state = "published" if report.published else "verified, not published"
    out().print(f"{told}; generation {report.generation} {state}")
    for document, reason in list(report.rejected.items())[:_SHOWN]:
        err().print(f"{document}: {reason}", markup=False)
    if report.refused > _SHOWN:
        err().print(f"… and {report.refused - _SHOWN:,} more; `fundstelle verify --json` tells")
