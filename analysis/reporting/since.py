"""What changed since the last run: events new, gone or changed between an earlier run's tables and these, and why."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.comparing.changes import Changes, changes
from analysis.comparing.runs import Run as Tables
from analysis.comparing.runs import read_run
from analysis.reporting import blocks, turning
from analysis.reporting.blocks import Block
from analysis.reporting.cites import mark
from analysis.reporting.data import Run
from analysis.reporting.sections import sides
from analysis.reporting.wording import STATUS, act, count, day, span

MOST_ROWS, MOST_NEW, WEEK = 20, 6, 7
NO_EARLIER = "No earlier run was given to compare with, so that this edition cannot say what changed between two runs. To fill this section, copy data/tables to a folder before new articles or corrections come in, and then name it: “parley report chronicle --earlier FOLDER”. It lists which events are new, which are gone, and which changed their status, day or sides, each with the reason; the analyst's guide has an example."
COLUMNS = {"status": "status", "event_date": "day", "claimants": "who says so", "denied_by": "who denies it", "event_type": "type", "source": "source", "target": "target",
           "n_mentions": "sentences", "n_articles": "articles", "n_publishers": "publishers", "place_id": "place", "event_id": "id"}  # fmt: skip
SHOWN = ("status", "event_date", "event_type", "source", "target", "denied_by", "claimants", "place_id")


def since(run: Run, earlier: str) -> list[Block]:
    """A paragraph, and where something changed a table. `earlier`: folder of an earlier run, "" for none.

    Raises comparing.layouts.CompareError for a folder that holds no run.
    """
    if not earlier:
        return [blocks.paragraph(NO_EARLIER), *of_the_week(run)]
    old, new = read_run(Path(earlier)), read_run(run.folder)
    found = changes(old, new)
    events = found.table[found.table["table"] == "events"]
    said = [blocks.paragraph(_counts(found, events))]
    return said + ([_table(run, old, events)] if len(events) else [])


def of_the_week(run: Run) -> list[Block]:
    """What the articles of the last week added to those before: events first told then, told again, and of another status
    than before; a paragraph and a table of those that changed, then of the new ones most told. [] without a dated article."""
    days = [day for day in run.published.values() if day]
    if not days:
        return []
    first = (pd.Timestamp(max(days)) - pd.Timedelta(days=WEEK - 1)).strftime("%Y-%m-%d")
    inside = run.in_window
    new = inside[inside["first_reported"] >= first].assign(was="new")
    again = inside[(inside["first_reported"] < first) & (inside["last_reported"] >= first)]
    again = again.assign(before=pd.Series([_status_before(row, first) for row in again.itertuples()], index=again.index, dtype=object))
    changed = again[again["before"] != again["status"]]
    changed = changed.assign(was=[f"was {STATUS[status]}" for status in changed["before"]])
    text = (
        f"{span(first, max(days))}: {count(len(new), 'event')} first told, {len(again)} of the {len(inside) - len(new)} told before told again, "
        f"{len(changed)} of these with another status than before."
    )
    turns = set(turning.turning_points(run)["event_id"])
    best = new.assign(other=~new["event_id"].isin(turns)).sort_values(["other", "n_articles", "n_mentions", "event_date", "event_id"], ascending=[True, False, False, True, True]).head(MOST_NEW)
    rows = [
        [event.was, day(event.event_date), [(sides(run, event), ""), (f"  {act(event.event_type, event.mode)}", "i")], STATUS[event.status], [mark(run, event.evidence)]]
        for event in pd.concat([changed, best]).itertuples()
    ]
    said = blocks.paragraph(("What the articles of the last week added. ", "b"), text)
    if not rows:
        return [said]
    return [said, blocks.table(["Before", "Day", "Event", "Now", "Evidence"], rows, [1.0, 1.0, 4.2, 1.2, 0.9],
                               f"Events that the articles of the last week changed ({len(changed)}), then those of the {len(new)} they tell first that are turning points, and the most told ({len(best)}). The day is the event's, which may be earlier.")]  # fmt: skip


def _status_before(event, first: str) -> str:
    """The status an event had by what was told before a day: its strongest or last by then, as status_history has it."""
    told = [entry.split(":") for entry in event.status_history.split()]
    earlier = [status for when, status, *_ in told if when < first]
    return next((status for status in ("realised", "alleged", "denied") if status in earlier), earlier[-1] if earlier else event.status)


def _counts(found: Changes, events: pd.DataFrame) -> str:
    """The numbers of articles and events before and now; events of the whole tables, whatever the window."""
    articles = [f"{len(names)} {word}" for word, names in found.articles.items() if names]
    moved = events.drop_duplicates(["id_old", "id_new"])["change"].value_counts()
    words = {"new": "new", "gone": "gone", "changed": "changed", "renamed": "under another id, with other sides, type, day or place"}
    parts = [f"{moved[key]} {word}" for key, word in words.items() if moved.get(key)]
    roles = found.table[found.table["table"] == "roles_found"].drop_duplicates(["what", "change"])
    before, now = found.n_events
    notes = " ".join(found.notes)
    return (
        f"Beside the earlier run. Articles: {', '.join(articles) or 'the same'}. Events of the tables, whatever their day: {before} before, {now} now; {', '.join(parts) or 'none changed'}. "
        f"Roles: {count(len(roles), 'change')}." + (f" {notes}" if notes else "")
    )


def _table(run: Run, old: Tables, events: pd.DataFrame) -> Block:
    """One row an event: changes of status first, then new events, those that are gone, other changes."""
    now = {row.event_id: row for row in run.events.itertuples()}
    before = old.by("events", "event_id")
    found = []
    for (id_old, id_new), rows in events.groupby(["id_old", "id_new"], sort=False):
        event = now.get(id_new) or before[id_old]
        change = rows.iloc[0]["change"]
        turned = change in ("changed", "renamed") and "status" in set(rows["column"])
        order = 0 if turned else {"new": 1, "gone": 2}.get(change, 3)
        found.append((order, event.event_date or "9999", event.event_id, event, change, rows))
    found.sort(key=lambda item: item[:3])
    shown = [
        [
            {"new": "new", "gone": "gone"}.get(change, "changed"),
            day(event.event_date),
            [(sides(run, event), ""), (f"  {act(event.event_type, event.mode)}", "i")],
            _what(run, rows, change),
            rows.iloc[0]["why"],
            [mark(run, event.evidence)] if event.event_id in now else "–",
        ]
        for _, _, _, event, change, rows in found[:MOST_ROWS]
    ]  # fmt: skip
    more = f"; {len(found) - MOST_ROWS} more with “parley diff”, which also lists the columns left out here" if len(found) > MOST_ROWS else ""
    return blocks.table(["Change", "Day", "Event", "What", "Why", "Evidence"], shown, [0.8, 0.9, 2.0, 2.0, 2.4, 0.8],
                        f"Events that differ from the earlier run: {min(len(found), MOST_ROWS)} of {len(found)}, changes of status first{more}.")  # fmt: skip


def _what(run: Run, rows: pd.DataFrame, change: str) -> str:
    """Old and new value of what a reader looks for; the rest only by the names of the columns."""
    if change in ("new", "gone"):
        row = rows.iloc[0]
        return STATUS[row["new_value"] or row["old_value"]]
    parts = []
    for name in SHOWN:
        for row in rows[rows["column"] == name].itertuples():
            parts.append(f"{COLUMNS[name]}: {_value(run, name, row.old_value)} → {_value(run, name, row.new_value)}")
    rest = [COLUMNS.get(name, name.replace("_", " ")) for name in rows["column"] if name not in SHOWN]
    return "; ".join(parts) or ", ".join(rest)


def _value(run: Run, column: str, value: str) -> str:
    if not value:
        return "none"
    if column == "status":
        return STATUS[value]
    if column == "event_date":
        return day(value)
    return value.lower() if column == "event_type" else run.names(value)
