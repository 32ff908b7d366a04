"""The file of searches that every engine must answer alike: read, not yet asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

WRITTEN = Path(__file__).parent / "searches.txt"
_COMMENT = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One request: `text` as written, `path` below the API's root, empty for a search."""

    kind: str
    text: str
    path: str
    pairs: tuple[tuple[str, str], ...]


def read_searches(path: Path = WRITTEN) -> tuple[Search, ...]:
    """Every search of the file, under the comment line that names its kind."""
    return tuple(parse_searches(path.read_text(encoding="utf-8").splitlines()))


def parse_searches(lines: Iterable[str]) -> Iterator[Search]:
    """A line is a query string, or a path and one; `&`, `+`, `%` in values are percent-encoded."""
    kind = ""
    for line in lines:
        if line.startswith(_COMMENT):
            kind = line.removeprefix(_COMMENT).strip()
        elif line.strip():
            yield parse_search(kind, line)


def parse_search(kind: str, line: str) -> Search:
    path, query = _parted(line)
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    return Search(kind=kind, text=line, path=path, pairs=tuple(pairs))


def _parted(line: str) -> tuple[str, str]:
    if not line.startswith("/"):
        return "", line
    path, _, query = line.partition("?")
    return path, query
