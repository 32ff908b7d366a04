"""One article with its annotations, and those most like it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from search_api import params, schemas
from search_api.assemble import article_answer, similar_answer
from search_api.parameters import LANG, SIMILAR_SIZE
from search_api.routes.documented import parameters, problems
from search_api.service import SearchService
from search_api.settings import ApiSettings

_ARTICLE = (LANG,)
_SIMILAR = (LANG, SIMILAR_SIZE)


def article_routes(service: SearchService, settings: ApiSettings) -> APIRouter:
    router = APIRouter(prefix="/api/v1/articles", tags=["articles"])

    @router.get("/{id}", openapi_extra=parameters(_ARTICLE), responses=problems(400, 404, 503))
    def article(id: str, request: Request) -> schemas.ArticleAnswer:
        """The article as received, what was found in it, and the labels of all it refers to."""
        _, language = params.typed(request.query_params.multi_items(), _ARTICLE, settings)
        return article_answer(service.article(id, language))

    @router.get(
        "/{id}/similar", openapi_extra=parameters(_SIMILAR), responses=problems(400, 404, 503)
    )
    def similar(id: str, request: Request) -> schemas.SimilarAnswer:
        """The most alike other articles, best first."""
        pairs = request.query_params.multi_items()
        _, language = params.typed(pairs, _SIMILAR, settings)
        limit = params.size(pairs, _SIMILAR, params.SIMILAR)
        return similar_answer(service.similar(id, language, limit))

    return router
