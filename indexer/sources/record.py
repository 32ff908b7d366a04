"""What a source yields: articles with their keys, and records it had to reject with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archive.model.article import Article, ArticleKey


class Code(StrEnum):
    """Why a record was rejected; the codes are stable, the sentences beside them may change."""

    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_FOLDER = "unreadable_folder"
    UNSUPPORTED_TYPE = "unsupported_type"
    BINARY_FILE = "binary_file"
    BROKEN_GZIP = "broken_gzip"
    BAD_ENCODING = "bad_encoding"
    EMPTY_FILE = "empty_file"
    BROKEN_JSON = "broken_json"
    NOT_AN_OBJECT = "not_an_object"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    MISSING_BODY = "missing_body"
    EMPTY_BODY = "empty_body"
    WRONG_TYPE = "wrong_type"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_DATE = "unknown_date"
    UNKNOWN_LANGUAGE = "unknown_language"
    EMPTY_ID = "empty_id"
    INVALID_ID = "invalid_id"
    ID_TOO_LONG = "id_too_long"
    NOT_REREADABLE = "not_rereadable"
    DUPLICATE_ID = "duplicate_id"


class Refused(Exception):
    """One record cannot become an article; caught where records are read, never seen by users."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record stands: the file to open, the record's number and first line, both from 1.

    `record` and `line` are 0 when the whole file is meant; `relative` is the path of the key.
    """

    path: str
    record: int = 0
    line: int = 0
    relative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """An article as read, and the key it is known by."""

    key: ArticleKey
    article: Article
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A record that is left out; `raw` is its text as received, None when it is not text."""

    origin: Origin
    reason: str
    code: str
    raw: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How to read: `field_map` maps our field names to theirs, dotted paths allowed.

    `skip` names files and folders that are no sources, such as the data folder.
    """

    collection: str = "default"
    field_map: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "Europe/Berlin"
    skip: tuple[Path, ...] = ()


class Meter:
    """Counts while reading: bytes taken from disk, and files in folders that are no articles."""

    def __init__(self) -> None:
        self.bytes = 0
        self.skipped = 0
