"""The file of golden queries: every fault names file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import SourceError
from indexer.jobs.golden import read_golden


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[]", 'expected an object with a text "query"'),
        ('{"total": 1}', 'expected an object with a text "query"'),
        ('{"query": "a"}', "nothing is expected"),
        ('{"query": "a", "totl": 1}', "unknown field 'totl'"),
        ('{"query": "a", "total": "1"}', "'total' must be a number"),
        ('{"query": "a", "at_least": true}', "'at_least' must be a number"),
        ('{"query": "a", "at_most": -1}', "'at_most' must be a number"),
        ('{"query": "a", "contains": "a1"}', "'contains' must be a list of ids"),
        ('{"query": "a", "first": ["a1"]}', "'first' must be an id"),
        ('{"query": "a", "total": 1, "sort": "best"}', "'sort' must be one of"),
        ('{"query": "(a", "total": 1}', "the query is wrong at character"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text('{"query": "a", "total": 1}\n\n' + line, encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        read_golden(path)
    assert str(raised.value).startswith(f"{path}, line 3: ")
    assert reason in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.jsonl cannot be read"):
        read_golden(tmp_path / "nowhere.jsonl")
