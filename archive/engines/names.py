"""Names and labels as they are compared: folded, whole or word by word."""

from __future__ import annotations

from archive.model.document import EntityDocument, EventDocument
from mappings.analysis import exact_words

# Names are folded, never stemmed, so the language of the analysis makes no difference.
_ANY = "de"


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name or label, in order."""
    return tuple(exact_words(text, _ANY))


def folded(text: str) -> str:
    """The whole name, folded; `Kim Jong-un` and `KIM JONG UN` are equal."""
    return " ".join(words(text))


def entity_names(entity: EntityDocument) -> tuple[str, ...]:
    """Name and forms, folded, each once; what folds to nothing is left out."""
    names = (folded(name) for name in (entity.name, *entity.forms))
    return tuple(dict.fromkeys(name for name in names if name))


def event_words(event: EventDocument) -> tuple[str, ...]:
    """The folded words of the event's labels in all languages, each once."""
    return tuple(dict.fromkeys(word for label in event.labels.values() for word in words(label)))


def begins_word(typed: tuple[str, ...], text_words: tuple[str, ...]) -> bool:
    """Whether each typed word begins a word of the text."""
    return all(any(word.startswith(start) for word in text_words) for start in typed)
