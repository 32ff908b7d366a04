"""How commands print values for readers and for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import orjson
import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on one line.")]


def print_json(value: object) -> None:
    """Dataclasses and tuples as one line of JSON."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode())


def moment(when: datetime | None) -> str:
    """Local time to the minute."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}" if when else ""


def megabytes(size: int) -> str:
    """With two significant digits below ten, so that something never looks like nothing."""
    return f"{size / 1e6:,.1f}" if size >= 1e6 or not size else f"{size / 1e6:.2g}"
