"""Jinja environments, one a language, and the rendering of view objects."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from search_api.settings import ApiSettings
from ui.language import Language
from ui.reader import Reader, remember
from ui.views.layout import Layout, Link

DOCS_URL = "/api/docs"
_STATIC = ("style.css", "suggest.js", "icon.svg")


class Pages:
    """Renders a template with its view object as `page` and the frame around it as `layout`."""

    def __init__(self, languages: Mapping[str, Language], settings: ApiSettings) -> None:
        self._settings = settings
        self._languages = languages
        self._environments = {code: _environment(lang) for code, lang in languages.items()}

    def render(
        self, template: str, reader: Reader, page: object, heading: str, status: int = 200
    ) -> HTMLResponse:
        environment = self._environments[reader.language.code]
        layout = self._layout(reader, heading)
        text = environment.get_template(template).render(page=page, layout=layout)
        response = HTMLResponse(text, status_code=status)
        response.headers["Content-Language"] = reader.language.code
        response.headers["Vary"] = "Accept-Language, Cookie"
        response.headers["Cache-Control"] = "private, no-cache"
        remember(response, reader)
        return response

    def _layout(self, reader: Reader, heading: str) -> Layout:
        code, urls = reader.language.code, reader.urls
        asked = (("lang", code),) if code != reader.unasked else ()
        return Layout(
            site=self._settings.title,
            heading=heading,
            language=code,
            home_url=urls.home(code),
            about_url=urls.about(code),
            docs_url=DOCS_URL,
            languages=tuple(_choice(lang, reader) for lang in self._languages.values()),
            hidden=asked,
        )


def _choice(language: Language, reader: Reader) -> Link:
    """The same page in this language."""
    pairs = [pair for pair in reader.pairs if pair[0] != "lang"]
    return Link(
        label=language.name,
        url=reader.urls.here([*pairs, ("lang", language.code)]),
        current=language.code == reader.language.code,
        language=language.code,
    )


def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["static"] = {name: _static_url(name) for name in _STATIC}
    return environment


def _static_url(name: str) -> str:
    """An address that changes with the file, so that browsers may keep it."""
    content = (files("ui") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
