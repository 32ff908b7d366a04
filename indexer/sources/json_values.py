"""Splits a JSON file into its records without reading it whole.

The records are the elements of an array, or values that follow each other (one object is one
record). Only brackets, strings and commas are looked at, so one broken record leaves the next
ones readable; the scan is on bytes, whose ASCII signs are the same in every encoding met here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from indexer.sources.record import Code, Refused
from indexer.sources.stream import RECORD_LIMIT, Piece, lines

# A string holds no line break: a quote that is not closed on its line breaks one record only.
_TOKEN = re.compile(rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|["\[\]{},]', re.S)


def split(source: Iterable[bytes]) -> Iterator[Piece]:
    """The records in order; raise Refused at the end of a file that ends inside its array."""
    scanner = _Scanner()
    for chunk in source:
        yield from scanner.feed(chunk)
    yield from scanner.finish()


def lines_or_values(source: Iterable[bytes]) -> Iterator[Piece]:
    """The records of a file called JSON Lines, even if it is an array or spread-out objects."""
    chunks = iter(source)
    first = next(chunks, b"")
    head = first.lstrip()
    spread = head.startswith(b"[{") or head.partition(b"\n")[0].strip() in (b"[", b"{")
    return (split if spread else lines)(chain([first], chunks))


class _Scanner:
    """Keeps the bytes since the last record ended, how far they are scanned, and the depth."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._scanned = 0
        self._lost = False  # the record is beyond the limit, its bytes are let go
        self._line = 1
        self._record = 0
        self._depth = 0
        self._base = 0  # the depth of records: 1 within an array

    def feed(self, chunk: bytes) -> Iterator[Piece]:
        """The records that end in this chunk."""
        self._held += chunk
        while match := _TOKEN.search(self._held, self._scanned):
            if match[0] == b'"' and b"\n" not in self._held[match.start() :]:
                self._scanned = match.start()  # the string may go on in the next chunk
                break
            self._scanned = match.end()
            yield from self._token(bytes(match[0]))
        else:
            self._scanned = len(self._held)
        self._bound()

    def finish(self) -> Iterator[Piece]:
        """What is left at the end of the file."""
        complete = self._depth == self._base
        self._scanned = len(self._held)
        yield from self._take(0, blank=False)
        if self._base and complete:
            raise Refused(Code.BROKEN_JSON, "The file ends before its array does.")

    def _token(self, sign: bytes) -> Iterator[Piece]:
        if sign in (b"{", b"["):
            yield from self._open(sign)
        elif sign in (b"}", b"]"):
            yield from self._close(sign)
        elif sign == b"," and self._base and self._depth == self._base:
            yield from self._take(1, blank=True)

    def _open(self, sign: bytes) -> Iterator[Piece]:
        first = not self._depth and not self._lost
        if first and sign == b"[" and not self._held[: self._scanned - 1].strip():
            self._drop()
            self._base = 1
        self._depth += 1
        yield from ()

    def _close(self, sign: bytes) -> Iterator[Piece]:
        if self._depth > self._base:
            self._depth -= 1
            if not self._depth:
                yield from self._take(0, blank=False)
        elif self._base and sign == b"]":
            yield from self._take(1, blank=False)
            self._base = self._depth = 0

    def _take(self, after: int, *, blank: bool) -> Iterator[Piece]:
        """The record up to here without the last `after` bytes; a blank one only if it counts."""
        raw = bytes(self._held[: self._scanned - after])
        body = raw.lstrip()
        line = self._line + raw[: len(raw) - len(body)].count(b"\n")
        lost = self._lost or len(body) > RECORD_LIMIT
        self._drop()
        if body or lost or blank:
            self._record += 1
            yield Piece(record=self._record, line=line, bytes=None if lost else body.rstrip())

    def _drop(self) -> None:
        self._line += self._held.count(b"\n", 0, self._scanned)
        del self._held[: self._scanned]
        self._scanned = 0
        self._lost = False

    def _bound(self) -> None:
        """Let go of what is scanned of a record beyond the limit."""
        if len(self._held) > RECORD_LIMIT:
            self._drop()
            self._lost = True
            if len(self._held) > RECORD_LIMIT:  # one endless string
                self._scanned = len(self._held)
                self._drop()
                self._lost = True
