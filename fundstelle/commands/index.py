"""`fundstelle index`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fundstelle.context import err, out, settings_of
from fundstelle.intake import Intake, source_options
from fundstelle.lazily import lazy_enricher
from fundstelle.options import Collection, Map, Sources
from fundstelle.settings import Settings
from fundstelle.storing import storing
from indexer.jobs import index as index_job
from indexer.jobs.reports import IndexReport
from indexer.sources.files import check
from indexer.sources.rejects import RejectsFile

EPILOG = """Examples:

`fundstelle index articles/`

`fundstelle index dump.jsonl.gz --collection agency --map body=content.text`

`zcat dump.gz | fundstelle index -`

`fundstelle index fundstelle-data/rejects/RUN.jsonl` (once mended)"""


def index(
    context: typer.Context,
    paths: Sources,
    collection: Collection = None,
    fields: Map = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Rejects file; else one in the data folder.")
    ] = None,
) -> None:
    """Read, enrich and load files and folders.

    They go into the published generation; the first run makes it. Unchanged articles are skipped,
    changed ones replaced, so the same command can be repeated at any time, also after a stop.
    Rejected records are kept with their reasons in a rejects file; mend them there and index that
    file. Ends with exit code 3 when something was rejected.
    """
    settings = settings_of(context)
    check(paths)
    intake = Intake(
        paths=paths,
        options=source_options(settings, collection, fields),
        console=err(),
        rejects=RejectsFile(_rejects_path(rejects, paths, settings)),
    )
    with storing(settings) as (store, writer), intake.opened() as outcomes:
        enricher = lazy_enricher(settings)
        report = index_job.run(store, writer, enricher, outcomes, reject=intake.reject)
    out().print(summary(report))
    raise typer.Exit(intake.finish())


def _rejects_path(given: Path | None, paths: list[Path], settings: Settings) -> Path:
    if given is None:
        run = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        return settings.rejects_dir / f"{run}.jsonl"
    if given.resolve() in {path.resolve() for path in paths}:
        raise typer.BadParameter("this file is read by the same run", param_hint="--rejects")
    return given


def summary(report: IndexReport) -> str:
    """The counts of a run that are not 0, `read` and `rejected` always."""
    counts = {
        "read": report.read,
        "enriched": report.enriched,
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "repeated": report.repeated,
        "removed earlier": report.withheld,
        "surnames deferred": report.deferred,
        "rejected": report.rejected,
    }
    always = ("read", "rejected")
    told = [f"{name} {n:,}" for name, n in counts.items() if n or name in always]
    target = f"generation {report.generation}" if report.generation else "nothing to search yet"
    return f"{', '.join(told)}; {target}"
