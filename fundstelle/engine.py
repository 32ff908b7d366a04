"""The engine's settings as the adapters take them."""

from __future__ import annotations

from pathlib import Path

from archive.engines.settings import ElasticSettings, EngineSettings
from archive.errors import SettingsError
from fundstelle.settings import Settings, addresses


def engine_settings(settings: Settings) -> EngineSettings:
    """Raise SettingsError when the file of the password cannot be read."""
    return EngineSettings(
        engine=settings.engine, data_dir=settings.data_dir, elastic=_elastic(settings)
    )


def _elastic(settings: Settings) -> ElasticSettings:
    key = settings.elasticsearch_api_key
    return ElasticSettings(
        urls=addresses(settings.elasticsearch_url),
        cloud_id=settings.elasticsearch_cloud_id,
        api_key=key.get_secret_value() if key else None,
        username=settings.elasticsearch_username,
        password=_password(settings),
        ca_file=settings.elasticsearch_ca,
        verify_certificates=settings.elasticsearch_verify,
        prefix=settings.elasticsearch_prefix,
        shards=settings.elasticsearch_shards,
        replicas=settings.elasticsearch_replicas,
        merge_segments=settings.elasticsearch_merge_segments,
        timeout=settings.elasticsearch_timeout,
        patience=settings.elasticsearch_patience,
    )


def _password(settings: Settings) -> str | None:
    if settings.elasticsearch_password_file is not None:
        return _secret(settings.elasticsearch_password_file)
    given = settings.elasticsearch_password
    return given.get_secret_value() if given else None


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"elasticsearch_password_file {path} cannot be read: {error}"
        ) from error
