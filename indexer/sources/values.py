"""Single values of a JSON record, checked and brought into the form an article has."""

from __future__ import annotations

import re
import unicodedata

from archive.model.partial_date import PartialDate
from indexer.sources import dates
from indexer.sources.record import Code, Refused

ID_LIMIT = 512  # characters; longer ids are no names any more, and other systems refuse them
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.I)
_LINE_ENDS = re.compile(r"\r\n?")
_BY = re.compile(r"^(?:von|by)\s+", re.I)
_THREE_LETTERS = {
    "deu": "de",
    "ger": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "ita": "it",
    "nld": "nl",
    "dut": "nl",
    "rus": "ru",
    "pol": "pl",
}
_TYPES = {
    bool: "a truth value",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def clean(text: str) -> str:
    """NFC with LF line ends; soft hyphens and other invisible characters stay."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))


def text(value: object, name: str) -> str:
    """A string, or what an object calls its `name`."""
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if not isinstance(value, str):
        raise wrong_type(name, "a string", value)
    return clean(value)


def optional(value: object, name: str) -> str | None:
    """A string without blanks around it, None when nothing is left."""
    return None if value is None else text(value, name).strip() or None


def given_id(value: object, name: str) -> str | None:
    """An id as a string; whole numbers are written out."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong_type(name, "a string or a whole number", value)
    found = unicodedata.normalize("NFC", str(value).strip())
    if not found:
        raise Refused(Code.EMPTY_ID, f"The id in {name!r} is empty; leave the field out instead.")
    if len(found) > ID_LIMIT:
        raise Refused(
            Code.ID_TOO_LONG,
            f"The id in {name!r} has {len(found):,} characters; the limit is {ID_LIMIT}.",
        )
    if any(unicodedata.category(char) == "Cc" for char in found):
        raise Refused(Code.INVALID_ID, f"The id in {name!r} holds control characters.")
    return found


def published(value: object, name: str, timezone: str) -> PartialDate | None:
    """A date in any form that `dates` reads; an empty string is no date."""
    if isinstance(value, dict) and "value" in value:
        value = value["value"]
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong_type(name, "a date as a string", value)
    return dates.published(value, timezone)


def language(value: object, name: str) -> str | None:
    """The primary language subtag: `de` of `de-AT`, `de_DE` and `deu`."""
    found = optional(value, name)
    if found is None:
        return None
    match = _LANGUAGE.fullmatch(found)
    if match is None:
        raise Refused(
            Code.UNKNOWN_LANGUAGE,
            f"This is no language code: {found[:40]!r}; write it like 'de' or 'en'.",
        )
    code = match.group(1).lower()
    return _THREE_LETTERS.get(code, code)


def section(value: object, name: str) -> str | None:
    """A string; of a list of strings the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    return optional(value, name)


def authors(value: object, name: str) -> tuple[str, ...]:
    """Names of one author or a list, each once; `von` and `by` before a name fall away."""
    given = value if isinstance(value, list) else [value]
    found = (optional(author, name) for author in given)
    return tuple(dict.fromkeys(_BY.sub("", author) for author in found if author))


def wrong_type(name: str, wanted: str, value: object) -> Refused:
    """The reason for a value of the wrong JSON type."""
    given = _TYPES.get(type(value), "something else")
    return Refused(Code.WRONG_TYPE, f"The field {name!r} must be {wanted}, but is {given}.")
