"""The network for Gephi, igraph, Pajek, UCINET, signnet and models of relational events.

An edge is a dyad of one layer with at least one realised event. Layouts: GEXF 1.2 and GraphML as network tools read
them; Pajek's .net (draweps of the Pajek manual); UCINET's DL (fullmatrix); signnet's signed edge list (from, to, sign of
1 or -1); goldfish's and relevent's event list (time, sender, receiver). Layers are never pooled: Pajek's lines are
labelled with theirs, DL has a matrix for each, an event names its own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.exporting import layouts
from analysis.exporting.days import day, epoch_days
from analysis.exporting.lookups import realised
from analysis.measures import graphs
from analysis.measures.edges import edge_key
from analysis.measures.records import codes, records

READS = ("nodes", "edges", "interactions")
# colour-blind safe (Okabe and Ito 2008); the first role that applies decides
COLOURS = {
    "party": "#e69f00",
    "mediator": "#0072b2",
    "process_third_party": "#56b4e9",
    "backer": "#d55e00",
    "alleged_proxy": "#cc79a7",
    "affected_neighbour": "#009e73",
}
NO_ROLE = "#bbbbbb"
SIGNED_LAYERS = ("communication", "relation")


class Text(NamedTuple):
    """The content of a file and how many edges or hyperedges it holds."""

    content: str
    n_rows: int


def gephi(frames: dict[str, pd.DataFrame]) -> Text:
    """GEXF: nodes in the colour of their first role, nodes and edges with the days of their events as spells."""
    colours = {row.actor_id: _colour(row.roles) for row in records(frames["nodes"])}
    return Text(graphs.gexf(_dicts(frames["nodes"]), _dicts(frames["edges"]), _inside(frames), colours), _count(frames))


def graphml(frames: dict[str, pd.DataFrame]) -> Text:
    """GraphML of the same graph."""
    return Text(graphs.graphml(_dicts(frames["nodes"]), _dicts(frames["edges"])), _count(frames))


def pajek(frames: dict[str, pd.DataFrame]) -> Text:
    """A .net file: one arc a directed edge, two arcs an undirected one; value = realised events, label = layer."""
    actors, arcs = _actors(frames), _arcs(frames)
    numbers = {actor: number for number, actor in enumerate(actors, 1)}
    lines = [f"*Vertices {len(actors)}", *(f'{numbers[actor]} "{actor}"' for actor in actors), "*Arcs"]
    lines += [f'{numbers[a]} {numbers[b]} {n} l "{layer}"' for (layer, a, b), n in arcs.items()]
    return Text("\n".join(lines) + "\n", len(arcs))


def ucinet(frames: dict[str, pd.DataFrame]) -> Text:
    """A DL file: one square matrix of realised events a layer, rows are sources; undirected edges stand on both sides."""
    actors, arcs = _actors(frames), _arcs(frames)
    layers = sorted({layer for layer, _, _ in arcs})
    head = [f"DL N={len(actors)} NM={max(len(layers), 1)}", "FORMAT = FULLMATRIX DIAGONAL PRESENT", "LABELS:"]
    head += [",".join(actors), "MATRIX LABELS:", ",".join(layers or ["all"]), "DATA:"]
    rows = [" ".join(str(arcs.get((layer, a, b), 0)) for b in actors) for layer in layers or ["all"] for a in actors]
    return Text("\n".join([*head, *rows]) + "\n", len(arcs))


def signnet(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a pair of actors, in alphabetical order: the sign of the sum of sign x weight of what happened.

    Of the layers relation and communication; a pair whose sum is 0 has no row.
    """
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in realised(frames["interactions"]):
        if row.layer in SIGNED_LAYERS:
            first, second = sorted((row.source_id, row.target_id))
            sums[first, second] += row.sign * row.weight
    rows = [{"from": a, "to": b, "sign": 1 if total > 0 else -1} for (a, b), total in sorted(sums.items()) if total]
    return layouts.arranged("signnet", rows)


def relevent(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a dyad of an event that happened on a known day, in order of time: the input of goldfish and relevent."""
    dated = [row for row in realised(frames["interactions"]) if day(row.event_date)]
    ordered = sorted(dated, key=lambda row: (row.event_date, row.event_id, row.source_id, row.target_id))
    return layouts.arranged("relevent", [_relational(row) for row in ordered])


def _relational(row) -> dict:
    return {
        "time": epoch_days(row.event_date),
        "sender": row.source_id,
        "receiver": row.target_id,
        "increment": row.weight,
        "type": row.event_type,
        "mode": row.mode,
        "layer": row.layer,
        "sign": row.sign,
        "directed": row.is_directed,
        "date": row.event_date,
        "event_id": row.event_id,
    }


def _dicts(frame: pd.DataFrame) -> list[dict]:
    return [row._asdict() for row in records(frame)]


def _colour(roles: str) -> str:
    found = codes(roles)
    return next((colour for role, colour in COLOURS.items() if role in found), NO_ROLE)


def _count(frames: dict[str, pd.DataFrame]) -> int:
    return int((frames["edges"]["n_realised"] > 0).sum())


def _inside(frames: dict[str, pd.DataFrame]) -> list:
    """The interactions the edges were counted from: those outside the case's window lie outside the edge's own days."""
    bounds = {edge_key(row): (row.first_date, row.last_date) for row in records(frames["edges"])}
    rows = [row for row in records(frames["interactions"]) if edge_key(row) in bounds]
    return [row for row in rows if bounds[edge_key(row)][0] <= row.event_date <= bounds[edge_key(row)][1]]


def _actors(frames: dict[str, pd.DataFrame]) -> list[str]:
    return sorted(row.actor_id for row in records(frames["nodes"]))


def _arcs(frames: dict[str, pd.DataFrame]) -> dict[tuple[str, str, str], int]:
    """(layer, source, target) -> realised events, sorted; an undirected edge runs both ways."""
    made: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in records(frames["edges"]):
        made[row.layer, row.source_id, row.target_id] += row.n_realised
        if not row.is_directed:
            made[row.layer, row.target_id, row.source_id] += row.n_realised
    return {key: number for key, number in sorted(made.items()) if number}
