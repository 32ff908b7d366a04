"""Records of the index: ours, and what somebody else wrote there."""

from __future__ import annotations

import pytest

from archive.engines.records import entity_to_json, event_to_json, is_sound
from mappings.fields import IndexName
from tests.contract.builders import article, event, person

FOREIGN = {"id": "nobody", "title": "von fremder Hand"}


def test_our_documents_are_sound() -> None:
    assert is_sound(article("a").record)
    assert is_sound(event_to_json(event("e", "Wahl")), IndexName.EVENTS)
    assert is_sound(entity_to_json(person("Anna Weber")), IndexName.ENTITIES)


@pytest.mark.parametrize("index", list(IndexName))
def test_what_is_left_out_is_named_in_the_log_with_its_remedy(
    index: IndexName, caplog: pytest.LogCaptureFixture
) -> None:
    assert not is_sound(FOREIGN, index)
    assert "'nobody'" in caplog.text
    assert "fundstelle verify --repair" in caplog.text
