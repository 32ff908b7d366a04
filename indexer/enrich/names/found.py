"""Names as the recogniser marks them, put right where the whole article or a table knows better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from archive.model.annotation import Label, Via
from indexer.enrich.countries.forms import Sense
from indexer.enrich.dates.lexicon import is_feast
from indexer.enrich.lexicon import rows, words
from indexer.enrich.names.given import is_given
from indexer.enrich.names.titles import PARTICLES

# Small words inside English names of persons and places ("Newcastle upon Tyne"), and of bodies.
_TABLE = {key[0]: frozenset(members) for key, members in rows("english_names.txt")}
_PARTICLES = _TABLE["particles"]
_IN_NAMES = _PARTICLES | _TABLE["in names"]
_IN_BODIES = _IN_NAMES | _TABLE["in bodies"]
_MONTHS = _TABLE["months that are names too"]
_DAYS = _TABLE["days and months"]
_AND = frozenset({"and", "or", "und", "oder", "sowie", ","})
_SMALL_IN_NAMES = PARTICLES | {"junior", "senior", "jun", "sen", "jr", "sr", "un", "il"}
_SMALL_IN_BODIES = PARTICLES | {"für", "of", "und"}
_WOMEN = ("in", "innen")
_ARTICLES = words("articles.txt")
Senses = Callable[[str], Sense | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name's tokens [first, last), characters [start, end), and what it is a name of."""

    first: int
    last: int
    start: int
    end: int
    text: str
    label: Label


def names_of(doc: Doc, senses: Senses) -> list[Found]:
    """The recogniser's names in text order."""
    marked = [
        found(doc, piece.start, piece.end, _label(span, piece, senses))
        for span in doc.ents
        if span.label_ in Label.__members__ and not _is_people_alone(doc, span, senses)
        for piece in _pieces(doc, span, senses)
        if not is_feast(piece.text, doc._.language)
    ]
    return _corrected(marked, senses)


def _label(span: Span, piece: Span, senses: Senses) -> Label:
    """Of `Seoul and Tokyo`, taken for one body, each part is a place."""
    parted = span.label_ == Label.ORG and len(piece) < len(span)
    return Label.LOC if parted and _is_country(senses(piece.text)) else Label(span.label_)


def _pieces(doc: Doc, span: Span, senses: Senses) -> Iterator[Span]:
    """`Kim left Pyongyang`, `Paris on Wednesday`, `Chad and Niger`: in English what a German
    recogniser took for one name is parted at days, months and small words that names do not hold.
    """
    if doc._.language != "en":
        if len(piece := _without_people(doc, _without_edges(doc, span), senses)):
            yield piece
        return
    start = span.start
    for token in (*span, None):
        if token is not None and not _parts(token, span, senses):
            continue
        piece = doc[start : span.end if token is None else token.i]
        start = span.end if token is None else token.i + 1
        piece = _without_small_ends(doc, piece)
        if len(piece) and not (span.label_ == Label.LOC and piece.text in _MONTHS):
            yield piece


def _without_edges(doc: Doc, span: Span) -> Span:
    """Without marks and numbers in front (`Dr | . Falk`), and without small words that end no name
    of its kind (`tanzte | Falk los`, `Universität von`), unless all is written small; nothing of
    what is an article alone.
    """
    start, end = span.start, span.end
    while start < end and _opens_no_name(doc[start], span.label_):
        start += 1
    if not all(token.is_lower for token in doc[start:end]):
        while start < end and _ends_no_name(doc[end - 1], span.label_):
            end -= 1
    if end - start == 1 and doc[start].lower_ in _ARTICLES:
        end = start
    return Span(doc, start, end, label=span.label_)


def _without_people(doc: Doc, piece: Span, senses: Senses) -> Span:
    """A person's name without whose citizen he is: `der | Schwede Jon Falk`."""
    if piece.label_ != Label.PER or len(piece) <= 1 or is_given(piece[0].text):
        return piece
    people = is_people(senses(piece[0].text))
    return Span(doc, piece.start + 1, piece.end, label=piece.label_) if people else piece


def _opens_no_name(token: Token, label: str) -> bool:
    """A mark, and before a person a number: "2-710 Falk"."""
    return token.is_punct or (label == Label.PER and not any(map(str.isalpha, token.text)))


def _ends_no_name(token: Token, label: str) -> bool:
    if label == Label.PER:
        return token.is_alpha and token.is_lower and token.text not in _SMALL_IN_NAMES
    return label == Label.ORG and token.text in _SMALL_IN_BODIES


def _parts(token: Token, span: Span, senses: Senses) -> bool:
    if token.text in _DAYS:
        return True
    if token.text in _AND:
        return span.label_ == Label.LOC or any(_is_country(senses(word.text)) for word in span)
    if not token.is_lower or not token.is_alpha:
        return False
    return token.text not in (_IN_BODIES if span.label_ == Label.ORG else _IN_NAMES)


def _without_small_ends(doc: Doc, piece: Span) -> Span:
    """The piece without small words at either end: "Moscow of" is no name."""
    start, end = piece.start, piece.end
    while start < end and doc[start].is_lower and doc[start].text not in _PARTICLES:
        start += 1
    while start < end and doc[end - 1].is_lower:
        end -= 1
    return doc[start:end]


def _is_people_alone(doc: Doc, span: Span, senses: Senses) -> bool:
    """`Esten, Letten und Litauer`: a people's name behind another one is no person, and a woman
    of it (`die Lettin`) never is one.
    """
    if span.label_ != Label.PER or len(span) > 1:
        return False
    if span.text.endswith(_WOMEN) and is_people(senses(span.text)):
        return True
    if span.start < 2:
        return False
    if doc[span.start - 1].text not in _AND or not doc[span.start - 2].is_title:
        return False
    return is_people(senses(span.text)) and is_people(senses(doc[span.start - 2].text))


def is_people(sense: Sense | None) -> bool:
    """Inhabitants, or an adjective of a country."""
    return sense is not None and sense.sure and sense.derived


def found(doc: Doc, first: int, last: int, label: Label) -> Found:
    """A name made of these tokens."""
    span = doc[first:last]
    return Found(
        first=first,
        last=last,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        label=label,
    )


def _corrected(names: Sequence[Found], senses: Senses) -> list[Found]:
    """A country's or capital's name is no person, unless somebody in the article bears it."""
    borne = {
        name.text.split()[-1] for name in names if name.label is Label.PER and " " in name.text
    }
    return [
        replace(name, label=Label.LOC)
        if name.label is Label.PER and name.text not in borne and _is_country(senses(name.text))
        else name
        for name in names
    ]


def _is_country(sense: Sense | None) -> bool:
    return sense is not None and sense.sure and sense.via in (Via.NAME, Via.CAPITAL)


def agree(names: Sequence[Found]) -> list[Found]:
    """Give every occurrence of a name the label that most of them have, the first one in a tie;
    a bare surname goes with the person named in full.
    """
    votes: dict[str, Counter[Label]] = {}
    for name in names:
        votes.setdefault(name.text, Counter())[name.label] += 1
    settled = {text: labels.most_common(1)[0][0] for text, labels in votes.items()}
    surnames = {
        text.split()[-1]
        for text, label in settled.items()
        if label is Label.PER and " " in text and "-" not in text.split()[-1][:2]
    }
    return [
        replace(name, label=Label.PER if _bears(name, surnames) else settled[name.text])
        for name in names
    ]


def _bears(name: Found, surnames: set[str]) -> bool:
    return name.text in surnames or (name.text.endswith("s") and name.text[:-1] in surnames)
