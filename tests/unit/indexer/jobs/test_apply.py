"""Editors' decisions, from the store to what readers find."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.errors import DocumentNotFound, ParameterError
from archive.model.document import EntityKind
from archive.store.records import DecisionKind, Evidence
from indexer.jobs import apply, decide, reindex, verify
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk, Pipeline, internal, record
from tests.unit.indexer.jobs.conftest import Records

WEBER, MEIER, MAIER = "person:anna-weber", "person:karl-meier", "person:karl-maier"


def _archive() -> list[SourceRecord]:
    return [
        record("a", "Anna Weber besucht Nordkorea"),
        record("b", "Karl Meier besucht Ruanda"),
        record("c", "Karl Maier besucht Ruanda"),
        record("d", "Anna Weber und Karl Meier"),
    ]


@pytest.fixture
def desk(filled: Callable[[Records], Desk]) -> Desk:
    return filled(_archive)


def _decide(
    desk: Desk, kind: DecisionKind, subject: str, target: str | None, *evidence: tuple[str, str]
) -> None:
    pieces = tuple(
        Evidence(article=internal(article), form=form, kind=EntityKind.PERSON)
        for article, form in evidence
    )
    with desk.store.writing() as session:
        session.decisions.add(kind, subject=subject, target=target, editor="e", evidence=pieces)


def _merge(desk: Desk) -> None:
    _decide(desk, DecisionKind.MERGE, MAIER, MEIER, ("c", "Karl Maier"))


def _persons(desk: Desk) -> dict[str, list[str]]:
    return {
        str(document.article.id): [person.id for person in document.enrichment.persons]
        for document in desk.searchable()
    }


def _gone(desk: Desk, entity: str) -> bool:
    try:
        desk.entity(entity)
    except DocumentNotFound:
        return True
    return False


def test_a_merge_moves_the_articles_at_once(desk: Desk) -> None:
    _merge(desk)
    assert apply.run(desk.store, desk.writer).applied == 1
    assert _persons(desk) == {"a": [WEBER], "b": [MEIER], "c": [MEIER], "d": [WEBER, MEIER]}
    assert (desk.entity(MEIER).name, desk.entity(MEIER).articles) == ("Karl Meier", 3)
    assert verify.run(desk.store, desk.writer).clean


def test_an_entry_tells_which_ids_were_merged_into_it(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    assert desk.entity(MEIER).former == (MAIER,)


def test_a_rename_keeps_the_id(desk: Desk) -> None:
    _decide(desk, DecisionKind.RENAME, WEBER, "Anna B. Weber", ("a", "Anna Weber"))
    apply.run(desk.store, desk.writer)
    assert desk.entity(WEBER).name == "Anna B. Weber"
    assert verify.run(desk.store, desk.writer).clean


def test_what_is_rejected_leaves_registry_and_articles(desk: Desk) -> None:
    _decide(desk, DecisionKind.REJECT, WEBER, None, ("a", "Anna Weber"))
    apply.run(desk.store, desk.writer)
    assert _persons(desk) == {"a": [], "b": [MEIER], "c": [MAIER], "d": [MEIER]}
    assert _gone(desk, WEBER)
    assert verify.run(desk.store, desk.writer).clean


def test_a_rejected_form_leaves_the_other_forms(desk: Desk) -> None:
    desk.index([record("e", "ANNA Weber geht")])
    decide.decide(desk.store, DecisionKind.REJECT, WEBER, target="ANNA Weber", editor="e")
    apply.run(desk.store, desk.writer)
    persons = _persons(desk)
    assert (persons["a"], persons["d"], persons["e"]) == ([WEBER], [WEBER, MEIER], [])
    assert verify.run(desk.store, desk.writer).clean


def test_a_form_that_the_entry_does_not_have_cannot_be_rejected(desk: Desk) -> None:
    with pytest.raises(DocumentNotFound, match="no form 'Weber'"):
        decide.decide(desk.store, DecisionKind.REJECT, WEBER, target="Weber", editor="e")


def test_what_was_merged_is_decided_on_by_its_id_of_today(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    with pytest.raises(DocumentNotFound, match=f"{MAIER} is part of {MEIER}"):
        decide.decide(desk.store, DecisionKind.RENAME, MAIER, target="K. Maier", editor="e")


def test_a_split_gives_the_mentions_an_entry_of_their_own(desk: Desk) -> None:
    _decide(desk, DecisionKind.SPLIT, WEBER, None, ("d", "Anna Weber"))
    apply.run(desk.store, desk.writer)
    assert _persons(desk)["a"] == [WEBER]
    assert _persons(desk)["d"] == [f"{WEBER}-2", MEIER]
    assert verify.run(desk.store, desk.writer).clean


def test_decisions_outlive_a_rebuild_with_another_pipeline(desk: Desk) -> None:
    _merge(desk)
    _decide(desk, DecisionKind.SPLIT, WEBER, None, ("d", "Anna Weber"))
    apply.run(desk.store, desk.writer)
    before = _persons(desk)
    reindex.run(desk.store, desk.writer, Pipeline("rules-2"))
    assert _persons(desk) == before


def test_a_rebuild_has_the_decisions_that_nobody_applied(desk: Desk) -> None:
    _merge(desk)
    reindex.run(desk.store, desk.writer, desk.pipeline)
    assert _persons(desk)["c"] == [MEIER]


def test_a_decision_holds_for_articles_added_and_changed_later(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    desk.index([record("c", "Karl Maier reist"), record("e", "Karl Maier geht")])
    assert (_persons(desk)["c"], _persons(desk)["e"]) == ([MEIER], [MEIER])


def test_a_refused_decision_is_kept_with_its_reason_and_blocks_no_other(desk: Desk) -> None:
    _decide(desk, DecisionKind.MERGE, "person:niemand", MEIER, ("a", "Niemand"))
    _merge(desk)
    report = apply.run(desk.store, desk.writer)
    assert (report.applied, [refused.decision for refused in report.refused]) == (1, [1])
    with desk.store.reading() as session:
        assert "person:niemand" in session.applications.refused()[1]


def test_what_is_applied_is_not_applied_again(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    assert apply.run(desk.store, desk.writer).articles == 0


def _undo(desk: Desk, number: int) -> None:
    decide.undo(desk.store, number, editor="e")
    assert apply.run(desk.store, desk.writer).refused == ()


BEFORE = {"a": [WEBER], "b": [MEIER], "c": [MAIER], "d": [WEBER, MEIER]}


@pytest.mark.parametrize(
    ("kind", "subject", "target", "evidence"),
    [
        (DecisionKind.MERGE, MAIER, MEIER, ("c", "Karl Maier")),
        (DecisionKind.SPLIT, WEBER, None, ("d", "Anna Weber")),
        (DecisionKind.RENAME, WEBER, "Anna B. Weber", ("a", "Anna Weber")),
        (DecisionKind.REJECT, WEBER, None, ("a", "Anna Weber")),
        (DecisionKind.REJECT, WEBER, "Anna Weber", ("a", "Anna Weber")),
    ],
)
def test_what_is_undone_is_as_it_was(
    desk: Desk, kind: DecisionKind, subject: str, target: str | None, evidence: tuple[str, str]
) -> None:
    _decide(desk, kind, subject, target, evidence)
    apply.run(desk.store, desk.writer)
    _undo(desk, 1)
    assert _persons(desk) == BEFORE
    assert (desk.entity(WEBER).name, desk.entity(MEIER).name) == ("Anna Weber", "Karl Meier")
    assert verify.run(desk.store, desk.writer).clean


def test_undoing_one_merge_keeps_the_other(desk: Desk) -> None:
    _merge(desk)
    _decide(desk, DecisionKind.MERGE, MEIER, WEBER, ("b", "Karl Meier"))
    apply.run(desk.store, desk.writer)
    _undo(desk, 1)
    assert _persons(desk) == {"a": [WEBER], "b": [WEBER], "c": [MAIER], "d": [WEBER]}


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_names_given_one_after_another_are_taken_back_in_any_order(
    desk: Desk, order: tuple[int, int]
) -> None:
    for name in ("Anna A. Weber", "Anna B. Weber"):
        _decide(desk, DecisionKind.RENAME, WEBER, name, ("a", "Anna Weber"))
    apply.run(desk.store, desk.writer)
    for number in order:
        _undo(desk, number)
    assert desk.entity(WEBER).name == "Anna Weber"


def test_what_is_undone_stays_undone_after_a_rebuild(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    _undo(desk, 1)
    reindex.run(desk.store, desk.writer, Pipeline("rules-2"))
    assert _persons(desk) == BEFORE


def test_a_decision_is_undone_once_only(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    for _ in range(2):  # both before the first is carried out
        decide.undo(desk.store, 1, editor="e")
    (refused,) = apply.run(desk.store, desk.writer).refused
    assert "undone already" in refused.reason


def test_what_is_undone_cannot_be_undone_again(desk: Desk) -> None:
    _merge(desk)
    apply.run(desk.store, desk.writer)
    _undo(desk, 1)
    with pytest.raises(ParameterError, match="decision 1 is undone already"):
        decide.undo(desk.store, 1, editor="e")
