"""The pipeline component that files persons, organisations, places and countries of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import Label, Mention
from indexer.enrich.countries.countries import gather
from indexer.enrich.countries.evidence import Evidence
from indexer.enrich.countries.forms import Sense
from indexer.enrich.countries.shared import settle
from indexer.enrich.names import organisations, persons
from indexer.enrich.names.brackets import abbreviations
from indexer.enrich.names.couples import shared_surnames
from indexer.enrich.names.cues import is_deed, with_cues
from indexer.enrich.names.found import Found, agree, names_of
from indexer.enrich.names.gazetteer import Gazetteer, load_gazetteer
from indexer.enrich.names.geography import Geography, place_evidence
from indexer.enrich.names.known_bodies import KnownBodies
from indexer.enrich.names.mending import mend
from indexer.enrich.names.missed import with_missed
from indexer.enrich.names.nouns import without_nouns
from indexer.enrich.names.spelling import one_line
from indexer.enrich.names.titles import leading_titles, named_after

FACTORY: Final = "fundstelle_names"
_gazetteer = lru_cache(maxsize=1)(load_gazetteer)  # half a second: once a process


class NameFiler:
    """Sets mentions, persons, organisations, places and countries."""

    def __init__(self, nlp: Language, name: str, gazetteer: Gazetteer) -> None:
        self.name = name
        self._geography = Geography(nlp, gazetteer)
        self._bodies = KnownBodies(nlp)

    def __call__(self, doc: Doc) -> Doc:
        geography = self._geography

        def senses(form: str) -> Sense | None:
            return geography.sense(doc, form)

        told = without_nouns(doc, with_cues(doc, names_of(doc, senses), senses, geography.is_place))
        marked = agree(mend(doc, told, senses, geography.is_place))
        whole = geography.mended(doc, marked)
        known = with_missed(doc, self._with_bodies(doc, whole), senses)
        evidence = geography.evidence(doc, _labels(known))
        names = geography.with_places(doc, known, evidence)
        entities: dict[int, str] = {}
        self._persons(doc, names, entities)
        self._organisations(doc, names, entities)
        evidence += [
            *self._places(doc, names, entities, evidence),
            *geography.in_bodies(doc, names),
        ]
        doc._.countries = gather(_once(settle(evidence)), doc._.language)
        doc._.mentions = tuple(_mention(name, entities.get(name.start)) for name in names)
        return doc

    def _with_bodies(self, doc: Doc, names: Sequence[Found]) -> list[Found]:
        told = self._bodies.whole(doc, [self._bodies.corrected(name) for name in names])
        return sorted([*told, *self._bodies.find(doc, _labels(told))], key=lambda name: name.start)

    def _persons(self, doc: Doc, names: Sequence[Found], entities: dict[int, str]) -> None:
        own = [name for name in names if name.label is Label.PER and not named_after(name.text)]
        forms = [_form(doc, name) for name in own]
        doc._.persons, ids = persons.resolve(
            forms, [_is_attribute(doc, name) for name in own], shared_surnames(doc, own)
        )
        entities.update((name.start, key) for name, key in zip(own, ids, strict=True))

    def _organisations(self, doc: Doc, names: Sequence[Found], entities: dict[int, str]) -> None:
        own = [
            name
            for name in names
            if name.label is Label.ORG and not organisations.is_common(name.text)
        ]
        heads = [head for _, head in self._bodies.heads(doc, _labels(names))]
        forms = [one_line(name.text) for name in own]
        doc._.organisations, ids = organisations.resolve(
            [*forms, *heads], abbreviations(doc, own), self._bodies.aliases
        )
        entities.update((name.start, key) for name, key in zip(own, ids, strict=False))

    def _places(
        self,
        doc: Doc,
        names: Sequence[Found],
        entities: dict[int, str],
        evidence: Sequence[Evidence],
    ) -> list[Evidence]:
        doc._.places, filed = self._geography.places(doc, names, evidence)
        entities.update((name.start, key) for name, key in filed)
        countries = {place.id: place.country for place in doc._.places}
        return [
            place_evidence(code, name)
            for name, key in filed
            if (code := countries[key]) is not None
        ]


def _labels(names: Sequence[Found]) -> dict[int, str]:
    """The label of every token inside a name."""
    return {place: name.label.value for name in names for place in range(name.first, name.last)}


def _form(doc: Doc, name: Found) -> str:
    tokens = [token.text for token in doc[name.first : name.last]]
    skipped = leading_titles(tokens)
    return one_line(doc[name.first + skipped : name.last].text)


def _is_attribute(doc: Doc, name: Found) -> bool:
    """Where a genitive stands: before a noun, or behind one that tells of a deed."""
    if name.last < len(doc) and doc[name.last].is_title:
        return True
    return name.first > 0 and is_deed(doc[name.first - 1].text)


def _mention(name: Found, entity: str | None) -> Mention:
    return Mention(start=name.start, end=name.end, text=name.text, label=name.label, entity=entity)


def _once(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Words found by their form, and places only where no such word stands already."""
    covered: set[int] = set()
    for piece in evidence:
        span = range(piece.mention.start, piece.mention.end)
        if covered.isdisjoint(span):
            covered.update(span)
            yield piece


def _create(nlp: Language, name: str) -> NameFiler:
    return NameFiler(nlp, name, _gazetteer())


_register: Callable[..., Any] = Language.factory(FACTORY, requires=["doc.ents"])
_register(_create)
