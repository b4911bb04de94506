"""The network of a rolling window beside the window before it: how alike, and which edges came, went or turned.

Windows of `days` days, one every day; each is compared with the one that ends the day before it begins, so that no
event is in both. Jaccard: shared edges / all edges of either. Hamming: edges in one only. QAP: the correlation of the
two weight matrices, p = (1 + relabelled correlations at least as high) / (draws + 1). Source: Krackhardt 1988.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.tellings import ordinal

LAYERS = (COMMUNICATION, PROCESS, RELATION)
LEAST_ACTORS = 4  # below, there are too few ways to relabel
Pair = tuple[str, str]


@dataclass(frozen=True)
class Edge:
    """Realised events between two actors within one window, and the sign of their sum."""

    weight: float
    sign: int


def by_day(interactions: Iterable) -> dict[str, dict[int, list]]:
    """Layer -> day (ordinal) -> the realised interactions dated to that day."""
    found: dict[str, dict[int, list]] = {layer: defaultdict(list) for layer in LAYERS}
    for row in interactions:
        day = ordinal(row.event_date)
        if row.status == "realised" and row.layer in found and day is not None:
            found[row.layer][day].append(row)
    return found


def network(days: Mapping[int, list], first: int, last: int) -> dict[Pair, Edge]:
    """Pair (in the order of the alphabet) -> its edge in the days from first to last."""
    weights, signs = Counter(), Counter()
    for day in range(first, last + 1):
        for row in days.get(day, ()):
            pair = tuple(sorted((row.source_id, row.target_id)))
            weights[pair] += row.weight
            signs[pair] += row.sign * row.weight
    return {pair: Edge(weights[pair], (signs[pair] > 0) - (signs[pair] < 0)) for pair in sorted(weights)}


def windows(interactions: Iterable, days: int, draws: int, seed: int) -> tuple[list[dict], list[dict]]:
    """The rows of the tables windows and changes; windows begin with the first dated event and end with the last."""
    found, random = by_day(interactions), np.random.default_rng(seed)
    dated = sorted({day for layer in found.values() for day in layer})
    rows, changes = [], []
    for last in range(dated[0] + days - 1, dated[-1] + 1) if dated else ():
        for layer in LAYERS:
            now = network(found[layer], last - days + 1, last)
            before = network(found[layer], last - 2 * days + 1, last - days)
            if not (now or before):
                continue
            key = {"window_start": _iso(last - days + 1), "window_end": _iso(last), "layer": layer}
            has_past = last - 2 * days + 1 >= dated[0]
            rows.append({**key, **_likeness(before, now, draws, random, has_past)})
            if has_past:
                changes += [{**key, **change} for change in turned(before, now)]
    return rows, changes


def _iso(day: int) -> str:
    return (date(1, 1, 1) + timedelta(days=day - 1)).isoformat()


def _likeness(before: dict, now: dict, draws: int, random: np.random.Generator, has_past: bool) -> dict:
    row = {
        "n_events": int(sum(edge.weight for edge in now.values())),
        "n_edges": len(now),
        "jaccard": "",
        "hamming": "",
        "qap_r": "",
        "qap_p": "",
    }
    if has_past:
        either = before.keys() | now.keys()
        row["jaccard"] = len(before.keys() & now.keys()) / len(either)
        row["hamming"] = len(before.keys() ^ now.keys())
        if tested := qap(before, now, draws, random):
            row["qap_r"], row["qap_p"] = tested
    return row


def qap(before: dict, now: dict, draws: int, random: np.random.Generator) -> tuple[float, float] | None:
    """(r, p) of the two weight matrices; None with fewer than LEAST_ACTORS actors or a matrix that does not vary."""
    actors = sorted({code for pair in (*before, *now) for code in pair})
    if len(actors) < LEAST_ACTORS:
        return None
    place = {actor: k for k, actor in enumerate(actors)}
    matrices = np.zeros((2, len(actors), len(actors)))
    for k, edges in enumerate((before, now)):
        for (a, b), edge in edges.items():
            matrices[k, place[a], place[b]] = matrices[k, place[b], place[a]] = edge.weight
    upper = np.triu_indices(len(actors), 1)
    one, other = matrices[0][upper], matrices[1][upper]
    size = len(one) * one.std() * other.std()
    if not size:
        return None
    own = ((one - one.mean()) @ (other - other.mean())) / size
    # Relabelling changes neither means nor spreads: what differs from draw to draw is the sum over the edges of `before`.
    heads, tails, weights = np.array([(place[a], place[b], edge.weight) for (a, b), edge in before.items()]).T
    orders = np.stack([random.permutation(len(actors)) for _ in range(draws)])
    drawn = matrices[1][orders[:, heads.astype(int)], orders[:, tails.astype(int)]] @ weights
    as_high = ((drawn - one.sum() * other.mean()) / size >= own - 1e-9).sum()
    return float(own), float((1 + as_high) / (draws + 1))


def turned(before: Mapping[Pair, Edge], now: Mapping[Pair, Edge]) -> list[dict]:
    """The edges that came (added), went (dropped) or changed their sign (flipped), sorted by pair."""
    rows = []
    for pair in sorted(before.keys() | now.keys()):
        old, new = before.get(pair), now.get(pair)
        if old and new and old.sign == new.sign:
            continue
        change = "added" if old is None else "dropped" if new is None else "flipped"
        rows.append(
            {
                "actor_a": pair[0],
                "actor_b": pair[1],
                "change": change,
                "weight_before": old.weight if old else 0.0,
                "weight_now": new.weight if new else 0.0,
                "sign_before": old.sign if old else 0,
                "sign_now": new.sign if new else 0,
            }
        )
    return rows
