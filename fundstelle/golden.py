"""The file of golden queries that an operator keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fundstelle.settings import Settings
from indexer.jobs.golden import GoldenQuery, read_golden

NAME = "golden.jsonl"

Golden = Annotated[
    Path | None,
    typer.Option(
        help=f"File of queries and what they must find; else {NAME} in the data folder, if any."
    ),
]


def golden_queries(settings: Settings, given: Path | None) -> tuple[GoldenQuery, ...]:
    """The queries of the file given or kept in the data folder; raise SourceError."""
    kept = settings.data_dir / NAME
    if given is None and not kept.exists():
        return ()
    return read_golden(given or kept)
