"""`fundstelle enrich` prints enrichment records and touches no data folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import Result

from archive.model.annotation import Enrichment
from archive.model.article import Article
from fundstelle.commands.enrich import records
from tests.unit.fundstelle.calling import article, call, written

BODY = "Angela Merkel reiste am Mittwoch nach Paris."


@pytest.fixture(scope="module")
def from_standard_input(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """One call with a good, a broken and a good record, and the data folder it was told."""
    data_dir = tmp_path_factory.mktemp("enrich") / "data"
    good = json.dumps(article("a", BODY, title="Reise", published="2019-05"))
    given = f"{good}\nbroken\n{json.dumps(article('b', BODY))}\n"
    return call(data_dir, "enrich", "-", given=given), data_dir


def test_a_record_is_printed_for_every_article_in_order(
    from_standard_input: tuple[Result, Path],
) -> None:
    lines = from_standard_input[0].stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_a_record_has_the_keys_of_the_contract(from_standard_input: tuple[Result, Path]) -> None:
    first = json.loads(from_standard_input[0].stdout.splitlines()[0])
    assert list(first) == [
        *("id", "title", "text", "language", "published", "mentions", "persons", "organisations"),
        *("places", "countries", "dates", "events", "pipeline"),
    ]


def test_the_text_is_title_blank_line_body(from_standard_input: tuple[Result, Path]) -> None:
    first = json.loads(from_standard_input[0].stdout.splitlines()[0])
    assert first["text"] == f"Reise\n\n{BODY}"


def test_a_rejected_record_is_named_and_gives_exit_code_3(
    from_standard_input: tuple[Result, Path],
) -> None:
    called = from_standard_input[0]
    assert (called.exit_code, "-:2: broken_json: " in called.stderr) == (3, True)


def test_no_data_folder_is_made(from_standard_input: tuple[Result, Path]) -> None:
    assert not from_standard_input[1].exists()


def test_records_go_to_a_file_when_asked(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", article("a", BODY))
    called = call(tmp_path / "data", "enrich", source, "--output", tmp_path / "out.jsonl")
    assert (called.exit_code, called.stdout) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "a"


class _Pairs:
    """Enriches two articles at a time, as a pipeline that reads ahead does."""

    fingerprint = "pairs"

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        stream = iter(articles)
        while pair := list(islice(stream, 2)):
            yield from (Enrichment(language="de", pipeline=one.body) for one in pair)


def test_a_record_belongs_to_its_article_when_the_pipeline_reads_ahead() -> None:
    lines = records(_Pairs(), (Article(body=str(number)) for number in range(5)))
    found = [json.loads(line) for line in lines]
    assert [(line["text"], line["pipeline"]) for line in found] == [
        (str(number), str(number)) for number in range(5)
    ]
