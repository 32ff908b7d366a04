"""Every line of `pairs.txt` and `bodies.txt`: whether two names are one entry of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from archive.model.document import EntityKind
from archive.store.occurrences import Occurrence
from indexer.link.blocks import block_of
from indexer.link.clusters import clusters
from indexer.link.company import company_of, unpacked
from indexer.link.names import key_of
from tests.unit.indexer.link.small_archive import Piece, opened

_LEAST: Final = 60


def _lines(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            verdict, *articles = line.split(" | ")
            yield verdict, tuple(articles)


PERSONS: Final = tuple(_lines("pairs.txt"))
BODIES: Final = tuple(_lines("bodies.txt"))


def _piece(number: int, written: str) -> Piece:
    name, *beside = written.split(", ")
    return Piece(
        id=f"a{number}",
        persons=(name, *(part[1:] for part in beside if part.startswith("+"))),
        organisations=tuple((part[1:],) for part in beside if part.startswith("#")),
        countries=tuple(part for part in beside if part.isalpha()),
        year=next(int(part) for part in beside if part.isdigit()),
    )


def _occurrence(number: int, name: str) -> Occurrence:
    key = key_of(EntityKind.PERSON, name)
    return Occurrence(
        article=number,
        kind=EntityKind.PERSON,
        local=name,
        block=block_of(EntityKind.PERSON, key),
        key=key,
        name=name,
        mentions=1,
        entity="",
    )


@pytest.mark.parametrize(("verdict", "articles"), PERSONS)
def test_two_persons_are_one_as_their_line_says(verdict: str, articles: tuple[str, ...]) -> None:
    pieces = [_piece(number, written) for number, written in enumerate(articles)]
    companies = {
        number: unpacked(piece.id, company_of(piece.article, piece.enrichment))
        for number, piece in enumerate(pieces)
    }
    found = [_occurrence(number, piece.persons[0]) for number, piece in enumerate(pieces)]
    block = [occurrence for occurrence in found if occurrence.block == found[0].block]
    one = next(c.members for c in clusters(block, companies) if found[0] in c.members)
    assert ("join" if found[1] in one else "apart") == verdict


@pytest.mark.parametrize(("verdict", "articles"), BODIES)
def test_two_organisations_are_one_as_their_line_says(
    empty: Path, verdict: str, articles: tuple[str, ...]
) -> None:
    pieces = [
        Piece(id=f"a{number}", organisations=(tuple(forms.split("; ")),))
        for number, forms in enumerate(articles)
    ]
    with opened(empty) as archive:
        archive.take(pieces[::-1])
        entries = archive.entries(EntityKind.ORGANISATION).values()
    articles_of = [{article for article, _ in members} for members in entries]
    joined = any({"a0", "a1"} <= articles for articles in articles_of)
    assert ("join" if joined else "apart") == verdict


def test_there_are_as_many_lines_as_promised_and_none_twice() -> None:
    assert len(set(PERSONS)) == len(PERSONS) >= _LEAST
    assert len(set(BODIES)) == len(BODIES)
