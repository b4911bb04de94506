"""`parley diff OLD NEW`: what changed between two runs, in sentences or as a CSV table."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from analysis.comparing.changes import Changes, changes
from analysis.comparing.layouts import CompareError
from analysis.comparing.runs import read_run

FORMS = ("text", "csv")
HEADINGS = {"new": "New events", "gone": "Events that are gone", "changed": "Changed events",
            "renamed": "Events under another id: other participants, type, first day or place"}  # fmt: skip
PLAIN = ("status", "event_date", "event_type", "mode")  # values that say by themselves what they are


def main(old: Path, new: Path, form: str) -> int:
    """Prints what changed; 0 whether or not anything did. Raises CompareError for a folder that is no run."""
    if form not in FORMS:
        raise CompareError(f"--format {form}: expected {' or '.join(FORMS)}")
    found = changes(read_run(old), read_run(new))
    if form == "csv":
        found.table.to_csv(sys.stdout, index=False, lineterminator="\n")
        return 0
    for line in report(found):
        print(line)
    return 0


def report(found: Changes) -> list[str]:
    """The changes in lines an analyst reads."""
    lines = list(found.notes)
    before, after = found.n_events
    lines += [_articles(found.articles), _codings(found.codings)]
    if found.table.empty:
        return [*lines, f"Nothing changed in the results: {after} events, the same roles, the same measures."]
    lines.append(f"Events: {before} before, {after} now.")
    events = found.table[found.table["table"] == "events"]
    for change, heading in HEADINGS.items():
        some = events[events["change"] == change]
        said = [_event(rows) for _, rows in some.groupby(["id_old", "id_new"], sort=False)]
        if said:
            lines += ["", f"{heading} ({len(said)})", *(f"  {line}" for line in said)]
    for table, heading in (("roles_found", "Roles"), ("measures", "Measures")):
        some = found.table[found.table["table"] == table]
        said = [_other(rows) for _, rows in some.groupby(["what", "change"], sort=False)]
        if said:
            lines += ["", f"{heading} ({len(said)})", *(f"  {line}" for line in said)]
    return lines


def _articles(found: dict[str, list[str]]) -> str:
    parts = [f"{len(names)} {word} ({', '.join(names)})" for word, names in found.items() if names]
    return f"Articles: {'; '.join(parts) or 'the same'}."


def _codings(found: dict[str, int]) -> str:
    parts = [f"{number} {word}" for word, number in found.items() if number]
    return f"Codings: {', '.join(parts) or 'the same'}."


def _event(rows: pd.DataFrame) -> str:
    """One event in one line: what changed, the event, its day, why."""
    first = rows.iloc[0]
    day = f"; {first['day']}" if first["day"] else "; no date"
    if first["change"] in ("new", "gone"):
        return f"{first['what']}{day}; {first['new_value'] or first['old_value']} ({first['why']})"
    parts = [_change(row) for row in rows.itertuples()]
    return f"{', '.join(parts)}: {first['what']}{day} ({first['why']})"


def _change(row) -> str:
    if row.column == "event_id":
        return f"another id, {row.old_value} -> {row.new_value}"
    named = "" if row.column in PLAIN and row.old_value and row.new_value else f"{row.column} "
    return f"{named}{row.old_value or 'none'} -> {row.new_value or 'none'}"


def _other(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    if first["change"] in ("new", "gone"):
        return f"{first['change']}: {first['what']}"
    parts = [f"{row.column} {row.old_value or 'none'} -> {row.new_value or 'none'}" for row in rows.itertuples()]
    word = "" if first["change"] == "changed" else f"{first['change']}: "
    return f"{word}{first['what']}: {', '.join(parts)}"
