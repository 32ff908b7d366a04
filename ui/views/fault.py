"""The page of an error, and the page that prints the API's description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search_api.errors import Problem
from ui.language import Language
from ui.views.layout import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPage:
    """An error said to a reader: what happened and where to go on."""

    status: int
    title: str
    detail: str
    parameter: str
    suggestion: str
    links: tuple[Link, ...]


def fault_page(problem: Problem, links: tuple[Link, ...], language: Language) -> FaultPage:
    title, detail = _words(problem, language)
    return FaultPage(
        status=problem.status,
        title=title,
        detail=detail or problem.detail,
        parameter=problem.parameter or "",
        suggestion=problem.suggestion or "",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterView:
    """One request parameter of an operation."""

    name: str
    place: str
    about: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call of the API; `anchor` is its place on the page."""

    anchor: str
    method: str
    path: str
    about: str
    parameters: tuple[ParameterView, ...]
    answers: tuple[tuple[str, str], ...]


def operations(description: Mapping[str, Any]) -> tuple[Operation, ...]:
    """Every call that an OpenAPI description names."""
    return tuple(
        _operation(method, path, call)
        for path, calls in description["paths"].items()
        for method, call in calls.items()
    )


def _operation(method: str, path: str, call: Mapping[str, Any]) -> Operation:
    return Operation(
        anchor=call["operationId"],
        method=method.upper(),
        path=path,
        about=call.get("description", ""),
        parameters=tuple(_parameter(parameter) for parameter in call.get("parameters", ())),
        answers=tuple(
            (status, answer["description"]) for status, answer in sorted(call["responses"].items())
        ),
    )


def _parameter(parameter: Mapping[str, Any]) -> ParameterView:
    schema = parameter["schema"]
    values = schema.get("items", schema).get("enum", ())
    bounds = (schema.get("minimum"), schema.get("maximum"))
    text = ", ".join(value for value in values if value)
    return ParameterView(
        name=parameter["name"],
        place=parameter["in"],
        about=parameter.get("description", ""),
        values=f"{bounds[0]}–{bounds[1]}" if None not in bounds else text,
    )
