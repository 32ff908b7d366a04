"""The compose file: services are confined, secured and agree with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from fundstelle.settings import Settings
from fundstelle.variables import PREFIX
from tests.elasticsearch.fetch import SERVER

ROOT = Path(__file__).parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONE_SHOT = {"certificates", "account"}
LASTING = sorted(SERVICES.keys() - ONE_SHOT)


def test_each_profile_has_its_services() -> None:
    profiles = {name: service["profiles"] for name, service in SERVICES.items()}
    assert profiles == {
        "embedded": ["embedded"],
        "fundstelle": ["elastic"],
        "elasticsearch": ["elastic"],
        "certificates": ["elastic"],
        "account": ["elastic"],
    }


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_confined(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["cpus"]
    assert service["pids_limit"]


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"certificates"}))
def test_only_the_one_that_gives_volumes_away_is_root(name: str) -> None:
    assert SERVICES[name]["user"].split(":")[0] not in ("0", "root")
    assert "cap_add" not in SERVICES[name]


def test_who_is_root_has_no_network() -> None:
    assert SERVICES["certificates"]["network_mode"] == "none"


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_tells_its_health_and_comes_back(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(ONE_SHOT))
def test_a_service_that_ends_is_not_started_again(name: str) -> None:
    assert "restart" not in SERVICES[name]


def test_ports_are_those_of_this_machine_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_elasticsearch_is_reached_from_inside_only() -> None:
    service = SERVICES["elasticsearch"]
    assert "ports" not in service
    assert service["networks"] == ["search"]
    assert COMPOSE["networks"]["search"]["internal"] is True


def test_elasticsearch_is_secured() -> None:
    environment = SERVICES["elasticsearch"]["environment"]
    assert environment["xpack.security.enabled"] == "true"
    assert environment["xpack.security.http.ssl.enabled"] == "true"
    assert environment["xpack.security.transport.ssl.enabled"] == "true"


def test_no_secret_stands_in_the_file() -> None:
    variables = {k: v for s in SERVICES.values() for k, v in s.get("environment", {}).items()}
    secrets = {k for k in variables if "PASSWORD" in k.upper() or "KEY" in k.split("_")}
    assert secrets == {"ELASTIC_PASSWORD_FILE", "FUNDSTELLE_ELASTICSEARCH_PASSWORD_FILE"}


@pytest.mark.parametrize("name", ["elasticsearch", "certificates", "account"])
def test_the_server_is_the_one_that_the_tests_use(name: str) -> None:
    image = SERVICES[name]["image"]
    assert image == f"docker.elastic.co/elasticsearch/elasticsearch:{SERVER.version}"


@pytest.mark.parametrize("name", ["embedded", "fundstelle"])
def test_every_setting_given_is_one(name: str) -> None:
    given = {k for k in SERVICES[name].get("environment", {}) if k.startswith(PREFIX)}
    assert given <= {PREFIX + field.upper() for field in Settings.model_fields}


def test_fundstelle_reaches_elasticsearch_by_tls_with_its_own_account() -> None:
    environment = SERVICES["fundstelle"]["environment"]
    assert environment["FUNDSTELLE_ENGINE"] == "elasticsearch"
    assert environment["FUNDSTELLE_ELASTICSEARCH_URL"].startswith("https://elasticsearch:")
    assert environment["FUNDSTELLE_ELASTICSEARCH_CA"].startswith("/run/access/")
    assert environment["FUNDSTELLE_ELASTICSEARCH_USERNAME"] == "fundstelle"


def test_every_named_volume_is_declared_and_used() -> None:
    sources = {
        volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]
    }
    assert {source for source in sources if not source.startswith(".")} == set(COMPOSE["volumes"])
