"""Every match of a search as a file: JSON Lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from itertools import chain, islice

from archive.model.search import ArticleView
from search_api.assemble import article_answer
from search_api.links import web_address

Pieces = Generator[str, None, None]
COLUMNS = (
    "id",
    "given_id",
    "published",
    "title",
    "source",
    "section",
    "language",
    "authors",
    "url",
    "persons",
    "organisations",
    "places",
    "countries",
    "events",
)
BETWEEN = " | "  # of several names in one cell
# With these a spreadsheet takes a cell for a formula; one that splits at other signs finds cells
# behind each of them.
FORMULA = re.compile(r"(^|[;,\t\r\n]\s*)(?=[=+\-@\t\r\n＝＋－＠])")
MARK = "\ufeff"  # by which spreadsheets know UTF-8
TOGETHER = 100  # articles handed on at once


class Format(StrEnum):
    """Formats of an export."""

    JSONL = "jsonl"
    CSV = "csv"


class Separator(StrEnum):
    """Between the cells of a row; German spreadsheets look for semicolons."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.JSONL: "application/x-ndjson",
    Format.CSV: "text/csv; charset=utf-8",
}
_SIGNS = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}


def json_lines(views: Iterator[ArticleView]) -> Pieces:
    """A line an article, in chunks; see `_chunks`."""
    return _chunks(views, "", _json_line)


def csv_rows(views: Iterator[ArticleView], separator: Separator = Separator.COMMA) -> Pieces:
    """A heading and a row an article, in chunks; see `_chunks`."""
    write = partial(_row, _SIGNS[separator])
    return _chunks(views, MARK + write(COLUMNS), lambda view: write(map(_safe, _cells(view))))


def _chunks(
    views: Iterator[ArticleView], heading: str, line_of: Callable[[ArticleView], str]
) -> Pieces:
    """The file in pieces. The first article is read before this returns, so that what is wrong
    with the search is an error and no broken file. Who closes it closes the views.
    """
    begun = list(islice(views, 1))
    return _pieces(views, chain((heading,), map(line_of, chain(begun, views))))


def _pieces(views: Iterator[ArticleView], lines: Iterable[str]) -> Pieces:
    left = iter(lines)
    try:
        while piece := "".join(islice(left, TOGETHER)):
            yield piece
    finally:
        close = getattr(views, "close", None)
        if close is not None:
            close()


def _json_line(view: ArticleView) -> str:
    return article_answer(view).model_dump_json(by_alias=True) + "\n"


def _cells(view: ArticleView) -> Iterator[str]:
    document, article = view.document, view.document.article
    found = document.enrichment
    yield document.id
    yield article.id or ""
    yield article.published.value if article.published else ""
    yield document.display_title
    yield article.source or ""
    yield article.section or ""
    yield found.language
    yield BETWEEN.join(article.authors)
    yield web_address(article.url) or ""
    yield _names(view, (person.id for person in found.persons))
    yield _names(view, (organisation.id for organisation in found.organisations))
    yield _names(view, (place.id for place in found.places))
    yield _names(view, (country.code for country in found.countries))
    yield _names(view, (event.event for event in found.events if event.event))


def _names(view: ArticleView, ids: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(view.labels.get(id_, id_) for id_ in ids))


def _safe(cell: str) -> str:
    return FORMULA.sub(r"\1'", cell)


def _row(sign: str, cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=sign, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()
