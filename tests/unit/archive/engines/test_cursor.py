"""Cursors survive the way through a URL, and nothing else passes for one."""

from __future__ import annotations

import base64
import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.engines.cursor import Cursor, decode, encode
from archive.errors import CursorInvalid

CURSORS = st.builds(
    Cursor,
    query=st.just("q"),
    generation=st.text(alphabet="abcdefg-0123456789", min_size=1, max_size=30),
    after=st.integers(min_value=0, max_value=2**54),
    given=st.lists(st.integers(min_value=0, max_value=2**40), max_size=100).map(tuple),
    snapshot=st.one_of(st.none(), st.text(alphabet="0123456789abcdef", max_size=32)),
    sort=st.one_of(
        st.just(()), st.tuples(st.floats(0, 100, width=32), st.integers(0, 2**40), st.just(7))
    ),
)


@given(CURSORS)
def test_a_cursor_reads_back_as_written(cursor: Cursor) -> None:
    assert decode(encode(cursor), "q") == cursor


@given(CURSORS)
def test_a_cursor_needs_no_escaping_in_a_url(cursor: Cursor) -> None:
    assert set(encode(cursor)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@given(CURSORS, st.data())
def test_a_changed_character_is_noticed(cursor: Cursor, data: st.DataObject) -> None:
    text = encode(cursor)
    at = data.draw(st.integers(min_value=0, max_value=len(text) - 2))
    changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
    with pytest.raises(CursorInvalid):
        decode(changed, "q")


@given(st.text())
def test_no_other_text_is_a_cursor(text: str) -> None:
    with pytest.raises(CursorInvalid):
        decode(text, "q")


@pytest.mark.parametrize(
    "content",
    [
        b"{no json",
        b'[3,"q","g",9223372036854775807,null,[],[]]',
        b'[3,"q","g",-9223372036854775808,null,[],[]]',
        b'[3,"q","g","0",null,[],[]]',
        b'[3,"q","g",0,null,[],["x"]]',
        b'[3,"q","g",0,null,[],[1,2,3,4]]',
        b'[3,"q","g",0,null,[],7]',
        b'[3,"q","g",0,null,[[1]],[]]',
        b'[3,"q","g",0,null,["x"],[]]',
        b'[3,"q","g",0,null,[9223372036854775808],[]]',
    ],
)
def test_a_forged_cursor_with_a_right_digest_is_refused(content: bytes) -> None:
    packed = zlib.compress(content)
    signed = hashlib.sha256(packed).digest()[:6] + packed
    with pytest.raises(CursorInvalid):
        decode(base64.urlsafe_b64encode(signed).decode().rstrip("="), "q")


def test_a_cursor_that_unpacks_to_very_much_is_refused() -> None:
    packed = zlib.compress(b"[" + b" " * 10_000_000)
    signed = hashlib.sha256(packed).digest()[:6] + packed
    with pytest.raises(CursorInvalid):
        decode(base64.urlsafe_b64encode(signed).decode().rstrip("="), "q")


def test_a_point_in_time_of_many_shards_fits_into_an_address() -> None:
    shards = b"".join(
        b"fundstelle-articles-20260101t000000-0001\x16" + hashlib.sha256(b"%d" % n).digest()[:22]
        for n in range(40)
    )
    cursor = Cursor(
        query="q",
        generation="20260101t000000-0001",
        after=110,
        snapshot=shards.hex(),
        given=tuple(range(10**8, 10**8 + 99 * 7919, 7919)),
        sort=(12.345678, 10**9, 10**11),
    )
    text = encode(cursor)
    assert len(text) < 4_000
    assert decode(text, "q") == cursor
