"""`fundstelle entities`: look at the registry, and decide what it got wrong."""

from __future__ import annotations

import getpass
import os
from typing import Annotated

import typer
from rich.table import Table

from archive.model.document import EntityDocument, EntityKind
from archive.store.records import DecisionKind
from fundstelle.commands.printing import JsonOption, print_json
from fundstelle.context import err, out, settings_of
from fundstelle.intake import REJECTED
from fundstelle.progress import stages
from fundstelle.storing import storing
from indexer.jobs import apply as apply_job
from indexer.jobs import decide as decide_job
from indexer.jobs.reports import ApplyReport

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    help="""Look at persons, organisations and places; merge, split, rename, reject them, undo it.

A decision is kept with the mentions that it rests on, holds for articles to come, and is carried
out at once: only the articles concerned are written. Exit code 3 means that it was refused.""",
)
Id = Annotated[str, typer.Argument(help="As `entities list` shows it.", metavar="ID")]
Editor = Annotated[str, typer.Option("--editor", help="Who decides; else the system's user.")]


@app.command("list")
def list_(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Part of a name or form.")] = "",
    kind: Annotated[EntityKind | None, typer.Option(help="Only entries of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List entries, those in most articles first."""
    with storing(settings_of(context)) as (store, _):
        found = decide_job.entities(store, kind, text, limit)
    if as_json:
        print_json(found)
    elif found:
        out().print(_table(found))
    else:
        err().print("There is no such entry.")


@app.command()
def show(context: typer.Context, id_: Id, as_json: JsonOption = False) -> None:
    """Show one entry with its forms; a merged id shows the entry of today."""
    with storing(settings_of(context)) as (store, _):
        found = decide_job.entity(store, id_)
    if as_json:
        print_json(found)
        return
    out().print(_table((found,)))
    for form, mentions in sorted(found.forms.items(), key=lambda entry: (-entry[1], entry[0])):
        out().print(f"  {mentions:,} x {form}", markup=False)
    if found.former:
        out().print(f"  merged: {', '.join(found.former)}", markup=False)


@app.command()
def merge(
    context: typer.Context,
    id_: Id,
    into: Annotated[str, typer.Argument(help="The entry that stays.", metavar="INTO")],
    editor: Editor = "",
) -> None:
    """Make two entries one; the second keeps its name and id."""
    _decide(context, DecisionKind.MERGE, id_, editor, target=into)


@app.command()
def split(
    context: typer.Context,
    id_: Id,
    articles: Annotated[list[str], typer.Argument(help="Articles whose mentions leave.")],
    name: Annotated[str | None, typer.Option(help="Of the new entry; else a form.")] = None,
    editor: Editor = "",
) -> None:
    """Give the mentions in some articles an entry of their own."""
    _decide(context, DecisionKind.SPLIT, id_, editor, target=name, articles=articles)


@app.command()
def rename(
    context: typer.Context,
    id_: Id,
    name: Annotated[str, typer.Argument(help="How it is shown from now on.")],
    editor: Editor = "",
) -> None:
    """Show an entry by another name; its id stays."""
    _decide(context, DecisionKind.RENAME, id_, editor, target=name)


@app.command()
def reject(
    context: typer.Context,
    id_: Id,
    form: Annotated[str | None, typer.Option(help="Only this form of it.")] = None,
    editor: Editor = "",
) -> None:
    """Say that an entry, or one of its forms, is no name: it leaves the search."""
    _decide(context, DecisionKind.REJECT, id_, editor, target=form)


@app.command()
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="Of the decision.", min=1)],
    editor: Editor = "",
) -> None:
    """Take a decision back; the others stay."""
    with storing(settings_of(context)) as (store, writer), stages(err()) as progress:
        added = decide_job.undo(store, number, editor=editor or _user())
        report = apply_job.run(store, writer, progress)
    _tell(added, report)


def _decide(
    context: typer.Context,
    kind: DecisionKind,
    subject: str,
    editor: str,
    *,
    target: str | None = None,
    articles: list[str] | None = None,
) -> None:
    with storing(settings_of(context)) as (store, writer), stages(err()) as progress:
        number = decide_job.decide(
            store,
            kind,
            subject,
            target=target,
            articles=articles or (),
            editor=editor or _user(),
        )
        report = apply_job.run(store, writer, progress)
    _tell(number, report)


def _tell(number: int, report: ApplyReport) -> None:
    reasons = [refused.reason for refused in report.refused if refused.decision == number]
    for reason in reasons:
        err().print(f"decision {number} is refused: {reason}", markup=False)
    if not reasons:
        out().print(f"decision {number} applied, articles linked anew {report.articles:,}")
    raise typer.Exit(REJECTED if report.refused or report.rejected else 0)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run as a number without a name
        return f"user {os.getuid()}"


def _table(found: tuple[EntityDocument, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("articles", justify="right")
    table.add_column("id", min_width=max(len(entity.id) for entity in found))  # to be copied whole
    table.add_column("name")
    table.add_column("seen")
    for entity in found:
        seen = " to ".join(str(day) for day in (entity.first_seen, entity.last_seen) if day)
        table.add_row(f"{entity.articles:,}", entity.id, entity.name, seen)
    return table
