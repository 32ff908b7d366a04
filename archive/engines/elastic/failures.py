"""The client's and the cluster's errors in our words, at the adapter's edge.

Sentences are for an operator and never hold a secret: no header, no body of a request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    SerializationError,
    SSLError,
    TransportError,
    UnsupportedProductError,
)
from elasticsearch import ConnectionError as ClientConnectionError

from archive.errors import EngineError, EngineUnavailable, FundstelleError

_PASSING = frozenset({408, 502, 503, 504})
_GONE = frozenset({"index_not_found_exception"})
_CONTEXT_GONE = frozenset({"search_context_missing_exception"})
_FLOOD = ("flood-stage", "read-only-allow-delete", "read_only_allow_delete")
_OTHER_TLS = ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "UNKNOWN_PROTOCOL")
_LONGEST = 300  # characters of the cluster's own words
_UNKNOWN = frozenset({404, 405, 501})  # answers of a server that knows no such path or method


class Lasting(EngineUnavailable):
    """May succeed later, but not soon: to repeat the same request at once is of no use."""


class IndicesGone(Lasting):
    """An index vanished between two requests, most likely pruned: ask anew for the names."""


class ContextGone(Lasting):
    """A point in time has expired or died with its index."""


class DiskFull(Lasting):
    """The cluster takes no more documents until somebody frees space."""


class ConnectionLost(EngineUnavailable):
    """No answer came: the server is away, or does not want this request."""


class NotServing(EngineUnavailable):
    """The cluster answers that it cannot serve now: shards are recovering, or queues are full."""


class RequestTooLarge(EngineError):
    """The server does not read requests of this size."""


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn every error of the client into EngineUnavailable, if the same call may succeed later,
    else into EngineError.
    """
    try:
        yield
    except (ApiError, TransportError) as error:
        raise translated(error) from error


def translated(error: ApiError | TransportError) -> FundstelleError:
    """The error in our words."""
    if isinstance(error, ApiError):
        return _answered(error)
    return _unanswered(error)


def cluster_error(status: int, cause: Mapping[str, Any]) -> FundstelleError:
    """What the cluster answered with this status; `cause` has `type` and `reason`."""
    kind, reason = str(cause.get("type") or ""), reason_of(cause)
    special = _special(kind, reason)
    if special is not None:
        return special
    if status == 429:
        return NotServing(f"Elasticsearch is overloaded: {reason}")
    if status in _PASSING:
        return NotServing(f"Elasticsearch cannot answer at the moment: {reason}")
    if status == 413:
        return RequestTooLarge("larger than Elasticsearch accepts (http.max_content_length)")
    return EngineError(_refused(status, reason))


def causes(body: object) -> Iterator[Mapping[str, Any]]:
    """The causes that an answer names, outermost first, then those of single shards."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if isinstance(error, str):
        yield {"reason": error}
    if not isinstance(error, Mapping):
        return
    yield error
    for inner in (*error.get("root_cause", ()), *_shard_causes(error), error.get("caused_by")):
        if isinstance(inner, Mapping):
            yield inner


def _shard_causes(error: Mapping[str, Any]) -> Iterator[object]:
    for shard in error.get("failed_shards", ()):
        if isinstance(shard, Mapping):
            yield shard.get("reason")


def _special(kind: str, reason: str) -> Lasting | None:
    if kind in _GONE:
        return IndicesGone(
            f"an index is missing: {reason}; `fundstelle reindex` builds a new generation"
        )
    if kind in _CONTEXT_GONE:
        return ContextGone("the point in time of this search has expired; search again")
    if any(sign in reason for sign in _FLOOD):
        return DiskFull(
            "Elasticsearch takes no more documents, for a disk of the cluster is nearly full "
            "(flood-stage watermark); free space or add a node, then repeat the command: nothing "
            "is lost"
        )
    return None


def _answered(error: ApiError) -> FundstelleError:
    if isinstance(error, UnsupportedProductError) or _is_foreign(error):
        return EngineError("the server at this address is not Elasticsearch; check the address")
    found = list(causes(error.body))
    for cause in found:
        special = _special(str(cause.get("type") or ""), reason_of(cause))
        if special is not None:
            return special
    status = error.meta.status
    # The outermost cause of a failed search says "all shards failed", an inner one why.
    inner = found[1:2] if found and found[0].get("root_cause") else found[:1]
    return cluster_error(status, inner[0] if inner else {"reason": f"status {status}"})


def _is_foreign(error: ApiError) -> bool:
    """Whether a server without Elasticsearch's mark does not know this kind of request at all."""
    marked = error.meta.headers.get("x-elastic-product") == "Elasticsearch"
    return error.meta.status in _UNKNOWN and not marked


def _refused(status: int, reason: str) -> str:
    if status == 401:
        return (
            "Elasticsearch does not accept the credentials; check elasticsearch_api_key, or "
            "elasticsearch_username and elasticsearch_password"
        )
    if status == 403:
        return f"Elasticsearch does not allow this: {reason}"
    if status >= 500:
        return f"Elasticsearch failed: {reason}"
    return f"Elasticsearch refused the request: {reason}"


def reason_of(cause: Mapping[str, Any]) -> str:
    """The cluster's own words on one line, cut: the cause itself and what lies beneath it all."""
    outer, inner = _words(cause), cause
    while isinstance(deeper := inner.get("caused_by"), Mapping):
        inner = deeper
    innermost = _words(inner)
    return outer if innermost in outer else f"{outer}: {innermost}"


def _words(cause: Mapping[str, Any]) -> str:
    words = " ".join(str(cause.get("reason") or cause.get("type") or "no reason given").split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _unanswered(error: TransportError) -> FundstelleError:
    if isinstance(error, ConnectionTimeout):
        return EngineUnavailable(
            "Elasticsearch did not answer in time (elasticsearch_timeout); it may be overloaded"
        )
    if isinstance(error, SSLError):
        return _tls(str(error.message))
    if isinstance(error, ClientConnectionError):
        return ConnectionLost(f"Elasticsearch cannot be reached: {_connection(str(error.message))}")
    if isinstance(error, SerializationError):
        return EngineUnavailable(
            "the answer is not one of Elasticsearch's; check the address and what lies in between"
        )
    return EngineUnavailable(f"Elasticsearch cannot be reached: {error.message}")


def _tls(reason: str) -> FundstelleError:
    if "CERTIFICATE_VERIFY_FAILED" in reason or "doesn't match" in reason:
        return EngineError(
            "the certificate of Elasticsearch cannot be verified; name the authority that signed "
            f"it in elasticsearch_ca: {_connection(reason)}"
        )
    if any(sign in reason for sign in _OTHER_TLS):
        return EngineError("Elasticsearch does not speak TLS at this address; try http://")
    return EngineUnavailable(f"no encrypted connection to Elasticsearch: {_connection(reason)}")


def _connection(reason: str) -> str:
    """The client's words without the objects they start with."""
    place, _, rest = reason.partition(": ")
    words = rest if place.startswith(("HTTP", "<")) and rest else reason
    return " ".join(words.split())[:_LONGEST]
