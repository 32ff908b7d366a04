"""Adds the pages to the API's application."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files

from fastapi import FastAPI, Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from archive.engines.port import SearchReader
from search_api import errors
from search_api.service import SearchService
from search_api.settings import ApiSettings
from ui.language import Language, load_languages
from ui.pages import docs_route, page_routes, subject_routes
from ui.reader import Reader, reader_of
from ui.templating import Pages
from ui.views.fault import fault_page
from ui.views.layout import Link

RANGES = ("published", "about")
_MACHINES = ("/api/", "/healthz", "/readyz", "/static/")


class KeptFiles(StaticFiles):
    """Static files whose addresses change with their content: browsers may keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def add_pages(app: FastAPI, reader: SearchReader, settings: ApiSettings) -> None:
    """Serve the pages beside the API; errors outside the API become pages too."""
    languages = load_languages(settings.languages)
    pages, service = Pages(languages, settings), SearchService(reader)
    app.include_router(page_routes(service, settings, languages, pages))
    app.include_router(subject_routes(service, settings, languages, pages))
    app.include_router(docs_route(app, settings, languages, pages))
    with as_file(files("ui") / "static") as folder:
        app.mount("/static", KeptFiles(directory=folder))
    errors.install(app, _responder(settings, languages, pages))


def _responder(
    settings: ApiSettings, languages: dict[str, Language], pages: Pages
) -> errors.Responder:
    as_json = errors.json_responder(settings.retry_after)

    async def respond(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(_MACHINES):
            return await as_json(request, error)
        errors.report(error)
        who = reader_of(request, languages, settings)
        problem = errors.problem_of(error)
        page = fault_page(
            problem,
            _suggestion(who, problem),
            tuple(_ways_on(who, problem.parameter)),
            who.language,
        )
        response = pages.render("fault.html", who, page, page.title, page.status)
        response.headers.update(errors.extra_headers(error, settings.retry_after))
        return response

    return respond


def _suggestion(who: Reader, problem: errors.Problem) -> Link | None:
    """What may be meant; a link where that is the value of a parameter."""
    if not problem.suggestion:
        return None
    mended = [
        (name, problem.suggestion if name == problem.parameter else value)
        for name, value in who.pairs
    ]
    known = problem.parameter in RANGES and tuple(mended) != who.pairs
    return Link(label=problem.suggestion, url=who.urls.here(mended) if known else "")


def _ways_on(who: Reader, wrong: str | None) -> Iterator[Link]:
    """The same address without its wrong parameter, if that is among what it asks; the search."""
    kept = [(name, value) for name, value in who.pairs if name != wrong]
    if len(kept) < len(who.pairs):
        label = who.language.gettext("Leave out %(name)s", name=wrong)
        yield Link(label=label, url=who.urls.here(kept))
    home = who.home()
    yield Link(label=who.language.gettext("To the search"), url=home.url(home.query))
