"""Settings: from the environment, then `fundstelle.toml`, then defaults; passed on as one value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from archive.errors import SettingsError

PREFIX = "FUNDSTELLE_"
FILE = Path("fundstelle.toml")
_ENGINES = ("embedded",)
_TYPO = 0.92  # FUNDSTELLE_DATADIR is one of DATA_DIR, FUNDSTELLE_PORT_8000_TCP is none of PORT


class Settings(BaseSettings):
    """All settings of one installation, checked and immutable."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data_dir: Path = Field(
        Path("fundstelle-data"),
        description="Folder of the store, the embedded index and the rejects files; a local disk.",
    )
    engine: str = Field("embedded", description="Search engine: `embedded`.")
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
        if engine == "elasticsearch":
            raise ValueError("the engine 'elasticsearch' is not part of this version")
        if engine not in _ENGINES:
            raise ValueError(f"there is no engine {engine!r}; there is {', '.join(_ENGINES)}")
        return engine

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


def load_settings(config: Path | None = None, **overrides: object) -> Settings:
    """Read all sources; `overrides` that are not None go before every one of them.

    Raise SettingsError for a file that is not there or broken, an unknown key, a wrong value.
    """
    _check_environment()
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


def _check_environment() -> None:
    """Raise SettingsError for a variable that is all but the name of a setting; others may be
    anything, for our prefix is not ours alone.
    """
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1, cutoff=_TYPO)
            if near:
                raise SettingsError(f"there is no setting {name}; did you mean {near[0]}?")


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
