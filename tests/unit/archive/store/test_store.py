"""The store: migrations, ordinals, totals, revisions, decisions, the lock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from archive.errors import StoreError
from archive.model.annotation import Enrichment
from archive.model.article import Article, ArticleKey
from archive.model.document import EntityKind
from archive.store.generations import sequence_of
from archive.store.payload import content_hash, enrichment_key
from archive.store.records import (
    ArticleChange,
    CachedEnrichment,
    DecisionKind,
    EntityLink,
    Evidence,
    JobKind,
    Origin,
    Outcome,
    RegistryEntity,
    RevisionKind,
)
from archive.store.store import Store
from archive.store.tables import METADATA


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "store.sqlite")
    yield store
    store.close()


def _change(given_id: str, body: str = "Text.") -> ArticleChange:
    article = Article(id=given_id, body=body, extra={"rubrik": ["a", 1]})
    return ArticleChange(
        key=ArticleKey(collection="default", given_id=given_id),
        article=article,
        content_hash=content_hash(article),
        enrichment=enrichment_key(article, "rules"),
        origin=Origin(path="a.jsonl", record=3, line=3),
    )


def _link(name: str, forms: dict[str, int], day: date | None = None) -> EntityLink:
    return EntityLink(entity="person:anna-weber", name=name, forms=forms, first=day, last=day)


def test_the_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store.reading() as session:
        assert compare_metadata(MigrationContext.configure(session.connection), METADATA) == []


def test_opening_again_keeps_everything(tmp_path: Path, store: Store) -> None:
    with store.writing() as session:
        session.articles.put(_change("a"), revision=1)
    again = Store.open(tmp_path / "store.sqlite")
    with again.reading() as session:
        assert session.articles.count() == 1
    again.close()


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path, store: Store) -> None:
    with store.writing() as session:
        session.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(tmp_path / "store.sqlite")


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Sehr geehrte Damen und Herren, " * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(path)


def test_an_article_comes_back_as_it_was_kept(store: Store) -> None:
    change = _change("a")
    with store.writing() as session:
        session.articles.put(change, revision=7)
        stored = session.articles.get([change.key.id])[change.key.id]
    assert (stored.article, stored.key, stored.origin, stored.revision) == (
        change.article,
        change.key,
        change.origin,
        7,
    )


def test_an_ordinal_is_never_given_twice(store: Store) -> None:
    with store.writing() as session:
        first = session.articles.put(_change("a"), revision=1)
        session.articles.remove(first)
        assert session.articles.put(_change("a"), revision=2) == first + 1


def _keep_then_fail(store: Store) -> None:
    with store.writing() as session:
        session.articles.put(_change("a"), revision=1)
        raise ValueError("stop")


def test_an_error_undoes_the_whole_transaction(store: Store) -> None:
    with pytest.raises(ValueError, match="stop"):
        _keep_then_fail(store)
    with store.reading() as session:
        assert session.articles.count() == 0


def test_an_enrichment_is_cached_by_text_and_pipeline(store: Store) -> None:
    enrichment = Enrichment(language="de", pipeline="rules")
    with store.writing() as session:
        session.enrichments.put([CachedEnrichment(key="k", enrichment=enrichment)])
        assert session.enrichments.get(["k", "other"]) == {"k": enrichment}


def test_the_enrichment_key_ignores_what_the_pipeline_does_not_see() -> None:
    plain, linked = Article(body="x"), Article(body="x", url="https://example.org", id="a")
    assert enrichment_key(plain, "p") == enrichment_key(linked, "p")
    assert enrichment_key(plain, "p") != enrichment_key(plain, "q")


@pytest.fixture
def weber(store: Store) -> Store:
    entity = RegistryEntity(id="person:anna-weber", kind=EntityKind.PERSON, name="Anna Weber")
    with store.writing() as session:
        session.entities.allot(entity, "anna veber")
        for given_id in "abc":
            session.articles.put(_change(given_id), revision=1)
    return store


def test_totals_follow_every_change_of_links(weber: Store) -> None:
    with weber.writing() as session:
        links = session.entity_links
        links.replace(1, [_link("Anna Weber", {"Weber": 2, "Webers": 1}, date(2024, 1, 1))])
        links.replace(2, [_link("Anna Weber", {"Weber": 3}, date(2024, 3, 1))])
        links.replace(1, [_link("Anna Weber", {"Weber": 1}, date(2024, 2, 1))])
        (document,) = session.entity_documents.of(["person:anna-weber"])
    assert (document.articles, document.forms) == (2, {"Weber": 4})
    assert (document.first_seen, document.last_seen) == (date(2024, 2, 1), date(2024, 3, 1))


def test_an_entity_that_lost_its_last_article_has_no_document(weber: Store) -> None:
    with weber.writing() as session:
        session.entity_links.replace(1, [_link("Anna Weber", {"Weber": 2})])
        assert session.entity_links.replace(1, []) == {"person:anna-weber"}
        assert session.entity_documents.of(["person:anna-weber"]) == ()
        assert session.entities.count() == 0


def test_the_display_name_is_the_one_most_articles_use(weber: Store) -> None:
    with weber.writing() as session:
        for ordinal, name in enumerate(("A. Weber", "Anna Weber", "Anna Weber"), 1):
            session.entity_links.replace(ordinal, [_link(name, {"Weber": 1})])
        assert session.entities.names(["person:anna-weber"]) == {"person:anna-weber": "Anna Weber"}


def test_a_merged_id_redirects_over_several_merges(weber: Store) -> None:
    with weber.writing() as session:
        for name in ("b", "c"):
            entity = RegistryEntity(id=f"person:{name}", kind=EntityKind.PERSON, name=name)
            session.entities.allot(entity, name)
        session.entities.redirect("person:anna-weber", "person:b")
        session.entities.redirect("person:b", "person:c")
        assert session.entities.resolve("person:anna-weber") == "person:c"
        assert session.entities.by_key(EntityKind.PERSON, ["b"]) == {"b": "person:b"}
        assert session.entities.current(["person:b"]) == {"person:b": "person:c"}


def test_revisions_are_numbered_in_order(store: Store) -> None:
    with store.writing() as session:
        numbers = [
            session.revisions.add(RevisionKind.PUT, "a"),
            session.revisions.add(RevisionKind.REMOVE, "a"),
        ]
        found = session.revisions.after(numbers[0], 10)
    assert [(revision.number, revision.kind) for revision in found] == [
        (numbers[1], RevisionKind.REMOVE)
    ]


def test_losses_are_asked_for_by_span(store: Store) -> None:
    with store.writing() as session:
        for lost in ("x", "y", "z"):
            session.revisions.lose(session.revisions.add(RevisionKind.PUT, "a"), [lost])
        assert session.revisions.losses(1, 2) == {"y"}


def test_a_sequence_goes_on_after_the_engine_s_newest(store: Store) -> None:
    with store.writing() as session:
        job = session.jobs.start(JobKind.INDEX)
        generation = session.generations.add(job=job, pipeline="p", applied=0, after=41)
    assert (generation.sequence, sequence_of(generation.name)) == (42, 42)


def test_a_dropped_sequence_is_never_given_again(store: Store) -> None:
    with store.writing() as session:
        job = session.jobs.start(JobKind.INDEX)
        first = session.generations.add(job=job, pipeline="p", applied=0)
        session.generations.drop(first.name)
        again = session.generations.add(job=job, pipeline="p", applied=0)
    assert again.sequence > first.sequence


def test_a_job_records_how_it_ended(store: Store) -> None:
    with store.writing() as session:
        number = session.jobs.start(JobKind.INDEX)
        session.jobs.finish(number, Outcome.DONE, {"indexed": 3})
        job = session.jobs.get(number)
    assert (job.outcome, job.counts) == (Outcome.DONE, {"indexed": 3})


def test_a_running_job_of_a_living_process_is_not_abandoned(store: Store) -> None:
    with store.writing() as session:
        number = session.jobs.start(JobKind.REINDEX)
        session.jobs.abandon_dead()
        assert session.jobs.get(number).outcome is Outcome.RUNNING


def test_a_decision_keeps_its_evidence(store: Store) -> None:
    evidence = (Evidence(article="abc", form="Weber", kind=EntityKind.PERSON),)
    with store.writing() as session:
        session.decisions.add(
            DecisionKind.MERGE,
            subject="person:weber",
            target="person:anna-weber",
            editor="redaktion",
            evidence=evidence,
        )
        (decision,) = session.decisions.after(0)
    assert (decision.kind, decision.target, decision.evidence) == (
        DecisionKind.MERGE,
        "person:anna-weber",
        evidence,
    )


def test_after_a_number_beyond_all_there_is_no_decision(store: Store) -> None:
    with store.reading() as session:
        assert list(session.decisions.after(10**30)) == []


def test_a_decision_without_evidence_is_refused(store: Store) -> None:
    with store.writing() as session, pytest.raises(ValueError, match="mentions"):
        session.decisions.add(
            DecisionKind.REJECT, subject="person:x", target=None, editor="e", evidence=()
        )


def test_the_lock_is_free_again_after_use(store: Store) -> None:
    with store.lock():
        pass
    with store.reading() as session:
        assert session.holder is None
