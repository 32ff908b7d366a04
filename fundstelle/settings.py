"""Settings: from the environment, then `fundstelle.toml`, then defaults; passed on as one value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from archive.engines.factory import ENGINES
from archive.errors import SettingsError
from fundstelle.variables import PREFIX, check

FILE = Path("fundstelle.toml")


class Settings(BaseSettings):
    """All settings of one installation, checked and immutable."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data_dir: Path = Field(
        Path("fundstelle-data"),
        description="Folder of the store, the embedded index and the rejects files; a local disk.",
    )
    engine: str = Field("embedded", description="Search engine: `embedded` or `elasticsearch`.")
    locale: Literal["auto", "de", "en"] = Field(
        "auto",
        description=(
            "Language of pages and labels: `de`, `en`, or `auto` for what the reader's browser "
            "asks for, else German."
        ),
    )
    timezone: str = Field(
        "Europe/Berlin",
        description="Where publication instants become days, a name of the IANA database.",
    )
    models: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict,
        description=(
            "spaCy models by language, names or paths: a table in the file, `de=NAME,en=NAME` in "
            "the environment. Languages without one use the shipped model."
        ),
    )
    collection: str = Field(
        "default",
        min_length=1,
        description="Collection of articles when `--collection` names none; part of every key.",
    )
    host: str = Field("127.0.0.1", description="Address that `fundstelle serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port of `serve`; 0 takes a free one.")
    title: str = Field("Fundstelle", min_length=1, description="Name of the site on its pages.")
    exports: int = Field(
        8,
        ge=1,
        le=100,
        description="Exports that one server writes at once; further ones are asked to wait.",
    )
    apply_worker: bool = Field(
        True,
        description=(
            "Whether `serve` carries out editors' decisions in a process beside it; one server "
            "of several is enough."
        ),
    )
    editor_key: SecretStr | None = Field(
        None,
        min_length=16,
        description="Key, of 16 characters or more, for editing by the API; without it none can.",
    )
    elasticsearch_url: str = Field(
        "http://127.0.0.1:9200",
        description="Address of the cluster; several nodes with commas between.",
    )
    elasticsearch_cloud_id: str | None = Field(None, description="Cloud id, instead of addresses.")
    elasticsearch_api_key: SecretStr | None = Field(
        None, description="API key; goes before name and password."
    )
    elasticsearch_username: str | None = Field(None, description="Name of the cluster's user.")
    elasticsearch_password: SecretStr | None = Field(None, description="That user's password.")
    elasticsearch_password_file: Path | None = Field(
        None, description="File that holds the password, instead of the password itself."
    )
    elasticsearch_ca: Path | None = Field(
        None, description="Certificate of the authority that signed the cluster's, a PEM file."
    )
    elasticsearch_verify: bool = Field(
        True, description="Whether certificates are checked; `false` is for trying things out."
    )
    elasticsearch_prefix: str = Field(
        "fundstelle",
        pattern="^[a-z0-9][a-z0-9_.-]{0,49}$",
        description="Begins the names of all indices and aliases; each installation has its own.",
    )
    elasticsearch_shards: int = Field(
        1, ge=1, le=1024, description="Shards of each index; counts once a generation is made."
    )
    elasticsearch_replicas: int = Field(
        1, ge=0, le=10, description="Copies of each shard, made when a generation is sealed."
    )
    elasticsearch_merge_segments: int | None = Field(
        None, ge=1, description="Segments that a shard is merged to when a generation is sealed."
    )
    elasticsearch_timeout: float = Field(30.0, gt=0, description="Seconds that one call may take.")
    elasticsearch_patience: float = Field(
        300.0,
        ge=0,
        description="Seconds that a write is repeated while the cluster is away or overloaded.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before the file, whose values come by the constructor."""
        return env_settings, init_settings

    @field_validator("engine")
    @classmethod
    def _known_engine(cls, engine: str) -> str:
        if engine not in ENGINES:
            raise ValueError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
        return engine

    @field_validator("elasticsearch_url")
    @classmethod
    def _addresses(cls, urls: str) -> str:
        for url in addresses(urls):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"{url!r} is no address like https://node:9200")
            if parts.username or parts.password:
                raise ValueError("name and password are settings of their own, not of the address")
        if not addresses(urls):
            raise ValueError("an address is needed, like https://node:9200")
        return urls

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"there is no timezone {name!r}; try Europe/Berlin or UTC") from error
        return name

    @field_validator("models", mode="before")
    @classmethod
    def _pairs(cls, models: object) -> object:
        if not isinstance(models, str):
            return models
        pairs = [pair.partition("=") for pair in models.split(",") if pair.strip()]
        if not all(language.strip() and name.strip() for language, _, name in pairs):
            raise ValueError("write it like de=de_core_news_lg,en=en_core_web_sm")
        return {language.strip(): name.strip() for language, _, name in pairs}

    @property
    def store_path(self) -> Path:
        """The file of the system of record."""
        return self.data_dir / "store.sqlite3"

    @property
    def rejects_dir(self) -> Path:
        """The folder of the rejects files."""
        return self.data_dir / "rejects"


def addresses(urls: str) -> tuple[str, ...]:
    """The addresses between the commas; one without a port gets that of its scheme."""
    given = (url.strip().rstrip("/") for url in urls.split(","))
    return tuple(_with_port(url) for url in given if url)


def _with_port(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname or ":" in parts.netloc.rpartition("@")[2].rpartition("]")[2]:
        return url
    port = 443 if parts.scheme == "https" else 80
    return parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def load_settings(config: Path | None = None, **overrides: object) -> Settings:
    """Read all sources; `overrides` that are not None go before every one of them.

    Raise SettingsError for a file that is not there or broken, an unknown key, a wrong value.
    """
    check(Settings.model_fields)
    given = _file(config)
    unknown = next((key for key in given if key not in Settings.model_fields), None)
    if unknown is not None:
        raise SettingsError(f"{config or FILE}: {_unknown(unknown)}")
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise SettingsError(_sentence(error, given, config or FILE)) from error
    return settings.model_copy(update={k: v for k, v in overrides.items() if v is not None})


def _file(config: Path | None) -> dict[str, Any]:
    path = config or FILE
    if config is None and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error


def _unknown(key: str) -> str:
    near = get_close_matches(key, Settings.model_fields, n=1)
    if near:
        return f"there is no setting {key!r}; did you mean {near[0]!r}?"
    return f"there is no setting {key!r}; there are {', '.join(Settings.model_fields)}"


def _sentence(error: ValidationError, given: Mapping[str, object], path: Path) -> str:
    """The first fault: where the value came from, and what is wrong with it."""
    fault = error.errors()[0]
    name = str(fault["loc"][0])
    variable = PREFIX + name.upper()
    source = variable if os.environ.get(variable) or name not in given else f"{path}: {name}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{source}: {message[0].lower()}{message[1:]}"
