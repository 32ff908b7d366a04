"""Text to tokens with one class letter each, so that the grammar is written over short strings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.enrich.dates.covered import day_value
from indexer.enrich.dates.lexicon import Entry, Lexicon, Phrase

# Every alternative is bounded or a plain run, so scanning is linear in the text.
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?![\d-]))"
    r"|(?P<dmy>\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)(?!\d))"
    r"|(?P<dm>\d{1,2}\.\d{1,2}\.(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4}(?![\d/]))"
    r"|(?P<seasons>\d{4}/(?:\d{4}|\d\d)(?![\d/]))"
    r"|(?P<years>\d{4}\s?[-–—]\s?\d{4}(?![\d-]))"
    r"|(?P<decade>(?:\d\d)?\d0(?:-?ern|-?er|s)(?!\w))"
    r"|(?P<quarter>[QH][1-4]\b)"
    r"|(?P<short>['’]\d\d(?![\d%]|\w))"
    r"|(?P<clock>\d{1,2}[.:]\d\d(?![\d:]|[.,]\d))"
    r"|(?P<number>\d+(?:[.,]\d+)*)(?:st\b|nd\b|rd\b|th\b)?"
    r"|(?P<word>[^\W\d_]+(?:\u00ad[^\W\d_]+)*)"
    r"|(?P<gap>\n\s*?\n)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = {
    ".": ".",
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "-",
    "/": "/",
    "(": "(",
    ")": ")",
} | dict.fromkeys("!?;:", "!")
_OTHER = Entry(kind="_")
_GAP = Entry(kind="|")
_MARK_ENTRIES = {mark: Entry(kind=kind) for mark, kind in _MARKS.items()}
_YEARS = range(1000, 2101)  # a bare number outside is hardly ever a year in an archive of articles
_LEADS_TO_YEAR = frozenset("sbahiuMSA&I")  # prepositions, months, seasons, articles
_PIVOT = 40  # two-digit years up to this one are of the 21st century


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of text with its class; `word` is the lower-case form that the tables know."""

    start: int
    end: int
    word: str
    capital: bool
    entry: Entry

    @property
    def number(self) -> float:
        return self.entry.number

    @property
    def code(self) -> str:
        return self.entry.code


def scan(text: str, lexicon: Lexicon) -> list[Token]:
    """All tokens of the text in order."""
    tokens: list[Token] = []
    openings: list[int] = []  # of what may be an expression of several words
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        raw = match.group()
        if group == "word":
            word = raw.replace("\u00ad", "").lower()
            capital = raw[0].isupper()
            entry = lexicon.nouns.get(word) if capital else None
            entry = entry or lexicon.words.get(word, _OTHER)
            if raw in lexicon.romans:
                entry = lexicon.romans[raw]
            if word in lexicon.phrases:
                openings.append(len(tokens))
            if word in lexicon.morning:
                entry = _morning(tokens, word, capital) or entry
        else:
            word, capital = raw, False
            entry = _unworded(tokens, group or "", raw)
            if group == "number" and raw in lexicon.phrases:
                openings.append(len(tokens))
            if group == "seasons" and _two_years(raw):
                tokens += _apart(match)
                continue
        tokens.append(Token(match.start(), match.end(), word, capital, entry))
    return _joined(tokens, openings, lexicon) if openings else tokens


def _unworded(before: list[Token], group: str, raw: str) -> Entry:
    if group == "mark":
        return _MARK_ENTRIES.get(raw, _OTHER)
    return _short_year(before, raw) if group == "short" else _numeric(group, raw)


def _joined(tokens: list[Token], openings: list[int], lexicon: Lexicon) -> list[Token]:
    """The tokens with each expression of several words made one."""
    joined: list[Token] = []
    done = 0
    for at in openings:
        phrase = _phrase(tokens, at, lexicon) if at >= done else None
        if phrase is None:
            continue
        last = tokens[at + len(phrase.rest)]
        joined += tokens[done:at]
        first = tokens[at]
        joined.append(Token(first.start, last.end, first.word, first.capital, phrase.entry))
        done = at + len(phrase.rest) + 1
    return joined + tokens[done:]


def _phrase(tokens: list[Token], at: int, lexicon: Lexicon) -> Phrase | None:
    for phrase in lexicon.phrases[tokens[at].word]:
        following = tokens[at + 1 : at + 1 + len(phrase.rest)]
        written = tuple(_plain(token.word) for token in following)
        if written == phrase.rest and (tokens[at].capital or phrase.entry.kind != "M"):
            return phrase
    return None


def _plain(word: str) -> str:
    return "'" if word == "\u2019" else word


def _morning(before: list[Token], word: str, capital: bool) -> Entry | None:
    """`morgen` is tomorrow, `am Morgen` and `heute morgen` are the early hours."""
    previous = before[-1] if before else None
    if word != "morgen":
        return None
    opens = previous is None or previous.entry.kind in "|!." or not (previous.word[:1].isalnum())
    if previous and previous.entry.kind in "RDr":
        return Entry(kind="P", code="MO")
    return Entry(kind="P", code="MO") if capital and not opens else Entry(kind="R", number=1)


def _numeric(group: str, raw: str) -> Entry:
    if group == "gap":
        return _GAP
    if group == "number":
        return _plain_number(raw)
    if group == "clock":
        hour, minute = re.split("[.:]", raw)
        fits = int(hour) <= 24 and int(minute) < 60
        return Entry(kind="c", code=f"T{int(hour):02d}:{minute}") if fits else _OTHER
    if group == "quarter":
        fits = raw[0] == "Q" or int(raw[1]) <= 2
        return Entry(kind="9", code=f"{raw}") if fits else _OTHER
    if group == "decade":
        return _decade(re.sub(r"\D", "", raw))
    return _dated(group, [int(part) for part in re.findall(r"\d+", raw)], raw)


def _decade(digits: str) -> Entry:
    if len(digits) == 4:
        return Entry(kind="K", code=digits[:3], number=1)
    return Entry(kind="K", code=("20" if digits in {"00", "10"} else "19") + digits[0])


def _short_year(before: list[Token], raw: str) -> Entry:
    """`in '68`, `May '68`: only behind a word that leads to a year, for it may be a quotation."""
    if not before or before[-1].entry.kind not in _LEADS_TO_YEAR:
        return _OTHER
    year = int(raw[1:])
    return Entry(kind="Y", number=year + (2000 if year <= _PIVOT else 1900))


def _two_years(raw: str) -> bool:
    """`2005/2010` are two years; `2005/2006` and `2005/10` are one stretch."""
    return len(raw) == len("2005/2010") and int(raw[5:]) - int(raw[:4]) != 1


def _apart(match: re.Match[str]) -> list[Token]:
    first, last = match.group().split("/")
    start = match.start()
    return [
        Token(start, start + 4, first, False, _plain_number(first)),
        Token(start + 4, start + 5, "/", False, Entry(kind=",")),
        Token(start + 5, match.end(), last, False, _plain_number(last)),
    ]


def _dated(group: str, parts: list[int], raw: str) -> Entry:
    if group == "slashed":
        return Entry(kind="0", code=f"{parts[2]:04d}", number=parts[0] * 100 + parts[1])
    if group in {"iso", "dmy"}:
        year, month, day = parts if group == "iso" else reversed(parts)
        if group == "dmy" and re.search(r"\D\d\d$", raw):
            year += 2000 if year <= _PIVOT else 1900
        value = day_value(year, month, day)
        return Entry(kind="F", code=value) if value else _OTHER
    if group == "dm":
        return Entry(kind="e", number=parts[0], code=f"{parts[1]:02d}")
    return _span(group, parts)


def _span(group: str, parts: list[int]) -> Entry:
    first, last = parts
    if last < 100 and group == "seasons":
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    if first not in _YEARS or last not in _YEARS or last <= first:
        return _OTHER
    return Entry(kind="7" if group == "seasons" else "8", code=f"{first:04d}/{last:04d}")


def _plain_number(raw: str) -> Entry:
    digits = raw.rstrip("sthnrd")
    if len(digits) > 9:
        return _OTHER
    if digits.isdecimal():
        number = int(digits)
        if len(digits) == 4 and number in _YEARS:
            return Entry(kind="Y", number=number)
        return Entry(kind="1" if len(digits) <= 2 else "N", number=number)
    if digits.count(",") == 1 and "." not in digits:
        return Entry(kind="N", number=float(digits.replace(",", ".")))
    return Entry(kind="N", number=int(re.sub(r"\D", "", digits)))
