"""`fundstelle remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from archive.errors import DocumentNotFound
from fundstelle.context import err, out, settings_of
from fundstelle.progress import stages
from fundstelle.storing import storing
from indexer.jobs import remove as remove_job
from indexer.jobs.reports import RemoveReport

EPILOG = """Examples:

`fundstelle remove dewikinews-75280`

`xargs fundstelle remove < ids.txt`"""


def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Given or internal ids.", metavar="ID...")],
) -> None:
    """Take articles down for good.

    They leave the store and every kept generation, and stay out when the same
    files are indexed again. A given id that several collections have
    removes nothing; name the internal id then.
    """
    with storing(settings_of(context)) as (store, writer), stages(err()) as progress:
        report = remove_job.run(store, writer, ids, progress)
    out().print(f"removed {len(report.removed):,}, removed earlier {len(report.already):,}")
    if report.unknown or report.ambiguous:
        raise DocumentNotFound("; ".join(_faults(report)))


def _faults(report: RemoveReport) -> list[str]:
    unknown = [f"there is no article {identifier!r}" for identifier in report.unknown]
    return unknown + [
        f"{identifier!r} names {len(ids)} articles: {', '.join(ids)}"
        for identifier, ids in report.ambiguous.items()
    ]
