"""explorer: the events as one page for a browser: network, days, filters, and the sentences behind every line.

Reads   articles, sentences, codings, events, mentions, interactions, nodes, edges, roles_found, chains, chain_steps
Writes  explorer (reports/explorer.html), which asks nothing of any other place
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.reporting.data import Run, filled
from analysis.reporting.explorer.page import TEMPLATES, page

READS = ("articles", "sentences", "codings", "events", "mentions", "interactions", "nodes", "edges", "roles_found", "chains", "chain_steps")
WRITES = ("explorer",)
FILES = TEMPLATES  # what the page is made of beside code


def build(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    codings: pd.DataFrame,
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    interactions: pd.DataFrame,
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    roles_found: pd.DataFrame,
    chains: pd.DataFrame,
    chain_steps: pd.DataFrame,
    *,
    case: Case,
) -> dict[str, str]:
    """The text of the page. Large cases are cut to what a browser can hold, and the page says by how much."""
    given = (articles, sentences, codings, events, mentions, interactions, nodes, edges, roles_found, chains, chain_steps)
    frames = {name: filled(frame) for name, frame in zip(READS, given, strict=True)}
    return {"explorer": page(Run(case, frames))}
