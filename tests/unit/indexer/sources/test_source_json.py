"""JSON Lines, arrays and objects become articles."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SettingsError
from indexer.sources import json_values, stream
from indexer.sources.fields import parse_map
from indexer.sources.record import SourceRecord
from tests.unit.indexer.sources.source_files import (
    BODY,
    articles,
    json_line,
    outcomes,
    written,
    zipped,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(), inner, max_size=4)
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("date", "2024-06-19", "published", "2024-06-19"),
        ("publishedAt", "2024-06-19", "published", "2024-06-19"),
        ("pub_date", "2024-06", "published", "2024-06"),
        ("datePublished", 2024, "published", "2024"),
        ("headline", "Brücke fertig", "title", "Brücke fertig"),
        ("lang", "de-AT", "language", "de"),
        ("inLanguage", "deu", "language", "de"),
        ("link", "https://example.org/1", "url", "https://example.org/1"),
        ("publisher", {"name": "Bote"}, "source", "Bote"),
        ("category", "Politik", "section", "Politik"),
        ("category", ["Politik", "Inland"], "section", "Politik"),
        ("Ressort", "Politik", "section", "Politik"),
        ("byline", "Von Eva Meier", "authors", ("Eva Meier",)),
        ("author", [{"name": "Eva Meier"}, "Jan Ott"], "authors", ("Eva Meier", "Jan Ott")),
        ("_id", 17, "id", "17"),
    ],
)
def test_a_common_name_of_a_field_is_understood(
    name: str, value: object, field: str, expected: object, tmp_path: Path
) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json_line(**{name: value})))
    found = getattr(article, field)
    assert getattr(found, "value", found) == expected


@pytest.mark.parametrize("name", ["text", "content", "articleBody", "Volltext"])
def test_a_common_name_of_the_body_is_understood(name: str, tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json.dumps({name: BODY})))
    assert article.body == BODY


def test_our_own_name_goes_before_an_alias(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json_line(text="something else")))
    assert (article.body, article.extra) == (BODY, {"text": "something else"})


def test_unknown_fields_are_kept(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json_line(licence="CC BY", pages=[1, 2])))
    assert article.extra == {"licence": "CC BY", "pages": [1, 2]}


def test_an_extra_object_is_spread_among_the_unknown_fields(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json_line(extra={"a": 1}, b=2)))
    assert article.extra == {"a": 1, "b": 2}


def test_a_list_of_sections_is_kept_whole_as_well(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.jsonl", json_line(section=["A", "B"])))
    assert article.extra == {"section": ["A", "B"]}


def test_a_map_names_fields_by_dotted_paths(tmp_path: Path) -> None:
    row = json.dumps({"doc": {"parts": [{"plain": BODY}], "when": "2024"}})
    (article,) = articles(
        written(tmp_path / "a.jsonl", row),
        field_map={"body": "doc.parts.0.plain", "published": "doc.when"},
    )
    assert (article.body, article.published and article.published.value) == (BODY, "2024")


def test_a_key_with_a_dot_goes_before_a_path(tmp_path: Path) -> None:
    row = json.dumps({"doc.text": BODY, "doc": {"text": "other"}})
    (article,) = articles(written(tmp_path / "a.jsonl", row), field_map={"body": "doc.text"})
    assert article.body == BODY


def test_a_map_replaces_the_aliases_of_its_field(tmp_path: Path) -> None:
    (article,) = articles(
        written(tmp_path / "a.jsonl", json_line(title="A", kicker="B")),
        field_map={"title": "kicker"},
    )
    assert article.title == "B"


def test_a_map_is_read_from_pairs() -> None:
    assert parse_map(("body=doc.text", " title = name ")) == {"body": "doc.text", "title": "name"}


@pytest.mark.parametrize("pair", ["body", "body=", "corpse=text"])
def test_a_broken_map_is_refused(pair: str) -> None:
    with pytest.raises(SettingsError, match="--map"):
        parse_map((pair,))


@pytest.mark.parametrize(
    "content",
    [
        '[{"body": "a"}, {"body": "b"}]',
        '\n[\n  {"body": "a"},\n  {"body": "b"}\n]\n',
        '{"body": "a"}\n{"body": "b"}\n',
        '{\n"body": "a"}\n\n{"body":\n"b"}',
        '[{"body": "a"}][{"body": "b"}]',
    ],
)
def test_a_json_file_holds_an_array_or_values_in_a_row(content: str, tmp_path: Path) -> None:
    assert [a.body for a in articles(written(tmp_path / "a.json", content))] == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    [
        '[{"body": "a"}, {"body": "b"}]',
        '[\n{"body": "a"},\n{"body": "b"}\n]',
        '{\n"body": "a"\n}\n{\n"body": "b"\n}',
    ],
)
def test_a_file_that_is_only_called_json_lines_is_read_as_what_it_is(
    content: str, tmp_path: Path
) -> None:
    assert [a.body for a in articles(written(tmp_path / "a.jsonl", content))] == ["a", "b"]


def test_brackets_in_strings_do_not_part_records(tmp_path: Path) -> None:
    body = 'Er sagte: "[{]},\\" und ging.'
    path = written(tmp_path / "a.json", json.dumps([{"body": body}, {"body": BODY}]))
    assert [article.body for article in articles(path)] == [body, BODY]


def test_records_of_an_array_know_their_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", f"[\n{json_line(id='a')},\n\n{json_line(id='b')}]")
    assert [outcome.origin.line for outcome in outcomes(path)] == [2, 5]


@given(rows=st.lists(st.dictionaries(st.text(), JSON), max_size=5), size=st.integers(1, 40))
def test_an_array_splits_alike_however_it_is_cut_into_chunks(
    rows: list[dict[str, object]], size: int
) -> None:
    raw = json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    pieces = list(json_values.split(_cut(raw, size)))
    assert [json.loads(piece.bytes or b"") for piece in pieces] == json.loads(raw)


@given(rows=st.lists(st.text(alphabet="ab\n ", max_size=9)), size=st.integers(1, 9))
def test_lines_split_alike_however_they_are_cut_into_chunks(rows: list[str], size: int) -> None:
    raw = "\n".join(rows).encode()
    expected = [line for line in raw.split(b"\n") if line.strip()]
    assert [piece.bytes for piece in stream.lines(_cut(raw, size))] == expected


def _cut(raw: bytes, size: int) -> Iterator[bytes]:
    return (raw[start : start + size] for start in range(0, len(raw), size))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_the_encoding_of_json_is_found_out(name: str, encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path / name, (json_line(id="ä") + json_line(id="ö")).encode(encoding))
    assert [article.id for article in articles(path)] == ["ä", "ö"]


def test_a_given_id_makes_the_key_wherever_the_record_stands(tmp_path: Path) -> None:
    first = outcomes(written(tmp_path / "a.jsonl", json_line(id="x1")))
    second = outcomes(written(tmp_path / "b" / "c.jsonl", "\n" + json_line(id="x1")))
    assert [_key_id(*first)] == [_key_id(*second)]


def _key_id(found: object) -> str:
    assert isinstance(found, SourceRecord)
    return found.key.id


def test_without_an_id_path_and_record_make_the_key(tmp_path: Path) -> None:
    found = outcomes(written(tmp_path / "a.jsonl", json_line() + "\n" + json_line()))
    keys = [outcome.key for outcome in found if isinstance(outcome, SourceRecord)]
    assert [(key.path, key.record) for key in keys] == [("a.jsonl", 1), ("a.jsonl", 2)]


def test_zipped_json_lines_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl.gz", zipped(json_line(id="a") + json_line(id="b")))
    assert [article.id for article in articles(path)] == ["a", "b"]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    source = io.TextIOWrapper(io.BytesIO(json_line(id="a").encode()))
    monkeypatch.setattr(sys, "stdin", source)
    assert [article.id for article in articles(Path("-"))] == ["a"]
