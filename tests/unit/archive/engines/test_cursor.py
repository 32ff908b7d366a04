"""Cursors survive the way through a URL, and nothing else passes for one."""

from __future__ import annotations

import base64
import hashlib

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
        b'[2,"q","g",9223372036854775807,null,[]]',
        b'[2,"q","g",-9223372036854775808,null,[]]',
        b'[2,"q","g","0",null,[]]',
        b'[2,"q","g",0,null,[[1]]]',
        b'[2,"q","g",0,null,["x"]]',
        b'[2,"q","g",0,null,[9223372036854775808]]',
    ],
)
def test_a_forged_cursor_with_a_right_digest_is_refused(content: bytes) -> None:
    signed = hashlib.sha256(content).digest()[:6] + content
    with pytest.raises(CursorInvalid):
        decode(base64.urlsafe_b64encode(signed).decode().rstrip("="), "q")
