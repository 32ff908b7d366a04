"""What the archive knows of one entity or country, over all articles that name it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from search_api import params, schemas
from search_api.assemble import country_answer, entity_answer, map_answer
from search_api.parameters import COUNTRY, FILTERS, SUBJECT
from search_api.routes.documented import parameters, problems
from search_api.service import SearchService
from search_api.settings import ApiSettings


def subject_routes(service: SearchService, settings: ApiSettings) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["entities"])

    @router.get(
        "/entities/{id}", openapi_extra=parameters(SUBJECT), responses=problems(400, 404, 503)
    )
    def entity(id: str, request: Request) -> schemas.EntityAnswer:
        """A person, organisation or place: forms, company, articles over time. The id of an entry
        that was merged answers with the entry of today.
        """
        look = params.look(request.query_params.multi_items(), SUBJECT, settings)
        return entity_answer(*service.entity(id, look))

    @router.get("/countries", openapi_extra=parameters(FILTERS), responses=problems(400, 503))
    def countries(request: Request) -> schemas.MapAnswer:
        """Every country under the query and filters of a search: what a world map draws."""
        query = params.filtered_query(request.query_params.multi_items(), FILTERS, settings)
        return map_answer(service.map(query))

    @router.get(
        "/countries/{code}", openapi_extra=parameters(COUNTRY), responses=problems(400, 404, 503)
    )
    def country(code: str, request: Request) -> schemas.CountryAnswer:
        """A country by its code: company, events, articles over time; with `country.via` of the
        articles that give evidence of this kind.
        """
        look = params.look(request.query_params.multi_items(), COUNTRY, settings)
        return country_answer(*service.country(code, look))

    return router
