"""How bulk jobs share out memory among threads."""

from __future__ import annotations

import ctypes
import sys

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_ARENAS = 1  # glibc allows eight for each processor


def share_arena() -> None:
    """Let the threads to come allocate from one arena, where the C library would make more.

    An engine starts threads for each turn of a job. What they free stays in their arenas, and with
    one for each thread it adds up to a multiple of what is in use.
    """
    if sys.platform == "linux":  # elsewhere the C library may not even be found without a name
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_ARENA_MAX, _ARENAS)
