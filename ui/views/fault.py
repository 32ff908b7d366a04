"""The page of an error."""

from __future__ import annotations

from dataclasses import dataclass

from search_api.errors import Problem
from ui.language import Language
from ui.reasons import reason_in
from ui.views.layout import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPage:
    """An error said to a reader: what happened and where to go on."""

    status: int
    title: str
    detail: str
    parameter: str
    suggestion: Link | None
    links: tuple[Link, ...]


def fault_page(
    problem: Problem, suggestion: Link | None, links: tuple[Link, ...], language: Language
) -> FaultPage:
    title, detail = _words(problem, language)
    return FaultPage(
        status=problem.status,
        title=title,
        detail=detail or reason_in(language, problem.detail),
        parameter=problem.parameter or "",
        suggestion=suggestion,
        links=links,
    )


def _words(problem: Problem, language: Language) -> tuple[str, str]:
    """Title and detail in the reader's language; an empty detail leaves the error's own."""
    gettext = language.gettext
    words = {
        400: (gettext("This address asks for something impossible"), ""),
        404: (
            gettext("Not found"),
            gettext("There is nothing at this address. It may have been removed from the archive."),
        ),
        410: (
            gettext("This page of results is no longer there"),
            gettext("The archive has changed since. Please search again from the first page."),
        ),
        503: (
            gettext("The archive cannot be searched at the moment"),
            gettext(
                "Nothing is indexed yet, or the search engine does not answer. Try again soon."
            ),
        ),
    }
    unknown = (gettext("Something went wrong"), gettext("The fault is ours and has been noted."))
    return words.get(problem.status, unknown)
