"""The page that prints the API's own description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocsPage:
    """Every call, and where a program finds the description."""

    operations: tuple[Operation, ...]
    openapi_url: str


def docs_page(description: Mapping[str, Any], openapi_url: str) -> DocsPage:
    """The page of an OpenAPI description."""
    calls = tuple(
        _operation(method, path, call)
        for path, calls in description["paths"].items()
        for method, call in calls.items()
    )
    return DocsPage(operations=calls, openapi_url=openapi_url)


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
