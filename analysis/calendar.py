"""The words of the calendar: months and weekdays as English news writes them."""

from __future__ import annotations

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
