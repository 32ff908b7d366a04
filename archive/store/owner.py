"""Who a process is, so that another one can tell whether it is still there."""

from __future__ import annotations

import os
import socket
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One process on one host; `token` sets it apart from a later process with the same number."""

    host: str
    pid: int
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


def this_process() -> Owner:
    return Owner(host=_host(), pid=os.getpid())


def is_gone(host: str, pid: int) -> bool:
    """Whether the process surely runs no more; False for other hosts, where nobody can look."""
    if host != _host():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _host() -> str:
    # Two containers may share a host name but not their process numbers; the namespace tells
    # them apart.
    try:
        namespace = os.readlink("/proc/self/ns/pid")
    except OSError:
        namespace = ""
    return f"{socket.gethostname()} {namespace}".strip()
