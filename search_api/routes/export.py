"""Every match of a search as a file."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from search_api import params
from search_api.exporting import MEDIA_TYPES, Format, Separator, csv_rows, json_lines
from search_api.parameters import FILTERS, SEPARATOR, TABLE
from search_api.routes.documented import parameters, problems
from search_api.sending import Exports
from search_api.service import SearchService
from search_api.settings import ApiSettings


def export_routes(service: SearchService, settings: ApiSettings) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["search"], default_response_class=StreamingResponse)
    exports = Exports(settings.exports)

    @router.get("/export.jsonl", openapi_extra=parameters(FILTERS), responses=_file(Format.JSONL))
    def export_jsonl(request: Request) -> StreamingResponse:
        """Every match of a search as JSON Lines, oldest first, from one generation."""
        query = params.filtered_query(request.query_params.multi_items(), FILTERS, settings)
        return exports.send(lambda: json_lines(service.export(query)), Format.JSONL)

    @router.get("/export.csv", openapi_extra=parameters(TABLE), responses=_file(Format.CSV))
    def export_csv(request: Request) -> StreamingResponse:
        """Every match of a search as a table, oldest first, from one generation."""
        pairs = request.query_params.multi_items()
        query = params.filtered_query(pairs, TABLE, settings)
        separator = Separator(dict(pairs).get(SEPARATOR.name) or Separator.COMMA)
        return exports.send(lambda: csv_rows(service.export(query), separator), Format.CSV)

    return router


def _file(form: Format) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {MEDIA_TYPES[form]: {}}}, **problems(400, 503)}
