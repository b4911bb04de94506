"""When: the time expressions of a sentence, resolved against the day of publication, each given to the act it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.calendar import MONTHS, WEEKDAYS
from analysis.coding.document import Document, Sentence
from analysis.coding.match import Match

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
RECENT_DAYS = 300  # what is older than this belongs to another crisis: historical


@dataclass(frozen=True, slots=True)
class When:
    """A resolved time expression: tokens first..end-1, an ISO day, month, year or decade, and how exact it is."""

    first: int
    end: int
    iso: str
    precision: str  # day, inferred_day, week, month, year, decade, interval, unknown
    relative: str = ""  # weekday number as text: resolved by tense when the act is known


def _number(text: str) -> int | None:
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text.lower())
    return int(text) if text.isdigit() and len(text) <= 4 else NUMBERS.get(text)


def _day(year: int, month: int, day: int | None) -> str:
    try:
        return date(year, month, day).isoformat() if day else f"{year}-{month:02d}"
    except ValueError:
        return ""


def _year_near(published: date, month: int, day: int | None) -> int:
    """The year that brings a month and day nearest to publication."""
    options = [published.year - 1, published.year, published.year + 1]
    return min(options, key=lambda y: abs((date(y, month, min(day or 15, 28)) - published).days))


def expressions(doc: Document, sentence: Sentence) -> list[When]:
    """The time expressions of a sentence in order; weekdays and "yesterday" need a day of publication."""
    published = date.fromisoformat(sentence.published) if sentence.published else None
    found: list[When] = []
    i = sentence.first
    while i < sentence.end:
        when = _calendar(doc, i, sentence.end, published) or (
            _relative(doc, i, sentence.end, published) if published else None
        )
        if when and when.iso:
            found.append(when)
            i = when.end
        else:
            i += 1
    return found


def _calendar(doc: Document, i: int, end: int, published: date | None) -> When | None:
    """ "Oct. 12", "12 October 2020", "October 2020", "2020-10-12", "1994", "the 1990s"."""
    tokens = doc.tokens
    text = tokens[i].text.lower()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return When(i, i + 1, text, "day")
    if re.fullmatch(r"(?:1[89]|20)\d0s", text):
        return When(i, i + 1, text[:3] + "X", "decade")
    after = tokens[i + 1].text.lower() if i + 1 < end else ""
    if text in MONTHS and tokens[i].text[:1].isupper():
        day = _number(after) if after[:1].isdigit() and len(after) <= 4 and not re.fullmatch(r"\d{4}", after) else None
        return _month(doc, i, i + (2 if day else 1), end, MONTHS[text], day, published)
    if after in MONTHS and text[:1].isdigit() and (day := _number(text)) and day <= 31:
        return _month(doc, i, i + 2, end, MONTHS[after], day, published)
    counts = tokens[i].dep in ("nummod", "quantmod") and tokens[tokens[i].head].tag in ("NNS", "CD")  # "2000 men"
    if re.fullmatch(r"(?:19|20)\d\d", text) and not counts:
        return When(i, i + 1, text, "year")
    return None


def _month(
    doc: Document, first: int, k: int, end: int, month: int, day: int | None, published: date | None
) -> When | None:
    tokens = doc.tokens
    if k < end and tokens[k].text == ",":
        k += 1
    year = int(tokens[k].text) if k < end and re.fullmatch(r"(?:19|20)\d\d", tokens[k].text) else None
    if day is None and year is None and tokens[first].text == "May" and tokens[first].pos != "PROPN":
        return None
    if year is None:
        k = k - 1 if tokens[k - 1].text == "," else k
        if published is None:
            return None
        year = _year_near(published, month, day)
    else:
        k += 1
    return When(first, k, _day(year, month, day), "day" if day else "month")


def _relative(doc: Document, i: int, end: int, published: date) -> When | None:
    tokens = doc.tokens
    text = tokens[i].text.lower()
    back = lambda days: (published - timedelta(days)).isoformat()  # noqa: E731
    words = [tokens[k].text.lower() for k in range(i, min(i + 4, end))]
    if text in WEEKDAYS:
        before = tokens[i - 1].text.lower() if i else ""
        shift = "last" if before in ("last", "previous") else "next" if before == "next" else ""
        return When(i, i + 1, _weekday(published, WEEKDAYS[text], "past"), "day", f"{WEEKDAYS[text]}{shift}")
    fixed = {"today": 0, "tonight": 0, "yesterday": 1, "tomorrow": -1}
    if text in fixed:
        return When(i, i + 1, back(fixed[text]), "day")
    if (
        len(words) >= 3
        and (number := NUMBERS.get(words[0]) or _number(words[0]))
        and words[1] in ("day", "days", "week", "weeks", "year", "years")
        and words[2] in ("ago", "earlier", "before")
    ):
        unit = {"d": 1, "w": 7, "y": 365}[words[1][0]]
        if number * unit > 30_000:
            return None
        day = back(number * unit)
        return When(
            i,
            i + 3,
            day if unit == 1 else (day if unit == 7 else day[:4]),
            "day" if unit == 1 else "inferred_day" if unit == 7 else "year",
        )
    if words[:2] in (["last", "week"], ["last", "month"], ["last", "year"]):
        far = {"week": 7, "month": 30, "year": 365}[words[1]]
        return When(
            i,
            i + 2,
            back(far)[: {"week": 10, "month": 7, "year": 4}[words[1]]],
            {"week": "week", "month": "month", "year": "year"}[words[1]],
        )
    return None


def _weekday(published: date, weekday: int, side: str) -> str:
    """The nearest such weekday on or before ("past"), or on or after ("future"), publication."""
    ahead = (weekday - published.weekday()) % 7
    return (published + timedelta(ahead if side == "future" or ahead == 0 else ahead - 7)).isoformat()


def in_tense(when: When, published: str, status: str) -> str:
    """The ISO date of an expression for an act of this status: a weekday lies ahead for what is planned or demanded."""
    if not when.relative or not published:
        return when.iso
    side = "future" if status in ("planned", "demanded", "declined", "threatened", "hypothetical") else "past"
    if when.relative.endswith("next"):
        side = "future"
    if when.relative.endswith("last"):
        side = "past"
    return _weekday(date.fromisoformat(published), int(when.relative[0]), side)


def owner(doc: Document, when: When, by_token: dict[int, Match]) -> Match | None:
    """The match a time expression belongs to: the nearest one above it in the tree."""
    i = when.first
    for k in [i, *doc.ancestors(i)]:
        if k in by_token:
            return by_token[k]
    return None


def told_of(doc: Document, when: When, matches: list[Match]) -> Match | None:
    """The match of a clause that hangs on a time expression: "since 1994, when a truce halted the war"."""
    return next((match for match in matches if when.first <= doc.tokens[match.verb].head < when.end), None)


def is_historical(iso: str, published: str) -> bool:
    """True if a date lies before the current crisis (RECENT_DAYS before publication)."""
    if not iso or not published:
        return False
    if iso.endswith("X"):
        return iso[:3] < published[:3]
    limit = (date.fromisoformat(published) - timedelta(RECENT_DAYS)).isoformat()
    return iso < limit[: len(iso)] if len(iso) == 4 else iso < limit
