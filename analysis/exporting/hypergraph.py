"""Events with all who took part as hyperedges: Hypergraph Interchange Format (JSON; github.com/HIF-org/HIF-standard).

A hyperedge is an event that happened and brought two or more actors together; the incidence says in what role.
"""

from __future__ import annotations

import json
from collections import defaultdict

import pandas as pd

from analysis.exporting.graphfiles import Text
from analysis.exporting.lookups import READS as LOOKUP_READS
from analysis.exporting.lookups import Lookups, lookups, realised
from analysis.measures.records import codes, joined, records

READS = (*LOOKUP_READS, "participants", "nodes")
THIRD_ROLES = ("convener", "guarantor", "host", "mediator")
EDGE_FIELDS = (
    "event_type",
    "mode",
    "cameo_code",
    "layer",
    "direction",
    "event_date",
    "date_precision",
    "place_id",
    "n_mentions",
    "n_articles",
    "n_publishers",
    "confidence",
    "evidence",
)


def hif(frames: dict[str, pd.DataFrame]) -> Text:
    """The hypergraph: edges by event id, nodes by actor id, one incidence an actor in an event."""
    found = lookups(frames)
    roles = _third_roles(frames)
    told = [(event, _members(event, roles, found)) for event in realised(frames["events"])]
    kept = [(event, members) for event, members in told if len(members) > 1]
    in_conflict = {row.actor_id: row.roles for row in records(frames["nodes"])}
    content = {
        "network-type": "undirected",
        "metadata": {"name": joined(event.case_id for event, _ in kept), "hyperedge": "event that happened"},
        "incidences": [
            {"edge": event.event_id, "node": actor, "attrs": {"role": role}}
            for event, members in kept
            for actor, role in sorted(members.items())
        ],
        "nodes": [
            {"node": actor, "attrs": _node(actor, in_conflict, found)}
            for actor in sorted({actor for _, members in kept for actor in members})
        ],
        "edges": [{"edge": event.event_id, "attrs": _known(event)} for event, _ in kept],
    }
    return Text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", len(kept))


def _third_roles(frames: dict[str, pd.DataFrame]) -> dict[tuple[str, str], set[str]]:
    """(coding, actor rolled up) -> what it was beside the two sides: host, mediator ..."""
    made = defaultdict(set)
    for row in records(frames["participants"]):
        if row.role in THIRD_ROLES:
            made[row.coding_id, row.state].add(row.role)
    return made


def _members(event, third_roles: dict, found: Lookups) -> dict[str, str]:
    """Actor -> its roles in the event joined by ;."""
    mutual = event.direction == "mutual"
    roles = defaultdict(set)
    for side, cell in (("source", event.source), ("target", event.target)):
        for actor in codes(cell):
            roles[actor].add("participant" if mutual else side)
    for actor in codes(event.third_parties):
        told = [third_roles.get((coding.coding_id, actor), set()) for coding in found.tellings[event.event_id]]
        roles[actor] |= set().union(*told) or {"third_party"}
    return {actor: joined(names) for actor, names in roles.items()}


def _node(actor: str, in_conflict: dict[str, str], found: Lookups) -> dict:
    attributes = {"label": found.label(actor), "actor_kind": found.kind(actor), "roles": in_conflict.get(actor, "")}
    return {name: value for name, value in attributes.items() if value != ""}


def _known(event) -> dict:
    return {name: getattr(event, name) for name in EDGE_FIELDS if getattr(event, name) != ""}
