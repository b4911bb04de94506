"""Paired deeds -> tables: agreement with Wilson intervals, what one side only has, days side by side, deaths.

Two data sets that agree may both be wrong, and one that has less may be the stricter one: nothing here is a grade.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from scipy.stats import pearsonr, spearmanr

from analysis.comparing.correspondence import Aside, Deed
from analysis.comparing.layouts import BadRow, ReferenceRow
from analysis.comparing.matching import LEVELS, Pair, pairs
from analysis.comparing.own_deeds import OwnDeeds
from analysis.measures.intervals import wilson

LEAST_DAYS, LEAST_EVENTS = 5, 5
INSUFFICIENT = "insufficient"
COLUMNS = {
    "agreement": "matched_by group_kind group n_theirs n_ours n_matched theirs_found theirs_low theirs_high "
                 "ours_found ours_low ours_high".split(),
    "matched": "reference_id event_id dyad day_theirs day_ours event_type_theirs event_type_ours matched_by evidence".split(),
    "only_theirs": "reference_id line day dyad is_directed event_type quad ours_otherwise evidence".split(),
    "only_ours": "event_id day dyad is_directed event_type quad evidence".split(),
    "days": "day series n_theirs n_ours".split(),
    "correlations": "series n_days n_theirs n_ours pearson spearman note".split(),
    "deaths": "day last_day told_by row_id dyad low best high of_whom claimant status evidence".split(),
    "set_aside": "reason detail n_rows lines".split(),
    "bad_rows": "line reason".split(),
}  # fmt: skip


@dataclass(frozen=True)
class Window:
    """The days both sides cover, both ends included; `days` is how far apart partners may be."""

    start: date
    end: date
    days: int

    def has(self, deed: Deed) -> bool:
        """True for a deed with a day inside."""
        return deed.first <= self.end and deed.last >= self.start

    def may_have(self, deed: Deed) -> bool:
        """True for a deed that may be the partner of one inside."""
        reach = timedelta(days=self.days)
        return deed.first <= self.end + reach and deed.last >= self.start - reach


def common_window(theirs: list[ReferenceRow], ours: OwnDeeds, start: str, end: str, days: int) -> Window | None:
    """The days from the later first to the earlier last day; ours are the case's window, else our deeds' days.

    Theirs are the days of all rows that could be read, so that a file of one month covers that month. None: no day
    is common.
    """
    own = [deed.first for deed in (*ours.realised, *(deed for deed, _ in ours.otherwise))]
    firsts = [date.fromisoformat(start)] if start else sorted(own)[:1]
    lasts = [date.fromisoformat(end)] if end else sorted(own)[-1:]
    if not theirs or not firsts or not lasts:
        return None
    first = max(firsts[0], min(row.first for row in theirs))
    last = min(lasts[0], max(row.last for row in theirs))
    return Window(first, last, days) if first <= last else None


@dataclass(frozen=True)
class Matched:
    """The deeds of a window, without those outside it that found no partner inside, and their pairs by level."""

    theirs: list[Deed]
    ours: list[Deed]
    by_level: dict[str, list[tuple[Deed, Deed]]]


def matched(theirs: list[Deed], ours: list[Deed], window: Window) -> Matched:
    """Both sides paired by type and by quad class. A deed outside the window counts only as a partner of one inside."""
    some, others = ([deed for deed in side if window.may_have(deed)] for side in (theirs, ours))
    by_level = {}
    for level in LEVELS:
        found: list[Pair] = pairs(some, others, window.days, level)
        both = [(some[a], others[b]) for a, b in found]
        by_level[level] = [(a, b) for a, b in both if window.has(a) or window.has(b)]
    return Matched([deed for deed in some if window.has(deed)], [deed for deed in others if window.has(deed)], by_level)


def agreement(found: Matched) -> pd.DataFrame:
    """One row per level and group (all, type or quad class, dyad): shares of each side the other has, with intervals."""
    rows = []
    for level, classes in LEVELS.items():
        groups = {"all": lambda deed: "all", level: classes, "dyad": _dyad}
        for kind, name in groups.items():
            rows += _agreement(found, level, kind, name)
    return pd.DataFrame(rows, columns=COLUMNS["agreement"])


def _agreement(found: Matched, level: str, kind: str, name) -> list[dict]:
    both = found.by_level[level]
    theirs = Counter(name(deed) for deed in _counted(found.theirs, [a for a, _ in both]))
    ours = Counter(name(deed) for deed in _counted(found.ours, [b for _, b in both]))
    matched_here = Counter(name(a) for a, _ in both)
    return [
        {
            "matched_by": level, "group_kind": kind, "group": group, "n_theirs": theirs[group],
            "n_ours": ours[group], "n_matched": matched_here[group],
            **_share("theirs", matched_here[group], theirs[group]), **_share("ours", matched_here[group], ours[group]),
        }
        for group in sorted(theirs.keys() | ours.keys() or ({"all"} if kind == "all" else set()))
    ]  # fmt: skip


def _counted(inside: list[Deed], partners: list[Deed]) -> list[Deed]:
    """The deeds of the window, and those beside it that are partners."""
    known = set(inside)
    return inside + [deed for deed in partners if deed not in known]


def _share(side: str, part: int, whole: int) -> dict:
    low, high = wilson(part, whole) if whole else (None, None)
    return {f"{side}_found": part / whole if whole else None, f"{side}_low": low, f"{side}_high": high}


def _dyad(deed: Deed) -> str:
    return "-".join(deed.dyad)


def partners(found: Matched) -> pd.DataFrame:
    """One row per pair and level, by day."""
    rows = [
        {
            "reference_id": a.deed_id, "event_id": b.deed_id, "dyad": _dyad(a), "day_theirs": str(a.first),
            "day_ours": str(b.first), "event_type_theirs": a.event_type, "event_type_ours": b.event_type,
            "matched_by": level, "evidence": b.evidence,
        }
        for level, both in found.by_level.items()
        for a, b in both
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS["matched"])


def only_theirs(found: Matched, otherwise: list[tuple[Deed, str]], days: int) -> pd.DataFrame:
    """Reference deeds without a partner of their type; `ours_otherwise`: an event of ours of another status that fits."""
    taken = {a for a, _ in found.by_level["type"]}
    rest = [deed for deed in found.theirs if deed not in taken]
    near = dict(pairs(rest, [deed for deed, _ in otherwise], days, "type"))
    rows = [
        {
            "reference_id": deed.deed_id, "line": deed.evidence.removeprefix("line "), **_shown(deed),
            "ours_otherwise": f"{otherwise[near[at]][0].deed_id} {otherwise[near[at]][1]}" if at in near else "",
            "evidence": otherwise[near[at]][0].evidence if at in near else "",
        }
        for at, deed in enumerate(rest)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS["only_theirs"])


def only_ours(found: Matched) -> pd.DataFrame:
    """Our realised deeds without a partner of their type, with the coding and sentence that tell them."""
    taken = {b for _, b in found.by_level["type"]}
    rows = [
        {"event_id": deed.deed_id, **_shown(deed), "evidence": deed.evidence}
        for deed in found.ours
        if deed not in taken
    ]
    return pd.DataFrame(rows, columns=COLUMNS["only_ours"])


def _shown(deed: Deed) -> dict:
    dyad = f"{deed.actor_a}->{deed.actor_b}" if deed.is_directed else _dyad(deed)
    return {
        "day": str(deed.first), "dyad": dyad, "is_directed": deed.is_directed, "event_type": deed.event_type,
        "quad": deed.quad,
    }  # fmt: skip


def daily(found: Matched, window: Window) -> pd.DataFrame:
    """One row per day of the window and series (all, and each quad class there is): deeds of both sides."""
    series = ["all", *sorted({deed.quad for deed in (*found.theirs, *found.ours)})]
    counts: Counter = Counter()
    for side, deeds in (("theirs", found.theirs), ("ours", found.ours)):
        for deed in deeds:
            day = max(deed.first, window.start)
            counts.update([(side, day, "all"), (side, day, deed.quad)])
    length = (window.end - window.start).days + 1
    rows = [
        {"day": str(day), "series": one, "n_theirs": counts["theirs", day, one], "n_ours": counts["ours", day, one]}
        for one in series
        for day in (window.start + timedelta(days=k) for k in range(length))
    ]
    return pd.DataFrame(rows, columns=COLUMNS["days"])


def correlations(days: pd.DataFrame) -> pd.DataFrame:
    """Pearson's and Spearman's correlation of the daily counts of each series; insufficient below 5 days or 5 events."""
    rows = []
    for series, some in days.groupby("series", sort=False):
        theirs, ours = some["n_theirs"], some["n_ours"]
        enough = len(some) >= LEAST_DAYS and min(theirs.sum(), ours.sum()) >= LEAST_EVENTS
        varied = theirs.nunique() > 1 and ours.nunique() > 1
        row = {"series": series, "n_days": len(some), "n_theirs": int(theirs.sum()), "n_ours": int(ours.sum())}
        if enough and varied:
            row |= {"pearson": float(pearsonr(theirs, ours)[0]), "spearman": float(spearmanr(theirs, ours)[0])}
            row["note"] = ""
        else:
            row["note"] = INSUFFICIENT if not enough else f"{INSUFFICIENT}: the same number every day"
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS["correlations"])


def their_deaths(rows: list[ReferenceRow], deeds: list[Deed]) -> list[dict]:
    """Deaths of the reference rows that are compared, each as it stands there."""
    dyads = {deed.deed_id: _dyad(deed) for deed in deeds}
    return [
        {
            "day": str(row.first), "last_day": str(row.last), "told_by": "theirs", "row_id": row.reference_id,
            "dyad": dyads[row.reference_id], **dict(zip(("low", "best", "high"), row.deaths, strict=True)),
            "evidence": f"line {row.line}",
        }
        for row in rows
        if row.reference_id in dyads and any(number is not None for number in row.deaths)
    ]  # fmt: skip


def deaths(theirs: list[dict], ours: list[dict]) -> pd.DataFrame:
    """One row per number told, by day; numbers of several claimants are never added up."""
    rows = sorted([*theirs, *ours], key=lambda row: (row["day"], row["told_by"], row["row_id"], row["evidence"]))
    frame = pd.DataFrame(rows, columns=COLUMNS["deaths"])
    return frame.assign(**{name: pd.to_numeric(frame[name]) for name in ("low", "best", "high")})


def set_aside(asides: list[Aside]) -> pd.DataFrame:
    """One row per reason and detail (the actor, the type): how many reference rows, and the first lines."""
    lines: dict[tuple[str, str], list[int]] = {}
    for row in asides:
        lines.setdefault((row.reason, row.detail if row.reason != "day not known" else ""), []).append(row.line)
    rows = [
        {"reason": reason, "detail": detail, "n_rows": len(set(at)), "lines": " ".join(map(str, sorted(set(at))[:10]))}
        for (reason, detail), at in lines.items()
    ]
    rows.sort(key=lambda row: (row["reason"], -row["n_rows"], row["detail"]))
    return pd.DataFrame(rows, columns=COLUMNS["set_aside"])


def bad_rows(bad: list[BadRow]) -> pd.DataFrame:
    """One row per line that could not be read."""
    return pd.DataFrame([{"line": row.line, "reason": row.reason} for row in bad], columns=COLUMNS["bad_rows"])
