"""Names told by the words beside them: offices, given names, verbs of saying, kinds of things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from archive.model.annotation import Label
from indexer.enrich.lexicon import rows, words
from indexer.enrich.names.couples import apart
from indexer.enrich.names.found import Found, Senses, found, is_people
from indexer.enrich.names.given import is_given
from indexer.enrich.names.korean import WORDS as KOREAN
from indexer.enrich.names.korean import is_korean
from indexer.enrich.names.titles import PARTICLES, is_street, is_title, opens_person

IsPlace = Callable[[str], bool]
NONE: Final = "NONE"
_KINDS: Final = {noun: label for (label,), nouns, _ in rows("kinds.txt") for noun in nouns}
_ENDINGS: Final = tuple(
    (ending, label) for (label,), _, ends in rows("kinds.txt") for ending in ends
)
_NO_PERSONS: Final = words("no_persons.txt")
_SAYING: Final = words("saying.txt")
_FOREIGN: Final = words("foreign_bodies.txt")
_CIVIL: Final = frozenset({"Dr.", "Prof.", "Herr", "Herrn", "Mr.", "Mrs.", "Ms."})
_OPENING: Final = frozenset({"„", '"', "“", "»", "''", "'", "‚"})
_CLOSING: Final = frozenset({"“", '"', "”", "«", "''", "'", "‘"})
_SMALL: Final = frozenset({"am", "der", "des", "für", "of", "the", "und", "de", "im", "&"})
_LEGAL_FORMS: Final = words("legal_forms.txt")
_ARTICLES: Final = words("articles.txt")
_FRENCH: Final = frozenset({"Le", "La", "Les", "El", "Il"})
_ARABIC: Final = ("al-", "Al-", "el-", "El-", "as-", "at-", "asch-", "ar-")
_DEEDS: Final = words("deeds.txt")
_OF_DEEDS: Final = ("ung", "ation", "schaft", "keit", "heit")
_AFTER_VON: Final = frozenset({"der", "den"})
_LONGEST: Final = 5  # words of a name
_SHORTEST_END: Final = 3  # letters before the ending that make a compound


def with_cues(doc: Doc, names: Sequence[Found], senses: Senses, is_place: IsPlace) -> list[Found]:
    """The names in text order, relabelled, dropped and added as the words beside them tell."""
    names = [part for name in names for part in apart(doc, _without_kind(doc, name))]
    borne = {
        name.text.split()[-1] for name in names if name.label is Label.PER and " " in name.text
    }
    told = {
        name.text: label
        for name in names
        if name.text not in borne and (label := _told(doc, name, is_place)) is not None
    }
    kept = [
        replace(name, label=Label(told[name.text])) if name.text in told else name
        for name in names
        if told.get(name.text) != NONE
    ]
    taken = {place for name in kept for place in range(name.first, name.last)}
    longer = [_with_given_name(doc, name, taken) for name in kept]
    taken = {place for name in longer for place in range(name.first, name.last)}
    return sorted([*longer, *_added(doc, taken, senses)], key=lambda name: name.start)


def _told(doc: Doc, name: Found, is_place: IsPlace) -> str | None:
    """The label that the words tell, `NONE` for no name of ours, None where they tell nothing."""
    several = name.last - name.first > 1
    person = name.label is Label.PER
    if person and _is_nobody(doc, name):
        return NONE
    if several and not _FOREIGN.isdisjoint(name.text.split()):
        return Label.ORG.value
    kind = _kind_before(doc, name.first)
    if kind == NONE and name.label is not Label.LOC:
        return kind
    if several and is_given(doc[name.first].text):
        somebody = name.label is Label.LOC and not is_place(name.text) and not is_street(name.text)
        return Label.PER.value if somebody else None
    if kind is not None and kind != NONE:
        return kind
    if several and not person and not is_place(name.text) and _is_spoken_of(doc, name):
        return Label.PER.value
    return None


def _is_nobody(doc: Doc, name: Found) -> bool:
    bare = name.text.rstrip(" .")
    letters = sum(map(str.isalpha, bare))
    return bare in _NO_PERSONS or letters == 1 or doc[name.last - 1].is_digit


def _without_kind(doc: Doc, name: Found) -> Found:
    """Without the kind that stands in front of it ("Terrornetzwerk | al-Falk"), with the article
    that a body's name begins with ("Zeitung | Le Falk").
    """
    several = name.last - name.first > 1
    if name.label is Label.PER and several and kind_of(doc[name.first].text) is not None:
        return found(doc, name.first + 1, name.last, Label.PER)
    french = name.first > 1 and doc[name.first - 1].text in _FRENCH
    if french and kind_of(doc[name.first - 2].text) == Label.ORG.value:
        return found(doc, name.first - 1, name.last, Label.ORG)
    return name


def kind_of(noun: str) -> str | None:
    """What this noun says that the name behind it is."""
    if noun in _KINDS:
        return _KINDS[noun]
    lowered = noun.lower()
    for ending, label in _ENDINGS:
        if lowered.endswith(ending) and len(noun) >= len(ending) + _SHORTEST_END:
            return label if noun[:1].isupper() else None
    return None


def _kind_before(doc: Doc, first: int) -> str | None:
    before = first - 1
    while before >= 0 and doc[before].text in _OPENING and first - before <= 2:
        before -= 1
    kind = kind_of(doc[before].text) if before >= 0 else None
    return kind or _kind_of_quoted(doc, first)


def _kind_of_quoted(doc: Doc, first: int) -> str | None:
    """`NONE` for a name inside the quoted name of a thing: the restaurant „Da Falk“."""
    for before in range(first - 1, max(0, first - _LONGEST), -1):
        text = doc[before].text
        if text in _OPENING:
            return NONE if kind_of(doc[before - 1].text) == NONE else None
        if not text[:1].isupper() and text not in _SMALL:
            return None
    return None


def _is_spoken_of(doc: Doc, name: Found) -> bool:
    """Behind an Arabic article, a verb of saying, or in apposition before one."""
    if any(word.startswith(_ARABIC) for word in name.text.split()[1:]):
        return True
    if name.first and doc[name.first - 1].text in _SAYING:
        return True
    if name.first == 0 or name.last + 1 >= len(doc):
        return False
    commas = doc[name.first - 1].text == "," == doc[name.last].text
    return commas and doc[name.last + 1].text in _SAYING


def _with_given_name(doc: Doc, name: Found, taken: set[int]) -> Found:
    """A surname alone takes the given names before it: "Ida | Falk"."""
    first = name.first
    if name.label is Label.PER and not is_given(doc[first].text):
        while first and first - 1 not in taken and is_given(doc[first - 1].text):
            first -= 1
    return name if first == name.first else found(doc, first, name.last, Label.PER)


def _added(doc: Doc, taken: set[int], senses: Senses) -> Iterator[Found]:
    used = set(taken)
    for token in doc:
        if token.i in used or not token.text[:1].isalpha():
            continue
        told = _kind_before(doc, token.i) is not None
        name = _body(doc, token, used) if told else _person(doc, token, used, senses)
        if name is not None:
            used.update(range(name.first, name.last))
            yield name


def _body(doc: Doc, token: Token, used: set[int]) -> Found | None:
    """A name in quotation marks, in capitals or with capitals inside, behind its kind."""
    if token.i == 0 or _kind_before(doc, token.i) != Label.ORG.value:
        return None
    if doc[token.i - 1].text in _OPENING:
        return _quoted(doc, token.i, used)
    if not any(letter.isupper() for letter in token.text[1:]) or token.text in _LEGAL_FORMS:
        return None
    last = token.i + 1
    while last < len(doc) and last not in used and _is_written_large(doc, token.i, last):
        last += 1
    alone = last == token.i + 1 and token.lower_ in _ARTICLES
    return None if alone else found(doc, token.i, last, Label.ORG)


def _is_written_large(doc: Doc, first: int, last: int) -> bool:
    """Capitals that go on: "DER NORDRUF"."""
    return doc[first].is_upper and doc[last].is_upper and doc[last].is_alpha


def _quoted(doc: Doc, first: int, used: set[int]) -> Found | None:
    for last in range(first, min(first + _LONGEST + 1, len(doc))):
        text = doc[last].text
        if text in _CLOSING:
            return found(doc, first, last, Label.ORG) if last > first else None
        if last in used or not (text[0].isupper() or text in _SMALL):
            return None
    return None


def _person(doc: Doc, token: Token, used: set[int], senses: Senses) -> Found | None:
    if is_korean(doc, token.i) and used.isdisjoint(range(token.i, token.i + KOREAN)):
        return found(doc, token.i, token.i + KOREAN, Label.PER)
    last = _end_of_run(doc, token.i, used)
    before = doc[token.i - 1].text if token.i else ""
    if last == token.i or is_title(token.text) or kind_of(token.text) is not None:
        return None
    long_enough = last - token.i > 1
    arabic = long_enough and _is_arabic(token.text, doc[token.i + 1].text)
    arabic = arabic and not is_people(senses(token.text))  # "Jemeniten al-Falk"
    known = long_enough and (is_given(token.text) or arabic or opens_person(before))
    known = known or before in _CIVIL or _opens_couple(doc, token.i)
    return found(doc, token.i, last, Label.PER) if known else None


def _opens_couple(doc: Doc, first: int) -> bool:
    pair = doc[first : first + 3].text.split()
    if len(pair) != len(("given", "und", "given")) or pair[1] != "und":
        return False
    return is_given(pair[0]) and is_given(pair[2])


def _is_arabic(given: str, surname: str) -> bool:
    if given.lower() in _ARTICLES or surname.count("-") > 1:
        return False
    return surname.startswith(_ARABIC)


def _end_of_run(doc: Doc, first: int, used: set[int]) -> int:
    """Where the capitalised words that begin here end, particles between them included."""
    last = end = first
    while last < len(doc) and last - first < _LONGEST and last not in used:
        text = doc[last].text
        if not text[0].isupper() and text not in PARTICLES and not text.startswith(_ARABIC):
            break
        if text in _AFTER_VON and last > first and not _takes_article(doc, first, last):
            break  # an article: "Jon Falk den Preis"
        last += 1
        if text not in PARTICLES:
            end = last
        if text[-1:] == "s" and is_given(doc[first].text) and last - first > 1:
            break  # a genitive: what follows is what he has
    return end if doc[first].text[0].isupper() else first


def _takes_article(doc: Doc, first: int, last: int) -> bool:
    """Behind "von", "Karl der Große", "Joop den Uyl"."""
    if doc[last - 1].text in PARTICLES:
        return True
    following = doc[last + 1].text if last + 1 < len(doc) else ""
    if doc[last].text == "der":
        return following.istitle() and following.endswith("e")
    return last - first == 1 and following.istitle() and is_given(doc[first].text)


def is_deed(noun: str) -> bool:
    """A noun that takes a genitive of who does it or suffers it: "die Wahl", "die Ernennung"."""
    return noun in _DEEDS or (noun[:1].isupper() and noun.endswith(_OF_DEEDS))
