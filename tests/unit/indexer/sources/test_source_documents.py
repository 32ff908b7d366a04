"""What is written about sources is what they do; the demo archive is what it claims to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.sources.fields import ALIASES
from indexer.sources.record import Code, SourceRecord
from tests.unit.indexer.sources.source_files import outcomes, written

ROOT = Path(__file__).parents[4]
DOCUMENT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", Code)
def test_every_code_is_documented(code: Code) -> None:
    assert f"\n| `{code}` |" in DOCUMENT


@pytest.mark.parametrize("field", ALIASES)
def test_every_other_name_of_a_field_is_documented_in_order(field: str) -> None:
    others = ", ".join(name for name in ALIASES[field] if name != field)
    assert f"\n| `{field}` | {others} |" in DOCUMENT


def test_the_demo_archive_is_read_whole_with_source_and_licence() -> None:
    found = outcomes(ROOT / "demo" / "articles.jsonl.gz")
    told = [
        (outcome.article.source, outcome.article.extra["licence"], bool(outcome.article.url))
        for outcome in found
        if isinstance(outcome, SourceRecord)
    ]
    assert told == [("Wikinews", "CC BY 2.5", True)] * 866


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    content=st.binary(max_size=200) | st.text(alphabet='[]{}",:\\ax1\n ', max_size=80),
    name=st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.jsonl.gz"]),
)
def test_no_content_of_a_file_ends_the_reading(
    content: bytes | str, name: str, tmp_path: Path
) -> None:
    assert outcomes(written(tmp_path / name, content))
