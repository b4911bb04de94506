"""Which edges stand out: the disparity filter, and the edges more than one independent voice attests.

alpha_ij = (1 - w_ij / s_i)^(k_i - 1): the chance that an edge takes so large a share of its actor's strength if the
strength were dealt out at random; of the two ends the smaller counts. Source: Serrano, Boguna & Vespignani 2009. Below
thirty actors the evidence backbone says more: an edge is kept with two publishers.
"""

from __future__ import annotations

import networkx as nx

LEAST_VOICES = 2


def disparity(graph: nx.Graph) -> dict[tuple[str, str], float]:
    """Pair (in the order of the alphabet) -> alpha; an end with a single edge says nothing, so it counts as 1."""
    strength = dict(graph.degree(weight="weight"))
    return {
        tuple(sorted((a, b))): min(_alpha(weight / strength[end], graph.degree(end)) for end in (a, b))
        for a, b, weight in sorted(graph.edges(data="weight"))
    }


def _alpha(share: float, degree: int) -> float:
    return 1.0 if degree < 2 else (1 - share) ** (degree - 1)


def is_attested(publishers: int) -> bool:
    """True for an edge of the evidence backbone: two publishers tell of what happened between its actors."""
    return publishers >= LEAST_VOICES
