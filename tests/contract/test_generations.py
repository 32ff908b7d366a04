"""Building, publishing, dropping generations, and writing to them."""

from __future__ import annotations

import pytest

from archive.engines.port import Removal
from archive.errors import EngineError, GenerationNotFound, IndexNotReady
from archive.model.search import SearchQuery
from mappings.fields import IndexName
from tests.contract.builders import article, event, ids, person
from tests.contract.harness import Harness

_NAMING = ["seal", "publish", "drop", "write", "remove", "revisions", "registry"]
_NAMING += ["documents", "preview"]


def test_nothing_can_be_searched_before_the_first_publication(engine: Harness) -> None:
    engine.build("g1", article("a"))
    reader = engine.open_reader()
    with pytest.raises(IndexNotReady):
        reader.search(SearchQuery())


def test_nothing_can_be_scanned_before_the_first_publication(engine: Harness) -> None:
    reader = engine.open_reader()
    with pytest.raises(IndexNotReady):
        reader.scan(SearchQuery())


def test_no_generation_is_published_at_first(engine: Harness) -> None:
    assert engine.open_writer().published() is None


def test_there_are_no_generations_at_first(engine: Harness) -> None:
    assert engine.open_writer().generations() == ()


def test_a_generation_is_published_by_name(engine: Harness) -> None:
    reader = engine.loaded(article("a"))
    assert (reader.published(), engine.open_writer().published()) == ("g1", "g1")


def test_a_generation_must_be_sealed_to_be_published(engine: Harness) -> None:
    writer = engine.open_writer()
    writer.create("g1")
    with pytest.raises(EngineError):
        writer.publish("g1")


def test_a_name_is_taken_once(engine: Harness) -> None:
    writer = engine.open_writer()
    writer.create("g1")
    with pytest.raises(EngineError):
        writer.create("g1")


def test_a_generation_with_other_index_fields_is_not_published(engine: Harness) -> None:
    engine.loaded(article("old"))
    engine.build("g2", article("new"))
    engine.outdate("g2")
    writer = engine.open_writer()
    with pytest.raises(EngineError):
        writer.publish("g2")
    assert writer.published() == "g1"


def test_an_empty_generation_can_be_searched(engine: Harness) -> None:
    result = engine.loaded().search(SearchQuery())
    assert (result.total.value, result.hits) == (0, ())


def test_publishing_switches_open_readers(engine: Harness) -> None:
    reader = engine.loaded(article("old"))
    engine.build("g2", article("new"))
    engine.open_writer().publish("g2")
    assert ids(reader.search(SearchQuery()).hits) == ["new"]


def test_publishing_an_earlier_generation_rolls_back(engine: Harness) -> None:
    reader = engine.loaded(article("old"))
    engine.build("g2", article("new"))
    writer = engine.open_writer()
    writer.publish("g2")
    writer.publish("g1")
    assert ids(reader.search(SearchQuery()).hits) == ["old"]


def test_a_build_that_is_not_published_is_not_seen(engine: Harness) -> None:
    reader = engine.loaded(article("old"))
    engine.build("g2", article("new"))
    assert ids(reader.search(SearchQuery()).hits) == ["old"]


def test_generations_are_described_oldest_first(engine: Harness) -> None:
    engine.loaded(article("a"), article("b"), person("P"), event("e", "E"))
    engine.open_writer().create("g2")
    first, second = engine.open_writer().generations()
    assert (first.name, first.sealed, first.published) == ("g1", True, True)
    assert (first.articles, first.events, first.entities) == (2, 1, 1)
    assert (second.name, second.sealed, second.published, second.articles) == (
        "g2",
        False,
        False,
        0,
    )
    assert first.bytes > 0


def test_a_dropped_generation_is_gone(engine: Harness) -> None:
    engine.build("g1", article("a"))
    writer = engine.open_writer()
    writer.drop("g1")
    assert writer.generations() == ()


def test_the_published_generation_cannot_be_dropped(engine: Harness) -> None:
    engine.loaded(article("a"))
    writer = engine.open_writer()
    with pytest.raises(EngineError):
        writer.drop("g1")


def test_a_name_is_free_again_after_dropping(engine: Harness) -> None:
    engine.build("g1", article("old"))
    engine.open_writer().drop("g1")
    engine.loaded(article("new"))
    assert engine.all_ids() == ["new"]


@pytest.mark.parametrize("method", _NAMING)
def test_an_unknown_generation_is_an_error(engine: Harness, method: str) -> None:
    writer = engine.open_writer()
    extra: dict[str, tuple[object, ...]] = {
        "write": ([],),
        "remove": (Removal(),),
        "registry": (IndexName.EVENTS,),
        "documents": (IndexName.ARTICLES, ["a"]),
    }
    with pytest.raises(GenerationNotFound):
        list(getattr(writer, method)("nope", *extra.get(method, ())) or ())


def test_a_preview_reads_a_generation_that_is_not_published(engine: Harness) -> None:
    engine.loaded(article("old"))
    engine.build("g2", article("new"))
    preview = engine.open_writer().preview("g2")
    assert ids(preview.search(SearchQuery()).hits) == ["new"]
    assert engine.all_ids() == ["old"]
    preview.close()


def test_a_preview_needs_nothing_published(engine: Harness) -> None:
    engine.build("g1", article("a", persons=["x"]))
    preview = engine.open_writer().preview("g1")
    assert (preview.published(), preview.get("a", "de").document.id) == ("g1", "a")
    preview.close()


def test_a_preview_sees_what_is_written_later(engine: Harness) -> None:
    engine.build("g1", article("a"))
    writer = engine.open_writer()
    preview = writer.preview("g1")
    preview.search(SearchQuery())
    writer.write("g1", [article("b")])
    assert preview.search(SearchQuery()).total.value == 2
    preview.close()


def test_a_preview_stays_with_its_generation_when_another_is_published(engine: Harness) -> None:
    engine.loaded(article("old"))
    engine.build("g2", article("new"))
    writer = engine.open_writer()
    preview = writer.preview("g1")
    writer.publish("g2")
    assert [view.document.id for view in preview.scan(SearchQuery())] == ["old"]
    preview.close()


def test_a_scan_goes_on_in_its_generation_while_it_is_updated(engine: Harness) -> None:
    reader = engine.loaded(*(article(f"a{n:03}", published="2020") for n in range(300)))
    views = reader.scan(SearchQuery())
    first = next(views).document.id
    engine.open_writer().write("g1", [article("late", published="2021")])
    engine.open_writer().remove("g1", Removal(articles=("a299",)))
    rest = [view.document.id for view in views]
    assert [first, *rest] == [f"a{n:03}" for n in range(300)]


def test_a_scan_goes_on_after_its_generation_was_dropped(engine: Harness) -> None:
    reader = engine.loaded(*(article(f"a{n:03}") for n in range(300)))
    views = reader.scan(SearchQuery())
    next(views)
    engine.build("g2", article("other"))
    engine.open_writer().publish("g2")
    engine.open_writer().drop("g1")
    assert len(list(views)) == 299
