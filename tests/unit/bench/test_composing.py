"""Composed articles: annotations stay true to the text."""

from __future__ import annotations

from datetime import date

from archive.model.annotation import Enrichment, Entity, Label, Mention, Timex, TimexType
from archive.model.article import Article
from archive.model.partial_date import PartialDate
from bench.composing import compose
from bench.pieces import Piece, Sample, sentences, titles

A_WEEK_LATER = date(2024, 6, 26)
ARTICLE = Article(
    title="Anna Beispiel in Oslo",
    body="Anna Beispiel sprach gestern. Am 3. Mai 2024 schwieg Anna Beispiel noch.",
    published=PartialDate.parse("2024-06-19"),
)


def _person(start: int) -> Mention:
    return Mention(
        start=start, end=start + 13, text="Anna Beispiel", label=Label.PER, entity="anna-beispiel"
    )


def _day(text: str, value: str) -> Timex:
    start, day = ARTICLE.text.index(text), date.fromisoformat(value)
    return Timex(
        start=start,
        end=start + len(text),
        text=text,
        type=TimexType.DATE,
        value=value,
        first=day,
        last=day,
    )


SAMPLE = Sample(
    article=ARTICLE,
    enrichment=Enrichment(
        language="de",
        pipeline="test",
        mentions=(_person(0), _person(23), _person(ARTICLE.text.rindex("Anna"))),
        persons=(
            Entity(id="anna-beispiel", name="Anna Beispiel", forms=("Anna Beispiel",)),
            Entity(id="nobody", name="Nobody", forms=("Nobody",)),
        ),
        dates=(_day("gestern", "2024-06-18"), _day("3. Mai 2024", "2024-05-03")),
    ),
)


def _composed() -> Sample:
    (title,) = titles(SAMPLE)
    pieces: list[Piece] = list(sentences(SAMPLE))
    return compose(title, [*pieces[::-1], *pieces], A_WEEK_LATER, ARTICLE)


def test_every_mention_stands_where_it_says() -> None:
    made = _composed()
    found: list[Mention | Timex] = [*made.enrichment.mentions, *made.enrichment.dates]
    assert [made.article.text[f.start : f.end] for f in found] == [f.text for f in found]
    assert len(made.enrichment.mentions) == 5


def test_an_article_has_only_the_persons_that_it_mentions() -> None:
    assert [person.id for person in _composed().enrichment.persons] == ["anna-beispiel"]


def test_days_told_without_figures_move_with_the_publication() -> None:
    values = {timex.text: timex.value for timex in _composed().enrichment.dates}
    assert values == {"gestern": "2024-06-25", "3. Mai 2024": "2024-05-03"}
