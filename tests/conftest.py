"""What all tests share: scrubbed settings, and the option that turns a skip into a failure."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ("tests.demo_archive", "tests.elasticsearch.fixture")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forbid-skips", action="store_true", help="fail when a test was skipped")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if session.config.getoption("--forbid-skips") and skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _without_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("FUNDSTELLE_"):
            monkeypatch.delenv(name)
