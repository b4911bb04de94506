"""When an article was published, and how we know: front matter, option, file name, dateline, else inferred from its words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from analysis.calendar import MONTHS, WEEKDAYS

_MONTH = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
_DATELINE = re.compile(rf"^[A-Z][A-Za-z'’./ -]{{2,40}},\s+(?:\w+day,?\s+)?(?:({_MONTH})\s+(\d{{1,2}})|(\d{{1,2}})\s+({_MONTH}))(?:,?\s+(\d{{4}}))?\b", re.IGNORECASE)
_MENTION = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})\b(?!\d)|\b(\d{{1,2}})\s+({_MONTH})\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\(c\)\s*)?((?:19|20)\d\d)", re.IGNORECASE)


def as_day(value: object) -> str:
    """The ISO day of a front-matter value ("2020-10-07", "2020-10-07T09:00:00Z", "October 7, 2020", a date), "" if it is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").strip()
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d"):
        try:
            return datetime.strptime(text[:10] if form == "%Y-%m-%d" else text, form).date().isoformat()
        except ValueError:
            continue
    return ""


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, MONTHS[month.lower()], int(day))
    except (ValueError, KeyError):
        return None


def published(front: object, option: str | None, name: str, body: str, whole: str) -> tuple[str, str]:
    """(ISO day or "", origin). `body` is the cleaned text, `whole` the text with its copyright line."""
    if day := as_day(front):
        return day, "front_matter"
    if option:
        return option, "option"
    if (found := re.search(r"(\d{4}-\d{2}-\d{2})", name)) and (day := as_day(found.group(1))):
        return day, "file_name"
    year = max((int(found) for found in _COPYRIGHT.findall(whole)), default=None)
    if (found := _DATELINE.match(body)) and (found.group(5) or year):
        month, day = (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
        if stamp := _day(int(found.group(5) or year), month, day):
            return stamp.isoformat(), "dateline"
    if year:
        inferred = _from_weekdays(body, year)
        return (inferred, "inferred_weekday") if inferred else ("", "unknown")
    return "", "unknown"


def _from_weekdays(body: str, year: int) -> str:
    """The day of a text that names weekdays and days of the month, in the year of its copyright line.

    The days it names are evidence of the time around publication, so the day sought lies within a fortnight of one of
    them. News of the day says its own weekday most often ("told reporters Wednesday"), an ordinal day ("for an 11th day
    ... since Sept 27") fixes it when there is one. Candidates are scored by both; no clear winner, no date.
    """
    days = [stamp for found in _MENTION.finditer(body) if (stamp := _day(year, found.group(1) or found.group(4), found.group(2) or found.group(3)))]
    if not days:
        return ""
    told = [WEEKDAYS[word.lower()] for word in re.findall(r"\b(\w+day)\b", body) if word.lower() in WEEKDAYS]
    nth = [int(number) for number in re.findall(r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:straight\s+|consecutive\s+)?day\b", body)]
    scores: dict[date, float] = {}
    for anchor in days:
        for shift in range(-14, 15):
            day = anchor + timedelta(shift)
            fits = sum(anchor_day + timedelta(number - 1) == day for anchor_day in days for number in nth)
            near = sum(0 < (other - day).days <= 7 or 0 <= (day - other).days <= 14 for other in days)
            scores[day] = 10.0 * fits + 2.0 * told.count(day.weekday()) + near
    best = max(scores.values())
    winners = sorted(day for day, score in scores.items() if score == best)
    return winners[0].isoformat() if len(winners) == 1 else ""
