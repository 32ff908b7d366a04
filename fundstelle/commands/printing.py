"""How commands print values for readers and for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated

import orjson
import typer

_THOUSAND = 1_000

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on one line.")]


def print_json(value: object) -> None:
    """Dataclasses and tuples as one line of JSON."""
    typer.echo(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode())


def moment(when: datetime | None) -> str:
    """Local time to the minute."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}" if when else ""


def readable_bytes(size: int) -> str:
    """In the unit that leaves few digits: `680 B`, `1.2 MB`."""
    value, unit = float(size), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < _THOUSAND:
            break
        value, unit = value / _THOUSAND, larger
    return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"


def parameter(text: str) -> tuple[str, str]:
    """Name and value of `--where`; raise BadParameter for what is none."""
    name, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"write NAME=VALUE, not {text!r}", param_hint="--where")
    return name, value


def target_of(output: Path | None) -> AbstractContextManager[IO[bytes]]:
    """The file of `--output`, made anew; without one standard output."""
    return nullcontext(sys.stdout.buffer) if output is None else output.open("wb")


@contextmanager
def whole_file(output: Path | None) -> Iterator[IO[bytes]]:
    """The same, but the file appears when it is whole: what was there stays if it fails."""
    if output is None:
        yield sys.stdout.buffer
        return
    draft = output.with_name(f"{output.name}.part")
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
