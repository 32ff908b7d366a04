"""What OpenAPI says of a route: its parameters from our table, and its errors."""

from __future__ import annotations

from typing import Any

from search_api.errors import MEDIA_TYPE
from search_api.parameters import Parameter
from search_api.schemas import Problem

_MEANINGS = {
    400: "a parameter or the query text is wrong",
    403: "the editors' key is missing or wrong",
    404: "no such document",
    410: "the cursor has expired",
    503: "nothing is indexed yet, or the engine does not answer",
}


def parameters(table: tuple[Parameter, ...]) -> dict[str, Any]:
    """`openapi_extra` of a route that reads these parameters."""
    return {"parameters": [parameter.openapi() for parameter in table]}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route that may answer with these errors."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    answers: dict[int | str, dict[str, Any]] = {
        status: {"description": _MEANINGS[status], "content": content} for status in statuses
    }
    answers["default"] = {"description": "any other error", "content": content}
    return answers
