"""`fundstelle status`."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from archive.store.lock import Holder
from fundstelle.commands.generations import table
from fundstelle.commands.printing import JsonOption, moment, print_json
from fundstelle.context import out, settings_of
from fundstelle.storing import is_empty, storing
from indexer.jobs import status as status_job
from indexer.jobs.reports import StatusReport


def status(context: typer.Context, as_json: JsonOption = False) -> None:
    """Tell what is stored, indexed and published.

    Also by which pipelines it was enriched, who is writing just now, and how the latest jobs ended.
    """
    settings = settings_of(context)
    report: StatusReport | None = None
    if not is_empty(settings):
        with storing(settings) as (store, writer):
            report = status_job.status(store, writer)
    if as_json:
        print_json(report)
    elif report is None:
        out().print(f"Nothing is stored yet in {settings.data_dir}.")
    else:
        _show(report, str(settings.data_dir), out())


def _show(report: StatusReport, folder: str, console: Console) -> None:
    facts = Table(box=None, show_header=False, pad_edge=False)
    for name, value in _facts(report, folder).items():
        facts.add_row(name, value)
    console.print(facts)
    if report.generations:
        console.print()
        console.print(table(report.generations))
    for job in report.jobs:
        counts = ", ".join(f"{name} {n:,}" for name, n in job.counts.items() if n)
        console.print(f"\n{moment(job.started)}  {job.kind} {job.outcome}  {counts}", end="")
    console.print()


def _facts(report: StatusReport, folder: str) -> dict[str, str]:
    pipelines = (f"{name} ({n:,} enrichments)" for name, n in report.pipelines.items())
    return {
        "data folder": folder,
        "articles": f"{report.articles:,} ({report.removed:,} removed)",
        "events": f"{report.events:,}",
        "entities": f"{report.entities:,}",
        "published": report.published or "nothing yet",
        "pipelines": "\n".join(pipelines),
        "writing now": _holder(report.writer),
    } | _decisions(report)


def _decisions(report: StatusReport) -> dict[str, str]:
    refused = "\n".join(f"{entry.decision}: {entry.reason}" for entry in report.refused)
    told = {"decisions": "some wait; `fundstelle apply` carries them out"}
    names = {"names to settle": f"{report.names_wait:,}; `fundstelle reindex` settles them all"}
    events = {"events to settle": f"{report.events_wait:,}; the next `fundstelle index` does it"}
    return (
        (told if report.decisions_wait else {})
        | ({"refused": refused} if refused else {})
        | (names if report.names_wait else {})
        | (events if report.events_wait else {})
    )


def _holder(writer: Holder | None) -> str:
    if writer is None:
        return "nobody"
    return f"process {writer.pid} on {writer.host} since {moment(writer.since)}"
