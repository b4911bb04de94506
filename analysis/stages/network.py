"""network: actors, edges, roles and measures of a case, and the graph for other programs.

Reads   events, interactions, actors, and roles (the case's hypotheses)
Writes  nodes (key actor_id), edges (one row per layer and dyad), roles_found, measures, network_graphml, network_gexf
Background history and what is dated outside the case's window are left out.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis.case import Case
from analysis.measures import balance, edges, graphs, positions
from analysis.measures import roles as role_rules
from analysis.measures.hypotheses import with_hypotheses
from analysis.measures.parties import camps
from analysis.measures.records import codes, frame, records

READS = ("events", "interactions", "actors", "roles")
WRITES = ("nodes", "edges", "roles_found", "measures", "network_graphml", "network_gexf")
PARAMS = "network"


def build(
    events: pd.DataFrame, interactions: pd.DataFrame, actors: pd.DataFrame, roles: pd.DataFrame, *, case: Case, params
) -> dict[str, pd.DataFrame | str]:
    """The network of what happened inside the window; `roles` is compared with what is found, never used to find it."""
    told = records(events)
    sides = camps(case, [(event.event_type, event.status, codes(event.source), codes(event.target)) for event in told])
    inside = [
        event for event in told if edges.in_window(event.event_date, event.status, case.window_start, case.window_end)
    ]
    kept = {event.event_id for event in inside}
    rows = [row for row in records(interactions) if row.event_id in kept]
    registry = {actor.actor_id: actor for actor in records(actors)}
    found, missing = _roles(inside, rows, sides, registry, records(roles))
    by_actor = defaultdict(list)
    for role in found:
        by_actor[role["actor_id"]].append(role["conflict_role"])
    node_rows = edges.nodes(inside, registry, {actor: list(dict.fromkeys(names)) for actor, names in by_actor.items()})
    edge_rows = edges.edges(rows)
    made = {
        "nodes": node_rows,
        "edges": edge_rows,
        "roles_found": found,
        "measures": _measures(edge_rows, rows, sides, params.min_events),
    }
    made["measures"] += _hypotheses(roles, missing)
    return {
        **{name: frame(name, content) for name, content in made.items()},
        "network_graphml": graphs.graphml(node_rows, edge_rows),
        "network_gexf": graphs.gexf(node_rows, edge_rows, rows),
    }


def _roles(events: list, rows: list, sides, registry: dict, expected: list) -> tuple[list[dict], list[str]]:
    kinds = {actor_id: actor.actor_kind for actor_id, actor in registry.items()}
    return with_hypotheses(role_rules.roles(events, rows, sides, kinds), expected)


def _measures(edge_rows: list[dict], rows: list, sides, least: int) -> list[dict]:
    found = [*positions.positions(edge_rows, sides, least), *balance.dyad_scores(rows, least)]
    if sides.parties:
        found += [
            *balance.attention(rows, sides, least),
            *balance.tilt(rows, sides, least),
            *balance.even_handedness(rows, sides, least),
        ]
    return found


def _hypotheses(roles: pd.DataFrame, missing: list[str]) -> list[dict]:
    """How many of the case's role hypotheses the events bear out; the others are named."""
    n = len(roles)
    note = "no event bears out: " + ", ".join(missing) if missing else ""
    return [positions.measure("role_hypotheses_met", "all", "", "", (n - len(missing)) / n, n, note=note)] if n else []
