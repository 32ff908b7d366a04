"""The role that Fundstelle's user gets on the cluster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fundstelle.settings import Settings

DEPLOY = Path(__file__).parents[3] / "deploy"
ROLE: dict[str, Any] = json.loads((DEPLOY / "role.json").read_text("utf-8"))


def test_the_role_may_look_at_the_cluster_but_not_change_it() -> None:
    assert ROLE["cluster"] == ["monitor"]


def test_the_role_touches_the_indices_of_the_default_prefix_only() -> None:
    prefix = Settings.model_fields["elasticsearch_prefix"].default
    assert [entry["names"] for entry in ROLE["indices"]] == [[f"{prefix}-*"]]


def test_the_role_may_read_write_and_steer_its_indices() -> None:
    assert ROLE["indices"][0]["privileges"] == ["manage", "read", "write"]
