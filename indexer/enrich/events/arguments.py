"""Who takes part in an event, where it happens and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.model.annotation import EventType, Timex, TimexType
from archive.model.partial_date import Granularity, PartialDate
from indexer.enrich.dates.covered import covered
from indexer.enrich.events.lexicon import EventLexicon
from indexer.enrich.events.passage import Named, Sentence
from indexer.enrich.events.triggers import Trigger

# Types whose participants are hardly ever the persons that a report quotes.
_WITHOUT_PERSONS = frozenset(
    {
        EventType.DISASTER,
        EventType.DISEASE,
        EventType.STRIKE,
        EventType.MIGRATION,
        EventType.AID,
        EventType.LAYOFFS,
        EventType.INSOLVENCY,
        EventType.PROTEST,
        EventType.ATTACK,
        EventType.MILITARY_EXERCISE,
    }
)
# Whoever is quoted at a meeting takes part in it.
_OF_SPEAKERS = frozenset({EventType.MEETING, EventType.VISIT, EventType.NEGOTIATION})
_OF_TWO = _OF_SPEAKERS | {EventType.AGREEMENT}
_OF_ONE_PERSON = frozenset(
    {
        EventType.APPOINTMENT,
        EventType.RESIGNATION,
        EventType.DEATH,
        EventType.TRIAL,
        EventType.ARREST,
        EventType.AWARD,
        EventType.ELECTION,
        EventType.VISIT,
        EventType.COUP,
    }
)
_MOST_PERSONS, _MOST_COUNTRIES, _MOST_PLACES = 3, 4, 3
_GOVERNOR_REACH = 3  # "von dem Vorsitzenden Maier"
_SPEECH_REACH = 3  # words between a speaker and the verb of speech
_MARKS = frozenset(",;:–—()")
_MARK_DISTANCE = 30  # code points that a clause boundary counts as
_PARTS_OF_DAY = frozenset({"MO", "MI", "AF", "EV", "NI"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Ids of participants, nearest first, and the value of the date."""

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the text tells: the person last spoken of, the two whom it names most."""

    published: PartialDate | None
    person: str | None = None
    leading: tuple[str, ...] = ()
    rivals: tuple[Trigger, ...] = ()


def arguments(sentence: Sentence, trigger: Trigger, told: Told, lexicon: EventLexicon) -> Arguments:
    """What the sentence gives to the event that its trigger names."""
    heard = trigger.type in _OF_SPEAKERS
    persons = [p for p in sentence.persons if heard or not _speaks(sentence, p, lexicon)]
    allowed = () if trigger.type in _WITHOUT_PERSONS else persons
    meant = _meant(sentence, trigger, told, lexicon)
    return Arguments(
        persons=_together(meant, _nearest(allowed, trigger, _MOST_PERSONS)),
        organisations=_nearest(sentence.organisations, trigger, _MOST_PLACES),
        countries=_nearest(sentence.countries, trigger, _MOST_COUNTRIES),
        places=_nearest(sentence.places, trigger, _MOST_PLACES),
        value=_date(sentence, trigger, told),
    )


def _meant(
    sentence: Sentence, trigger: Trigger, told: Told, lexicon: EventLexicon
) -> tuple[str, ...]:
    """Whom a pronoun or "beide" stands for."""
    if trigger.type in _OF_TWO and any(word.lower in lexicon.both for word in sentence.words):
        return told.leading
    if told.person is None or trigger.type not in _OF_ONE_PERSON:
        return ()
    if any(not governed(sentence, person, lexicon) for person in sentence.persons):
        return ()
    spoken = any(word.lower in lexicon.pronouns for word in sentence.words)
    return (told.person,) if spoken else ()


def governed(sentence: Sentence, person: Named, lexicon: EventLexicon) -> bool:
    """Whether a preposition governs the name, so that it is not what the sentence speaks of."""
    before = [word.lower for word in sentence.words if word.end <= person.start]
    return not lexicon.governors.isdisjoint(before[-_GOVERNOR_REACH:])


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))[:_MOST_PERSONS]


def _distance(start: int, end: int, trigger: Trigger) -> int:
    return max(trigger.word.start - end, start - trigger.word.end, 0)


def _nearest(named: Iterable[Named], trigger: Trigger, most: int) -> tuple[str, ...]:
    ordered = sorted(named, key=lambda n: _distance(n.start, n.end, trigger))
    return tuple(dict.fromkeys(n.id for n in ordered))[:most]


def _speaks(sentence: Sentence, person: Named, lexicon: EventLexicon) -> bool:
    """Whether the person is only quoted: a verb or noun of speech stands next to the name."""
    words = sentence.words
    inside = [at for at, word in enumerate(words) if person.start <= word.start < person.end]
    if not inside:
        return False
    around = words[max(0, inside[0] - _SPEECH_REACH) : inside[-1] + 1 + _SPEECH_REACH]
    return not lexicon.speech.isdisjoint(word.lower for word in around)


def _date(sentence: Sentence, trigger: Trigger, told: Told) -> str | None:
    """The nearest date, those of the clause first; a part of the day is the day of publication."""
    usable = [
        (timex, value) for timex in sentence.dates if (value := _calendar(timex, told.published))
    ]
    if not usable:
        return None
    nearest, value = min(usable, key=lambda pair: _apart(sentence, pair[0], trigger))
    mine = _apart(sentence, nearest, trigger)
    rivals = (_apart(sentence, nearest, rival) for rival in told.rivals if rival.at != trigger.at)
    return value if all(mine <= theirs for theirs in rivals) else None


def _apart(sentence: Sentence, timex: Timex, trigger: Trigger) -> int:
    low, high = sorted((timex.start, trigger.word.start))
    marks = sum(low < word.start < high and word.lower in _MARKS for word in sentence.words)
    return _distance(timex.start, timex.end, trigger) + marks * _MARK_DISTANCE


def _calendar(timex: Timex, published: PartialDate | None) -> str | None:
    if timex.type not in {TimexType.DATE, TimexType.TIME}:
        return None
    day, _, time = timex.value.partition("T")
    if day and (timex.first is None or timex.last is None):
        return None  # "seit 2000" tells no event's day
    if day:
        return day if covered(day) else None
    known = published is not None and published.granularity is Granularity.DAY
    return published.value if published and known and time in _PARTS_OF_DAY else None
