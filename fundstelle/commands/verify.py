"""`fundstelle verify`."""

from __future__ import annotations

from typing import Annotated

import typer

from fundstelle.commands.printing import JsonOption, print_json
from fundstelle.context import err, out, settings_of
from fundstelle.golden import Golden, golden_queries
from fundstelle.progress import stages
from fundstelle.stopping import stoppable
from fundstelle.storing import storing
from indexer.jobs import verify as verify_job
from indexer.jobs.reports import VerifyReport

DIFFERENT = 3  # exit code: done, but index and store differ
_SHOWN = 20

EPILOG = """Examples:

`fundstelle verify`

`fundstelle verify --repair`

`fundstelle verify 000002-20240619-093000 --golden golden.jsonl`"""


def verify(
    context: typer.Context,
    generation: Annotated[
        str | None, typer.Argument(help="Else the published one.", show_default=False)
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Write what is missing or stale, remove the rest.")
    ] = False,
    golden: Golden = None,
    as_json: JsonOption = False,
) -> None:
    """Compare index and store, document by document; can repair.

    Changes that wait are brought in first; what others change meanwhile is no fault. Of a
    generation that another pipeline built only articles and their revisions can be compared. Ends
    with exit code 0 when everything agrees, also after a repair, and with 3 when something does
    not, when the engine refuses documents, or when a golden query is not met.
    """
    settings = settings_of(context)
    check = verify_job.Check(
        generation=generation, repair=repair, golden=golden_queries(settings, golden)
    )
    with storing(settings) as (store, writer), stages(err()) as progress, stoppable():
        report = verify_job.run(store, writer, check, progress)
    if as_json:
        print_json(report)
    else:
        _tell(report)
    raise typer.Exit(0 if report.clean else DIFFERENT)


def _tell(report: VerifyReport) -> None:
    for fault in report.faults[:_SHOWN]:
        err().print(f"{fault.id}: {fault.fault}", markup=False)
    if report.faulty > _SHOWN:
        err().print(f"… and {report.faulty - _SHOWN:,} more")
    for unmet in report.unmet:
        err().print(unmet, markup=False)
    if not report.complete:
        err().print(
            "Articles were linked anew since this generation was built, by another pipeline: "
            "its events and entities were not compared."
        )
    counts = {
        "missing": report.missing,
        "stale": report.stale,
        "orphaned": report.orphaned,
        "repaired": report.repaired,
        "refused by the engine": report.refused,
    }
    told = ", ".join(f"{name} {n:,}" for name, n in counts.items() if n) or "no differences"
    held = f"articles {report.articles:,}, events {report.events:,}, entities {report.entities:,}"
    out().print(f"generation {report.generation}: {held}; {told}")
