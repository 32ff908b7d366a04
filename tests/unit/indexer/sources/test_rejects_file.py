"""The rejects file: written as records are rejected, read again once mended."""

from __future__ import annotations

import json
from pathlib import Path

from indexer.sources.record import Code, Rejection, SourceRecord
from indexer.sources.rejects import RejectsFile
from tests.unit.indexer.sources.source_files import (
    BODY,
    codes,
    json_line,
    outcomes,
    rejections,
    written,
)


def _rejects(source: Path, target: Path) -> list[dict[str, object]]:
    with RejectsFile(target) as file:
        for rejection in rejections(source):
            file.add(rejection)
    return [json.loads(line) for line in target.read_text().splitlines()]


def _mended(source: Path, folder: Path, **change: object) -> list[object]:
    """Outcomes of a rejects file whose only line was changed."""
    target = folder / "rejects.jsonl"
    (line,) = _rejects(source, target)
    return list(outcomes(written(target, json.dumps(line | change) + "\n")))


def _key(found: object) -> tuple[str, int]:
    assert isinstance(found, SourceRecord)
    return found.key.path, found.key.record


def test_no_rejection_makes_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects" / "1.jsonl") as file:
        assert not file.path.parent.exists()


def test_a_line_tells_where_and_why_with_the_text_as_received(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", json_line() + '{"title": "T"}\n')
    (line,) = _rejects(source, tmp_path / "rejects" / "1.jsonl")
    reason = line.pop("reason")
    assert isinstance(reason, str)
    assert line == {
        "file": str(source),
        "path": "a.jsonl",
        "line": 2,
        "record": 2,
        "code": "missing_body",
        "raw": '{"title": "T"}',
    }


def test_a_record_that_is_no_text_has_no_raw(tmp_path: Path) -> None:
    (line,) = _rejects(written(tmp_path / "a.txt", b"\x00\x01"), tmp_path / "r.jsonl")
    assert line["raw"] is None


def test_a_mended_text_is_read_under_its_own_key(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", json_line() + '{"body": 1}\n')
    (found,) = _mended(source, tmp_path, raw=json_line().strip())
    assert _key(found) == ("a.jsonl", 2)


def test_a_mended_object_is_read_as_well(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", json_line() + '{"body": 1}\n')
    (found,) = _mended(source, tmp_path, raw={"body": BODY})
    assert _key(found) == ("a.jsonl", 2)


def test_a_mended_text_file_is_read_as_dated_text(tmp_path: Path) -> None:
    source = written(tmp_path / "a.txt", f" date 2024-13 {BODY}")
    (found,) = _mended(source, tmp_path, raw=f" date 2024-12 {BODY}")
    assert isinstance(found, SourceRecord)
    assert (found.article.body, found.key.path) == (BODY, "a.txt")


def test_a_record_that_is_still_broken_is_rejected_again(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", '{"body": 1}\n')
    (found,) = _mended(source, tmp_path)
    assert isinstance(found, Rejection)
    assert (found.code, found.origin.relative) == (Code.WRONG_TYPE, "a.jsonl")


def test_without_raw_the_mended_file_is_read_again(tmp_path: Path) -> None:
    source = written(tmp_path / "in" / "a.txt", b"\x00\x01")
    _rejects(source.parent, tmp_path / "r.jsonl")
    written(source, BODY)
    (found,) = outcomes(tmp_path / "r.jsonl")
    assert _key(found) == ("a.txt", 1)


def test_without_raw_only_the_rejected_record_is_read_again(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", json_line().encode() + b'{"body": "\x81\x8d"}\n')
    _rejects(source, tmp_path / "r.jsonl")
    written(source, json_line() + json_line(title="mended"))
    (found,) = outcomes(tmp_path / "r.jsonl")
    assert _key(found) == ("a.jsonl", 2)


def test_a_rejects_file_that_names_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    row = {"file": str(path), "path": "r.jsonl", "line": 1, "record": 1}
    row |= {"code": "bad_encoding", "reason": "…", "raw": None}
    assert codes(written(path, json.dumps(row))) == [Code.NOT_REREADABLE]


def test_lines_that_stand_in_the_file_are_kept(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", '{"title": "T"}\n')
    target = written(tmp_path / "rejects.jsonl", '{"mended": 1}')
    assert [line.get("mended", line.get("code")) for line in _rejects(source, target)] == [
        1,
        "missing_body",
    ]
