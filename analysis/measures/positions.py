"""Where actors stand in the graph of one layer: degree, strength, betweenness, Burt's constraint and effective size.

Betweenness and constraint are about who passes things on, so they are computed where actors talk (communication) and
bargain (process), never on hostile ties.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from analysis.measures.edges import graph
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.parties import Camps

BROKERING = (COMMUNICATION, PROCESS)
INSUFFICIENT = "insufficient"
# measure -> how sure it is, where it is not insufficient. wilson, order: low and high of the row itself (shares; the
# median by its order statistics); draws: in the table uncertainty, over articles; test: a p, or the value a p of the same
# name is about; set: the best of many sets, no estimate; days: days hang together, and nobody knows how much;
# survival: by the number of cease-fires alone
HOW_SURE = {
    "attention_balance": "draws", "attention_share": "wilson", "betweenness": "draws", "betweenness_between_parties": "draws",
    "brokerage_coordinator": "test", "brokerage_gatekeeper": "test", "brokerage_itinerant": "test", "brokerage_liaison": "test",
    "brokerage_p": "test", "brokerage_representative": "test", "ceasefire_survival_alleged_1": "survival",
    "ceasefire_survival_alleged_3": "survival", "ceasefire_survival_alleged_7": "survival", "ceasefire_survival_confirmed_1": "survival",
    "ceasefire_survival_confirmed_3": "survival", "ceasefire_survival_confirmed_7": "survival", "clustering": "test",
    "clustering_p": "test", "co_participation": "draws", "co_participation_p": "test", "constraint": "draws",
    "constraint_unweighted": "draws", "contacts": "draws", "degree": "draws", "effective_size": "draws", "even_handedness": "wilson",
    "frustration_index": "draws", "frustration_normalised": "draws", "joint_acceptance_rate": "wilson", "key_pair": "set",
    "key_player": "set", "mean_score": "draws", "net_cooperation": "draws", "net_score": "draws", "parallel_forum_share": "days",
    "reciprocity": "test", "reciprocity_p": "test", "response_lag": "order", "role_hypotheses_met": "set", "strength": "draws",
    "talks_attended": "draws", "talks_to_agreement": "wilson", "tilt": "draws", "triangle_balance": "draws",
    "triangle_balance_p": "test", "walk_balance": "draws",
}  # fmt: skip


def measure(
    name: str,
    layer: str,
    actor: str,
    counterpart: str,
    value,
    n: float,
    *,
    least: int = 0,
    low="",
    high="",
    note: str = "",
) -> dict:
    """A row of the table measures; a value from fewer than `least` events is left out and said to be insufficient."""
    known = value != "" and value == value and n >= least
    return {
        "measure": name,
        "layer": layer,
        "actor_id": actor,
        "counterpart_id": counterpart,
        "value": value if known else "",
        "low": low if known else "",
        "high": high if known else "",
        "interval": HOW_SURE[name] if known else INSUFFICIENT,
        "n": int(n),
        "note": note if known else INSUFFICIENT,
    }


def positions(edge_rows: Iterable[dict], camps: Camps, least: int) -> list[dict]:
    """Degree and strength of every layer; betweenness and constraint of the layers of talks."""
    edge_rows = list(edge_rows)
    rows = []
    for layer in (COMMUNICATION, PROCESS, RELATION):
        found = graph(edge_rows, layer)
        for actor, strength in sorted(found.degree(weight="weight")):
            rows.append(measure("degree", layer, actor, "", found.degree(actor), strength))
            rows.append(measure("strength", layer, actor, "", strength, strength))
        if layer in BROKERING and found.number_of_edges():
            rows += _brokering(found, layer, camps, least)
    return rows


def _brokering(found: nx.Graph, layer: str, camps: Camps, least: int) -> list[dict]:
    n = found.size(weight="weight")
    between = nx.betweenness_centrality(found, weight="distance")
    values = {
        "betweenness": between,
        "constraint": nx.constraint(found, weight="weight"),
        "constraint_unweighted": nx.constraint(found),
        "effective_size": nx.effective_size(found),
    }
    if len(camps.parties) == 2 and all(party in found for party in camps.parties):
        values["betweenness_between_parties"] = _between(found, *camps.parties)
    return [
        measure(name, layer, actor, "", by_actor[actor], n, least=least)
        for name, by_actor in values.items()
        for actor in sorted(by_actor)
    ]


def _between(found: nx.Graph, first: str, second: str) -> dict[str, float]:
    """Who stands on the shortest ways between the parties, the direct one left out: brokered talks make one, too."""
    indirect = found.copy()
    if indirect.has_edge(first, second):
        indirect.remove_edge(first, second)
    halves = nx.betweenness_centrality_subset(indirect, [first], [second], normalized=False, weight="distance")
    # networkx halves undirected counts; with one source and one target that would be half of the share of paths
    return {actor: 2 * value for actor, value in halves.items()}
