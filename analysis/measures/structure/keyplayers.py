"""Whose absence breaks the network apart: Borgatti's key players (KPP-Neg) by trying every set.

F = 1 - 2 * sum over pairs of 1/distance / (n (n - 1)): 0 where everybody is next to everybody, 1 where nobody reaches
anybody; unreachable pairs count 0. Source: Borgatti 2006, distance-weighted fragmentation.
"""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import shortest_path

MOST_ACTORS = 25  # trying all sets of three among more takes too long to be worth it
MOST_REMOVED = 3


def fragmentation(graph: nx.Graph) -> float:
    """F of an unweighted graph; 1 for fewer than two actors."""
    return _fragmentation(nx.to_numpy_array(graph, weight=None)) if len(graph) else 1.0


def _fragmentation(adjacency: np.ndarray) -> float:
    n = len(adjacency)
    if n < 2:
        return 1.0
    distances = shortest_path(adjacency, unweighted=True, directed=False)
    np.fill_diagonal(distances, np.inf)
    return float(1 - (1 / distances).sum() / (n * (n - 1)))


def key_players(graph: nx.Graph, size: int = 1) -> tuple[tuple[str, ...], float] | None:
    """The set of `size` actors whose removal leaves the most fragmented rest, and that rest's F.

    Of several as good the first in the alphabet. None for a graph of more than MOST_ACTORS, a size above MOST_REMOVED,
    or one that leaves fewer than two actors.
    """
    actors = sorted(graph)
    if len(actors) > MOST_ACTORS or not 1 <= size <= MOST_REMOVED or len(actors) < size + 2:
        return None
    adjacency = nx.to_numpy_array(graph, nodelist=actors, weight=None)
    best: tuple[tuple[str, ...], float] | None = None
    for removed in combinations(range(len(actors)), size):
        kept = np.delete(np.arange(len(actors)), removed)
        value = _fragmentation(adjacency[np.ix_(kept, kept)])
        if best is None or value > best[1] + 1e-12:
            best = tuple(actors[k] for k in removed), value
    return best
