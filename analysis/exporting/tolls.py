"""Numbers told of an event: its deaths or injured. Several tellings are one toll, never a sum of tolls."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from analysis.measures.records import records

READS = ("quantities",)


@dataclass(frozen=True)
class Toll:
    """Lowest, best and highest number told; `civilians` is the part of `best` said to be civilians, "" if none is."""

    low: int
    best: int
    high: int
    civilians: int | str


def tolls(frames: dict[str, pd.DataFrame], measure: str, looked_up) -> dict[str, Toll]:
    """Event -> its toll, only where at least one is counted.

    Inside one coding soldiers and civilians add up, and a total that names neither stands if it is larger. Between
    codings the last day of report decides `best`; `low` and `high` are the extremes of all of them.
    """
    numbers = defaultdict(list)
    for row in records(frames["quantities"]):
        if row.measure == measure:
            numbers[row.coding_id].append(row)
    made = {}
    for event_id, codings in looked_up.tellings.items():
        told = [(_published(looked_up, coding), coding.coding_id) for coding in codings if coding.coding_id in numbers]
        found = [_one(numbers[coding_id]) for _, coding_id in sorted(told)]
        found = [toll for toll in found if toll.high > 0]
        if found:
            last = found[-1]
            made[event_id] = Toll(
                min(toll.low for toll in found), last.best, max(toll.high for toll in found), last.civilians
            )
    return made


def _published(looked_up, coding) -> str:
    return looked_up.sentences[coding.sentence_id].published or looked_up.articles[coding.article_id].published


def _one(rows: list) -> Toll:
    """The toll one coding tells."""
    by_group = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        best = _first(row.best, row.low, row.high)
        told = (_first(row.low, best), best, _first(row.high, best))
        most = by_group[row.group or "unspecified"]
        by_group[row.group or "unspecified"] = [max(pair) for pair in zip(most, told, strict=True)]
    parts = [by_group[group] for group in ("military", "civilian")]
    total = [max(whole, sum(part)) for whole, *part in zip(by_group["unspecified"], *parts, strict=True)]
    return Toll(*total, civilians=by_group["civilian"][1] or "")


def _first(*numbers) -> int:
    return next(int(number) for number in (*numbers, 0) if number != "")
