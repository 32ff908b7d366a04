"""Who reads: the language of a request, from its parameter, its cookie or its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from archive.model.search import SearchQuery
from search_api.settings import ApiSettings
from ui.language import Language, negotiate
from ui.urls import Urls
from ui.views.context import Context

COOKIE = "lang"
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One reader's request: `unasked` is the language that it gets without the parameter."""

    pairs: tuple[tuple[str, str], ...]
    language: Language
    unasked: str
    known: tuple[str, ...]

    @property
    def urls(self) -> Urls:
        return Urls(language=self.unasked)

    def context(self, query: SearchQuery) -> Context:
        return Context(query=query, urls=self.urls, language=self.language)

    def home(self) -> Context:
        return self.context(SearchQuery(language=self.language.code))

    def settings(self, settings: ApiSettings) -> ApiSettings:
        """The settings by which this reader's parameters are read."""
        return replace(settings, locale=self.unasked, languages=self.known)


def reader_of(request: Request, languages: Mapping[str, Language], settings: ApiSettings) -> Reader:
    """A wrong `lang` is left to the reading of parameters, which refuses it."""
    cookie = request.cookies.get(COOKIE, "")
    header = request.headers.get("accept-language", "")
    default = settings.locale if settings.locale in languages else next(iter(languages))
    unasked = cookie if cookie in languages else negotiate(header, languages, default)
    asked = request.query_params.get("lang", "")
    return Reader(
        pairs=tuple(request.query_params.multi_items()),
        language=languages[asked if asked in languages else unasked],
        unasked=unasked,
        known=tuple(languages),
    )


def remember(response: Response, reader: Reader) -> None:
    """Keep a language that was asked for, so that later links need not carry it."""
    if reader.language.code != reader.unasked:
        response.set_cookie(
            COOKIE, reader.language.code, max_age=_YEAR, httponly=True, samesite="lax"
        )
