"""When an article was published, and how we know: front matter, option, file name, dateline, else inferred from its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from analysis.calendar import MONTHS
from analysis.intake.inference import infer

_MONTH = "(" + "|".join(sorted((name for name in MONTHS if name.isalpha()), key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:[T,;|]?\s*(?:at\s+)?\d{1,2}[:.]?\d{0,2}.{0,40})?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_NUMBERS = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_NO_YEAR = re.compile(rf"{_WEEKDAY}(?:{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+{_DAY})", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:by .{1,80}?[|,•·–—-]\s*)?(?:first |last )?(?:published|posted|updated|modified|issued|released|dated?)?(?: on| at)?:?\s*",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_. ]?)(\d\d)\2(\d\d)(?!\d)")
# PLACE, Oct 12 (Agency) - Text
_DATELINE = re.compile(
    rf"^[^\W\d_][\w'’./ -]{{1,50}}(?:,\s[\w'’. -]{{2,30}})?(?:,|\s\(|:|\s[-–—])\s*{_WEEKDAY}(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+(\d{{4}}))?\)?"
    r"\s*(?:[/(]{1,2}[^()/\n]{1,40}[/)]{1,2}\s*)?[-–—:]",
    re.IGNORECASE,
)  # fmt: skip
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\d\n]{0,40}((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.IGNORECASE
)


@dataclass(frozen=True)
class Published:
    """ISO day ("" if unknown) and a word of the vocabulary of articles.published_origin."""

    day: str
    origin: str


def _made(year: object, month: object, day: object) -> str:
    try:
        number = MONTHS.get(str(month).lower().rstrip("."), month)
        return date(int(year), int(number), int(day)).isoformat() if 1900 <= int(year) <= 2100 else ""
    except ValueError:
        return ""


def as_day(value: object) -> str:
    """The ISO day of a written date, "" if it is none or may be two.

    >>> as_day("Thu, 08 Oct 2020 09:00:00 GMT"), as_day("October 8th, 2020"), as_day("10/08/2020"), as_day("2020-13-01")
    ('2020-10-08', '2020-10-08', '', '')
    """
    text = " ".join(str(value or "")[:120].split())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _made(*found.groups()[:3])
    if found := _DAY_FIRST.fullmatch(text):
        return _made(found.group(3), found.group(2), found.group(1))
    if found := _MONTH_FIRST.fullmatch(text):
        return _made(found.group(3), found.group(1), found.group(2))
    if found := _NUMBERS.fullmatch(text):
        first, mark, second, year = found.groups()
        if mark == "." or int(first) > 12:  # with dots the day comes first; with strokes it depends on the country
            return _made(year, second, first)
        return _made(year, first, second) if int(second) > 12 or first == second else ""
    return ""


def only_a_date(line: str) -> bool:
    """True for a line that holds a date and nothing else, with or without year: the head of a day in a digest."""
    line = line.strip().rstrip(".:")
    return len(line) <= 60 and bool(as_day(line) or _NO_YEAR.fullmatch(line))


def from_name(name: str) -> str:
    """The day in a file's name, else in the name of its folder."""
    path = PurePosixPath(name)
    for part in (path.stem, *reversed(path.parent.parts)):
        for found in _IN_NAME.finditer(part):
            if day := _made(found.group(1), found.group(3), found.group(4)):
                return day
    return ""


def copyright_year(text: str) -> int | None:
    """The latest year of a copyright line, or None."""
    years = [int(year) for found in _COPYRIGHT.findall(text) for year in found if year]
    return max(years, default=None)


def _dateline(body: str, year: int | None) -> str:
    for paragraph in body.split("\n\n", 4)[:4]:
        if found := _DATELINE.match(paragraph):
            month, day, day_first, month_after, stated = found.groups()
            if stated or year:
                return _made(stated or year, month or month_after, day or day_first)
        if len(paragraph) <= 150 and (day := as_day(_LABEL.sub("", paragraph).rstrip("."))):
            return day
    return ""


def published(front: object, option: str | None, name: str, body: str, whole: str) -> Published:
    """The day of publication by the best evidence there is. `body` is the cleaned text, `whole` the text as it came."""
    for origin, day in (("front_matter", as_day(front)), ("option", option or ""), ("file_name", from_name(name))):
        if day:
            return Published(day, origin)
    year = copyright_year(whole)
    if day := _dateline(body, year):
        return Published(day, "dateline")
    if year and (found := infer(body, year)):
        return Published(*found)
    return Published("", "unknown")
