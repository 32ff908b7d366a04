"""Countries and places of a document: evidence by words, and towns by the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import CountryMention, Label, Place, Via
from indexer.enrich.countries.context import is_placed
from indexer.enrich.countries.evidence import Evidence, EvidenceFinder
from indexer.enrich.countries.forms import Sense
from indexer.enrich.countries.loading import ENGLISH, load_forms
from indexer.enrich.lexicon import words
from indexer.enrich.names import places
from indexer.enrich.names.found import Found, found
from indexer.enrich.names.gazetteer import Gazetteer
from indexer.enrich.names.spelling import one_line, without_genitive

KNOWN_IN_CAPITALS: Final = 20_000  # inhabitants; smaller towns share their letters with agencies
_ORDINARY: Final = words("towns_like_words.txt")
_DETERMINERS: Final = words("articles.txt")
_NAMESAKES: Final = words("towns_like_names_en.txt")
_OF_TOWNS: Final = words("bodies_of_towns.txt")
_OF_STATES: Final = frozenset({"US", "CA", "AU"})  # "Paris, Texas": whose states follow a town
_AND: Final = (" und ", " and ", " oder ", " or ", " sowie ")


class Geography:
    """Finders by language over one gazetteer."""

    __slots__ = ("_english", "_gazetteer", "_german")

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._german = EvidenceFinder(nlp, load_forms(gazetteer.well_known))
        self._english = EvidenceFinder(
            nlp, load_forms(gazetteer.world_known, gazetteer.large, language=ENGLISH)
        )

    def sense(self, doc: Doc, form: str) -> Sense | None:
        """What the form means by itself in the document's language."""
        return self._finder(doc).sense(form)

    def is_place(self, text: str) -> bool:
        if self._german.sense(text) is not None or self._gazetteer.knows(text):
            return True
        return text.isupper() and self._gazetteer.knows(text.title(), at_least=KNOWN_IN_CAPITALS)

    def evidence(self, doc: Doc, labels: dict[int, str]) -> list[Evidence]:
        """What the words say of countries; names that several places bear are settled by what
        stands behind them and by the countries that the article speaks of.
        """
        found = list(self._finder(doc).find(doc, labels))
        spoken_of = {piece.code for piece in found if not piece.town}
        settled = [self._spoken_of(piece, doc, spoken_of) for piece in found]
        return list(self._with_states(settled, doc.text))

    def mended(self, doc: Doc, names: Sequence[Found]) -> list[Found]:
        """Names without everyday words ("das Essen"), with a town's river in brackets."""
        surnames = {name.text.split()[-1] for name in names if " " in name.text}
        return [
            self._with_river(doc, name)
            for name in names
            if not _is_ordinary(doc, name)
            and not _is_namesake(doc, name)
            and not self._is_people(doc, name, surnames)
        ]

    def with_places(
        self, doc: Doc, names: Sequence[Found], evidence: Sequence[Evidence]
    ) -> list[Found]:
        """In a language without a recogniser of its own, places are names as well."""
        if doc._.language != ENGLISH:
            return list(names)
        taken = {place for name in names for place in range(name.first, name.last)}
        added = list(names)
        for piece in evidence:
            span = doc.char_span(piece.mention.start, piece.mention.end)
            if piece.derived or span is None or not taken.isdisjoint(range(span.start, span.end)):
                continue
            added.append(found(doc, span.start, span.end, Label.LOC))
        return sorted(added, key=lambda name: name.start)

    def places(
        self, doc: Doc, names: Sequence[Found], evidence: Sequence[Evidence]
    ) -> tuple[tuple[Place, ...], list[tuple[Found, str]]]:
        """Places of the article, and each name of one with its place's id."""
        codes = {piece.code for piece in evidence}
        moved = {
            piece.mention.text: piece.code for piece in evidence if piece.mention.via is Via.PLACE
        }

        def locate(form: str) -> str | None:
            if form in moved:
                return moved[form]
            sense = self.sense(doc, form)
            if sense is not None and sense.via is not Via.ADJECTIVE and not sense.town:
                return sense.code
            return self._gazetteer.country(form, language=doc._.language, spoken_of=codes)

        own = [name for name in names if name.label is Label.LOC and not self._country(doc, name)]
        filed, ids = places.resolve(
            [one_line(name.text) for name in own], locate, self._gazetteer.knows
        )
        return filed, list(zip(own, ids, strict=True))

    def in_bodies(self, doc: Doc, names: Sequence[Found]) -> Iterator[Evidence]:
        """Large towns in the names of clubs and universities: `FC Barcelona`."""
        for name in names:
            if name.label is not Label.ORG:
                continue
            tokens = doc[name.first : name.last]
            if _OF_TOWNS.isdisjoint(token.text for token in tokens):
                continue
            for token in tokens:
                code = self._gazetteer.large.get(token.text)
                if code is not None and token.text not in _NAMESAKES:
                    yield place_evidence(code, found(doc, token.i, token.i + 1, Label.LOC))

    def _finder(self, doc: Doc) -> EvidenceFinder:
        return self._english if doc._.language == ENGLISH else self._german

    def _country(self, doc: Doc, name: Found) -> bool:
        """A country is filed under countries, not under places."""
        sense = self.sense(doc, name.text)
        return sense is not None and (sense.derived or sense.via in (Via.NAME, Via.ADJECTIVE))

    def _is_people(self, doc: Doc, name: Found, surnames: set[str]) -> bool:
        """A German recogniser takes English peoples ("Finns") for persons."""
        if doc._.language != ENGLISH or name.label is not Label.PER or name.text in surnames:
            return False
        sense = self.sense(doc, name.text)
        return sense is not None and sense.sure and sense.derived

    def _spoken_of(self, piece: Evidence, doc: Doc, spoken_of: set[str]) -> Evidence:
        if not piece.town or piece.derived or piece.code in spoken_of:
            return piece
        country = self._gazetteer.country(
            piece.mention.text, language=doc._.language, spoken_of=spoken_of
        )
        return replace(piece, code=country) if country in spoken_of and country else piece

    def _with_states(self, evidence: Sequence[Evidence], text: str) -> Iterator[Evidence]:
        """`Paris, Texas` is the town of that name in the state's country."""
        for piece, following in zip(evidence, [*evidence[1:], None], strict=False):
            if following is None or not self._is_followed_by_state(piece, following, text):
                yield piece
            else:
                mention = replace(piece.mention, via=Via.PLACE)
                yield Evidence(following.code, mention, town=True)

    def _is_followed_by_state(self, piece: Evidence, state: Evidence, text: str) -> bool:
        if text[piece.mention.end : state.mention.start] != ", " or piece.derived:
            return False
        if state.code not in _OF_STATES or state.mention.via is not Via.PLACE or state.derived:
            return False
        listed = text[state.mention.end :].startswith(_AND)
        return not listed and self._gazetteer.is_in(piece.mention.text, state.code)

    def _with_river(self, doc: Doc, name: Found) -> Found:
        """`Halle (Saale)`, where the recogniser cut the bracket or left it out."""
        if name.label is not Label.LOC:
            return name
        for end in (name.last + 1, name.last + 3):
            if end <= len(doc) and doc[end - 1].text == ")":
                longer = found(doc, name.first, end, Label.LOC)
                if self._gazetteer.knows(longer.text):
                    return longer
        return name


def place_evidence(code: str, name: Found) -> Evidence:
    """A place found by the recogniser, as evidence for its country."""
    mention = CountryMention(start=name.start, end=name.end, text=name.text, via=Via.PLACE)
    return Evidence(code, mention)


def _is_namesake(doc: Doc, name: Found) -> bool:
    """`Kennedy's pledge`: in English a name of persons and firms before one of a town."""
    if doc._.language != ENGLISH or name.label is not Label.LOC:
        return False
    return without_genitive(name.text, ()) in _NAMESAKES and not is_placed(doc[name.first])


def _is_ordinary(doc: Doc, name: Found) -> bool:
    """An everyday word that some town is called, behind an article."""
    if name.text not in _ORDINARY or name.first == 0:
        return False
    return doc[name.first - 1].lower_ in _DETERMINERS
