"""The JSON API as a FastAPI application over one reader."""

from __future__ import annotations

from fastapi import FastAPI

from archive.engines.port import SearchReader
from search_api import errors
from search_api.editing import Desk
from search_api.headers import SecurityHeaders
from search_api.heads import Heads
from search_api.routes.articles import article_routes
from search_api.routes.editing import editing_routes
from search_api.routes.export import export_routes
from search_api.routes.health import health_routes
from search_api.routes.search import search_routes
from search_api.routes.subjects import subject_routes
from search_api.service import SearchService
from search_api.settings import ApiSettings

OPENAPI_URL = "/api/openapi.json"


def create_app(reader: SearchReader, settings: ApiSettings, desk: Desk | None = None) -> FastAPI:
    """The API; the caller keeps reader and desk and closes them after serving. Without a desk or
    the editors' key there is nothing to edit with.
    """
    app = FastAPI(
        title=f"{settings.title} API",
        version="1",
        openapi_url=OPENAPI_URL,
        docs_url=None,  # the framework's own pages load scripts from elsewhere; `ui` has its own
        redoc_url=None,
        redirect_slashes=False,
    )
    service = SearchService(reader)
    app.include_router(search_routes(service, settings))
    app.include_router(export_routes(service, settings))
    app.include_router(article_routes(service, settings))
    app.include_router(subject_routes(service, settings))
    if desk is not None and settings.editor_key:
        app.include_router(editing_routes(desk, settings.editor_key))
    app.include_router(health_routes(service))
    app.add_middleware(Heads)
    app.add_middleware(SecurityHeaders)
    errors.install(app, errors.json_responder(settings.retry_after))
    return app
