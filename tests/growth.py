"""Processor seconds of the stages behind the events on made-up events among 200 actors: `python tests/growth.py 100000`.

No test: a million events take a quarter of an hour. docs/methods.md has the table.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd
from worlds import (
    KARABAKH,
    KNOWLEDGE,
    MEANING_TABLES,
    NETWORK_PARAMS,
    SimpleNamespace,
    event,
    interactions_stage,
    papers,
    table,
)

from analysis import params
from analysis.stages import chains, network, series

ACTORS = ("ARM", "AZE", *(f"X{k:03d}" for k in range(198)))
ACTS = (
    ("ACCUSE", {}),
    ("SUPPORT", {}),
    ("ASSAULT", {"direction": "mutual"}),
    ("CONSULT", {"layer": "communication", "direction": "mutual", "mode": "meet"}),
    ("REQUEST", {"layer": "process", "mode": "ceasefire"}),
)
DAYS = pd.date_range("2020-01-01", "2020-12-30").strftime("%Y-%m-%d")
COMMON = {"first_reported": "2020-06-01", "last_reported": "2020-06-01", "certainty_tier": 1, "evidence": "a#001/1", "n_mentions": 1, "date_precision": "day", "confidence": 0.9}  # fmt: skip


def world(n: int) -> list[dict]:
    """n events between any two actors, ten to an article; the same every time."""
    random, rows = np.random.default_rng(1), []
    for k in range(n):
        a, b = random.choice(len(ACTORS), 2, replace=False)
        act, meaning = ACTS[random.integers(len(ACTS))]
        day = DAYS[random.integers(len(DAYS))]
        rows.append(event(f"e{k:07d}", act, ACTORS[a], ACTORS[b], event_date=day, told_in=(f"p-{k // 10}",), **COMMON, **meaning))
    return rows


def measured(n: int) -> dict[str, float]:
    """Stage -> processor seconds for n events."""
    rows, found = world(n), {}
    events = table("events", [{key: value for key, value in row.items() if key != "told_in"} for row in rows])
    told = papers(rows)
    asked = SimpleNamespace(**{**vars(NETWORK_PARAMS), "level": "state", "min_events": 5, "draws": 1000, "seed": 1})
    whom = {name: KNOWLEDGE[name] for name in ("actors", "memberships")}

    def timed(name: str, build, *args, **kwargs):
        begun = time.process_time()
        made = build(*args, **kwargs, case=KARABAKH)
        found[name] = round(time.process_time() - begun, 1)
        return made

    meanings = {name: KNOWLEDGE[name] for name in MEANING_TABLES}
    pairs = timed("interactions", interactions_stage.build, events, **whom, **meanings, params=asked)
    timed("network", network.build, events=events, interactions=pairs, **told, **whom, roles=table("roles", []), params=asked)
    timed("series", series.build, events, pairs, params=params.load().series)
    empty = {name: table(name, []) for name in ("codings", "sentences", "quantities")}
    timed("chains", chains.build, events=events, interactions=pairs, **told, **whom, **empty, params=asked)
    return found


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or ["1000", "10000", "100000"]):
        print(f"{number:>9,} events:", ", ".join(f"{name} {seconds} s" for name, seconds in measured(number).items()), flush=True)
