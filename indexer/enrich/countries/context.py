"""What the words around a country word make of it: money, a language, a person, a people."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from archive.model.annotation import Via
from indexer.enrich.countries.forms import Sense
from indexer.enrich.lexicon import rows, words

# Before the plural of a people: "die Polen", "zwei Ungarn"; the bare word is the country.
_BEFORE_PEOPLE: Final = words("before_people.txt")
_TABLE: Final = {key[0]: frozenset(members) for key, members in rows("country_context.txt")}
_LANGUAGE_BEFORE: Final = frozenset({"ins", "im", "auf", "vom"})
_LANGUAGE_NOUNS: Final = frozenset({"Sprache", "Sprachen", "Grammatik", "Rechtschreibung"})
_SPOKEN: Final = _TABLE["before a language"]
_AND: Final = frozenset({"and", "or", ",", "to"})
_NO_NOUN: Final = _TABLE["no nouns"]
_NOT_MASCULINE: Final = _TABLE["no masculine"]
_SINGULAR: Final = _TABLE["one of them"]
_PLACED: Final = _TABLE["of place"]
_BEFORE_REGION: Final = frozenset({"Kanton", "Kantons", "Provinz", "Region", "Gouvernement"})
_SURNAME: Final = re.compile(r"[A-ZÄÖÜ]['’]?[\w-]*[a-zß]$")
_NAMESAKES: Final = words("namesakes.txt")
_ADDRESSES: Final = words("addresses.txt")
_CIVIL: Final = frozenset({"Herr", "Herrn", "Frau", "Mr", "Mrs", "Ms", "Mr.", "Mrs.", "Ms."})
_NO_SURNAMES: Final = _TABLE["no surnames"]


def misleads(token: Token, sense: Sense, *, currency: bool, english: bool) -> bool:
    """Whether a country's word is no evidence here; `currency` tells that money follows."""
    before = _before(token)
    if currency or names_person(token, english=english) or is_addressed(token):
        return True
    if before is not None and names_person(before, english=english):
        return True
    if sense.via is not Via.ADJECTIVE and not sense.derived:
        return False
    if _is_language(token, english) or _is_no_man(token):
        return True
    return not english and _surname(token)


def names_person(token: Token, *, english: bool) -> bool:
    """`Paris Hilton`: a given name and a surname that the recogniser took for one name, or, where
    nouns are small, any other capitalised word behind.
    """
    following = after(token)
    if token.text not in _NAMESAKES or following is None or not _SURNAME.match(following.text):
        return False
    if following.text in _NO_SURNAMES:
        return False
    third = after(following)
    if third is not None and third.is_title:
        return False
    if english and not is_placed(token):
        return True
    one_name = following.ent_iob_ == "I" and token.ent_iob_ == "B"
    return one_name and token.ent_type_ in ("LOC", "PER")


def is_addressed(token: Token) -> bool:
    """`Frau Paris`, `Mrs. Israel`, `Fürst Bismarck`, but not `der Graf Flanderns`."""
    before = _before(token)
    if before is not None and before.text == ".":
        before = _before(before)
    if before is None or before.text not in _ADDRESSES:
        return False
    return before.text in _CIVIL or not token.text.endswith("s")


def names_people(token: Token) -> bool:
    before = _before(token)
    return before is not None and (before.lower_ in _BEFORE_PEOPLE or before.like_num)


def is_placed(token: Token) -> bool:
    """Whether a preposition of place stands before."""
    before = _before(token)
    return before is not None and before.lower_ in _PLACED


def one_of_them(token: Token) -> bool:
    """`einem Malteser`: an unsure people's name after the article of one person."""
    before, following = _before(token), after(token)
    return (
        before is not None
        and before.lower_ in _SINGULAR
        and (following is None or not following.is_title)
    )


def names_region(token: Token) -> bool:
    """`im Bundesstaat Washington`, `Kanton Bern`: the region that is called as the town."""
    before = _before(token)
    if before is None:
        return False
    if before.text in _BEFORE_REGION or before.lower_.endswith(("bundesstaat", "bundesstaats")):
        return True
    following = after(token)
    state = following is not None and following.text in ("State", "state", "Province")
    return state or (before.lower_ == "of" and before.i > 0 and before.nbor(-1).lower_ == "state")


def after(token: Token) -> Token | None:
    return token.nbor() if token.i + 1 < len(token.doc) else None


def _before(token: Token) -> Token | None:
    return token.nbor(-1) if token.i else None


def _is_language(token: Token, english: bool) -> bool:
    before, following = _before(token), after(token)
    if following is not None and following.text in _LANGUAGE_NOUNS:
        return True
    if before is None:
        return False
    if english:
        return _is_english_language(token)
    bare = following is None or not following.is_title
    return before.lower_ in _LANGUAGE_BEFORE and bare and not token.text.endswith("er")


def _is_english_language(token: Token) -> bool:
    """`in English`, `speaks French and Turkish`, but not `in French towns`."""
    following = after(token)
    if following is not None and following.lower_ in ("language", "languages", "-", "speaker"):
        return True
    if following is not None and following.is_alpha and following.lower_ not in _NO_NOUN:
        return False
    place = token.i - 1
    while place > 0 and token.doc[place].lower_ in _AND and token.doc[place - 1].is_title:
        place -= 2
    return place >= 0 and token.doc[place].lower_ in _SPOKEN


def _is_no_man(token: Token) -> bool:
    """`Pole` and `Finne` are men only where no feminine or plural article stands before."""
    before = _before(token)
    if before is None or token.text not in ("Pole", "Finne"):
        return False
    return before.lower_ in _NOT_MASCULINE


def _surname(token: Token) -> bool:
    """`Anna Schwede`: one person's name right behind a given name."""
    before = _before(token)
    if before is None or before.ent_type_ != "PER" or not token.text[0].isupper():
        return False
    first = before.i == 0 or before.nbor(-1).ent_type_ != "PER"
    return first and not token.text.endswith(("n", "innen", "ische", "ischer"))
