"""Which error answers with which status, and the one JSON body (RFC 9457) that every error has."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from archive.errors import (
    CursorExpired,
    CursorInvalid,
    DocumentDamaged,
    DocumentNotFound,
    EngineError,
    EngineUnavailable,
    FundstelleError,
    GenerationNotFound,
    IndexNotReady,
    LockHeld,
    NotAllowed,
    ParameterError,
    QueryError,
    SettingsError,
    SourceError,
    StoreError,
    TooManyExports,
)
from search_api.headers import HEADERS
from search_api.heads import with_head

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
STATUS: Mapping[type[FundstelleError], HTTPStatus] = {
    QueryError: HTTPStatus.BAD_REQUEST,
    ParameterError: HTTPStatus.BAD_REQUEST,
    CursorInvalid: HTTPStatus.BAD_REQUEST,
    CursorExpired: HTTPStatus.GONE,
    DocumentNotFound: HTTPStatus.NOT_FOUND,
    GenerationNotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    TooManyExports: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexNotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    EngineUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    LockHeld: HTTPStatus.SERVICE_UNAVAILABLE,
    DocumentDamaged: HTTPStatus.INTERNAL_SERVER_ERROR,
    EngineError: HTTPStatus.INTERNAL_SERVER_ERROR,
    StoreError: HTTPStatus.INTERNAL_SERVER_ERROR,
    SourceError: HTTPStatus.INTERNAL_SERVER_ERROR,
    SettingsError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
TITLES: Mapping[type[FundstelleError], str] = {
    QueryError: "The query cannot be understood",
    ParameterError: "A parameter is wrong",
    CursorInvalid: "The cursor does not belong to this search",
    CursorExpired: "The cursor has expired",
    DocumentNotFound: "Not found",
    GenerationNotFound: "Not found",
    NotAllowed: "Not allowed",
    TooManyExports: "Too many exports at once",
    IndexNotReady: "Nothing is indexed yet",
    EngineUnavailable: "The search engine does not answer",
    LockHeld: "The archive is being written",
    DocumentDamaged: "The index is damaged",
    EngineError: "The search engine failed",
    StoreError: "The store failed",
    SourceError: "A source cannot be read",
    SettingsError: "A setting is wrong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One error as the outside sees it; the last three only where they mean something."""

    type: str
    title: str
    status: int
    detail: str
    position: int | None = None
    suggestion: str | None = None
    parameter: str | None = None

    def json(self) -> dict[str, str | int]:
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in fields.items() if value is not None}


def problem_of(error: Exception) -> Problem:
    """What an error is answered with; one of no known kind says nothing of the inside."""
    if isinstance(error, FundstelleError):
        return _of_ours(error)
    if isinstance(error, HTTPException):
        return _of_status(HTTPStatus(error.status_code))
    if isinstance(error, RequestValidationError):
        return _of_request(error)
    return _of_status(HTTPStatus.INTERNAL_SERVER_ERROR)


def _of_ours(error: FundstelleError) -> Problem:
    kind = next(base for base in type(error).__mro__ if base in STATUS)
    return Problem(
        type=f"urn:fundstelle:error:{kind.__name__}",
        title=TITLES[kind],
        status=int(STATUS[kind]),
        detail=str(error) or TITLES[kind],
        position=error.position if isinstance(error, QueryError) else None,
        suggestion=error.suggestion if isinstance(error, QueryError | ParameterError) else None,
        parameter=error.parameter if isinstance(error, ParameterError) else None,
    )


def _of_request(error: RequestValidationError) -> Problem:
    """The first thing wrong with a request, and where in it."""
    wrong = error.errors()[0]
    where = ".".join(map(str, wrong["loc"][1:]))
    return replace(_of_status(HTTPStatus.BAD_REQUEST), detail=f"{where}: {wrong['msg']}")


def _of_status(status: HTTPStatus) -> Problem:
    return Problem(
        type="about:blank", title=status.phrase, status=int(status), detail=status.description
    )


def extra_headers(error: Exception, retry_after: int) -> dict[str, str]:
    """Headers beside the body: Retry-After with 503, and what the framework gave (Allow)."""
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if "Allow" in headers:
        headers["Allow"] = with_head(headers["Allow"])
    if problem_of(error).status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(retry_after)
    return headers


def problem_response(error: Exception, retry_after: int) -> JSONResponse:
    problem = problem_of(error)
    headers = extra_headers(error, retry_after)
    return JSONResponse(
        problem.json(), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers
    )


Responder = Callable[[Request, Exception], Awaitable[Response]]


def install(app: FastAPI, respond: Responder) -> None:
    """Let `respond` answer every error that can leave a route."""

    async def outermost(request: Request, error: Exception) -> Response:
        response = await respond(request, error)
        response.headers.update(HEADERS)  # what is not foreseen is answered outside all middleware
        return response

    for kind in (FundstelleError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, respond)
    app.add_exception_handler(Exception, outermost)


def json_responder(retry_after: int) -> Responder:
    """Answer every error as problem JSON; what we did not foresee is logged."""

    async def respond(_: Request, error: Exception) -> Response:
        report(error)
        return problem_response(error, retry_after)

    return respond


def report(error: Exception) -> None:
    """Log errors of the server's own; the client's are answered, not logged."""
    if problem_of(error).status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", exc_info=error)
