"""`fundstelle apply`."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from archive.errors import SettingsError
from fundstelle.commands.printing import JsonOption, print_json
from fundstelle.context import err, out, settings_of
from fundstelle.intake import REJECTED
from fundstelle.progress import stages
from fundstelle.stopping import stoppable
from fundstelle.storing import storing
from fundstelle.watching import follow, sleep, until_input_ends
from indexer.jobs import apply as apply_job
from indexer.jobs.reports import ApplyReport

EPILOG = """Examples:

`fundstelle apply`

`fundstelle apply --watch` beside a server that is started with `FUNDSTELLE_APPLY_WORKER=false`"""


def apply(
    context: typer.Context,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on until stopped, for decisions to come.")
    ] = False,
    child: Annotated[bool, typer.Option("--child", hidden=True)] = False,
    as_json: JsonOption = False,
) -> None:
    """Carry out editors' decisions that wait, in registry and index.

    Only the articles, events and entities that they concern are written. A decision that cannot be
    carried out is kept with the reason and holds up no other. Ends with exit code 3 when decisions
    or documents were refused. `fundstelle serve` runs this by itself unless `apply_worker` forbids.
    """
    settings = settings_of(context)
    if watch:
        if as_json:
            raise SettingsError("--watch has no end and so no report: leave out --json")
        with suppress(KeyboardInterrupt), stoppable():
            follow(settings, until_input_ends if child else sleep)
        return
    with storing(settings) as (store, writer), stoppable(), stages(err()) as progress:
        report = apply_job.run(store, writer, progress)
    if as_json:
        print_json(report)
    else:
        _tell(report)
    raise typer.Exit(REJECTED if report.refused or report.rejected else 0)


def _tell(report: ApplyReport) -> None:
    out().print(
        f"applied {report.applied:,}, refused {len(report.refused):,}, "
        f"articles linked anew {report.articles:,}"
    )
    for refused in report.refused:
        err().print(f"decision {refused.decision}: {refused.reason}", markup=False)
    for document, reason in report.rejected.items():
        err().print(f"{document}: {reason}", markup=False)
