"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_HELP = "Files and folders: .txt, .json, .jsonl, each also .gz; - is standard input."

Sources = Annotated[list[Path], typer.Argument(help=_HELP, metavar="PATH...")]
OptionalSources = Annotated[
    list[Path] | None, typer.Argument(help=_HELP, metavar="[PATH...]", show_default=False)
]
Collection = Annotated[
    str | None,
    typer.Option(help="Collection that the articles belong to; part of their keys."),
]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="OURS=THEIRS", help="Field of a JSON record, as body=doc.text."),
]
