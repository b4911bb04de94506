"""network: actors, edges, roles and measures of a case, and the graph for other programs.

Reads   events, interactions, mentions, articles, actors, memberships, and roles (the case's hypotheses)
Writes  nodes (key actor_id), edges (one row per layer and dyad), triads, roles_found, measures, network_graphml,
        network_gexf
Background history and what is dated outside the case's window are left out.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis.case import Case
from analysis.measures import attestation, edges, graphs, portrait, positions
from analysis.measures import roles as role_rules
from analysis.measures.hypotheses import with_hypotheses
from analysis.measures.parties import Camps, camps
from analysis.measures.records import codes, frame, records
from analysis.measures.rollup import rollup
from analysis.measures.structure import brokerage, signed

READS = ("events", "interactions", "mentions", "articles", "actors", "memberships", "roles")
WRITES = ("nodes", "edges", "triads", "roles_found", "measures", "network_graphml", "network_gexf")
PARAMS = "network"


def build(
    events: pd.DataFrame,
    interactions: pd.DataFrame,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    memberships: pd.DataFrame,
    roles: pd.DataFrame,
    *,
    case: Case,
    params,
) -> dict[str, pd.DataFrame | str]:
    """The network of what happened inside the window; `roles` is compared with what is found, never used to find it."""
    level = rollup(params.level, records(memberships), records(actors))
    told = [level.event(event) for event in records(events)]
    sides = camps(case, [(event.event_type, event.status, codes(event.source), codes(event.target)) for event in told])
    inside = [
        event for event in told if edges.in_window(event.event_date, event.status, case.window_start, case.window_end)
    ]
    kept = {event.event_id for event in inside}
    rows = [row for row in records(interactions) if row.event_id in kept]
    network = portrait.Network(rows)
    registry = {actor.actor_id: actor for actor in records(actors)}
    kinds = {actor_id: actor.actor_kind for actor_id, actor in registry.items()}
    found, missing = with_hypotheses(role_rules.roles(inside, rows, sides, kinds), records(roles))
    by_actor = defaultdict(list)
    for role in found:
        by_actor[role["actor_id"]].append(role["conflict_role"])
    node_rows = edges.nodes(inside, registry, {actor: list(dict.fromkeys(names)) for actor, names in by_actor.items()})
    papers = attestation.publishers(records(mentions), records(articles))
    edge_rows = attestation.attested(network.edges, rows, papers)
    groups = _groups(rows, sides, found)
    made = {
        "nodes": node_rows,
        "edges": edge_rows,
        "triads": _triads(network, sides),
        "roles_found": found,
        "measures": [
            *portrait.measures(network, sides, params.min_events),
            *portrait.against_chance(network, groups, params.min_events, params.draws, params.seed),
            *_hypotheses(roles, missing),
        ],
    }
    return {
        **{name: frame(name, content) for name, content in made.items()},
        "network_graphml": graphs.graphml(node_rows, edge_rows),
        "network_gexf": graphs.gexf(node_rows, edge_rows, rows),
    }


def _groups(rows: list, sides: Camps, found: list[dict]) -> dict[str, str]:
    """The groups of brokerage: a party's side with whoever backs it, neighbours, third parties."""
    holding = {
        name: [row for row in found if row["conflict_role"] == name] for name in ("backer", "affected_neighbour")
    }
    backed = defaultdict(set)
    for row in holding["backer"]:
        backed[row["actor_id"]].add(row["side"])
    backers = {actor: min(sides) for actor, sides in backed.items() if len(sides) == 1}
    actors = {code for row in rows for code in (row.source_id, row.target_id)}
    return brokerage.groups(actors, sides, backers, [row["actor_id"] for row in holding["affected_neighbour"]])


def _triads(network: portrait.Network, sides: Camps) -> list[dict]:
    """The closed signed triads; of a third party with both parties, what it is to them."""
    made = []
    for (a, b, c), (ab, ac, bc), balanced in network.triads:
        outside = [actor for actor in (a, b, c) if actor not in sides.parties]
        role = signed.triad_role(network.signs, outside[0], sides.parties) if len(outside) == 1 and sides.parties else ""
        made.append(
            {
                "actor_a": a,
                "actor_b": b,
                "actor_c": c,
                "sign_ab": ab,
                "sign_ac": ac,
                "sign_bc": bc,
                "is_balanced": balanced,
                "triad_role": role,
            }
        )
    return made


def _hypotheses(roles: pd.DataFrame, missing: list[str]) -> list[dict]:
    """How many of the case's role hypotheses the events bear out; the others are named."""
    n = len(roles)
    note = "no event bears out: " + ", ".join(missing) if missing else ""
    return [positions.measure("role_hypotheses_met", "all", "", "", (n - len(missing)) / n, n, note=note)] if n else []
