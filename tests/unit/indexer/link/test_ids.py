"""Numbers that make an id free."""

from __future__ import annotations

import pytest

from indexer.link.ids import free_id


@pytest.mark.parametrize("given", [0, 1, 2, 3, 7, 8, 9, 100])
def test_the_lowest_number_is_taken_when_all_before_it_are(given: int) -> None:
    taken = ["kim", *(f"kim-{number}" for number in range(2, given + 1))][:given]
    assert free_id("kim", taken.__contains__) == ("kim" if not given else f"kim-{given + 1}")


def test_few_are_asked_for_where_thousands_have_the_name() -> None:
    taken = {"kim", *(f"kim-{number}" for number in range(2, 5_000))}
    asked: list[str] = []

    def is_taken(wanted: str) -> bool:
        asked.append(wanted)
        return wanted in taken

    assert free_id("kim", is_taken) == "kim-5000"
    assert len(asked) < 30
