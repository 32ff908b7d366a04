"""Variables of the environment that begin like ours: those that are no settings are told."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from archive.errors import SettingsError

PREFIX = "FUNDSTELLE_"
_TESTS = PREFIX + "TEST_"
_TYPO = 0.92  # FUNDSTELLE_DATADIR is one of DATA_DIR, FUNDSTELLE_PORT_8000_TCP is none of PORT


def check(settings: Collection[str]) -> None:
    """Raise SettingsError for a variable that is all but the name of a setting."""
    for name, near in _unknown(settings, _TYPO):
        if near:
            raise SettingsError(f"there is no setting {name}; did you mean {near}?")


def ignored(settings: Collection[str]) -> Iterator[str]:
    """A sentence on each variable that is no setting. It is no fault, for our prefix is not ours
    alone.
    """
    for name, near in _unknown(settings, 0.0):
        yield f"there is no setting {name}, it is ignored; the nearest is {near}"


def _unknown(settings: Collection[str], cutoff: float) -> Iterator[tuple[str, str | None]]:
    """Each such variable with the nearest that is a setting, None if none is near enough."""
    known = [PREFIX + name.upper() for name in settings]
    for name in sorted(os.environ):
        ours = name.upper().startswith(PREFIX) and not name.upper().startswith(_TESTS)
        if ours and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1, cutoff=cutoff)
            yield name, next(iter(near), None)
