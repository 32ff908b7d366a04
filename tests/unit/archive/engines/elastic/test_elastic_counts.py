"""When the leaders that shards name are the leaders of all."""

from __future__ import annotations

import pytest

from archive.engines.elastic.facets import Counts


def counts(*numbers: int, unseen: int = 0, errors: dict[str, int] | None = None) -> Counts:
    return Counts(
        values={f"v{rank}": number for rank, number in enumerate(numbers)},
        errors=errors or {},
        unseen=unseen,
        complete=not unseen and not errors,
        kept={},
        missing=0,
    )


def test_a_complete_list_decides() -> None:
    assert counts(3, 3, 3).decides(2)


@pytest.mark.parametrize(("unseen", "decided"), [(4, True), (5, False), (6, False)])
def test_a_value_that_no_shard_named_may_tie_or_lead(unseen: int, *, decided: bool) -> None:
    assert counts(9, 5, 4, unseen=unseen).decides(2) is decided


def test_a_leader_whose_number_is_uncertain_leaves_it_open() -> None:
    assert not counts(9, 5, 2, unseen=1, errors={"v1": 1}).decides(2)


@pytest.mark.parametrize(("error", "decided"), [(2, True), (3, False)])
def test_a_later_value_may_have_more_than_it_seems(error: int, *, decided: bool) -> None:
    assert counts(9, 5, 2, unseen=1, errors={"v2": error}).decides(2) is decided


def test_a_list_shorter_than_asked_for_is_open_unless_complete() -> None:
    assert not counts(9, unseen=3).decides(2)
