"""Is it getting worse or better: the median score of what happened in a rolling week, beside the week before it.

Talks and relations that happened, dated to a day: a mediator's call is no hostility, so that acts of the process stay out
(rule M2). Median of their PLOVER scores with the distribution-free 95 % interval of the order
statistics (ranks by the binomial distribution with p = 1/2); it needs six events, fewer are insufficient. Two weeks differ
only where their intervals do not meet, which errs on the side of "unchanged". Sources: Conover 1999, ch. 3 (interval);
the words are those of CrisisWatch's arrows (International Crisis Group).
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from analysis.measures.intervals import order
from analysis.measures.layers import COMMUNICATION, RELATION
from analysis.measures.tellings import ordinal

LAYERS = (COMMUNICATION, RELATION)
FORCE = ("ASSAULT", "COERCE")


def intensity(events: Iterable, days: int) -> list[dict]:
    """One row per whole window of `days` days, by its last day; the first begins with the first dated event."""
    found: dict[int, list] = defaultdict(list)
    for event in events:
        day = ordinal(event.event_date)
        if event.status == "realised" and event.layer in LAYERS and event.plover_score != "" and day is not None:
            found[day].append(event)
    rows, before = [], {}
    for last in range(min(found) + days - 1, max(found) + 1) if found else ():
        inside = [event for day in range(last - days + 1, last + 1) for event in found.get(day, ())]
        now = _window(inside)
        past = before.get(last - days)
        before[last] = now
        rows.append(
            {
                "window_start": date.fromordinal(last - days + 1).isoformat(),
                "window_end": date.fromordinal(last).isoformat(),
                "n_events": len(inside),
                "n_force": sum(event.event_type in FORCE for event in inside),
                **dict(zip(("score_median", "score_low", "score_high"), now or ("", "", ""), strict=True)),
                "direction": direction(past, now),
            }
        )
    return rows


def _window(events: list) -> tuple[float, float, float] | None:
    return median([float(event.plover_score) for event in events])


def median(scores: list[float]) -> tuple[float, float, float] | None:
    """(median, low, high) of the 95 % interval; None for too few values."""
    interval = order(scores)
    return (statistics.median(scores), *interval) if interval else None


def direction(before: tuple | None, now: tuple | None) -> str:
    """deteriorated, improved, unchanged, or insufficient where one of two windows has too few events."""
    if before is None or now is None:
        return "insufficient"
    if now[2] < before[1]:
        return "deteriorated"
    return "improved" if now[1] > before[2] else "unchanged"
