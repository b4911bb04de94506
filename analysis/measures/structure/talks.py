"""Talks of many as hyperedges: who came, who was invited, who refused, and who sits down with whom.

A round of talks is one hyperedge however many take part, never n (n - 1) pairs (decision D4). Sources: Newman 2001 for
co-participation W_ij = sum over talks of 1 / (k - 1); hypergraphs by xgi (Landry et al. 2023).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np
import xgi

from analysis.measures.dyads import BROKERED
from analysis.measures.records import codes

ATTENDED, HOSTED, INVITED, REFUSED, AGREED = "attended", "hosted", "invited", "refused", "agreed"
MEETING = "CONSULT"
SHOWN = {"realised": ATTENDED, "planned": INVITED, "declined": INVITED, "not_occurred": INVITED, "demanded": INVITED}


def attendance(events: Iterable, refusals: Mapping[str, Iterable[str]]) -> list[dict]:
    """One row per round of talks and actor: its cell (attended, hosted, invited, refused), sorted.

    Rounds are CONSULT events that took place, were planned, demanded or refused; telephone calls are none, nor is
    brokering that took place, since nothing says that they sat together. `refusals`: event_id -> who refused it.
    """
    rows = []
    for event in events:
        cell = SHOWN.get(event.status)
        if event.event_type != MEETING or event.mode == "phone" or not cell:
            continue
        if event.mode == BROKERED and cell == ATTENDED:
            continue
        refused = set(refusals.get(event.event_id, ())) if cell == INVITED else set()
        hosts = set(codes(event.third_parties)) if cell == ATTENDED else set()
        for actor in sorted({*codes(event.source), *codes(event.target), *codes(event.third_parties)}):
            found = REFUSED if actor in refused else HOSTED if actor in hosts else cell
            rows.append({"event_id": event.event_id, "actor_id": actor, "attendance": found})
    return sorted(rows, key=lambda row: (row["event_id"], row["actor_id"]))


def signings(agreements: Iterable[tuple[object, Iterable[str]]]) -> list[dict]:
    """One row per agreement and actor: who agreed, and who brokered it. No round of talks: agreements are made by
    telephone and by statement as well, but whoever reads who came looks for them.

    `agreements`: pairs of an event and the conveners of the attempt it belongs to. The sentence that tells of an agreement
    often leaves them out ("a humanitarian truce took effect"); who signs it too has agreed.
    """
    rows = {}
    for event, conveners in agreements:
        for actor in (*conveners, *codes(event.third_parties)):
            rows[event.event_id, actor] = HOSTED
        for actor in (*codes(event.source), *codes(event.target)):
            rows[event.event_id, actor] = AGREED
    return [{"event_id": e, "actor_id": a, "attendance": rows[e, a]} for e, a in sorted(rows)]


def together(rows: Iterable[dict], least: int = 2) -> dict[str, set[str]]:
    """Round of talks that took place -> who was there, where at least `least` are known."""
    members = defaultdict(set)
    for row in rows:
        if row["attendance"] in (ATTENDED, HOSTED):
            members[row["event_id"]].add(row["actor_id"])
    return {event_id: members[event_id] for event_id in sorted(members) if len(members[event_id]) >= least}


def hypergraph(rows: Iterable[dict], least: int = 2) -> xgi.Hypergraph:
    """The talks that took place with at least `least` actors; an edge's id is its event_id."""
    rows = list(rows)
    held = together(rows, least)
    made = xgi.Hypergraph()
    made.add_nodes_from(sorted({row["actor_id"] for row in rows if row["attendance"] in (ATTENDED, HOSTED)}))
    for event_id, actors in held.items():
        made.add_edge(sorted(actors), idx=event_id)
    return made


def hyperdegrees(made: xgi.Hypergraph) -> dict[str, int]:
    """Actor -> in how many talks it took part."""
    return {actor: made.degree(actor) for actor in sorted(made.nodes)}


def co_participation(made: xgi.Hypergraph) -> dict[tuple[str, str], float]:
    """Pair (in the order of the alphabet) -> W_ij: talks both attended, each counted 1 / (its size - 1)."""
    if not made.num_edges:
        return {}
    incidence, actor_at, talk_at = xgi.incidence_matrix(made, sparse=False, index=True)
    sizes = incidence.sum(axis=0)
    weights = (incidence / np.maximum(sizes - 1, 1)) @ incidence.T
    names = [actor_at[k] for k in range(len(actor_at))]
    return {
        (a, b): float(weights[i, j])
        for i, a in sorted(enumerate(names), key=lambda pair: pair[1])
        for j, b in sorted(enumerate(names), key=lambda pair: pair[1])
        if a < b and weights[i, j] > 0
    }


def kinship(made: xgi.Hypergraph, shared: int = 2) -> nx.Graph:
    """The s-line graph: talks joined where at least `shared` actors sat in both."""
    return xgi.to_line_graph(made, s=shared)
