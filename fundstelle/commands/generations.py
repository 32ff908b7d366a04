"""`fundstelle generations`, `publish`, `rollback` and `prune`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from fundstelle.commands.printing import JsonOption, print_json, readable_bytes
from fundstelle.context import err, out, settings_of
from fundstelle.storing import is_empty, storing
from indexer.jobs import prune as prune_job
from indexer.jobs import publish as publish_job
from indexer.jobs import rollback as rollback_job
from indexer.jobs import status as status_job
from indexer.jobs.reports import GenerationReport, PublishReport


def generations(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the generations of the index, oldest first.

    The published one is marked with `*`, an unfinished one with `…`, one that only another version
    of the program can read with `!`. `pending` counts changes that are not in it yet; publishing
    replays them.
    """
    settings = settings_of(context)
    kept: tuple[GenerationReport, ...] = ()
    if not is_empty(settings):
        with storing(settings) as (store, writer):
            kept = status_job.generations(store, writer)
    if as_json:
        print_json(kept)
    elif kept:
        out().print(table(kept))
    else:
        err().print("There is no generation yet.")


def table(kept: tuple[GenerationReport, ...]) -> Table:
    """Generations as a table."""
    found = Table(box=None, pad_edge=False)
    for name in ("", "generation", "articles", "events", "entities", "size", "pending"):
        counted = name in ("articles", "events", "entities", "size", "pending")
        found.add_column(name, justify="right" if counted else "left", no_wrap=True)
    for generation in kept:
        found.add_row(
            _mark(generation),
            generation.name,
            *(f"{n:,}" for n in (generation.articles, generation.events, generation.entities)),
            readable_bytes(generation.bytes),
            "" if generation.pending is None else f"{generation.pending:,}",
        )
    return found


def _mark(generation: GenerationReport) -> str:
    if generation.published:
        return "*"
    if generation.unfinished:
        return "…"
    return "" if generation.usable else "!"


def publish(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Else the newest finished one.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a generation the one that readers see, in one step.

    Changes that it lacks are replayed first, so nothing removed comes back.
    """
    with storing(settings_of(context)) as (store, writer):
        _tell(publish_job.run(store, writer, name), as_json)


def rollback(context: typer.Context, as_json: JsonOption = False) -> None:
    """Publish the generation before the published one.

    It is brought up to date first, so no later change is lost.
    """
    with storing(settings_of(context)) as (store, writer):
        _tell(rollback_job.run(store, writer), as_json)


def _tell(report: PublishReport, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    before = f", before {report.before}" if report.before else ""
    out().print(f"published {report.generation}{before}; {report.replayed:,} changes replayed")


def prune(
    context: typer.Context,
    keep: Annotated[
        int, typer.Option(min=0, help="How many to keep beside the published one.")
    ] = 1,
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help="Delete a stopped build, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete old generations, but never the published one.

    Builds that are running stay as well, and a stopped one, which `reindex` goes on with, unless
    `--unfinished`; ruins that nothing goes on with are swept. Generations that another store made
    are left alone. What is deleted is gone; `reindex` can build it again.
    """
    with storing(settings_of(context)) as (store, writer):
        report = prune_job.run(store, writer, keep, unfinished=unfinished)
    if as_json:
        print_json(report)
        return
    out().print(f"dropped {len(report.dropped):,}, kept {len(report.kept):,}")
