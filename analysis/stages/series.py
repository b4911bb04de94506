"""series: conflict and cooperation of every dyad by day, how hard the days are, and the network of rolling windows.

Reads   events, interactions
Writes  series (one row per dyad and day with events), windows (one row per window and layer), changes (one row per edge
        that came, went or turned between a window and the one before it), intensity (one row per window)
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.measures import edges
from analysis.measures.course.intensity import intensity
from analysis.measures.course.series import series
from analysis.measures.course.windows import windows
from analysis.measures.records import frame, records
from analysis.tables import cast

READS = ("events", "interactions")
WRITES = ("series", "windows", "changes", "intensity")
PARAMS = "series"


def build(events: pd.DataFrame, interactions: pd.DataFrame, *, case: Case, params) -> dict[str, pd.DataFrame]:
    """The course of what happened inside the case's window; params: half_life, window_days, draws, seed."""
    kept = [
        event
        for event in records(events)
        if edges.in_window(event.event_date, event.status, case.window_start, case.window_end)
    ]
    inside = interactions[interactions["event_id"].isin({event.event_id for event in kept})]
    rows, changes = windows(records(inside), params.window_days, params.draws, params.seed)
    return {
        "series": cast("series", series(inside, params.half_life)),
        "windows": frame("windows", rows),
        "changes": frame("changes", changes),
        "intensity": frame("intensity", intensity(kept, params.window_days)),
    }
