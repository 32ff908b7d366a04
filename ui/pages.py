"""The pages' routes: each reads its parameters, asks the service and renders a view object."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from archive.errors import QueryError
from archive.model.search import SearchQuery
from search_api import params
from search_api.app import OPENAPI_URL
from search_api.parameters import COUNTRY, LANG, SUBJECT
from search_api.service import Found, SearchService
from search_api.settings import ApiSettings
from ui.language import Language
from ui.reader import Reader, reader_of
from ui.templating import DOCS_URL, Pages
from ui.urls import entity_path
from ui.views.about import about_page
from ui.views.article import article_page
from ui.views.docs import docs_page
from ui.views.search import search_page
from ui.views.subject import country_page, entity_page
from ui.views.values import values_page

SIMILAR = 4


def page_routes(
    service: SearchService, settings: ApiSettings, languages: dict[str, Language], pages: Pages
) -> APIRouter:
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def reader(request: Request) -> Reader:
        return reader_of(request, languages, settings)

    @router.get("/")
    def search(request: Request) -> HTMLResponse:
        who = reader(request)
        query = params.search_query(who.pairs, who.settings(settings))
        found, fault = _found(service, query)
        page = search_page(who.context(query), found, fault, service)
        return pages.render("search.html", who, page, query.text)

    @router.get("/facets/{name}")
    def values(name: str, request: Request) -> HTMLResponse:
        who = reader(request)
        query, wanted = params.facet_query(name, who.pairs, who.settings(settings))
        page = values_page(who.context(query), service.facet_values(query, wanted))
        return pages.render("values.html", who, page, page.facet.name)

    @router.get("/articles/{id}")
    def article(id: str, request: Request) -> HTMLResponse:
        who = reader(request)
        _, language = params.typed(who.pairs, (LANG,), who.settings(settings))
        view, similar = service.article(id, language), service.similar(id, language, SIMILAR)
        page = article_page(who.home(), view, similar)
        return pages.render("article.html", who, page, page.title)

    @router.get("/robots.txt")
    def robots() -> PlainTextResponse:
        return PlainTextResponse("User-agent: *\nDisallow: /api/\n")

    @router.get("/about")
    def about(request: Request) -> HTMLResponse:
        who = reader(request)
        params.typed(who.pairs, (LANG,), who.settings(settings))
        page = about_page(who.home(), service)
        return pages.render("about.html", who, page, who.language.gettext("About this archive"))

    return router


def subject_routes(
    service: SearchService, settings: ApiSettings, languages: dict[str, Language], pages: Pages
) -> APIRouter:
    """Pages of countries, persons, organisations and places."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/countries/{code}")
    def country(code: str, request: Request) -> HTMLResponse:
        who = reader_of(request, languages, settings)
        look = params.look(who.pairs, COUNTRY, who.settings(settings))
        page = country_page(who.context(look), *service.country(code, look))
        return pages.render("subject.html", who, page, page.name)

    @router.get("/persons/{id}")
    @router.get("/organisations/{id}")
    @router.get("/places/{id}")
    def entity(id: str, request: Request) -> Response:
        who = reader_of(request, languages, settings)
        look = params.look(who.pairs, SUBJECT, who.settings(settings))
        found, result = service.entity(id, look)
        here = request.url.path.startswith(f"/{found.kind.value}s/")
        if found.id != id or not here:  # merged, as long as editors want it so
            return RedirectResponse(who.urls.there(entity_path(found.kind, found.id), who.pairs))
        page = entity_page(who.context(look), found, result)
        return pages.render("subject.html", who, page, page.name)

    return router


def docs_route(
    app: FastAPI, settings: ApiSettings, languages: dict[str, Language], pages: Pages
) -> APIRouter:
    """The API's description as a page of our own: nothing is loaded from elsewhere."""
    router = APIRouter(include_in_schema=False)

    @router.get(DOCS_URL)
    def docs(request: Request) -> HTMLResponse:
        who = reader_of(request, languages, settings)
        return pages.render("docs.html", who, docs_page(app.openapi(), OPENAPI_URL), "API")

    return router


def _found(service: SearchService, query: SearchQuery) -> tuple[Found, QueryError | None]:
    """The result; of a wrong query the fault, and the result of its text read literally."""
    try:
        return service.search(query), None
    except QueryError as fault:
        return service.search_literally(query), fault
