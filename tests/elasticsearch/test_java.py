"""A Java is chosen by what it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.elasticsearch.java import NoJava, java_home


def java(home: Path, version: str) -> Path:
    """A Java that says it has this version."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    return home


def test_the_named_java_goes_first(tmp_path: Path) -> None:
    named = java(tmp_path / "own", "21.0.4")
    java(tmp_path / "jvms" / "java-25", "25")
    assert java_home({"ES_JAVA_HOME": str(named)}, tmp_path / "jvms") == named


def test_a_named_java_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    old = java(tmp_path / "own", "17.0.15")
    new = java(tmp_path / "jvms" / "java-25", "25")
    assert java_home({"JAVA_HOME": str(old)}, tmp_path / "jvms") == new


def test_an_installed_java_goes_before_the_one_on_the_path(tmp_path: Path) -> None:
    new = java(tmp_path / "jvms" / "java-21", "21.0.4")
    other = java(tmp_path / "other", "25")
    assert java_home({"PATH": str(other / "bin")}, tmp_path / "jvms") == new


def test_the_java_on_the_path_is_found(tmp_path: Path) -> None:
    new = java(tmp_path / "anywhere", "25-ea")
    assert java_home({"PATH": str(new / "bin")}, tmp_path / "jvms") == new


def test_the_ones_that_are_too_old_are_named(tmp_path: Path) -> None:
    old = java(tmp_path / "jvms" / "java-17", "17.0.15")
    with pytest.raises(NoJava, match=f"{old} \\(17\\)"):
        java_home({"PATH": ""}, tmp_path / "jvms")


def test_a_java_that_does_not_run_is_none(tmp_path: Path) -> None:
    java(tmp_path / "jvms" / "broken", "25").joinpath("bin/java").chmod(0o644)
    with pytest.raises(NoJava, match="found: none"):
        java_home({"PATH": ""}, tmp_path / "jvms")
