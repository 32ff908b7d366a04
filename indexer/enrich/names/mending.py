"""Mends what the recogniser cut or joined wrongly, by rules that hold for any name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc

from archive.model.annotation import Label, Via
from indexer.enrich.countries.context import is_addressed
from indexer.enrich.countries.context import names_person as is_namesake
from indexer.enrich.names.found import Found, Senses, found
from indexer.enrich.names.given import is_given
from indexer.enrich.names.korean import WORDS as KOREAN
from indexer.enrich.names.korean import is_korean
from indexer.enrich.names.titles import PARTICLES, is_office, is_street, names_person

IsPlace = Callable[[str], bool]
_INITIAL: Final = re.compile(r"[A-ZÄÖÜ]\.?")
_ROMAN: Final = re.compile(r"[IVX]+")
_ABBREVIATION: Final = re.compile(r"[A-ZÄÖÜ]{3,6}")
_JOINING: Final = frozenset({"von", "van", "zu", "de", "di", "da", "bin", "ibn", "ben", "del"})
_WAYS: Final = frozenset({"von", "zu"})
_CLUBS: Final = frozenset({"Viktoria", "Victoria"})  # "Viktoria Köln" plays football
_NO_SURNAMES: Final = frozenset({"Seiten", "Beruf", "Anfang", "Geburt", "Haus", "Natur"})
_PLACES: Final = (Via.NAME, Via.CAPITAL)


def mend(doc: Doc, names: Sequence[Found], senses: Senses, is_place: IsPlace) -> list[Found]:
    """The names in text order, put together and apart, and relabelled where their form tells."""
    alone = {name.text for name in names if " " not in name.text}
    cut = [_to_genitive(doc, name, alone) for name in names]
    whole = _joined(doc, [part for name in cut for part in _apart(doc, name, senses, is_place)])
    taken = {name.first for name in whole}
    longer = [
        _with_rest(doc, _with_surname(doc, _with_ordinal(doc, name), taken), taken)
        for name in whole
    ]
    return [_relabelled(doc, _with_namesake(doc, name, taken), is_place) for name in longer]


def _to_genitive(doc: Doc, name: Found, alone: set[str]) -> Found:
    """Without what he has, where the article knows him by that surname: "Jon Falks | Schuss"."""
    if name.label is Label.PER:
        for last in range(name.first + 2, name.last):
            own = is_given(doc[last - 1].text) or _ROMAN.fullmatch(doc[last].text)
            if not own and doc[last - 1].text[-1:] == "s" and doc[last - 1].text[:-1] in alone:
                return found(doc, name.first, last, Label.PER)
    return name


def _apart(doc: Doc, name: Found, senses: Senses, is_place: IsPlace) -> Iterator[Found]:
    """Two countries or capitals side by side are two places: "beliefert Paris Berlin mit Gas"."""
    tokens = range(name.first, name.last)
    if name.label is Label.LOC and len(tokens) > 1 and not is_place(name.text):
        parts = [senses(doc[place].text) for place in tokens]
        if all(part is not None and part.sure and part.via in _PLACES for part in parts):
            yield from (found(doc, place, place + 1, Label.LOC) for place in tokens)
            return
    yield name


def _joined(doc: Doc, names: Sequence[Found]) -> list[Found]:
    """A first name goes on over particles and after initials: "Ursula von der | Leyen"."""
    whole: list[Found] = []
    for name in names:
        if whole and _continues(doc, whole[-1], name):
            whole[-1] = found(doc, whole[-1].first, name.last, Label.PER)
        else:
            whole.append(name)
    return whole


def _continues(doc: Doc, first: Found, second: Found) -> bool:
    if first.label is not Label.PER:
        return False
    between = doc[first.last : second.first]
    if len(between) == 0:
        last = first.text.split()[-1]
        return bool(_INITIAL.fullmatch(last)) or (last in _JOINING and " " in first.text)
    if second.label is Label.ORG and between[0].text in _WAYS:
        return False  # "Falk von | Brixol Online" works there
    if first.text.split()[-1] in _JOINING and " " in first.text:
        return all(token.text in PARTICLES for token in between)
    if between[0].text not in _JOINING:
        return False
    if between[0].text in _WAYS and second.label is not Label.PER and _is_whole(first):
        return False
    return len(between) <= 2 and all(token.text in PARTICLES for token in between)


def _is_whole(name: Found) -> bool:
    """A surname stands in it already: "Jon Falk | zu | Bayern München"."""
    words = name.text.split()
    return len(words) > 1 and not is_given(words[-1])


def _with_ordinal(doc: Doc, name: Found) -> Found:
    """The dot of "Benedikt XVI." belongs to the name, and that of "Ida F ." inside a sentence."""
    if name.last >= len(doc) or doc[name.last].text != "." or name.last - name.first < 2:
        return name
    end = doc[name.last - 1].text
    goes_on = name.last + 1 < len(doc) and doc[name.last + 1].is_lower
    initial = name.label is Label.PER and goes_on and _INITIAL.fullmatch(end)
    if not initial and not _ROMAN.fullmatch(end):
        return name
    return found(doc, name.first, name.last + 1, Label.PER)


def _with_surname(doc: Doc, name: Found, taken: set[int]) -> Found:
    """After an initial comes the surname, even where the recogniser stopped: "Otto W. | Fink"."""
    if name.label is not Label.PER or name.last >= len(doc) or name.last in taken:
        return name
    if not _INITIAL.fullmatch(name.text.split()[-1]) or not doc[name.last].is_title:
        return name
    return found(doc, name.first, name.last + 1, Label.PER)


def _with_rest(doc: Doc, name: Found, taken: set[int]) -> Found:
    """A person's name does not end at a particle, nor at a lone given name before a capitalised
    word, nor before its last syllable: "Ursa von | der Strömholm", "Jon | Falk", "Han Dae | Ho".
    """
    if name.label is not Label.PER:
        return name
    last = name.last
    if last - name.first < KOREAN and last not in taken and is_korean(doc, name.first):
        return found(doc, name.first, name.first + KOREAN, Label.PER)
    parted = doc[last - 1].text in _JOINING and last - name.first > 1
    while parted and last < len(doc) and last not in taken and doc[last].text in PARTICLES:
        last += 1
    if not parted and _lacks_surname(doc, name):
        last, parted = last + 1, True
    alone = name.last - name.first == 1 and is_given(name.text) and not is_office(name.text)
    if not (parted or alone) or last >= len(doc) or last in taken:
        return name
    word = doc[last].text
    ends = not doc[last].is_title or not doc[last].is_alpha or is_office(word)
    return name if ends else found(doc, name.first, last + 1, Label.PER)


def _with_namesake(doc: Doc, name: Found, taken: set[int]) -> Found:
    """In English a town called like a person, and a surname: "Paris | Hilton"."""
    alone = name.last - name.first == 1 and name.last not in taken
    if name.label is not Label.LOC or not alone or doc._.language != "en":
        return name
    person = is_namesake(doc[name.first], english=True)
    return found(doc, name.first, name.last + 1, Label.PER) if person else name


def _lacks_surname(doc: Doc, name: Found) -> bool:
    """Several given names before "von": "Jon Ole | von Strömholm"; one may come from there."""
    words = doc[name.first : name.last]
    goes_on = name.last + 1 < len(doc) and doc[name.last].text in _WAYS
    if not goes_on or doc[name.last + 1].text in _NO_SURNAMES:
        return False
    return len(words) > 1 and all(is_given(word.text) for word in words)


def _relabelled(doc: Doc, name: Found, is_place: IsPlace) -> Found:
    """An abbreviation that is no place is a body; who follows an office, or bears a given name and
    one more word, is a person."""
    parts = name.text.split()
    if name.label is Label.PER and is_street(name.text):
        return replace(name, label=Label.LOC)
    if name.label is not Label.PER and names_person(parts):
        return replace(name, label=Label.PER)
    alone = name.last - name.first == 1
    if name.label is Label.LOC and alone and is_addressed(doc[name.first]):
        return replace(name, label=Label.PER)
    if name.label is Label.ORG and len(parts) == 2 and _is_full_name(*parts):
        return replace(name, label=Label.PER)
    if name.label is Label.LOC and not is_place(name.text):
        if _ABBREVIATION.fullmatch(name.text):
            return replace(name, label=Label.ORG)
        if name.first and name.last - name.first > 1 and is_office(doc[name.first - 1].text):
            return replace(name, label=Label.PER)
    return name


def _is_full_name(given: str, surname: str) -> bool:
    plain = given.isalpha() and surname.isalpha() and surname.istitle()
    return plain and given not in _CLUBS and is_given(given) and not is_given(surname)
