"""The rejects file: one JSON object for each rejected record, which can be mended and read again.

`{"file", "path", "line", "record", "code", "reason", "raw"}`: `file` is where the record stands,
`path` and `record` belong to its key, `raw` is its text as received, null when it was no text.
Who mends `raw` (a string, or for JSON the object itself) and indexes the rejects file loads the
record under its own key; for null the file itself is read again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import IO

import orjson

from indexer.sources.record import Origin, Rejection

_FIELDS = frozenset(("file", "path", "line", "record", "code", "reason", "raw"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One line of a rejects file."""

    origin: Origin
    code: str
    reason: str
    raw: str | dict[str, object] | None


def to_json(rejection: Rejection) -> dict[str, object]:
    """The line of one rejection; the file's path is absolute, to be found from anywhere."""
    origin = rejection.origin
    return {
        "file": origin.path if origin.path == "-" else os.path.abspath(origin.path),
        "path": origin.relative,
        "line": origin.line,
        "record": origin.record,
        "code": str(rejection.code),
        "reason": rejection.reason,
        "raw": rejection.raw,
    }


def rejected(row: object) -> Rejected | None:
    """The rejected record that a JSON value describes, None when it is anything else."""
    if not isinstance(row, dict) or row.keys() != _FIELDS:
        return None
    strings = all(isinstance(row[name], str) for name in ("file", "path", "code", "reason"))
    numbers = isinstance(row["line"], int) and isinstance(row["record"], int)
    if not (strings and numbers and isinstance(row["raw"], str | dict | None)):
        return None
    origin = Origin(path=row["file"], record=row["record"], line=row["line"], relative=row["path"])
    return Rejected(origin=origin, code=row["code"], reason=row["reason"], raw=row["raw"])


def is_rejects_file(path: Path) -> bool:
    """Whether the file's first line is one of a rejects file; so re-reading never runs in rings."""
    with path.open("rb") as file:
        first = file.readline(1 << 20)
    try:
        return rejected(orjson.loads(first)) is not None
    except orjson.JSONDecodeError:
        return False


class RejectsFile:
    """Writes rejections as they come; the first one makes the file.

    A file that is there goes on: it may hold records that somebody has mended.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: IO[bytes] | None = None

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, rejection: Rejection) -> None:
        """Append one line and hand it to the system, so that a killed run loses none."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = _opened_at_end(self.path)
        line = to_json(rejection)
        self._file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        self._file.flush()
        self.count += 1


def _opened_at_end(path: Path) -> IO[bytes]:
    file = path.open("a+b")
    if file.tell():
        file.seek(-1, SEEK_END)
        if file.read(1) != b"\n":
            file.write(b"\n")
    return file
