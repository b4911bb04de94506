"""Which publishers attest an edge, and which edges stand out: the two backbones of a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.edges import REALISED, edge_key, graph
from analysis.measures.layers import LAYERS
from analysis.measures.structure import backbone


def publishers(mentions: Iterable, articles: Iterable) -> dict[str, set[str]]:
    """event_id -> who published an article that tells it; an unnamed publisher is its article."""
    papers = {row.article_id: row.publisher or row.article_id for row in articles}
    found = defaultdict(set)
    for row in mentions:
        found[row.event_id].add(papers[row.coding_id.partition("#")[0]])
    return found


def attested(edge_rows: list[dict], interactions: Iterable, papers: Mapping[str, set[str]]) -> list[dict]:
    """The edges with the number of publishers behind what happened, their disparity, and whether two voices attest them."""
    heard = defaultdict(set)
    for row in interactions:
        if row.status == REALISED:
            heard[edge_key(row)] |= papers.get(row.event_id, set())
    alphas = {layer: backbone.disparity(graph(edge_rows, layer)) for layer in LAYERS}
    made = []
    for edge in edge_rows:
        key = (edge["layer"], edge["source_id"], edge["target_id"], edge["is_directed"])
        pair = tuple(sorted((edge["source_id"], edge["target_id"])))
        seen = {"n_publishers": len(heard[key]), "is_attested": backbone.is_attested(len(heard[key]))}
        made.append({**edge, **seen, "disparity": alphas[edge["layer"]].get(pair, "")})
    return made
