"""What the engines share in completing what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.engines.names import begins_word, words
from archive.labels import country_name
from archive.model.document import FacetField
from archive.model.search import Suggestion

_NAMED_IN = ("de", "en")


def country_suggestions(
    counts: Mapping[str, int], starts: Sequence[str], language: str
) -> Iterator[Suggestion]:
    """Countries of the archive whose name in some language begins as typed."""
    for code, articles in counts.items():
        names = {country_name(code, spoken) for spoken in (language, *_NAMED_IN)}
        every_word = tuple(word for name in names for word in words(name))
        if articles and begins_word(tuple(starts), every_word):
            yield Suggestion(
                field=FacetField.COUNTRY,
                id=code,
                label=country_name(code, language),
                articles=articles,
            )


def best(found: Iterable[Suggestion], size: int) -> tuple[Suggestion, ...]:
    """Most articles first; ties by label, then by id."""
    return tuple(sorted(found, key=lambda entry: (-entry.articles, entry.label, entry.id))[:size])
