"""Points in time: an index as it stood once, kept by the cluster for a while."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from archive.engines.elastic.failures import ContextGone, IndicesGone, engine_errors
from archive.engines.elastic.queries import Json
from archive.engines.elastic.retry import briefly
from archive.engines.elastic.snapshot import Snapshot
from archive.engines.limits import PAGES_KEPT
from archive.errors import CursorExpired, EngineUnavailable, FundstelleError
from mappings.fields import IndexName

_KEEP = f"{PAGES_KEPT}s"


class Moment:
    """The articles of one generation as they stood when it was opened."""

    def __init__(self, snapshot: Snapshot, id_: str) -> None:
        self._snapshot = snapshot
        self._id = id_

    @classmethod
    def opened(cls, snapshot: Snapshot) -> Moment:
        """A new one."""
        return cls(snapshot, briefly(partial(_opened, snapshot)))

    @classmethod
    def resumed(cls, snapshot: Snapshot, text: str) -> Moment:
        """One that was opened before, from its `text`; raise CursorExpired for any other."""
        try:
            return cls(snapshot, base64.urlsafe_b64encode(bytes.fromhex(text)).decode())
        except ValueError as error:
            raise _expired() from error

    @property
    def text(self) -> str:
        """What `resumed` reads. It repeats itself in a way that packs well, unlike the id."""
        try:
            raw = base64.urlsafe_b64decode(self._id)
        except binascii.Error as error:
            raise EngineUnavailable("a point in time of no known form") from error
        return raw.hex()

    def search(self, body: Json, after: Sequence[float] = ()) -> list[Json]:
        """Hits behind the sort values; raise CursorExpired when the cluster has lost it."""
        wanted: dict[str, Any] = body | ({"search_after": list(after)} if after else {})
        try:
            answer = briefly(partial(self._search, wanted))
        except (ContextGone, IndicesGone) as error:
            raise _expired() from error
        if not answer["_shards"]["total"]:
            raise _expired()  # no point in time of ours
        self._id = answer.get("pit_id", self._id)
        hits: list[Json] = answer["hits"]["hits"]
        return hits

    def _search(self, wanted: dict[str, Any]) -> Json:
        with engine_errors():
            answer: Json = self._snapshot.client.search(
                pit={"id": self._id, "keep_alive": _KEEP},
                search_type="dfs_query_then_fetch",
                allow_partial_search_results=False,
                track_total_hits=False,
                **wanted,
            ).body
        return answer

    def close(self) -> None:
        """Free it; it expires by itself as well."""
        with suppress(FundstelleError), engine_errors():
            self._snapshot.client.close_point_in_time(id=self._id)


def _opened(snapshot: Snapshot) -> str:
    with engine_errors():
        answer = snapshot.client.open_point_in_time(
            index=snapshot.names[IndexName.ARTICLES],
            keep_alive=_KEEP,
            preference=snapshot.preference,
        )
    id_: str = answer["id"]
    return id_


def _expired() -> CursorExpired:
    return CursorExpired("these result pages have expired; search again from the start")
