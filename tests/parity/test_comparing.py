"""The comparison itself: it passes what is equal and names what is not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.model.document import ArticleDocument, Document
from tests.contract.builders import article, person
from tests.parity.comparing import Comparison, compare
from tests.parity.engines import embedded
from tests.parity.relevance import agreement, overlap
from tests.parity.searches import parse_search

ARTICLES = tuple(
    article(
        f"a{number}",
        ordinal=number,
        title=f"Gipfel {number}",
        body="Ein Treffen in Prag",
        published=f"2024-06-{number:02}",
        persons=["ada"],
        countries=["DE"],
    )
    for number in range(1, 16)
)
ARCHIVE: tuple[Document, ...] = (person("Ada Beispiel", id_="ada"), *ARTICLES)


def _compared(folder: Path, other: Sequence[Document], line: str) -> Comparison:
    with embedded(folder / "ours", ARCHIVE) as ours, embedded(folder / "theirs", other) as theirs:
        (comparison,) = compare(ours, theirs, [parse_search("", line)])
        return comparison


def _paths(folder: Path, other: Sequence[Document], line: str) -> list[str]:
    return [difference.path for difference in _compared(folder, other, line).differences]


def _mended(number: int, **fields: object) -> list[Document]:
    """The archive with one article changed."""
    own = ARTICLES[number - 1]
    changed = ArticleDocument({**own.record, **fields})
    return [changed if document is own else document for document in ARCHIVE]


@pytest.mark.parametrize("line", ["q=Gipfel", "q=Treffen&size=2&sort=oldest", "/facets/person"])
def test_one_archive_has_no_differences(tmp_path: Path, line: str) -> None:
    assert _paths(tmp_path, ARCHIVE, line) == []


def test_a_missing_article_is_seen_in_the_total(tmp_path: Path) -> None:
    assert "total.value" in _paths(tmp_path, ARCHIVE[:-1], "q=Gipfel")


def test_another_title_is_seen_in_its_hit(tmp_path: Path) -> None:
    other = _mended(3, display_title="Anders")
    assert _paths(tmp_path, other, "q=Treffen") == ["hits.a3.title"]


def test_another_order_is_seen_in_the_ids(tmp_path: Path) -> None:
    other = _mended(3, article={**ARTICLES[2].record["article"], "published": "2024-06-20"})
    paths = _paths(tmp_path, other, "sort=newest&facets=&histograms=0")
    assert paths[0].startswith("ids[")


def test_another_label_is_seen_in_its_bucket(tmp_path: Path) -> None:
    other = [person("Ada Anders", id_="ada"), *ARCHIVE[1:]]
    assert "facets.person.buckets[0].label" in _paths(tmp_path, other, "facets=person")


def test_an_error_of_one_engine_is_a_difference(tmp_path: Path) -> None:
    assert "error" in _paths(tmp_path, ARCHIVE[:-1], "/articles/a15")


def test_the_same_error_is_no_difference(tmp_path: Path) -> None:
    assert _paths(tmp_path, ARCHIVE, "/articles/none") == []


def test_a_difference_names_the_search(tmp_path: Path) -> None:
    assert "q=Gipfel" in str(_compared(tmp_path, ARCHIVE[:-1], "q=Gipfel"))


def test_equal_rankings_agree_fully() -> None:
    assert (overlap("abc", "abc"), agreement("abc", "abc")) == (1.0, 1.0)


def test_a_turned_ranking_shares_all_and_agrees_in_nothing() -> None:
    assert (overlap("abc", "cba"), agreement("abc", "cba")) == (1.0, -1.0)


def test_chance_agrees_as_often_as_not() -> None:
    shuffled = list(range(200))
    random.Random(1).shuffle(shuffled)
    assert abs(agreement([str(n) for n in range(200)], [str(n) for n in shuffled])) < 0.2
