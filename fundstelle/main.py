"""The command line: which command lies in which module, and how errors end a call.

Commands are imported when they are called, so that `--help` and `search` never load spaCy.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from archive.errors import FundstelleError
from fundstelle.failures import message
from fundstelle.given import Given
from fundstelle.stopping import Terminated

_EPILOG = """Settings come from FUNDSTELLE_* variables, then fundstelle.toml, then defaults.

Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but records were rejected or
index and store differ; 130 stopped, 143 told to end."""

# name: module and function, the line that the overview shows
COMMANDS: dict[str, tuple[str, str]] = {
    "index": ("index:index", "Read, enrich and load files and folders."),
    "remove": ("remove:remove", "Take articles down for good."),
    "reindex": (
        "reindex:reindex",
        "Build a new generation from the store, verify it and publish it.",
    ),
    "apply": (
        "apply:apply",
        "Carry out editors' decisions that wait, in registry and index.",
    ),
    "entities": (
        "decisions:app",
        "Look at persons, organisations and places; merge, split, rename, reject them, undo it.",
    ),
    "verify": ("verify:verify", "Compare index and store, document by document; can repair."),
    "enrich": ("enrich:enrich", "Print enrichment records as JSON Lines; needs no index."),
    "search": ("search:search", "Search the published generation from the terminal."),
    "export": ("export:export", "Write every article of a search as JSON Lines or CSV."),
    "serve": ("serve:serve", "Serve the API and the pages until stopped."),
    "status": (
        "status:status",
        "Tell what is stored, indexed and published.",
    ),
    "generations": ("generations:generations", "List the generations of the index, oldest first."),
    "publish": ("generations:publish", "Make a generation the one that readers see, in one step."),
    "rollback": (
        "generations:rollback",
        "Publish the generation before the published one.",
    ),
    "prune": ("generations:prune", "Delete old generations, but never the published one."),
    "version": ("version:version", "Print the version."),
}


class Commands(TyperGroup):
    """Imports a command when it is called, and turns errors into one line and an exit code."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(name) if name else command, rest

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            typer.echo("\nStopped. What is done is kept; run the command again to go on.", err=True)
            raise typer.Exit(143 if isinstance(error, Terminated) else 130) from error
        except (FundstelleError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            typer.echo(f"Error: {message(error)}", err=True)
            raise typer.Exit(1) from error


def load(name: str) -> Any:
    """The command of this name, its module imported."""
    module_name, function_name = COMMANDS[name][0].split(":")
    module = importlib.import_module(f"fundstelle.commands.{module_name}")
    found = getattr(module, function_name)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    single = typer.Typer(add_completion=False, rich_markup_mode="markdown")
    single.command(name, epilog=getattr(module, "EPILOG", None))(found)
    return typer.main.get_command(single)


def command_line() -> typer.Typer:
    """The whole command line; the commands in it only carry the lines of the overview."""
    app = typer.Typer(
        cls=Commands,
        name="fundstelle",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before)
    for name, (_, line) in COMMANDS.items():
        app.command(name, help=line)(_unloaded)
    return app


def run() -> None:
    """The `fundstelle` script."""
    command_line()()


def _before(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Settings file instead of ./fundstelle.toml.")
    ] = None,
    data_dir: Annotated[
        Path | None, typer.Option(help="Folder of store and index, before all settings.")
    ] = None,
) -> None:
    """Search engine over an article archive: persons, countries, dates and events."""
    context.obj = Given(config=config, data_dir=data_dir)


def _unloaded() -> None:
    """Stands for a command in the overview."""
