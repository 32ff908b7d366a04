"""Records of the index: ours, and what somebody else wrote there."""

from __future__ import annotations

import pytest

from archive.engines.records import entity_to_json, event_to_json
from archive.engines.soundness import is_sound
from mappings.fields import IndexName
from tests.contract.builders import article, event, person

FOREIGN = {"id": "nobody", "title": "von fremder Hand"}


def test_our_documents_are_sound() -> None:
    assert is_sound(article("a").record, IndexName.ARTICLES, "g1")
    assert is_sound(event_to_json(event("e", "Wahl")), IndexName.EVENTS, "g1")
    assert is_sound(entity_to_json(person("Anna Weber")), IndexName.ENTITIES, "g1")


@pytest.mark.parametrize("index", list(IndexName))
@pytest.mark.parametrize("record", [None, "nobody", ["nobody"], 5, {}, FOREIGN])
def test_no_other_json_is_sound(index: IndexName, record: object) -> None:
    assert not is_sound(record, index, "g1")


@pytest.mark.parametrize("index", list(IndexName))
def test_what_is_left_out_is_named_in_the_log_with_its_remedy(
    index: IndexName, caplog: pytest.LogCaptureFixture
) -> None:
    assert not is_sound(FOREIGN, index, "named")
    assert "'nobody'" in caplog.text
    assert "fundstelle verify --repair" in caplog.text


def test_the_log_is_told_once_in_a_generation(caplog: pytest.LogCaptureFixture) -> None:
    for generation in ("first", "first", "second", "first"):
        assert not is_sound(FOREIGN, IndexName.EVENTS, generation)
    assert len(caplog.records) == 2
