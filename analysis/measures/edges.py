"""Interactions -> the edges of each layer, and the graphs the measures run on. Layers are never pooled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx

from analysis.measures.naming import label_of
from analysis.measures.records import codes

REALISED = "realised"
COUNTED = {
    "n_realised": ("realised",),
    "n_planned": ("planned",),
    "n_declined": ("declined",),
    "n_alleged": ("alleged", "denied"),
}


def in_window(day: str, status: str, start: str, end: str) -> bool:
    """True for what belongs to the conflict: no background history, nothing dated outside the case's window.

    An imprecise date ("2020") is inside as long as it may be; what has no date is inside.
    """
    if status == "historical":
        return False
    return not day or ((not start or day[:10] >= start[: len(day)]) and (not end or day[:10] <= end[: len(day)]))


def edges(interactions: Iterable) -> list[dict]:
    """One row per layer, direction and dyad with its events by status; sign and score are of what was realised."""
    dyads: dict[tuple, list] = defaultdict(list)
    for row in interactions:
        dyads[edge_key(row)].append(row)
    return [_edge(key, dyads[key]) for key in sorted(dyads)]


def edge_key(row) -> tuple[str, str, str, bool]:
    """Layer, the two actors (in the order of the alphabet where order carries no meaning), and whether it does."""
    pair = (row.source_id, row.target_id) if row.is_directed else sorted((row.source_id, row.target_id))
    return (row.layer, *pair, bool(row.is_directed))


def _edge(key: tuple, rows: list) -> dict:
    counts: Counter = Counter()
    for row in rows:
        counts[row.status] += row.weight
    realised = [row for row in rows if row.status == REALISED]
    signed = sum(row.sign * row.weight for row in realised)
    scores = [row.plover_score * row.weight for row in realised if row.plover_score != ""]
    days = sorted(row.event_date for row in rows if row.event_date)
    return {
        **dict(zip(("layer", "source_id", "target_id", "is_directed"), key, strict=True)),
        "n_events": int(sum(counts.values())),
        **{name: int(sum(counts[status] for status in statuses)) for name, statuses in COUNTED.items()},
        "sign": (signed > 0) - (signed < 0),
        "net_score": sum(scores) if scores else "",
        "first_date": days[0] if days else "",
        "last_date": days[-1] if days else "",
    }


def graph(edge_rows: Iterable[dict], layer: str) -> nx.Graph:
    """The undirected graph of one layer: weight = realised events between two actors, distance = 1/weight."""
    weights: Counter = Counter()
    for edge in edge_rows:
        if edge["layer"] == layer and edge["n_realised"]:
            weights[tuple(sorted((edge["source_id"], edge["target_id"])))] += edge["n_realised"]
    made = nx.Graph()
    made.add_nodes_from(sorted({code for pair in weights for code in pair}))
    for (a, b), weight in sorted(weights.items()):
        made.add_edge(a, b, weight=weight, distance=1 / weight)
    return made


def nodes(events: Iterable, actors: dict, roles: dict[str, list[str]]) -> list[dict]:
    """One row per actor of the events; an actor outside the registry is called by its code."""
    source, target, every = Counter(), Counter(), Counter()
    for event in events:
        sides = [
            dict.fromkeys(codes(cell), event.event_count) for cell in (event.source, event.target, event.third_parties)
        ]
        every.update(sides[0] | sides[1] | sides[2])
        if event.direction == "directed":
            source.update(sides[0])
            target.update(sides[1])
    labels = {code: actor.label for code, actor in actors.items()}
    return [
        {
            "actor_id": code,
            "label": label_of(code, labels),
            "actor_kind": actors[code].actor_kind if code in actors else "unregistered",
            "roles": ";".join(roles.get(code, ())),
            "n_events": every[code],
            "n_as_source": source[code],
            "n_as_target": target[code],
        }
        for code in sorted(every)
    ]
