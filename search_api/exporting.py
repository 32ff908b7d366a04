"""Every match of a search as a file: JSON Lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain, islice

from archive.model.search import ArticleView
from search_api.assemble import article_answer
from search_api.links import web_address

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
BETWEEN = "; "  # of several names in one cell
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet takes a cell for a formula
MARK = "\ufeff"  # by which spreadsheets know UTF-8


class Format(StrEnum):
    """Formats of an export."""

    JSONL = "jsonl"
    CSV = "csv"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.JSONL: "application/x-ndjson",
    Format.CSV: "text/csv; charset=utf-8",
}


def lines(views: Iterable[ArticleView], form: Format) -> Iterator[str]:
    """The file line by line. The first article is read before this returns, so that what is wrong
    with the search is an error and no broken file.
    """
    found = iter(views)
    begun = list(islice(found, 1))
    return _WRITERS[form](chain(begun, found))


def _json_lines(views: Iterable[ArticleView]) -> Iterator[str]:
    for view in views:
        yield article_answer(view).model_dump_json(by_alias=True) + "\n"


def _rows(views: Iterable[ArticleView]) -> Iterator[str]:
    yield MARK + _row(COLUMNS)
    for view in views:
        yield _row(_safe(cell) for cell in _cells(view))


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
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


_WRITERS: Mapping[Format, Callable[[Iterable[ArticleView]], Iterator[str]]] = {
    Format.JSONL: _json_lines,
    Format.CSV: _rows,
}
