"""interactions: one row per dyad of actors in one event, the input of the network.

Reads   events, and the knowledge tables actors, memberships, ontology, cameo, plover_scores
Writes  interactions (key event_id, source_id, target_id), of every status: the network takes what happened
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.measures import dyads
from analysis.measures.ontology import from_tables
from analysis.measures.parties import camps
from analysis.measures.records import codes, frame, records
from analysis.measures.rollup import rollup

READS = ("events", "actors", "memberships", "ontology", "cameo", "plover_scores")
WRITES = ("interactions",)
PARAMS = "network"


def build(
    events: pd.DataFrame,
    actors: pd.DataFrame,
    memberships: pd.DataFrame,
    ontology: pd.DataFrame,
    cameo: pd.DataFrame,
    plover_scores: pd.DataFrame,
    *,
    case: Case,
    params,
) -> pd.DataFrame:
    """Pairs the actors of every event at the level of `params.level`; the parties of rule M1 are the case's, or those
    the events show."""
    level = rollup(params.level, records(memberships), records(actors))
    rows = [level.event(row) for row in records(events)]
    meanings = from_tables(ontology, cameo, plover_scores)
    sides = camps(case, [(row.event_type, row.status, codes(row.source), codes(row.target)) for row in rows])
    return frame("interactions", dyads.interactions(rows, meanings, sides))
