"""Reads articles from files, folders and standard input, one after the other."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from gzip import BadGzipFile
from pathlib import Path
from zoneinfo import ZoneInfo

from archive.errors import SettingsError
from archive.model.article import Article, ArticleKey
from indexer.sources import dated_text, json_article, json_values, rejects, stream
from indexer.sources.files import STDIN, Kind, SourceFile, check, find, kind_of
from indexer.sources.record import (
    Code,
    Meter,
    Origin,
    Refused,
    Rejection,
    SourceOptions,
    SourceRecord,
)
from indexer.sources.stream import Piece

Outcome = SourceRecord | Rejection

_SPLITTERS: dict[Kind, Callable[[Iterable[bytes]], Iterator[Piece]]] = {
    Kind.TEXT: stream.whole,
    Kind.JSON: json_values.split,
    Kind.JSON_LINES: json_values.lines_or_values,
}


def read(
    paths: Sequence[Path], options: SourceOptions, meter: Meter | None = None
) -> Iterator[Outcome]:
    """Every record of the paths as an article or as a rejection, folders in sorted order.

    `-` is standard input, read as JSON Lines. Raise SourceError, before anything is read, when a
    path is not there, and SettingsError for an unknown timezone; whatever is wrong with a single
    file or record becomes a rejection.
    """
    _check_timezone(options.timezone)
    check(paths)
    return _read(paths, options, meter or Meter())


def _read(paths: Sequence[Path], options: SourceOptions, meter: Meter) -> Iterator[Outcome]:
    for found in find(paths, options.skip, meter):
        yield from [found] if isinstance(found, Rejection) else _file(found, options, meter)


def _check_timezone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise SettingsError(f"There is no timezone {name!r}; try Europe/Berlin or UTC") from error


def _file(file: SourceFile, options: SourceOptions, meter: Meter) -> Iterator[Outcome]:
    origin = Origin(path=str(file.path), relative=file.relative)
    records = 0
    try:
        with _chunks(file.path, meter) as chunks:
            for piece in _SPLITTERS[file.kind](chunks):
                records += 1
                yield from _piece(piece, file, options)
    except Refused as refused:
        yield _rejection(origin, refused)
    except (BadGzipFile, EOFError, zlib.error) as error:
        reason = f"The gzip file is broken: {_sentence(error)} {records} records before are read."
        yield Rejection(origin=origin, reason=reason, code=Code.BROKEN_GZIP)
    except UnicodeDecodeError as error:
        reason = f"The file is no valid {error.encoding.upper()}, though it starts as such."
        yield Rejection(origin=origin, reason=reason, code=Code.BAD_ENCODING)
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
        yield Rejection(origin=origin, reason=reason, code=Code.UNREADABLE_FILE)
    else:
        if not records:
            yield _rejection(origin, Refused(Code.EMPTY_FILE, "There is no record in the file."))


def _chunks(path: Path, meter: Meter) -> AbstractContextManager[Iterator[bytes]]:
    if path == STDIN:
        return nullcontext(stream.chunks(sys.stdin.buffer, meter))
    return stream.open_chunks(path, meter)


def _piece(piece: Piece, file: SourceFile, options: SourceOptions) -> Iterator[Outcome]:
    """One record, or what a mended record of a rejects file stands for."""
    origin = Origin(
        path=str(file.path), record=piece.record, line=piece.line, relative=file.relative
    )
    text: str | None = None
    try:
        if piece.bytes is None:
            limit = stream.RECORD_LIMIT >> 20
            raise Refused(Code.TOO_LARGE, f"The record is larger than {limit} MB.")
        text = stream.decode(piece.bytes)
        row = None if file.kind is Kind.TEXT else json_article.parse(text)
        rejected = rejects.rejected(row)
        if rejected is None:
            article = _article(file.kind, text, row, options)
            yield _record(article, origin, options)
            return
    except Refused as refused:
        yield _rejection(origin, refused, text)
        return
    yield from _mended(rejected, options)


def _article(kind: Kind, text: str, row: object, options: SourceOptions) -> Article:
    if kind is Kind.TEXT:
        return dated_text.article(text, options)
    return json_article.article(row, options)


def _record(article: Article, origin: Origin, options: SourceOptions) -> SourceRecord:
    if article.id is None:
        key = ArticleKey(collection=options.collection, path=origin.relative, record=origin.record)
    else:
        key = ArticleKey(collection=options.collection, given_id=article.id)
    return SourceRecord(key=key, article=article, origin=origin)


def _rejection(origin: Origin, refused: Refused, raw: str | None = None) -> Rejection:
    return Rejection(origin=origin, reason=refused.reason, code=refused.code, raw=raw)


def _mended(rejected: rejects.Rejected, options: SourceOptions) -> Iterator[Outcome]:
    """What stands in `raw`: for a text file its text, else a JSON object or the text of one."""
    origin, raw = rejected.origin, rejected.raw
    if raw is None and rejected.code == Code.DUPLICATE_ID:
        # Read by itself it would take the place of the record that has the id.
        yield Rejection(origin=origin, code=rejected.code, reason=rejected.reason)
        return
    if raw is None:
        yield from _again(rejected, options)
        return
    text = raw if isinstance(raw, str) else None
    try:
        if text is not None and kind_of(origin.relative) is Kind.TEXT:
            article = dated_text.article(text, options)
        else:
            article = json_article.article(
                raw if text is None else json_article.parse(text), options
            )
        yield _record(article, origin, options)
    except Refused as refused:
        yield _rejection(origin, refused, text)


def _again(rejected: rejects.Rejected, options: SourceOptions) -> Iterator[Outcome]:
    """Read the file of a record whose text was not kept; of its records only that one."""
    origin = rejected.origin
    path, kind = Path(origin.path), kind_of(origin.relative)
    if kind is None or not path.is_file() or rejects.is_rejects_file(path):
        reason = "The record's text was not kept, and its file cannot be read again."
        yield _rejection(origin, Refused(Code.NOT_REREADABLE, reason))
        return
    file = SourceFile(path=path, relative=origin.relative, kind=kind)
    for outcome in _file(file, options, Meter()):
        if origin.record in (0, outcome.origin.record) or not outcome.origin.record:
            yield outcome


def _sentence(error: Exception) -> str:
    text = str(error) or "it ends too early"
    return text[0].upper() + text[1:].rstrip(".") + "."
