"""What the archive knows of one entity or country, over all articles that name it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from search_api import params, schemas
from search_api.assemble import country_answer, entity_answer
from search_api.parameters import LANG, SUBJECT_SIZE, UNIT
from search_api.routes.documented import parameters, problems
from search_api.service import SearchService
from search_api.settings import ApiSettings

_SUBJECT = (LANG, SUBJECT_SIZE, UNIT)


def subject_routes(service: SearchService, settings: ApiSettings) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["entities"])

    @router.get(
        "/entities/{id}", openapi_extra=parameters(_SUBJECT), responses=problems(400, 404, 503)
    )
    def entity(id: str, request: Request) -> schemas.EntityAnswer:
        """A person, organisation or place: forms, company, articles over time. The id of an entry
        that was merged answers with the entry of today.
        """
        look = params.look(request.query_params.multi_items(), _SUBJECT, settings)
        return entity_answer(*service.entity(id, look))

    @router.get(
        "/countries/{code}", openapi_extra=parameters(_SUBJECT), responses=problems(400, 404, 503)
    )
    def country(code: str, request: Request) -> schemas.CountryAnswer:
        """A country by its code: company, events, articles over time."""
        look = params.look(request.query_params.multi_items(), _SUBJECT, settings)
        return country_answer(*service.country(code, look))

    return router
