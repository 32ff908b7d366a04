"""Both engines answer every search of the file alike: totals, ids, facets, histograms, hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mean

import pytest

from tests.parity.comparing import Comparison
from tests.parity.relevance import agreement, overlap
from tests.parity.searches import read_searches

pytestmark = pytest.mark.timeout(900)  # all searches are asked when the first test begins


def _differing(compared: Sequence[Comparison]) -> list[str]:
    return [str(comparison) for comparison in compared if comparison.differences]


def test_both_engines_answer_alike_on_one_shard(on_one_shard: Sequence[Comparison]) -> None:
    assert _differing(on_one_shard) == []


def test_both_engines_answer_alike_on_seven_shards(on_seven_shards: Sequence[Comparison]) -> None:
    assert _differing(on_seven_shards) == []


def test_both_engines_find_much_the_same_best_hits(on_one_shard: Sequence[Comparison]) -> None:
    ranked = [one for one in on_one_shard if len(one.ours.ranking) > 1]
    assert mean(overlap(one.ours.ranking, one.theirs.ranking) for one in ranked) > 0.9
    assert mean(agreement(one.ours.ranking, one.theirs.ranking) for one in ranked) > 0.8


def test_every_search_is_another_one() -> None:
    times = Counter(search.text for search in read_searches())
    assert [text for text, number in times.items() if number > 1] == []


def test_the_file_holds_two_hundred_searches_that_find_something(
    on_one_shard: Sequence[Comparison],
) -> None:
    assert sum(comparison.ours.found > 0 for comparison in on_one_shard) >= 200
