"""Whom a server runs as: Elasticsearch refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path

UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """Ids to start the server with; None where it runs as we do."""

    user: int | None
    group: int | None

    def own(self, folder: Path) -> None:
        """Give it a folder and all that is in it."""
        if self.user is None or self.group is None:
            return
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, self.user, self.group)


def account() -> Account:
    """Ourselves, or for root somebody who owns nothing."""
    if os.geteuid() != 0:
        return Account(None, None)
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(entry.pw_uid, entry.pw_gid)
