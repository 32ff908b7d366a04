"""How often bulk jobs look for garbage."""

from __future__ import annotations

import gc

_OBJECTS = 50_000  # allocated before a look; Python's own 700 is a fifth of a rebuild's time


def collect_rarely() -> None:
    """Leave what is loaded alone, and look for cycles seldom: jobs make millions of short-lived
    values that hold none.
    """
    if gc.get_freeze_count():  # done already: what came since may hold cycles
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 50)
