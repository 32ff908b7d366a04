"""What an engine must know before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticSettings:
    """How to reach an Elasticsearch cluster, and how to lay out and load its indices.

    A cloud id replaces the addresses; an API key replaces name and password. Times are seconds.
    """

    urls: tuple[str, ...] = ("http://127.0.0.1:9200",)
    cloud_id: str | None = None
    api_key: str | None = field(default=None, repr=False)
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    verify_certificates: bool = True
    prefix: str = "fundstelle"  # of all names of indices and aliases
    shards: int = 1
    replicas: int = 1
    merge_segments: int | None = None  # segments a shard is merged to when a build is sealed
    timeout: float = 30.0  # of one call
    patience: float = 300.0  # how long a write is repeated while the cluster is away or overloaded
    threads: int = 2  # that send bulk requests
    bulk_documents: int = 500  # of one bulk request
    bulk_bytes: int = 8_000_000


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Which engine, and the folder that holds everything it keeps on this machine."""

    engine: str
    data_dir: Path
    elastic: ElasticSettings = field(default_factory=ElasticSettings)
