"""Is the process alive, and can it answer searches."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.routes.documented import problems
from search_api.schemas import Health
from search_api.service import SearchService


def health_routes(service: SearchService) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", response_model_exclude_none=True)
    def alive() -> Health:
        """The process answers; says nothing of the index."""
        return Health(status="ok")

    @router.get("/readyz", responses=problems(503))
    def ready() -> Health:
        """A generation is published and the engine answers."""
        return Health(status="ready", generation=service.generation())

    return router
