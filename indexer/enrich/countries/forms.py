"""Word forms that name a country, with its code and kind of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from archive.model.annotation import Via

_PLAIN: Final = str.maketrans({"’": "'", "ʼ": "'", "′": "'", "ʻ": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a form may mean; `sure` forms need no context that speaks for a place. `people` is set
    when the form is also the inhabitants' name ("Polen"), `derived` for adjectives and inhabitants,
    `town` when other towns may bear the name too.
    """

    code: str
    via: Via
    sure: bool = True
    people: bool = False
    derived: bool = False
    town: bool = False


@dataclass(slots=True)
class Forms:
    """Forms by their text, the bare names that compounds may begin with, and phrases that look
    like a country's name but are none ("Indischer Ozean").
    """

    language: str = "de"
    senses: dict[str, Sense] = field(default_factory=dict)
    roots: dict[str, Sense] = field(default_factory=dict)
    misleading: set[str] = field(default_factory=set)

    def add(self, forms: Iterable[str], sense: Sense) -> None:
        """Add forms that are not known yet: the first meaning given wins."""
        for form in forms:
            self.senses.setdefault(plain(form), sense)

    def get(self, form: str) -> Sense | None:
        key = plain(form)
        return None if key in self.misleading else self.senses.get(key)


def plain(form: str) -> str:
    """One apostrophe for all."""
    return form.translate(_PLAIN)
