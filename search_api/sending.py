"""Sends files that are written while they are sent: so many at once, none to whom takes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from threading import BoundedSemaphore

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from archive.errors import TooManyExports
from search_api.exporting import MEDIA_TYPES, Format, Pieces

log = logging.getLogger(__name__)

PATIENCE = 60.0  # seconds; a reader who takes nothing for so long has left or sleeps


class Exports:
    """So many exports at once: each holds a point in time on the engine as long as it is read."""

    def __init__(self, most: int, patience: float = PATIENCE) -> None:
        self._most = most
        self._free = BoundedSemaphore(most)
        self._patience = patience

    def send(self, begin: Callable[[], Pieces], form: Format) -> StreamingResponse:
        """The file that `begin` writes; raise TooManyExports, and what `begin` raises."""
        if not self._free.acquire(blocking=False):
            raise TooManyExports(
                f"{self._most} exports are running, which is as many as may; try again soon"
            )
        try:
            return _Sending(begin(), form, self._free.release, self._patience)
        except BaseException:
            self._free.release()
            raise


class _Stalled(Exception):
    """The reader of a file takes nothing."""


class _Sending(StreamingResponse):
    """Its end, whichever, closes the pieces and frees the place."""

    def __init__(
        self, pieces: Pieces, form: Format, free: Callable[[], None], patience: float
    ) -> None:
        name = f'attachment; filename="articles.{form.value}"'
        super().__init__(
            pieces, media_type=MEDIA_TYPES[form], headers={"Content-Disposition": name}
        )
        self._pieces, self._free, self._patience = pieces, free, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            try:
                async with asyncio.timeout(self._patience):
                    await send(message)
            except TimeoutError as error:
                raise _Stalled from error

        try:
            await super().__call__(scope, receive, send_in_time)
        except _Stalled:  # what the server does with an answer without an end: it cuts the line
            log.warning("export given up", extra={"waited": self._patience})
        finally:
            await asyncio.shield(run_in_threadpool(self._end))

    def _end(self) -> None:
        """In a thread: closing may wait for the engine."""
        try:
            self._pieces.close()
        finally:
            self._free()
