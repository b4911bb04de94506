"""Dates of events (EDTF: a day, a month, a year, a decade, an interval) as the first and the last day they may mean."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

DAY, MONTH, YEAR, DECADE = (re.compile(form) for form in (r"\d{4}-\d\d-\d\d", r"(\d{4})-(\d\d)", r"\d{4}", r"(\d{3})X"))


def span(written: str) -> tuple[str, str]:
    """(first, last) ISO day, "" where it is open or not known.

    >>> span("2020-10"), span("199X"), span("../2020-10-07")
    (('2020-10-01', '2020-10-31'), ('1990-01-01', '1999-12-31'), ('', '2020-10-07'))
    """
    if "/" in written:
        start, _, end = written.partition("/")
        return span(start)[0], span(end)[1]
    if DAY.fullmatch(written):
        return written, written
    if month := MONTH.fullmatch(written):
        last = monthrange(int(month[1]), int(month[2]))[1]
        return f"{written}-01", f"{written}-{last:02d}"
    if YEAR.fullmatch(written):
        return f"{written}-01-01", f"{written}-12-31"
    if decade := DECADE.fullmatch(written):
        return f"{decade[1]}0-01-01", f"{decade[1]}9-12-31"
    return "", ""


def day(written: str) -> str:
    """The day where the date is one day, else ""."""
    return written if DAY.fullmatch(written) else ""


def year(written: str) -> int | str:
    """The year where the date lies in one year, else ""."""
    first, last = span(written)
    return int(first[:4]) if first and first[:4] == last[:4] else ""


def epoch_seconds(written: str) -> int | str:
    """Seconds from 1970-01-01 to the beginning (UTC) of a day, "" for anything else."""
    return epoch_days(written) * 86400 if day(written) else ""


def epoch_days(written: str) -> int:
    """Days from 1970-01-01, as R counts a Date."""
    return (date.fromisoformat(written) - date(1970, 1, 1)).days
