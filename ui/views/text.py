"""An article's text as paragraphs of marked pieces, the marks linked to what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.labels import event_type_name
from archive.model.document import FacetField
from archive.model.search import ArticleView
from ui.marking import Kind, Mark, Piece, pieces
from ui.views.context import Context

SUBHEAD = 90  # code points; a longer line is a paragraph
_BREAK = re.compile(r"\n[ \t]*\n\s*")
FACET_OF = {
    Kind.PERSON: FacetField.PERSON,
    Kind.ORGANISATION: FacetField.ORGANISATION,
    Kind.PLACE: FacetField.PLACE,
    Kind.COUNTRY: FacetField.COUNTRY,
    Kind.EVENT: FacetField.EVENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """A run of text; `classes` is empty for text without marks."""

    text: str
    classes: str
    url: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, or a subhead."""

    subhead: bool
    pieces: tuple[PieceView, ...]


def paragraphs(context: Context, view: ArticleView, marks: tuple[Mark, ...]) -> Iterator[Paragraph]:
    text, start = view.document.article.text, view.document.article.body_start
    spans = list(_spans(text, start))
    for number, (first, last) in enumerate(spans):
        follows = number + 1 < len(spans)
        yield Paragraph(
            subhead=number > 0 and follows and _is_subhead(text[first:last]),
            pieces=piece_views(context, view, marks, first, last),
        )


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Paragraphs stand between blank lines; blank ones are left out."""
    for gap in _BREAK.finditer(text, start):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _is_subhead(text: str) -> bool:
    line = text.strip()
    return len(line) <= SUBHEAD and "\n" not in line and line[-1].isalnum()


def piece_views(
    context: Context, view: ArticleView, marks: tuple[Mark, ...], start: int, end: int
) -> tuple[PieceView, ...]:
    found = pieces(view.document.article.text, marks, start, end)
    return tuple(_piece_view(context, view, piece) for piece in found)


def _piece_view(context: Context, view: ArticleView, piece: Piece) -> PieceView:
    return PieceView(
        text=piece.text,
        classes=" ".join(f"m-{mark.kind}" for mark in piece.marks),
        url=next(filter(None, (_target(context, view, mark) for mark in piece.marks)), None),
        title=" · ".join(filter(None, (_meaning(context, view, mark) for mark in piece.marks))),
    )


def _target(context: Context, view: ArticleView, mark: Mark) -> str | None:
    if mark.target is None or mark.kind not in FACET_OF:
        return None
    return link_of(context, view, mark.kind, mark.target)


def link_of(context: Context, view: ArticleView, kind: Kind, target: str) -> str:
    """Where a name found in the article leads; what the index has no entry for has no page."""
    link = context.urls.named if target in view.labels else context.urls.only
    return link(FACET_OF[kind], target, context.query.language)


def _meaning(context: Context, view: ArticleView, mark: Mark) -> str:
    if mark.kind is Kind.EVENT:
        label = view.labels.get(mark.target or "", "")
        return label or event_type_name(mark.title or "", context.language.code)
    return view.labels.get(mark.target or "", "") or mark.title or ""
