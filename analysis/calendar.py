"""The words of the calendar: months and weekdays as English news writes them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.", "august aug aug.",
         "september sept sep sept. sep.", "october oct oct.", "november nov nov.", "december dec dec."), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: k for k, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}


def is_edtf(text: str) -> bool:
    """True for a day, a month, a year, a decade or an interval as the tables write them (EDTF level 0, and 199X).

    >>> is_edtf("2020-10-10"), is_edtf("1994"), is_edtf("199X"), is_edtf("2020-13-01")
    (True, True, True, False)
    >>> is_edtf("2020-09-27/2020-10-02"), is_edtf("2020-09-27/.."), is_edtf("../..")
    (True, True, False)
    """
    if "/" in text:
        first, _, last = text.partition("/")
        ends = [part for part in (first, last) if part != ".."]
        return bool(ends) and all("/" not in part and is_edtf(part) for part in ends)
    if re.fullmatch(r"\d{4}|\d{3}X", text):
        return True
    try:
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
    except ValueError:
        return False
    return len(text) in (7, 10)
