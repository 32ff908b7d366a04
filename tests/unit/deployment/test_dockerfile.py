"""The image: holds the whole program, runs as nobody special, keeps what it must."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from fundstelle.settings import Settings
from fundstelle.variables import PREFIX

ROOT = Path(__file__).parents[3]
LINES = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]["packages"]
LAST_STAGE = LINES[max(n for n, line in enumerate(LINES) if line.startswith("FROM ")) :]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_of_the_program_is_copied(package: str) -> None:
    assert f"COPY {package} {package}" in LINES


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_that_is_copied_is_ignored(package: str) -> None:
    assert f"!{package}" in (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def test_the_image_ends_as_the_user_that_compose_names() -> None:
    users = [line.removeprefix("USER ") for line in LAST_STAGE if line.startswith("USER ")]
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    assert users == [compose["services"]["embedded"]["user"]]


def test_dependencies_are_installed_by_hash() -> None:
    installs = [line for line in LINES if " install " in line and "-r requirements/" in line]
    assert installs
    assert all("--require-hashes" in line for line in installs)


def test_every_setting_given_is_one() -> None:
    names = [line.split("=")[0].split()[-1] for line in LAST_STAGE if "=" in line]
    given = {name for name in names if name.startswith(PREFIX)}
    assert given
    assert given <= {PREFIX + field.upper() for field in Settings.model_fields}


def test_the_version_is_that_of_the_program() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"ARG VERSION={version}" in LAST_STAGE
