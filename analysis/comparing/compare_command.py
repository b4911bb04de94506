"""`parley compare --with KIND FILE`: our events beside those of a data set the user has, as text and as CSV tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import case as cases
from analysis.comparing import agreement_tables, correspondence, layouts, own_deeds
from analysis.comparing.agreement_tables import Window
from analysis.comparing.layouts import CompareError
from analysis.paths import Workspace

NAMES = {"ged": "UCDP GED", "acled": "ACLED", "gdelt": "GDELT", "icews": "ICEWS", "plover": "PLOVER"}
SHOWN = 10  # rows of a list in the text; the tables have them all


@dataclass(frozen=True)
class Comparison:
    """`frames`: the tables by name (see agreement_tables.COLUMNS); `left_out`: our interactions not compared, by reason."""

    kind: str
    window: Window | None
    n_read: int
    left_out: dict[str, int]
    sides: dict[str, str]
    frames: dict[str, pd.DataFrame]


def main(kind: str, file: Path, workspace: Workspace, out: Path | None, days: int) -> int:
    """Compares, prints the summary, writes the tables to `out` where given; 0. Raises CompareError and TableError."""
    found = compare(kind, file, workspace, days)
    for line in summary(found):
        print(line)
    if out:
        write(found, out)
        print(f"Tables written: {', '.join(f'{name}.csv' for name in found.frames)}")
    return 0


def compare(kind: str, file: Path, workspace: Workspace, days: int) -> Comparison:
    """A run beside a file of reference data. Raises CompareError for a file of another layout, TableError without a run."""
    if days < 0:
        raise CompareError(f"--days {days}: expected 0 or more days")
    rows, bad = layouts.read(kind, file)
    case = cases.load(workspace.case)
    known = correspondence.Correspondence(kind, workspace, case.sides)
    ours_found = own_deeds.read(workspace)
    ours = own_deeds.own_deeds(ours_found, known)
    window = agreement_tables.common_window(rows, ours, case.window_start, case.window_end, days)
    near = [row for row in rows if window and _is_near(row, window)]
    theirs, asides = correspondence.translate(near, known, ours.actors)
    frames = _frames(window, theirs, ours, near) if window else {}
    if window:
        theirs_told = agreement_tables.their_deaths(near, [deed for deed in theirs if window.has(deed)])
        ours_told = own_deeds.own_deaths(ours_found, known, str(window.start), str(window.end))
        frames["deaths"] = agreement_tables.deaths(theirs_told, ours_told)
    frames["set_aside"] = agreement_tables.set_aside(asides + _outside(rows, near))
    frames["bad_rows"] = agreement_tables.bad_rows(bad)
    return Comparison(kind, window, len(rows), ours.left_out, case.sides, frames)


def _is_near(row: layouts.ReferenceRow, window: Window) -> bool:
    return (row.first - window.end).days <= window.days and (window.start - row.last).days <= window.days


def _outside(rows: list, near: list) -> list[correspondence.Aside]:
    inside = {row.line for row in near}
    return [
        correspondence.Aside(row.line, row.reference_id, "outside the common days")
        for row in rows
        if row.line not in inside
    ]


def _frames(window: Window, theirs: list, ours: own_deeds.OwnDeeds, near: list) -> dict[str, pd.DataFrame]:
    found = agreement_tables.matched(theirs, ours.realised, window)
    days = agreement_tables.daily(found, window)
    return {
        "agreement": agreement_tables.agreement(found),
        "matched": agreement_tables.partners(found),
        "only_theirs": agreement_tables.only_theirs(found, ours.otherwise, window.days),
        "only_ours": agreement_tables.only_ours(found),
        "days": days,
        "correlations": agreement_tables.correlations(days),
    }


def write(found: Comparison, out: Path) -> None:
    """The tables as CSV files of a folder, which is made."""
    Path(out).mkdir(parents=True, exist_ok=True)
    for name, frame in found.frames.items():
        frame.to_csv(Path(out) / f"{name}.csv", index=False, lineterminator="\n", float_format="%.6g")


def summary(found: Comparison) -> list[str]:
    """The comparison in lines an analyst reads."""
    name = NAMES[found.kind]
    bad = len(found.frames["bad_rows"])
    lines = [f"{name}: {_n(found.n_read, 'row')} read, {_n(bad, 'line')} that could not be read."]
    if found.window is None:
        lines.append("No day is covered by both, so nothing is compared.")
        return lines + _asides(found)
    window, reach = found.window, _n(found.window.days, "day")
    lines.append(f"Common days: {window.start} to {window.end}; partners are at most {reach} apart.")
    lines += [f"{code} counts with {party}, as the case says." for code, party in found.sides.items()]
    left = "; ".join(f"{reason}: {number}" for reason, number in found.left_out.items())
    if left:
        lines.append(f"Interactions of ours left out: {left}. Of the rest the realised ones are compared.")
    lines += ["", *_agreement(found.frames["agreement"], name)]
    lines += ["", *_only(found, name), "", *_correlations(found.frames["correlations"])]
    told = found.frames["deaths"]["told_by"].value_counts()
    lines += ["", f"Deaths by day (listed, never added up): {_n(told.get('theirs', 0), 'figure')} of {name}, "
                  f"{told.get('ours', 0)} of our articles."]  # fmt: skip
    return lines + _asides(found)


def _n(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _agreement(frame: pd.DataFrame, name: str) -> list[str]:
    lines = []
    for level, some in frame.groupby("matched_by", sort=False):
        every = some[some["group_kind"] == "all"].iloc[0]
        same = "the same type" if level == "type" else "the same quad class"
        lines.append(f"Same dyad and {same}: {_n(every['n_matched'], 'pair')}.")
        lines.append(f"  of {_n(every['n_theirs'], 'row')} of {name} we have {_share(every, 'theirs')}")
        lines.append(f"  of {every['n_ours']} of ours {name} has {_share(every, 'ours')}")
        for row in some[some["group_kind"] != "all"].itertuples():
            lines.append(
                f"  {row.group_kind} {row.group}: {row.n_theirs} theirs, {row.n_ours} ours, {_n(row.n_matched, 'pair')}"
            )
    return lines


def _share(row: pd.Series, side: str) -> str:
    if pd.isna(row[f"{side}_found"]):
        return "none (there is none)"
    low, high = row[f"{side}_low"], row[f"{side}_high"]
    return f"{row['n_matched']} ({row[f'{side}_found']:.0%}, 95 % interval {low:.0%} to {high:.0%})"


def _only(found: Comparison, name: str) -> list[str]:
    theirs, ours = found.frames["only_theirs"], found.frames["only_ours"]
    near = int((theirs["ours_otherwise"] != "").sum())
    lines = [f"Only {name} has {len(theirs)} (by type); {near} of them we carry under another status."]
    for row in theirs.head(SHOWN).itertuples():
        other = f" (ours: {row.ours_otherwise})" if row.ours_otherwise else ""
        lines.append(f"  {row.day} {row.dyad} {row.event_type}: {row.reference_id}, line {row.line}{other}")
    lines += _more(theirs)
    lines.append(f"Only we have {len(ours)} (by type).")
    lines += [f"  {row.day} {row.dyad} {row.event_type}: {row.event_id}, {row.evidence}" for row in ours.head(SHOWN).itertuples()]  # fmt: skip
    return lines + _more(ours)


def _more(frame: pd.DataFrame) -> list[str]:
    return [f"  and {len(frame) - SHOWN} more (--out DIR has them all)"] if len(frame) > SHOWN else []


def _correlations(frame: pd.DataFrame) -> list[str]:
    lines = ["Daily counts side by side:"]
    for row in frame.itertuples():
        said = row.note or f"Pearson {row.pearson:.2f}, Spearman {row.spearman:.2f}"
        lines.append(f"  {row.series}: {row.n_theirs} theirs, {row.n_ours} ours on {row.n_days} days: {said}")
    return lines


def _asides(found: Comparison) -> list[str]:
    lines = []
    aside, bad = found.frames["set_aside"], found.frames["bad_rows"]
    if len(aside):
        lines += ["", "Rows of the file not compared (a row may have two unknown actors):"]
        for reason, some in aside.groupby("reason", sort=True):
            names = ", ".join(f"{row.detail} ({row.n_rows})" for row in some.head(SHOWN).itertuples() if row.detail)
            lines.append(f"  {reason}: {some['n_rows'].sum()}" + (f": {names}" if names else ""))
    if len(bad):
        lines += ["", "Lines that could not be read:"]
        lines += [f"  line {row.line}: {row.reason}" for row in bad.head(SHOWN).itertuples()] + _more(bad)
    return lines
