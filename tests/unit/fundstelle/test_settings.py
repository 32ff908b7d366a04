"""Settings: three places in order, checked, documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import SettingsError
from fundstelle.engine import engine_settings
from fundstelle.reading import api_settings
from fundstelle.settings import Settings, load_settings
from fundstelle.variables import PREFIX

DOCUMENT = Path(__file__).parents[3] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _written(text: str, path: Path = Path("fundstelle.toml")) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_without_any_source_the_defaults_count() -> None:
    assert (load_settings().data_dir, load_settings().port) == (Path("fundstelle-data"), 8000)


def test_the_file_goes_before_the_default() -> None:
    _written('title = "Archiv"')
    assert load_settings().title == "Archiv"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    _written("port = 1")
    monkeypatch.setenv("FUNDSTELLE_PORT", "2")
    assert load_settings().port == 2


def test_the_command_line_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_DATA_DIR", "from-environment")
    assert load_settings(data_dir=Path("given")).data_dir == Path("given")


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_PORT", "")
    assert load_settings().port == 8000


def test_another_file_can_be_named() -> None:
    assert load_settings(_written('title = "T"', Path("other.toml"))).title == "T"


def test_models_are_a_table_in_the_file() -> None:
    _written('[models]\nde = "de_core_news_lg"')
    assert load_settings().models == {"de": "de_core_news_lg"}


def test_models_are_pairs_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_MODELS", "de=a, en=/models/b")
    assert load_settings().models == {"de": "a", "en": "/models/b"}


def test_an_unknown_key_is_named_with_the_likely_one() -> None:
    _written('data_dri = "x"')
    with pytest.raises(SettingsError, match=r"'data_dri'; did you mean 'data_dir'\?"):
        load_settings()


def test_a_mistyped_variable_is_named_with_the_likely_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FUNDSTELLE_DATADIR", "x")
    with pytest.raises(SettingsError, match=r"FUNDSTELLE_DATADIR; did you mean .*DATA_DIR"):
        load_settings()


@pytest.mark.parametrize("name", ["FUNDSTELLE_PORT_8000_TCP", "FUNDSTELLE_TEST_URL"])
def test_a_variable_of_someone_else_is_none_of_ours(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "x")
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("ELASTICSEARCH_URL", "node:9200", "'node:9200' is no address"),
        ("ELASTICSEARCH_URL", "http://me:secret@node:9200", "settings of their own"),
        ("ELASTICSEARCH_URL", ",", "an address is needed"),
        ("ELASTICSEARCH_PREFIX", "Archiv", "pattern"),
        ("ENGINE", "lucene", "no engine 'lucene'"),
        ("TIMEZONE", "Europa/Berlin", "no timezone 'Europa/Berlin'"),
        ("LOCALE", "fr", "'auto', 'de' or 'en'"),
        ("PORT", "70000", "65535"),
        ("MODELS", "de_core_news_lg", "de=de_core_news_lg"),
    ],
)
def test_an_impossible_value_is_refused_by_the_variable_s_name(
    variable: str, value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + variable, value)
    with pytest.raises(SettingsError, match=f"^{PREFIX}{variable}: .*{reason}"):
        load_settings()


def test_an_impossible_value_in_the_file_is_refused_by_the_file_s_name() -> None:
    _written('port = "many"')
    with pytest.raises(SettingsError, match=r"^fundstelle.toml: port: "):
        load_settings()


def test_a_broken_file_is_refused() -> None:
    _written("port =")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings()


def test_a_named_file_must_be_there() -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(Path("nowhere.toml"))


def test_a_fixed_locale_is_the_only_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_LOCALE", "en")
    assert api_settings(load_settings()).languages == ("en",)


def test_the_automatic_locale_offers_german_first() -> None:
    found = api_settings(load_settings())
    assert (found.locale, found.languages) == ("de", ("de", "en"))


def test_a_cluster_s_nodes_are_named_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_ELASTICSEARCH_URL", "https://one:9200/, http://two")
    assert engine_settings(load_settings()).elastic.urls == ("https://one:9200", "http://two:80")


def test_a_password_can_be_read_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    path = _written("geheim\n", Path("password"))
    monkeypatch.setenv("FUNDSTELLE_ELASTICSEARCH_PASSWORD_FILE", str(path))
    assert engine_settings(load_settings()).elastic.password == "geheim"


def test_a_missing_password_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDSTELLE_ELASTICSEARCH_PASSWORD_FILE", "nowhere")
    with pytest.raises(SettingsError, match="elasticsearch_password_file nowhere"):
        engine_settings(load_settings())


@pytest.mark.parametrize("variable", ["PASSWORD", "API_KEY"])
def test_a_secret_is_never_shown(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FUNDSTELLE_ELASTICSEARCH_{variable}", "geheim")
    settings = load_settings()
    assert "geheim" not in repr(settings) + repr(engine_settings(settings))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_description(name: str) -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith(f"| `{name}` |"))
    assert row.endswith(f"| {Settings.model_fields[name].description} |")
