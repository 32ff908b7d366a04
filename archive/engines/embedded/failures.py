"""tantivy's and the disk's errors in our words, at the adapter's edge."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from archive.errors import EngineError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _explain(error: ValueError) -> str:
    text = str(error)
    if "LockBusy" in text:
        return "another process is writing to the embedded index; try again when it has finished"
    if "No space left" in text:
        return "the disk that holds the embedded index is full"
    return f"the embedded index failed: {text}"


def _explain_disk(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in _FULL:
        return f"the disk that holds the embedded index is full{where}"
    return f"the embedded index cannot be read or written: {error.strerror or error}{where}"


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn tantivy's bare ValueError and the disk's OSError into EngineError."""
    try:
        yield
    except ValueError as error:
        raise EngineError(_explain(error)) from error
    except OSError as error:
        raise EngineError(_explain_disk(error)) from error
