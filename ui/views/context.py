"""What every link and label of a search page depends on."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.search import SearchQuery
from ui.language import Language
from ui.urls import Urls


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The query shown, and the reader's links and language."""

    query: SearchQuery
    urls: Urls
    language: Language

    def url(self, query: SearchQuery) -> str:
        return self.urls.search(query)
