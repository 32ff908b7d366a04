"""Cutting a text at marks loses neither text nor marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.marking import Kind, Mark, pieces


def _mark(start: int, end: int, kind: Kind, target: str = "x") -> Mark:
    return Mark(start=start, end=end, kind=kind, target=target)


@st.composite
def _marks(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(0, 28))
    end = draw(st.integers(start + 1, 30))
    return _mark(start, end, draw(st.sampled_from(Kind)), draw(st.sampled_from("ab")))


@given(st.text(min_size=30, max_size=30), st.lists(_marks(), max_size=6))
def test_the_pieces_are_the_text(text: str, marks: list[Mark]) -> None:
    assert "".join(piece.text for piece in pieces(text, marks, 0, 30)) == text


@given(st.text(min_size=30, max_size=30), st.lists(_marks(), max_size=6))
def test_every_character_carries_every_kind_that_covers_it(text: str, marks: list[Mark]) -> None:
    at = 0
    for piece in pieces(text, marks, 0, 30):
        for position in range(at, at + len(piece.text)):
            over = {mark.kind for mark in marks if mark.start <= position < mark.end}
            assert {mark.kind for mark in piece.marks} == over
        at += len(piece.text)


def test_a_mark_inside_another_cuts_it() -> None:
    marks = (_mark(0, 9, Kind.EVENT), _mark(4, 6, Kind.DATE))
    found = pieces("abcdefghi", marks, 0, 9)
    assert [(p.text, [m.kind for m in p.marks]) for p in found] == [
        ("abcd", [Kind.EVENT]),
        ("ef", [Kind.EVENT, Kind.DATE]),
        ("ghi", [Kind.EVENT]),
    ]


def test_of_two_marks_of_one_kind_the_longer_decides() -> None:
    marks = (_mark(0, 4, Kind.PERSON, "short"), _mark(0, 9, Kind.PERSON, "long"))
    found = pieces("abcdefghi", marks, 0, 9)
    assert [mark.target for piece in found for mark in piece.marks] == ["long"]


def test_marks_outside_the_stretch_are_left_out() -> None:
    found = pieces("abcdefghi", (_mark(0, 2, Kind.PERSON), _mark(6, 9, Kind.DATE)), 2, 6)
    assert [(p.text, p.marks) for p in found] == [("cdef", ())]
