"""Cursors: where the next page starts, as text that any worker can read, today or after a restart.

A cursor is no secret, only checked: its digest tells damage, its query hash a foreign cursor.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import zlib
from dataclasses import dataclass

import orjson

from archive.errors import CursorInvalid

_VERSION = 3
_DIGEST = 6  # bytes
_HIGHEST = 2**62
_LONGEST = 6_000  # characters; more than any cursor of ours, and it still fits into an address
_CONTENT = 64_000  # bytes
_SORTED = 3  # sort values of a hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """`after` is a sort key in date orders; in relevance order the number of entries already given
    of the id list or point in time named by `snapshot`. Before there is one, `given` has the
    ordinals given so far. `sort` are the sort values of the last hit, where these resume a search.
    """

    query: str
    generation: str
    after: int
    snapshot: str | None = None
    given: tuple[int, ...] = ()
    sort: tuple[float, ...] = ()


def encode(cursor: Cursor) -> str:
    """URL-safe text."""
    place = [cursor.after, cursor.snapshot, cursor.given, cursor.sort]
    fields = [_VERSION, cursor.query, cursor.generation, *place]
    content = zlib.compress(orjson.dumps(fields), 9)
    digest = hashlib.sha256(content).digest()[:_DIGEST]
    return base64.urlsafe_b64encode(digest + content).decode().rstrip("=")


def decode(text: str, query: str) -> Cursor:
    """Read what `encode` wrote; raise CursorInvalid if it is damaged or of another query."""
    fields = _fields(text)
    match fields:
        case [3, str(hash_), str(generation), after, str() | None as snapshot, list(given), sort]:
            cursor = Cursor(
                query=hash_,
                generation=generation,
                after=_number(after),
                snapshot=snapshot,
                given=tuple(_number(ordinal) for ordinal in given),
                sort=_sort(sort),
            )
        case _:
            raise CursorInvalid("the cursor is of another version; search again from the start")
    if cursor.query != query:
        raise CursorInvalid("the cursor belongs to another search; search again from the start")
    return cursor


def _number(value: object) -> int:
    """Sort keys and ordinals leave room for one more on either side in 64 bits."""
    if not isinstance(value, int) or abs(value) >= _HIGHEST:
        raise _damaged()
    return value


def _sort(values: object) -> tuple[float, ...]:
    """A score is a float, all other sort values are integers."""
    if not isinstance(values, list) or len(values) > _SORTED:
        raise _damaged()
    return tuple(
        value if isinstance(value, float) and math.isfinite(value) else _number(value)
        for value in values
    )


def _damaged() -> CursorInvalid:
    return CursorInvalid("the cursor is damaged; search again from the start")


def _fields(text: str) -> object:
    if len(text) > _LONGEST or not text.isascii():
        raise _damaged()
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged() from error
    digest, content = raw[:_DIGEST], raw[_DIGEST:]
    if hashlib.sha256(content).digest()[:_DIGEST] != digest:
        raise _damaged()
    try:
        parsed: object = orjson.loads(zlib.decompressobj().decompress(content, _CONTENT))
    except (zlib.error, orjson.JSONDecodeError) as error:
        raise _damaged() from error
    return parsed
