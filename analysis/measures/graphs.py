"""The layered multigraph as text for other programs: GraphML and GEXF. Equal tables give equal bytes.

An edge is a dyad of one layer with at least one realised event; its weight is their number. In the GEXF a node or an
edge exists on the days of its events (spells).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO

import networkx as nx

from analysis.measures.edges import edge_key
from analysis.measures.tellings import ordinal

NODE_KEYS = ("label", "actor_kind", "roles", "n_events", "n_as_source", "n_as_target")
EDGE_KEYS = (
    "layer",
    "n_events",
    "n_realised",
    "n_planned",
    "n_declined",
    "n_alleged",
    "sign",
    "net_score",
    "first_date",
    "last_date",
)


def multigraph(nodes: Iterable[dict], edges: Iterable[dict]) -> nx.MultiDiGraph:
    """The graph of all layers; an edge says itself whether its `direction` is directed or mutual."""
    made = nx.MultiDiGraph()
    for node in nodes:
        made.add_node(node["actor_id"], **{key: node[key] for key in NODE_KEYS})
    realised = [edge for edge in edges if edge["n_realised"]]
    for number, edge in enumerate(realised, 1):
        known = {key: edge[key] for key in EDGE_KEYS if edge[key] != ""}
        known |= {"direction": "directed" if edge["is_directed"] else "mutual", "weight": float(edge["n_realised"])}
        made.add_edge(edge["source_id"], edge["target_id"], key=f"e{number}", **known)
    return made


def graphml(nodes: Iterable[dict], edges: Iterable[dict]) -> str:
    """The graph as GraphML."""
    text = BytesIO()
    nx.write_graphml_lxml(multigraph(nodes, edges), text)  # the quick one of networkx's two writers
    return text.getvalue().decode() + "\n"


def gexf(
    nodes: Iterable[dict], edges: Iterable[dict], interactions: Iterable, colours: dict[str, str] | None = None
) -> str:
    """The graph as GEXF with the days of its events as spells; `colours` gives actors a colour (#rrggbb)."""
    made = multigraph(nodes, edges)
    made.graph["mode"] = "dynamic"
    edge_days, node_days = defaultdict(set), defaultdict(set)
    for row in interactions:
        if row.status == "realised" and ordinal(row.event_date) is not None:
            edge_days[edge_key(row)].add(row.event_date)
            for actor in (row.source_id, row.target_id):
                node_days[actor].add(row.event_date)
    for actor, data in made.nodes(data=True):
        if node_days[actor]:
            data["spells"] = [(day, day) for day in sorted(node_days[actor])]
        if colours and actor in colours:
            data["viz"] = {"color": dict(zip("rgb", bytes.fromhex(colours[actor].removeprefix("#")), strict=True))}
    for source, target, key, data in made.edges(keys=True, data=True):
        data["id"] = key
        days = edge_days[data["layer"], source, target, data["direction"] == "directed"]
        if days:
            data["spells"] = [(day, day) for day in sorted(days)]
    text = "\n".join(nx.generate_gexf(made, version="1.2draft"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"  # the day of the run: the only thing that would change
