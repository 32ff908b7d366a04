"""Finds the files to read: sorted, so that every run meets them in the same order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from archive.errors import SourceError
from indexer.sources.record import Code, Meter, Origin, Rejection

STDIN = Path("-")


class Kind(StrEnum):
    """Forms of source files."""

    TEXT = "text"
    JSON = "json"
    JSON_LINES = "json_lines"


_KINDS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
}
_NAMED_KINDS = {**_KINDS, ".md": Kind.TEXT}  # read when named, for in folders they explain
# Within a folder these may be articles that cannot be read, so they are named, not passed over.
_DOCUMENTS = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".xml", ".sgm", ".sgml", ".warc", ".epub", ".eml", ".mbox"),
        *(".pdf", ".doc", ".docx", ".odt", ".rtf", ".csv", ".tsv", ".xls", ".xlsx"),
        *(".zip", ".tar", ".tgz", ".7z", ".bz2", ".xz", ".zst"),
    }
)
_EXPLAINING = frozenset(
    {"readme", "license", "licence", "copying", "notice", "copyright", "changelog", "authors"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to read; `relative` is its path below the folder that was named."""

    path: Path
    relative: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How much there is to read, as far as the folders tell."""

    files: int
    bytes: int


def kind_of(name: str) -> Kind | None:
    """The form that a file's name tells, `.gz` at its end aside."""
    return _NAMED_KINDS.get(_suffix(name))


def check(paths: Sequence[Path]) -> None:
    """Raise SourceError for the first named path that is not there."""
    for path in paths:
        if path != STDIN and not path.exists():
            what = "is a link to nothing" if path.is_symlink() else "does not exist"
            raise SourceError(f"{path} {what}")


def survey(paths: Sequence[Path], skip: tuple[Path, ...] = ()) -> Survey:
    """Count files and bytes; standard input and what cannot be looked at count nothing."""
    sizes = [
        size
        for entry in find(paths, skip, Meter())
        if isinstance(entry, SourceFile) and (size := _size(entry.path)) is not None
    ]
    return Survey(files=len(sizes), bytes=sum(sizes))


def find(
    paths: Sequence[Path], skip: tuple[Path, ...], meter: Meter
) -> Iterator[SourceFile | Rejection]:
    """The files to read, in order; files in folders that are no articles are counted in `meter`."""
    left_out = frozenset(os.path.realpath(path) for path in skip)
    for path in paths:
        if path != STDIN and path.is_dir():
            yield from _folder(path, path, left_out, meter)
        else:
            yield _named(path)


def _named(path: Path) -> SourceFile | Rejection:
    kind = Kind.JSON_LINES if path == STDIN or _is_pipe(path) else kind_of(path.name)
    return _file(path, path.name, kind)


def _folder(
    root: Path, folder: Path, left_out: frozenset[str], meter: Meter
) -> Iterator[SourceFile | Rejection]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = f"The folder cannot be read: {error.strerror}."
        origin = Origin(path=str(folder), relative=folder.relative_to(root).as_posix())
        yield Rejection(origin=origin, reason=reason, code=Code.UNREADABLE_FOLDER)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or os.path.realpath(path) in left_out:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(root, path, left_out, meter)
        elif (found := _in_folder(root, path)) is not None:
            yield found
        else:
            meter.skipped += 1


def _in_folder(root: Path, path: Path) -> SourceFile | Rejection | None:
    suffix = _suffix(path.name)
    stem = path.name.partition(".")[0].lower()
    if path.is_dir() or stem in _EXPLAINING or suffix not in _KINDS.keys() | _DOCUMENTS:
        return None
    return _file(path, path.relative_to(root).as_posix(), _KINDS.get(suffix))


def _file(path: Path, relative: str, kind: Kind | None) -> SourceFile | Rejection:
    if kind is not None:
        return SourceFile(path=path, relative=relative, kind=kind)
    ending = f"a {_suffix(path.name)} file" if _suffix(path.name) else "a file without ending"
    reason = f"This is {ending}; articles are read from {', '.join(_KINDS)} and these with .gz."
    origin = Origin(path=str(path), relative=relative)
    return Rejection(origin=origin, reason=reason, code=Code.UNSUPPORTED_TYPE)


def _suffix(name: str) -> str:
    lower = PurePath(name.lower())
    return PurePath(lower.stem).suffix if lower.suffix == ".gz" else lower.suffix


def _is_pipe(path: Path) -> bool:
    return stat.S_ISFIFO(path.stat().st_mode) or stat.S_ISCHR(path.stat().st_mode)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path != STDIN else None
    except OSError:
        return None
