"""What in an article is a sentence: paragraphs, date lines of day digests, headline-like lines, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analysis.calendar import MONTHS

_MONTH = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+(\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_BOILERPLATE = re.compile(r"^(?:©|\(c\)|copyright\b|all rights reserved|advertisement$|read more\b|sign up\b|click here\b|\(?(?:reporting|editing|writing) by\b)", re.IGNORECASE)  # fmt: skip
# where an agency filed from: "TIRANA, Albania (AP) -- ", "Harare, Zimbabwe - ", "ADDIS ABABA, May 15 (Xinhua) -- "
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'’./ -]+(?:,\s[^\n—–]{2,40}?)?|[^\n—–:]{2,50}\([A-Z][\w/ ]{1,20}\)|[A-Z]\w+(?:\s[A-Z]\w+)?,\s[A-Z][\w .]{2,30}(?:,\s[A-Z]{2,12})?)\s?(?:--|—|–|\s-)\s+(?=[A-Z\"“])"
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the stored text: its number from 1, its offsets, the day in force, and its kind."""

    number: int
    start: int
    end: int
    published: str
    kind: str


def date_line(line: str) -> str | None:
    """The ISO day of a line that holds nothing but a date, else None.

    >>> date_line("Thursday, October 8, 2020"), date_line("2020-10-08"), date_line("On 8 October 2020 they met.")
    ('2020-10-08', '2020-10-08', None)
    """
    line = line.strip().rstrip(".:")
    if found := _ISO.fullmatch(line):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(line):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(line):
        month, day, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(MONTHS.get(month.lower(), month)), int(day)).isoformat()
    except ValueError:
        return None


def kind_of(text: str) -> str:
    """sentence, headline (a short line without a full stop or a finite look) or boilerplate."""
    line = text.strip()
    if _BOILERPLATE.match(line):
        return "boilerplate"
    ends = line.rstrip("\"'”’)»").endswith((".", "!", "?", ":", ";", "…", ","))
    words = line.split()
    if not ends and len(words) <= 14 and sum(word[:1].isupper() for word in words) >= max(2, 0.6 * len(words)):
        return "headline"
    return "sentence"


def paragraphs(text: str, published: str) -> Iterator[Paragraph]:
    """The paragraphs of an article's stored text; a date line moves the day of what follows it."""
    day = published
    for number, found in enumerate(re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL), 1):
        moved = date_line(found.group())
        day = moved or day
        start = found.start()
        if not moved and (filed := _DATELINE.match(text, start, min(found.end(), start + 90))):
            yield Paragraph(number, start, filed.end(), day, "date_line")
            start = filed.end()
        yield Paragraph(number, start, found.end(), day, "date_line" if moved else kind_of(text[start : found.end()]))
