"""Calls the command line within the test's process, on a data folder of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from fundstelle.main import command_line


def call(data_dir: Path, *arguments: str | Path, given: str | None = None) -> Result:
    """The result of one call; an exception that is no exit is raised."""
    return CliRunner().invoke(
        command_line(),
        ["--data-dir", str(data_dir), *map(str, arguments)],
        input=given,
        catch_exceptions=False,
    )


def answer(data_dir: Path, *arguments: str | Path) -> Any:
    """The JSON that a call prints."""
    called = call(data_dir, *arguments)
    assert called.exit_code == 0, called.output
    return json.loads(called.stdout)


def written(path: Path, *articles: dict[str, object]) -> Path:
    """A JSON Lines file."""
    lines = (json.dumps(article, ensure_ascii=False) for article in articles)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def article(given_id: str, body: str, **fields: object) -> dict[str, object]:
    return {"id": given_id, "body": body, **fields}
