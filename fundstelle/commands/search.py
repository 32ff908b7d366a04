"""`fundstelle search`."""

from __future__ import annotations

from html import unescape
from typing import Annotated

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fundstelle.commands.printing import parameter
from fundstelle.context import out, settings_of
from fundstelle.reading import api_settings, reading
from search_api.assemble import search_answer
from search_api.params import search_query
from search_api.schemas import Hit, SearchAnswer
from search_api.service import SearchService

EPILOG = """Examples:

`fundstelle search Gipfel`

`fundstelle search '"Vereinte Nationen" OR UNO' --country KP --sort newest`

`fundstelle search --person person:wladimir-putin --published 2024 --json`

`fundstelle search Gipfel --where event_type=visit --where -country=US`"""

_Values = Annotated[list[str] | None, typer.Option(metavar="ID")]


def search(  # noqa: PLR0913 - each option of a command is an argument
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Query text; empty finds every article.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print what the API answers.")] = False,
    person: Annotated[list[str] | None, typer.Option(help="Person's id; repeatable.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Country's code; repeatable.")] = None,
    event: Annotated[list[str] | None, typer.Option(help="Event's id; repeatable.")] = None,
    published: Annotated[str | None, typer.Option(help="2024, 2024-06 or FROM..TO.")] = None,
    about: Annotated[str | None, typer.Option(help="Time that the text names.")] = None,
    sort: Annotated[str | None, typer.Option(help="relevance, newest or oldest.")] = None,
    size: Annotated[int | None, typer.Option(help="How many hits.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="NAME=VALUE", help="Any parameter of the search API."),
    ] = None,
) -> None:
    """Search the published generation from the terminal.

    The query language is that of the pages: words, "phrases", OR, NOT, field:value, prefix*.
    """
    pairs = [
        ("q", query),
        *(("person", value) for value in person or ()),
        *(("country", value) for value in country or ()),
        *(("event", value) for value in event or ()),
        *_single(published=published, about=about, sort=sort, size=size),
        *map(parameter, where or ()),
    ]
    settings = settings_of(context)
    with reading(settings) as reader:
        asked = search_query(pairs, api_settings(settings))
        answer = search_answer(SearchService(reader).search(asked))
    if as_json:
        typer.echo(answer.model_dump_json(by_alias=True))
    else:
        show(answer, out())


def _single(**given: str | int | None) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in given.items() if value is not None]


def show(answer: SearchAnswer, console: Console) -> None:
    """Hits as a table: date and source beside title, snippets, names, id and address; marked words
    in bold.
    """
    about = "at least " if answer.total.relation == "gte" else ""
    noun = "article" if answer.total.value == 1 else "articles"
    console.print(f"{about}{answer.total.value:,} {noun}, {answer.took_ms} ms")
    if not answer.hits:
        return
    table = Table(show_header=False, box=None, padding=(0, 2, 1, 0), expand=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for hit in answer.hits:
        table.add_row(Text("\n".join(filter(None, (hit.published, hit.source)))), _cell(hit))
    console.print(table)


def _cell(hit: Hit) -> Group:
    names = [reference.name for reference in (*hit.persons, *hit.countries)]
    lines = [marked(snippet) for snippet in hit.snippets]
    people = [Text(", ".join(names), style="cyan")] if names else []
    address = [Text(line, style="dim") for line in (hit.id, hit.url) if line]
    title = marked(hit.title_marked)
    title.stylize("underline")
    return Group(title, *(Padding(line, (0, 0, 0, 2)) for line in (*lines, *people, *address)))


def marked(html: str) -> Text:
    """Text with `<mark>` as bold; the rest of the HTML is escaped text."""
    text = Text()
    for part in html.split("<mark>"):
        word, mark, rest = part.partition("</mark>")
        text.append(unescape(word), style="bold yellow" if mark else "")
        text.append(unescape(rest))
    return text
