"""What the API and the pages need to know of their installation, passed as one value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiSettings:
    """`locale` is the language of labels when a request names none; it is one of `languages`."""

    title: str = "Fundstelle"
    locale: str = "de"
    languages: tuple[str, ...] = ("de", "en")
    editor_key: str | None = field(default=None, repr=False)  # None: nobody edits by the API
    exports: int = 8  # at once, in each process
    retry_after: int = 5  # seconds a client is told to wait when the engine is away
