"""A labelled text, the one form all corpora are brought into."""

from dataclasses import dataclass

LABELS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A labelled span; label None means: whether this is a name, the source does not tell us."""

    start: int
    end: int
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text and its names, in order and without overlap."""

    text: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A token of a column corpus with its begin-inside-outside tag in our labels ("O", "B-PER")."""

    form: str
    tag: str
