"""`fundstelle export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fundstelle.commands.printing import parameter, whole_file
from fundstelle.context import settings_of
from fundstelle.reading import api_settings, reading
from search_api.exporting import Format, csv_rows, json_lines
from search_api.parameters import FILTERS
from search_api.params import filtered_query
from search_api.service import SearchService

EPILOG = """Examples:

`fundstelle export Gipfel --where country=KP > gipfel.jsonl`

`fundstelle export --where person=person:wladimir-putin --format csv --output putin.csv`"""


def export(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Query text; empty exports every article.")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="NAME=VALUE", help="A filter of the search API."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Whole articles as JSON Lines, or a table as CSV.")
    ] = Format.JSONL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here.")] = None,
) -> None:
    """Write every article of a search as JSON Lines or CSV.

    Oldest first, from one generation, however many there are.
    """
    settings = settings_of(context)
    asked = filtered_query(
        [("q", query), *map(parameter, where or ())], FILTERS, api_settings(settings)
    )
    with reading(settings) as reader:
        found = SearchService(reader).export(asked)
        pieces = csv_rows(found) if form is Format.CSV else json_lines(found)
        with whole_file(output) as target:
            target.writelines(piece.encode() for piece in pieces)
