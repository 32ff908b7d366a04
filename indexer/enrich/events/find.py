"""Find the events of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from archive.model.annotation import EventMention, EventType
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.covered import covered
from indexer.enrich.events.arguments import Told, arguments, governed
from indexer.enrich.events.group import Candidate
from indexer.enrich.events.lexicon import LANGUAGES, EventLexicon, load_event_lexicon
from indexer.enrich.events.merge import Prominent, merge
from indexer.enrich.events.passage import Passage, Sentence, Zone
from indexer.enrich.events.triggers import triggers


def find_events(passage: Passage, language: str) -> tuple[EventMention, ...]:
    """At most six events in text order, at most one of them main; none without tables."""
    if language not in LANGUAGES:
        return ()
    lexicon = load_event_lexicon(language)
    events = merge(_candidates(passage, lexicon), _prominent(passage))
    return tuple(replace(event, text=passage.text[event.start : event.end]) for event in events)


def _candidates(passage: Passage, lexicon: EventLexicon) -> Iterator[Candidate]:
    person: str | None = None
    ruled = any(_rules(s, lexicon) for s in passage.sentences if s.zone <= Zone.LEAD)
    leading = _leading(passage)
    for at, sentence in enumerate(passage.sentences):
        official = ruled or _rules(sentence, lexicon)
        named = tuple(triggers(sentence, lexicon))
        for trigger in named:
            if trigger.type is EventType.VISIT and not official:
                continue
            told = Told(
                published=passage.published,
                person=person,
                leading=leading,
                rivals=tuple(t for t in named if t.type is trigger.type and not t.verb),
            )
            found = arguments(sentence, trigger, told, lexicon)
            yield Candidate(
                trigger=trigger,
                arguments=found,
                zone=sentence.zone,
                sentence=at,
                distant=_distant(found.value, passage.published),
            )
        spoken = (p.id for p in sentence.persons if not governed(sentence, p, lexicon))
        person = next(spoken, person)


def _distant(value: str | None, published: PartialDate | None) -> bool:
    """Whether the date is a bare year or lies more than a year off: then it is told in passing."""
    days = covered(value) if value else None
    if value is None or days is None or published is None:
        return False
    return len(value) <= len("2024") or abs(days[0].year - published.year) > 1


def _rules(sentence: Sentence, lexicon: EventLexicon) -> bool:
    """Whether someone of rank is named: what others visit is no visit in the sense of the type."""
    return any(word.capital and word.lower.endswith(lexicon.rulers) for word in sentence.words)


def _leading(passage: Passage) -> tuple[str, ...]:
    """The two persons named most, if there are two."""
    counted = Counter(person.id for sentence in passage.sentences for person in sentence.persons)
    most = tuple(name for name, _ in counted.most_common(2))
    return most if len(most) == 2 else ()


def _prominent(passage: Passage) -> Prominent:
    """The countries, those of title and lead counting thrice; the persons of title and lead."""
    counted: Counter[str] = Counter()
    persons: dict[str, None] = {}
    for sentence in passage.sentences:
        first = sentence.zone <= Zone.LEAD
        for country in sentence.countries:
            counted[country.id] += 3 if first else 1
        if first:
            persons |= dict.fromkeys(person.id for person in sentence.persons)
    return Prominent(
        countries=tuple(code for code, _ in counted.most_common()), persons=tuple(persons)
    )
