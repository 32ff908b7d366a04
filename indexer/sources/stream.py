"""Bytes of a source file: unzipped, counted, turned to UTF-8 where a byte order mark says so."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING

from indexer.sources.record import Code, Meter, Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 18
RECORD_LIMIT = 16 << 20  # bytes; a novel has 2 MB, a larger record is a broken file
_GZIP_MAGIC = b"\x1f\x8b"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The bytes of one record and where they start; `bytes` is None beyond the record limit."""

    record: int
    line: int
    bytes: bytes | None


class _Counted(RawIOBase):
    """A binary file that adds what is read to a meter."""

    def __init__(self, file: IO[bytes], meter: Meter) -> None:
        self._file = file
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        found = self._file.read(len(view))
        view[: len(found)] = found
        self._meter.bytes += len(found)
        return len(found)


@contextmanager
def open_chunks(path: Path, meter: Meter) -> Iterator[Iterator[bytes]]:
    """The file's chunks, unzipped when it starts as gzip does, whatever its name."""
    with path.open("rb") as file:
        yield chunks(file, meter)


def chunks(file: IO[bytes], meter: Meter) -> Iterator[bytes]:
    """Chunks in UTF-8 without byte order mark, or as they are when there is no mark."""
    counted = BufferedReader(_Counted(file, meter), CHUNK)
    zipped = counted.peek(2)[:2] == _GZIP_MAGIC
    source: BufferedIOBase = gzip.GzipFile(fileobj=counted) if zipped else counted
    return as_utf8(iter(lambda: source.read(CHUNK), b""))


def as_utf8(raw: Iterator[bytes]) -> Iterator[bytes]:
    """Transcode by the byte order mark; raise Refused for binary content in the first chunk."""
    first = next(raw, b"")
    mark, encoding = next((pair for pair in _MARKS if first.startswith(pair[0])), (b"", ""))
    first = first[len(mark) :]
    if encoding in ("", "utf-8"):
        if b"\x00" in first:
            raise Refused(Code.BINARY_FILE, "The file is binary, not text.")
        yield first
        yield from raw
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    yield decoder.decode(first).encode("utf-8", "surrogatepass")
    for chunk in raw:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def whole(source: Iterable[bytes]) -> Iterator[Piece]:
    """The file as one record."""
    held = bytearray()
    for chunk in source:
        held += chunk
        if len(held) > RECORD_LIMIT:
            yield Piece(record=1, line=1, bytes=None)
            return
    yield Piece(record=1, line=1, bytes=bytes(held))


def lines(source: Iterable[bytes]) -> Iterator[Piece]:
    """Every line that is not blank, numbered among its like; a line too long has no bytes."""
    record = 0
    for number, line in enumerate(_split(source), start=1):
        if line is None or line.strip():
            record += 1
            yield Piece(record=record, line=number, bytes=line)


def _split(source: Iterable[bytes]) -> Iterator[bytes | None]:
    held = bytearray()
    for chunk in source:
        *complete, rest = chunk.split(b"\n")
        for part in complete:
            held += part
            yield bytes(held) if len(held) <= RECORD_LIMIT else None
            held.clear()
        if len(held) <= RECORD_LIMIT:  # beyond it the line is lost anyway, so keep memory bounded
            held += rest
    if held:
        yield bytes(held) if len(held) <= RECORD_LIMIT else None


def decode(raw: bytes) -> str:
    """UTF-8, else Windows-1252; raise Refused for damaged UTF-8 and for bytes that are neither.

    Text in Windows-1252 all but never holds valid multi-byte sequences of UTF-8, so where those
    are as many as the invalid ones it is UTF-8 that was damaged, and a guess would be wrong.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    lenient = raw.decode("utf-8", "replace")
    invalid = lenient.count("�")
    valid = sum(1 for char in lenient if char > "\x7f") - invalid
    if valid < invalid:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError as error:
            position = error.start
    raise Refused(
        Code.BAD_ENCODING,
        f"Byte {position + 1} of the record is neither UTF-8 nor Windows-1252.",
    )
