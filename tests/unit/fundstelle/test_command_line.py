"""The command line: overview, usage, messages instead of tracebacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive.errors import QueryError, SettingsError
from fundstelle.failures import message
from fundstelle.main import COMMANDS, command_line, load

RUN = "from fundstelle.main import run; run()"
_WITHOUT_SPACY = sorted(set(COMMANDS) - {"index", "reindex", "enrich"})


def _call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says_of_itself(name: str) -> None:
    assert (load(name).help or "").splitlines()[0] == COMMANDS[name][1]


def test_the_overview_names_every_command() -> None:
    shown = CliRunner().invoke(command_line(), ["--help"]).output
    assert [name for name in COMMANDS if name not in shown] == []


def test_the_overview_imports_no_command(tmp_path: Path) -> None:
    code = "import sys; from fundstelle.main import command_line; command_line(); "
    code += "print([m for m in sys.modules if m.startswith(('fundstelle.commands', 'pydantic'))])"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_commands_that_enrich_nothing_never_load_spacy(tmp_path: Path) -> None:
    code = f"import sys; from fundstelle.main import load; [*map(load, {_WITHOUT_SPACY})]; "
    code += "print('spacy' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    called = _call("indx", cwd=tmp_path)
    assert (called.returncode, "'index'" in called.stderr) == (2, True)


def test_an_error_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "fundstelle.toml").write_text("prot = 1")
    called = _call("status", cwd=tmp_path)
    expected = "Error: fundstelle.toml: there is no setting 'prot'; did you mean 'port'?\n"
    assert (called.returncode, called.stderr) == (1, expected)


def test_a_variable_that_is_no_setting_is_told_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FUNDSTELLE_ELASTIC_URL", "http://127.0.0.1:9200")
    called = CliRunner().invoke(command_line(), ["status"])
    assert called.stderr.startswith(
        "Warning: there is no setting FUNDSTELLE_ELASTIC_URL, it is ignored; "
        "the nearest is FUNDSTELLE_ELASTICSEARCH_URL\n"
    )


def test_the_version_is_printed() -> None:
    assert CliRunner().invoke(command_line(), ["version"]).output.startswith("fundstelle 0.")


def test_a_query_s_error_tells_place_and_suggestion() -> None:
    error = QueryError("a quote is not closed", position=3, suggestion='Putin "Kim"')
    assert message(error) == ('a quote is not closed. (character 4 of the query) Try: Putin "Kim"')


def test_a_message_stays_on_one_line() -> None:
    assert "\n" not in message(SettingsError("one\ntwo"))
