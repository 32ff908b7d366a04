"""What a command gets from its surroundings: settings, and where to write."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from fundstelle.given import Given
from fundstelle.settings import Settings, load_settings
from fundstelle.variables import ignored

_PIPED = 250  # columns


def settings_of(context: typer.Context) -> Settings:
    """The settings of this call; variables that are none are told. Raise SettingsError."""
    given = given_of(context)
    settings = load_settings(given.config, data_dir=given.data_dir)
    for sentence in ignored(Settings.model_fields):
        err().print(f"Warning: {sentence}", markup=False)
    return settings


def given_of(context: typer.Context) -> Given:
    """What stood before the command."""
    return context.obj if isinstance(context.obj, Given) else Given()


def out() -> Console:
    """Standard output: results; piped into something else they are not cut to fit a screen."""
    width = None if sys.stdout.isatty() else _PIPED
    return Console(highlight=False, soft_wrap=True, width=width)


def err() -> Console:
    """Standard error: progress, summaries, messages."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
