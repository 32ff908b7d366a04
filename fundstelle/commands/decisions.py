"""`fundstelle entities decisions`, `export` and `import`: what editors decided, as data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.table import Table

from archive.errors import SourceError
from archive.store.decision_json import decision_from_json, decision_to_json
from archive.store.records import Decision
from fundstelle.commands.entities import app
from fundstelle.commands.printing import JsonOption, print_json
from fundstelle.context import err, out, settings_of
from fundstelle.editing import StoreDesk
from fundstelle.intake import REJECTED
from fundstelle.progress import stages
from fundstelle.storing import storing
from indexer.jobs import apply as apply_job
from indexer.jobs import carrying

_ALL = 1_000_000
File = Annotated[Path, typer.Argument(help="A file of JSON Lines; - for standard input or output.")]


@app.command()
def decisions(context: typer.Context, as_json: JsonOption = False) -> None:
    """List what editors decided, and what became of it."""
    with storing(settings_of(context)) as (store, _):
        kept = StoreDesk(store).decisions(0, _ALL)
    if as_json:
        print_json(
            [
                decision_to_json(one.decision) | {"state": one.state, "reason": one.reason}
                for one in kept
            ]
        )
        return
    table = Table(box=None, pad_edge=False)
    for name in ("number", "decision", "subject", "target", "editor", "made", "state"):
        table.add_column(name, justify="right" if name == "number" else "left")
    for one in kept:
        made = one.decision
        state = f"{one.state}: {one.reason}" if one.reason else one.state
        row = (made.kind.value, made.subject, made.target or "", made.editor)
        table.add_row(str(made.number), *row, f"{made.made:%Y-%m-%d}", state)
    out().print(table)


@app.command("export")
def export(context: typer.Context, file: File = Path("-")) -> None:
    """Write every decision with the mentions that it rests on, one JSON object a line."""
    with storing(settings_of(context)) as (store, _):
        lines = b"".join(
            orjson.dumps(decision_to_json(decision)) + b"\n"
            for decision in carrying.decisions(store)
        )
    if file == Path("-"):
        sys.stdout.write(lines.decode())
        return
    try:
        file.write_bytes(lines)
    except OSError as error:
        raise SourceError(f"{file} cannot be written: {error.strerror}") from error


@app.command("import")
def import_(context: typer.Context, file: File = Path("-")) -> None:
    """Take decisions in that `export` wrote, each once, and carry them out."""
    given = _read(file)
    with storing(settings_of(context)) as (store, writer), stages(err()) as progress:
        taken = carrying.take_in(store, given)
        report = apply_job.run(store, writer, progress)
    for refused in report.refused:
        err().print(f"decision {refused.decision}: {refused.reason}", markup=False)
    out().print(
        f"decisions added {taken.added:,}, known {taken.known:,}, applied {report.applied:,}, "
        f"refused {len(report.refused):,}, articles linked anew {report.articles:,}"
    )
    raise typer.Exit(REJECTED if report.refused or report.rejected else 0)


def _read(file: Path) -> list[Decision]:
    try:
        text = sys.stdin.read() if file == Path("-") else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file} cannot be read: {error}") from error
    return [_decision(file, n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _decision(file: Path, number: int, line: str) -> Decision:
    try:
        return decision_from_json(orjson.loads(line))
    except (orjson.JSONDecodeError, SourceError) as error:
        raise SourceError(f"{file}, line {number}: {error}") from error
