"""An article as a source yields it, and the key it is known by."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from archive.model.partial_date import PartialDate

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Source text as received: NFC, LF line ends; `id` is the given id, None when the source has
    none.
    """

    body: str
    title: str = ""
    id: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def text(self) -> str:
        """What is enriched: title, blank line, body; only the body when there is no title."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body

    @property
    def body_start(self) -> int:
        """Offset of the body in `text`."""
        return len(self.title) + 2 if self.title else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleKey:
    """What identifies an article: its collection with the given id, else with the place it was
    read from.
    """

    collection: str
    given_id: str | None = None
    path: str = ""
    record: int = 0

    @property
    def id(self) -> str:
        """The internal id: 26 URL-safe characters, a hash of the key."""
        parts = (
            ["id", self.given_id]
            if self.given_id is not None
            else ["path", self.path, str(self.record)]
        )
        digest = hashlib.sha256("\x00".join([self.collection, *parts]).encode()).digest()
        return base64.b32encode(digest[:16]).decode().rstrip("=").lower()
