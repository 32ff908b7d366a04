"""The connection to a cluster, as the settings describe it."""

from __future__ import annotations

import ssl
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer

from archive.engines.settings import ElasticSettings
from archive.errors import SettingsError

_CONNECTIONS = 40  # to each node; as many threads as a web server has for requests
_RETRIES = 2  # after the first try, on another node where there is one
_RETRIED = (429, 502, 503, 504)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0  # seconds; somebody waits for the page
_DEAD_FOR = 5.0  # seconds that a node is passed over at most after it failed


class _FastNdjson(OrjsonSerializer, NdjsonSerializer):
    """Requests of several lines, written by orjson."""

    mimetype = NdjsonSerializer.mimetype
    dumps = NdjsonSerializer.dumps
    loads = NdjsonSerializer.loads


def connect(settings: ElasticSettings) -> Elasticsearch:
    """A client that repeats what failed for a passing reason, a few times; it calls nobody yet.

    Raise SettingsError for an address, cloud id or CA file that cannot be used.
    """
    _check_ca(settings)
    try:
        client = Elasticsearch(
            **_address(settings),
            **_credentials(settings),
            **_encryption(settings),
            request_timeout=settings.timeout,
            connections_per_node=_CONNECTIONS,
            max_retries=_RETRIES,
            retry_on_status=_RETRIED,
            retry_on_timeout=True,
            max_dead_node_backoff=_DEAD_FOR,
            serializers={
                OrjsonSerializer.mimetype: OrjsonSerializer(),
                NdjsonSerializer.mimetype: _FastNdjson(),
            },
        )
    except ValueError as error:
        raise SettingsError(f"Elasticsearch cannot be addressed like this: {error}") from error
    client.transport.retry_backoff_base = _FIRST_PAUSE
    client.transport.retry_backoff_cap = _LONGEST_PAUSE
    return client


def _address(settings: ElasticSettings) -> dict[str, Any]:
    if settings.cloud_id:
        return {"cloud_id": settings.cloud_id}
    return {"hosts": list(settings.urls)}


def _credentials(settings: ElasticSettings) -> dict[str, Any]:
    if settings.api_key:
        return {"api_key": settings.api_key}
    if settings.username:
        return {"basic_auth": (settings.username, settings.password or "")}
    return {}


def _encryption(settings: ElasticSettings) -> dict[str, Any]:
    if not (settings.cloud_id or any(url.startswith("https:") for url in settings.urls)):
        return {}
    if not settings.verify_certificates:
        return {"verify_certs": False, "ssl_show_warn": False}
    return {"ca_certs": str(settings.ca_file)} if settings.ca_file else {}


def _check_ca(settings: ElasticSettings) -> None:
    """The client would read the file with the first request only, and say little."""
    if settings.ca_file is None or not settings.verify_certificates:
        return
    try:
        ssl.create_default_context(cafile=settings.ca_file)
    except ssl.SSLError as error:
        raise SettingsError(f"{settings.ca_file} holds no certificate in PEM format") from error
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(f"the CA file {settings.ca_file} cannot be read: {reason}") from error
