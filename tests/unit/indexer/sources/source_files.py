"""Builders of source files and short ways to read them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from archive.model.article import Article
from indexer.sources.read import Outcome, read
from indexer.sources.record import Rejection, SourceOptions, SourceRecord

BODY = "Die Ministerin eröffnet die Brücke."


def written(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def json_line(**fields: object) -> str:
    return json.dumps({"body": BODY, **fields}, ensure_ascii=False) + "\n"


def zipped(content: str) -> bytes:
    return gzip.compress(content.encode(), mtime=0)


def outcomes(*paths: Path, field_map: Mapping[str, str] | None = None) -> list[Outcome]:
    return list(read(paths, SourceOptions(field_map=field_map or {})))


def articles(*paths: Path, field_map: Mapping[str, str] | None = None) -> list[Article]:
    found = outcomes(*paths, field_map=field_map)
    return [outcome.article for outcome in found if isinstance(outcome, SourceRecord)]


def rejections(*paths: Path) -> list[Rejection]:
    return [outcome for outcome in outcomes(*paths) if isinstance(outcome, Rejection)]


def codes(*paths: Path) -> list[str]:
    return [rejection.code for rejection in rejections(*paths)]
