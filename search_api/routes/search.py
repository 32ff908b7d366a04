"""Search, values of a facet, suggestions."""

from __future__ import annotations

from fastapi import APIRouter, Request

from search_api import params, schemas
from search_api.assemble import facet_answer, search_answer, suggest_answer
from search_api.parameters import FACET, LANG, SEARCH, SUGGEST_SIZE, TYPED
from search_api.routes.documented import parameters, problems
from search_api.service import SearchService
from search_api.settings import ApiSettings

_SUGGEST = (TYPED, SUGGEST_SIZE, LANG)


def search_routes(service: SearchService, settings: ApiSettings) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["search"])

    @router.get("/search", openapi_extra=parameters(SEARCH), responses=problems(400, 410, 503))
    def search(request: Request) -> schemas.SearchAnswer:
        """Hits, facets and histograms of one query."""
        query = params.search_query(request.query_params.multi_items(), settings)
        return search_answer(service.search(query))

    @router.get("/facets/{name}", openapi_extra=parameters(FACET), responses=problems(400, 503))
    def facet_values(name: str, request: Request) -> schemas.FacetAnswer:
        """Values of one facet under the query and filters of a search."""
        pairs = request.query_params.multi_items()
        return facet_answer(service.facet_values(*params.facet_query(name, pairs, settings)))

    @router.get("/suggest", openapi_extra=parameters(_SUGGEST), responses=problems(400, 503))
    def suggest(request: Request) -> schemas.SuggestAnswer:
        """Persons, organisations, places, events and countries that complete what was typed."""
        pairs = request.query_params.multi_items()
        text, language = params.typed(pairs, _SUGGEST, settings)
        limit = params.size(pairs, _SUGGEST, params.SUGGESTIONS)
        return suggest_answer(service.suggest(text, language, limit))

    return router
