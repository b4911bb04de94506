"""The day of publication of a text without a date, from the year of its copyright line and the days its words name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.calendar import MONTHS, WEEKDAYS

_MONTH = "(" + "|".join(sorted((name for name in MONTHS if name.isalpha()), key=len, reverse=True)) + r")\.?"
_MENTION = re.compile(
    rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}})|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?!\s+\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_PAIR = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?\s+$", re.IGNORECASE)
_NAMED = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split()
_NTH_DAY = re.compile(
    rf"\b(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(_NAMED)}))\s+(?:straight\s+|consecutive\s+|successive\s+)?day\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|(?:is|are|was|were|be|due|set|expected|scheduled|plans?|planned|agreed|invited) to|scheduled for|next|coming|upcoming)\b",
    re.IGNORECASE,
)
FORTNIGHT = 14
LONGEST_PLAN = 30  # days a news text looks ahead
LONGEST_STORY = 60  # days a news text looks back on as its own story
LONGEST_TEXT = 50_000  # characters that are looked at


@dataclass(frozen=True)
class Mention:
    """A day of the calendar that the text names, and whether the sentence speaks of what is to come."""

    day: date
    ahead: bool


def infer(text: str, year: int) -> tuple[str, str] | None:
    """(ISO day, origin), or None where the words do not fix a day.

    Every day around the days named is a candidate. For it speak: a weekday on which things are told ("said Wednesday");
    days said to be ahead that do lie ahead, soon; days told of that lie behind; a counted day ("an 11th day" of what
    "erupted Sept 27") that falls on it. The best candidate wins, among equals the one nearest before the latest day
    named. With weekday evidence the origin is inferred_weekday; without, the latest day told of is taken and the
    origin is copyright_year.
    """
    sentences = _sentences(text[:LONGEST_TEXT])
    mentions = [mention for sentence in sentences for mention in _mentions(sentence, year)]
    if None in mentions or not mentions:  # None: a weekday that does not belong to its date in this year
        return None
    told = Counter(WEEKDAYS[word.lower()] for sentence in sentences for word in _told_weekdays(sentence))
    counted = [_number(found) for found in _NTH_DAY.finditer(text[:LONGEST_TEXT])]
    if not told:
        behind = [mention.day for mention in mentions if not mention.ahead]
        return (max(behind).isoformat(), "copyright_year") if behind else None
    last = max(mention.day for mention in mentions)
    candidates = {mention.day + timedelta(shift) for mention in mentions for shift in range(-FORTNIGHT, FORTNIGHT + 1)}
    candidates |= {mention.day + timedelta(number - 1) for mention in mentions for number in counted}
    scores = {day: _score(day, mentions, told, counted) for day in candidates}
    best = max(scores.values())
    winners = sorted(day for day, score in scores.items() if score == best)
    before = [day for day in winners if day <= last]
    return (before[-1] if before else winners[0]).isoformat(), "inferred_weekday"


def _sentences(text: str) -> list[str]:
    text = re.sub(rf"\b{_MONTH}(?=\s+\d)", r"\1", text, flags=re.IGNORECASE)  # "Oct. 12" does not end a sentence
    return re.split(r"(?<=[.!?”\"])\s+|\n+", text)


def _mentions(sentence: str, year: int) -> list[Mention | None]:
    found = []
    for match in _MENTION.finditer(sentence):
        month, day, day_first, month_after = match.groups()
        try:
            named = date(year, MONTHS[(month or month_after).lower()], int(day or day_first))
        except (KeyError, ValueError):
            continue
        pair = _PAIR.search(sentence[max(match.start() - 15, 0) : match.start()])
        if pair and WEEKDAYS[pair.group(1).lower()] != named.weekday():
            return [None]
        ahead = bool(_AHEAD.search(sentence[max(match.start() - 120, 0) : match.start()]))
        found.append(Mention(named, ahead))
    return found


def _told_weekdays(sentence: str) -> list[str]:
    """The weekdays on which something is told to have happened: not those ahead."""
    return [m.group(1) for m in _WEEKDAY.finditer(sentence) if not _AHEAD.search(_clause(sentence, m.start()))]


def _clause(sentence: str, end: int) -> str:
    """What stands before a position, back to the last comma: a later "said Wednesday" does not share an earlier "will"."""
    return re.split(r",\s", sentence[max(end - 120, 0) : end])[-1]


def _number(found: re.Match) -> int:
    return int(found.group(1)) if found.group(1) else _NAMED.index(found.group(2).lower()) + 1


def _score(day: date, mentions: list[Mention], told: Counter, counted: list[int]) -> float:
    score = 4.0 * told[day.weekday()] / told.total()
    for mention in mentions:
        if mention.ahead:
            score += 1 if 0 < (mention.day - day).days <= LONGEST_PLAN else -2
        else:
            score += 1 if 0 <= (day - mention.day).days <= LONGEST_STORY else -2
            score += 3 * sum(mention.day + timedelta(number - 1) == day for number in counted)
    return score
