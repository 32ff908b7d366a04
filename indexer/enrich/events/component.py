"""The spaCy component that puts the events of an article into `doc._.events`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import Label
from indexer.enrich import state
from indexer.enrich.events.find import find_events
from indexer.enrich.events.passage import Named, Passage, Sentence, words_of, zones

FACTORY = "fundstelle_events"
LONGEST_SENTENCE = 1500  # code points; ten times the length of an ordinary one


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...


_Found = TypeVar("_Found", bound=_Spanned)


class EventAnnotator:
    """Reads mentions, countries and dates from the document; must come after their annotators."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.events = find_events(passage_of(doc), doc._.language)
        return doc


def passage_of(doc: Doc) -> Passage:
    """The document as the event engine sees it."""
    text = doc.text  # spaCy puts it together anew each time it is asked for
    bounds = (
        [(s.start_char, s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else []
    )
    bounds = list(_pieces(bounds or [(0, len(text))]))
    found = {label: _mentioned(doc, label) for label in Label}
    countries = sorted(
        (Named(m.start, m.end, c.code) for c in doc._.countries for m in c.mentions),
        key=lambda named: named.start,
    )
    sentences = tuple(
        Sentence(
            zone=zone,
            words=words_of(text, start, end),
            persons=_within(found[Label.PER], start, end),
            organisations=_within(found[Label.ORG], start, end),
            places=_within(found[Label.LOC], start, end),
            countries=_within(countries, start, end),
            dates=_within(doc._.dates, start, end),
        )
        for (start, end), zone in zip(
            bounds, zones([start for start, _ in bounds], doc._.body_start), strict=True
        )
    )
    return Passage(text=text, sentences=sentences, published=doc._.published)


def _pieces(bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, those of unheard-of length cut: what a sentence costs grows faster than it."""
    for start, end in bounds:
        for piece in range(start, max(end, start + 1), LONGEST_SENTENCE):
            yield piece, min(end, piece + LONGEST_SENTENCE)


def _mentioned(doc: Doc, label: Label) -> list[Named]:
    return [
        Named(m.start, m.end, m.entity) for m in doc._.mentions if m.label is label and m.entity
    ]


def _within(found: Sequence[_Found], start: int, end: int) -> tuple[_Found, ...]:
    """What starts in the stretch; `found` is in text order."""
    first = bisect_left(found, start, key=lambda entry: entry.start)
    last = bisect_left(found, end, key=lambda entry: entry.start)
    return tuple(found[first:last])


@Language.factory(FACTORY, assigns=["doc._.events"])
def create_event_annotator(nlp: Language, name: str) -> EventAnnotator:
    """Build the component for a pipeline of any language."""
    state.declare()
    return EventAnnotator()
