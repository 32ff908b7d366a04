"""Registry ids and archive events of linked articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from archive.model.annotation import Enrichment, Entity, EventMention, EventType, Label, Mention
from archive.model.article import Article, ArticleKey
from archive.model.codec import enrichment_from_json, enrichment_to_json
from archive.store.records import ArticleChange, Identity, Origin
from archive.store.session import Session
from archive.store.store import Store
from indexer.link.apply import apply
from indexer.link.linker import link

DAY = date(2024, 6, 19)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.open(tmp_path / "store.sqlite")
    with store.writing() as session:
        yield session
    store.close()


def _found(*names: str, events: tuple[EventMention, ...] = ()) -> Enrichment:
    return Enrichment(
        language="de",
        pipeline="rules",
        mentions=tuple(
            Mention(start=0, end=1, text=name, label=Label.PER, entity=name) for name in names
        ),
        persons=tuple(Entity(id=name, name=name, forms=(name,)) for name in names),
        events=events,
    )


def _visit(*persons: str, day: date | None = DAY, countries: tuple[str, ...] = ()) -> EventMention:
    return EventMention(
        type=EventType.VISIT,
        start=0,
        end=1,
        text="x",
        persons=persons,
        countries=countries,
        first=day,
        last=day,
    )


def _link(session: Session, given_id: str, enrichment: Enrichment) -> Identity:
    key = ArticleKey(collection="default", given_id=given_id)
    change = ArticleChange(
        key=key,
        article=Article(body="Ein Satz."),
        content_hash="",
        enrichment="",
        origin=Origin(),
    )
    ordinal = session.articles.put(change, revision=1)
    return link(session, key.id, ordinal, change.article, enrichment)[0]


def test_one_person_in_two_articles_has_one_id(session: Session) -> None:
    first = _link(session, "a", _found("Wladimir Putin"))
    second = _link(session, "b", _found("Vladimir Putin"))
    assert first.persons["Wladimir Putin"] == second.persons["Vladimir Putin"]


def test_a_bare_surname_stays_its_own_entry(session: Session) -> None:
    _link(session, "a", _found("Wladimir Putin"))
    assert _link(session, "b", _found("Putin")).persons["Putin"] == "person:putin"


def test_an_id_is_inherited_when_the_name_changes(session: Session) -> None:
    _link(session, "a", _found("Vladimir Putain"))
    renamed = _found("Wladimir Putin")
    again = Entity(id="Wladimir Putin", name="Wladimir Putin", forms=("Vladimir Putain",))
    identity = _link(session, "a", Enrichment(language="de", pipeline="new", persons=(again,)))
    assert identity.persons == {"Wladimir Putin": "person:vladimir-putain"}
    assert _link(session, "b", renamed).persons["Wladimir Putin"] == "person:vladimir-putain"


def test_an_id_that_other_articles_use_is_not_taken_along(session: Session) -> None:
    _link(session, "a", _found("Müller"))
    _link(session, "b", _found("Müller"))
    again = Entity(id="Gerd Müller", name="Gerd Müller", forms=("Müller",))
    identity = _link(session, "a", Enrichment(language="de", pipeline="new", persons=(again,)))
    assert identity.persons == {"Gerd Müller": "person:gerd-mueller"}


def test_a_merged_id_leads_on(session: Session) -> None:
    _link(session, "a", _found("Anna Weber"))
    _link(session, "a", _found("Anna Weber-Lang"))
    _link(session, "b", _found("Karl Lang"))
    session.entities.redirect("person:anna-weber", "person:karl-lang")
    assert _link(session, "c", _found("Anna Weber")).persons["Anna Weber"] == "person:karl-lang"


def test_reports_of_one_day_with_a_shared_person_join(session: Session) -> None:
    first = _link(session, "a", _found("Anna Weber", events=(_visit("Anna Weber"),)))
    visit = _visit("Anna Weber", countries=("KP",))
    second = _link(session, "b", _found("Anna Weber", events=(visit,)))
    assert first.events == second.events == ("event:2024-06-19-visit-anna-weber",)


def test_reports_of_other_days_stay_apart(session: Session) -> None:
    first = _link(session, "a", _found(events=(_visit(countries=("KP",)),)))
    later = _visit(countries=("KP",), day=date(2024, 6, 20))
    assert _link(session, "b", _found(events=(later,))).events != first.events


def test_undated_reports_of_two_articles_stay_apart(session: Session) -> None:
    undated = (_visit(countries=("KP",), day=None),)
    first = _link(session, "a", _found(events=undated))
    assert _link(session, "b", _found(events=undated)).events != first.events


def test_an_undated_report_joins_the_dated_one_of_its_article(session: Session) -> None:
    events = (_visit(countries=("KP",), day=None), _visit(countries=("KP",)))
    first, second = _link(session, "a", _found(events=events)).events
    assert first == second


def test_linking_again_gives_the_same_events(session: Session) -> None:
    enrichment = _found("Anna Weber", events=(_visit("Anna Weber"), _visit(day=None)))
    assert _link(session, "a", enrichment) == _link(session, "a", enrichment)


def test_applied_ids_replace_local_ones_everywhere(session: Session) -> None:
    enrichment = _found("Anna Weber", events=(_visit("Anna Weber"),))
    identity = _link(session, "a", enrichment)
    applied = enrichment_from_json(apply(enrichment_to_json(enrichment), identity))
    entry = "person:anna-weber"
    assert (applied.persons[0].id, applied.mentions[0].entity) == (entry, entry)
    assert applied.events[0].persons == (entry,)
    assert applied.events[0].event == "event:2024-06-19-visit-anna-weber"
