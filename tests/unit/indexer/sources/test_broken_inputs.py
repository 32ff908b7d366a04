"""Every broken input gets a named reason, and what stands beside it is still read."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from indexer.sources.read import read
from indexer.sources.record import Code, Rejection, SourceOptions, SourceRecord
from indexer.sources.stream import RECORD_LIMIT
from tests.unit.indexer.sources.source_files import BODY, json_line, outcomes, written, zipped

GOOD = json_line(id="good")
DEEP = '{"body": "x", "notes": ' + "[" * 400 + "]" * 400 + "}"

# name of the broken input: file name, content, expected code
BROKEN: dict[str, tuple[str, bytes | str, Code]] = {
    "empty text file": ("a.txt", "", Code.EMPTY_BODY),
    "blank text file": ("a.txt", " \n\n ", Code.EMPTY_BODY),
    "text file with a header only": ("a.txt", " date 2024-06\n", Code.EMPTY_BODY),
    "text file with month 13": ("a.txt", f" date 2024-13 {BODY}", Code.IMPOSSIBLE_DATE),
    "text file with 30 February": ("a.txt", f"date 2023-02-30\n{BODY}", Code.IMPOSSIBLE_DATE),
    "text file with a date of no known form": ("a.txt", f"date 24x {BODY}", Code.UNKNOWN_DATE),
    "picture called .txt": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Code.BINARY_FILE),
    "UTF-16 without a byte order mark": ("a.txt", BODY.encode("utf-16-le"), Code.BINARY_FILE),
    "UTF-16 cut within a character": ("a.txt", BODY.encode("utf-16")[:-1], Code.BAD_ENCODING),
    "damaged UTF-8": ("a.txt", "Größe über Äcker".encode() + b" \xc3", Code.BAD_ENCODING),
    "bytes of no encoding": ("a.txt", b"Stra\x8de und \x81 Gasse \x9d", Code.BAD_ENCODING),
    "empty JSON Lines file": ("a.jsonl", "", Code.EMPTY_FILE),
    "empty JSON array": ("a.json", "[]", Code.EMPTY_FILE),
    "line that is no JSON": ("a.jsonl", "once upon a time\n", Code.BROKEN_JSON),
    "line with a missing quote": ("a.jsonl", '{"body": "x}\n', Code.BROKEN_JSON),
    "line cut off": ("a.jsonl", GOOD[:30], Code.BROKEN_JSON),
    "NaN in JSON": ("a.jsonl", '{"body": "x", "n": NaN}\n', Code.BROKEN_JSON),
    "half a surrogate pair": ("a.jsonl", '{"body": "\\ud83d"}\n', Code.BROKEN_JSON),
    "trailing comma in an object": ("a.json", '{"body": "x",}', Code.BROKEN_JSON),
    "array cut after a record": ("a.json", "[" + GOOD, Code.BROKEN_JSON),
    "array cut within a record": ("a.json", "[" + GOOD[:30], Code.BROKEN_JSON),
    "array with nothing between commas": ("a.json", f"[{GOOD},,{GOOD}]", Code.BROKEN_JSON),
    "prose after an array": ("a.json", f"[{GOOD}] and so on", Code.BROKEN_JSON),
    "number instead of an object": ("a.jsonl", "42\n", Code.NOT_AN_OBJECT),
    "string instead of an object": ("a.json", '["text"]', Code.NOT_AN_OBJECT),
    "list instead of an object": ("a.jsonl", '["body", "x"]\n', Code.NOT_AN_OBJECT),
    "null instead of an object": ("a.jsonl", "null\n", Code.NOT_AN_OBJECT),
    "JSON nested too deep for an index": ("a.jsonl", DEEP, Code.TOO_DEEP),
    "JSON nested too deep for a parser": (
        *("a.jsonl", '{"body": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        Code.TOO_DEEP,
    ),
    "no body": ("a.jsonl", '{"title": "x"}\n', Code.MISSING_BODY),
    "body null": ("a.jsonl", '{"body": null}\n', Code.MISSING_BODY),
    "body empty": ("a.jsonl", '{"body": ""}\n', Code.EMPTY_BODY),
    "body blank": ("a.jsonl", '{"body": " \\n "}\n', Code.EMPTY_BODY),
    "body a number": ("a.jsonl", '{"body": 7}\n', Code.WRONG_TYPE),
    "body a list": ("a.jsonl", '{"body": ["x"]}\n', Code.WRONG_TYPE),
    "title a truth value": ("a.jsonl", json_line(title=True), Code.WRONG_TYPE),
    "url a number": ("a.jsonl", json_line(url=1), Code.WRONG_TYPE),
    "authors an object": ("a.jsonl", json_line(authors={"first": "x"}), Code.WRONG_TYPE),
    "published a list": ("a.jsonl", json_line(published=["2024"]), Code.WRONG_TYPE),
    "published on 31 June": ("a.jsonl", json_line(published="31.06.2024"), Code.IMPOSSIBLE_DATE),
    "published at 25 o'clock": (
        *("a.jsonl", json_line(published="2024-06-19T25:00:00Z")),
        Code.IMPOSSIBLE_DATE,
    ),
    "published in the year 0": ("a.jsonl", json_line(published="0000"), Code.IMPOSSIBLE_DATE),
    "published soon": ("a.jsonl", json_line(published="soon"), Code.UNKNOWN_DATE),
    "published with two digits of a year": (
        *("a.jsonl", json_line(published="19.06.24")),
        Code.UNKNOWN_DATE,
    ),
    "language no code": ("a.jsonl", json_line(language="Deutsch!"), Code.UNKNOWN_LANGUAGE),
    "id empty": ("a.jsonl", json_line(id=" "), Code.EMPTY_ID),
    "id too long": ("a.jsonl", json_line(id="x" * 513), Code.ID_TOO_LONG),
    "id with a line break inside": ("a.jsonl", json_line(id="a\nb"), Code.INVALID_ID),
    "id a fraction": ("a.jsonl", json_line(id=1.5), Code.WRONG_TYPE),
    "gzip cut off": ("a.jsonl.gz", zipped(GOOD * 50)[:-12], Code.BROKEN_GZIP),
    "gzip with a damaged middle": (
        *("a.jsonl.gz", zipped(GOOD)[:20] + b"\xff\xff" + zipped(GOOD)[22:]),
        Code.BROKEN_GZIP,
    ),
    "record beyond the limit": (
        *("a.jsonl.gz", gzip.compress(b'{"body": "' + b"x" * RECORD_LIMIT + b'"}')),
        Code.TOO_LARGE,
    ),
    "text beyond the limit": ("a.txt.gz", gzip.compress(b"x" * (RECORD_LIMIT + 1)), Code.TOO_LARGE),
    "element beyond the limit": (
        *("a.json.gz", gzip.compress(b'[{"body": "' + b"x" * RECORD_LIMIT + b'"}]')),
        Code.TOO_LARGE,
    ),
    "type that is not read": ("a.pdf", b"%PDF-1.7", Code.UNSUPPORTED_TYPE),
    "web page": ("a.html", "<p>x</p>", Code.UNSUPPORTED_TYPE),
    "rejected record that is gone": (
        "a.jsonl",
        json.dumps(
            {"file": "/nowhere/b.txt", "path": "b.txt", "line": 0, "record": 0}
            | {"code": "bad_encoding", "reason": "…", "raw": None}
        ),
        Code.NOT_REREADABLE,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_input_is_rejected_with_its_reason(name: str, tmp_path: Path) -> None:
    file_name, content, code = BROKEN[name]
    written(tmp_path / file_name, content)
    found = [outcome for outcome in outcomes(tmp_path) if isinstance(outcome, Rejection)]
    assert [rejection.code for rejection in found] == [code]


@pytest.mark.parametrize("name", BROKEN)
def test_a_reason_is_a_sentence(name: str, tmp_path: Path) -> None:
    file_name, content, _ = BROKEN[name]
    written(tmp_path / file_name, content)
    reasons = [outcome.reason for outcome in outcomes(tmp_path) if isinstance(outcome, Rejection)]
    assert all(reason[0].isupper() and reason[-1] == "." for reason in reasons)


def test_a_folder_of_broken_inputs_still_gives_its_good_articles(tmp_path: Path) -> None:
    for number, (file_name, content, _) in enumerate(BROKEN.values()):
        written(tmp_path / f"{number:02d}-{file_name}", content)
        written(tmp_path / f"{number:02d}-good.jsonl", json_line(id=f"good-{number}"))
    found = read([tmp_path], SourceOptions())
    ids = {outcome.article.id for outcome in found if isinstance(outcome, SourceRecord)}
    assert ids >= {f"good-{number}" for number in range(len(BROKEN))}


def test_a_line_beyond_the_limit_leaves_the_next_one_readable(tmp_path: Path) -> None:
    long_line = '{"body": "' + "x" * RECORD_LIMIT + '"}\n'
    found = outcomes(written(tmp_path / "a.jsonl", GOOD + long_line + GOOD))
    assert [type(outcome) for outcome in found] == [SourceRecord, Rejection, SourceRecord]


def test_an_element_beyond_the_limit_leaves_the_next_one_readable(tmp_path: Path) -> None:
    long_element = '{"body": "' + "x" * RECORD_LIMIT + '"}'
    found = outcomes(written(tmp_path / "a.json", f"[{GOOD},{long_element},\n{GOOD}]"))
    assert [type(outcome) for outcome in found] == [SourceRecord, Rejection, SourceRecord]


def test_an_array_goes_on_after_a_broken_record(tmp_path: Path) -> None:
    broken = '{"body": "no closing quote\n}'
    found = outcomes(written(tmp_path / "a.json", f"[{GOOD},\n{broken},\n{GOOD}]"))
    assert [type(outcome) for outcome in found] == [SourceRecord, Rejection, SourceRecord]


def test_records_before_the_break_in_a_gzip_file_are_read(tmp_path: Path) -> None:
    lines = "".join(json_line(id=str(number), noise=os.urandom(99).hex()) for number in range(9000))
    path = written(tmp_path / "a.jsonl.gz", zipped(lines)[:-1000])
    assert sum(isinstance(outcome, SourceRecord) for outcome in outcomes(path)) > 1000


def test_a_link_in_a_ring_is_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert [r.code for r in outcomes(tmp_path) if isinstance(r, Rejection)] == [
        Code.UNREADABLE_FILE
    ]


def test_broken_json_tells_line_and_column(tmp_path: Path) -> None:
    (rejection,) = (
        outcome
        for outcome in outcomes(written(tmp_path / "a.jsonl", GOOD + '{"body": x}\n'))
        if isinstance(outcome, Rejection)
    )
    assert (rejection.origin.line, "column 10" in rejection.reason) == (2, True)
