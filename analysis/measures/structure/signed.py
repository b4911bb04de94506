"""The signed graph: who stands with whom and against whom, and how far that divides into two camps.

Signs come from the relation and communication layers alone (rule M2: process acts are never signed). A fall in balance
may mean that mediation began: a third party on good terms with both sides of a hostile pair is unbalanced by
construction.

Sources: Cartwright & Harary 1956 (balance), Davis 1967 (weak balance), Aref & Wilson 2018 (frustration), Estrada 2019
(walk balance).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import networkx as nx
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.measures.layers import COMMUNICATION, RELATION

SIGNED = (RELATION, COMMUNICATION)
ENUMERATED = 18  # up to so many actors of one block every division into camps is tried
QUICK = 14  # up to so many where it is done a thousand times
SOLVED_QUICK = 80  # the same where it is done a thousand times: hundredths of a second
SOLVED = 240  # edges of one block the solver is asked about: seconds; beyond, it may take days
Pair = tuple[str, str]
Signs = Mapping[Pair, int]
Triad = tuple[tuple[str, str, str], tuple[int, int, int], bool]
TRIAD_ROLES = {
    (1, 1): "bridging_mediator",
    (-1, 1): "aligned",
    (-1, -1): "adversary_of_both",
    (0, 1): "one_sided_contact",
    (-1, 0): "one_sided_critic",
}


def signs(interactions: Iterable, least: int = 1, layers: tuple[str, ...] = SIGNED) -> dict[Pair, int]:
    """Pair of actors (in the order of the alphabet) -> 1 or -1: the sign of the sum of polarity times events.

    What did not happen, a sum of zero, and pairs with fewer than `least` signed events give no edge.
    """
    sums, counts = defaultdict(float), defaultdict(float)
    for row in interactions:
        if row.status == "realised" and row.layer in layers and row.sign:
            pair = tuple(sorted((row.source_id, row.target_id)))
            sums[pair] += row.sign * row.weight
            counts[pair] += row.weight
    return {pair: 1 if sums[pair] > 0 else -1 for pair in sorted(sums) if sums[pair] and counts[pair] >= least}


def graph(signed: Signs) -> nx.Graph:
    """The undirected graph with the attribute `sign`."""
    made = nx.Graph()
    made.add_nodes_from(sorted({code for pair in signed for code in pair}))
    made.add_edges_from((a, b, {"sign": sign}) for (a, b), sign in sorted(signed.items()))
    return made


def triads(signed: Signs) -> list[Triad]:
    """(actors A, B, C; signs of AB, AC, BC; whether balanced: their product is positive) of every closed triad, sorted."""
    later = defaultdict(set)
    for a, b in signed:
        later[a].add(b)
    found = []
    for a, b in sorted(signed):
        for c in sorted(later[a] & later[b]):
            three = (signed[a, b], signed[a, c], signed[b, c])
            found.append(((a, b, c), three, three[0] * three[1] * three[2] > 0))
    return found


def triangle_balance(closed: Iterable[Triad]) -> float | None:
    """B3 = balanced closed triads / all closed triads; None where there is none."""
    found = [balanced for *_, balanced in closed]
    return sum(found) / len(found) if found else None


def walk_balance(signed: Signs) -> float | None:
    """sum of exp(eigenvalues of the signed matrix) / the same of the unsigned one: 1 = balanced; None without edges."""
    if not signed:
        return None
    matrix = nx.to_numpy_array(graph(signed), weight="sign")
    own, plain = np.linalg.eigvalsh(matrix), np.linalg.eigvalsh(np.abs(matrix))
    top = plain.max()  # taken out of both sums, so that large networks do not overflow
    return float(np.exp(own - top).sum() / np.exp(plain - top).sum())


def triad_role(signed: Signs, third: str, parties: tuple[str, str]) -> str:
    """What a third party is to two hostile parties, by its signs with them (methods 2.4); "" where they are not hostile."""
    if signed.get(tuple(sorted(parties))) != -1:
        return ""
    ties = tuple(sorted(signed.get(tuple(sorted((third, party))), 0) for party in parties))
    return TRIAD_ROLES.get(ties, "unsigned")


def frustration(signed: Signs, quick: bool = False) -> tuple[int, frozenset[str]] | None:
    """The frustration index L and one camp of a best division (the one with the first actor of the alphabet).

    L is the least number of edges that go against a division into two camps: positive between them, negative within.
    Exact: the graph falls apart at cut points, every block is divided by itself, small ones by trying all divisions,
    larger ones by integer programming. None where a block is too large for that; `quick`: the limits are those of a thousand draws.
    """
    made = graph(signed)
    total, camp = 0, {}
    for block in _blocks(made):
        solved = _divide(made.subgraph(block), sorted(block), quick)
        if solved is None:
            return None
        cost, sides = solved
        total += cost
        known = [node for node in sorted(block) if node in camp]
        turn = camp[known[0]] ^ sides[known[0]] if known else False
        camp |= {node: side ^ turn for node, side in sides.items()}
    return total, _first_camp(made, camp)


def _blocks(made: nx.Graph) -> list[set[str]]:
    """The blocks, each sharing an actor with one before it (or opening a component)."""
    left = sorted((set(block) for block in nx.biconnected_components(made)), key=sorted)
    ordered, seen = [], set()
    while left:
        position = next((k for k, block in enumerate(left) if block & seen), 0)
        ordered.append(left.pop(position))
        seen |= ordered[-1]
    return ordered


def _first_camp(made: nx.Graph, camp: dict[str, bool]) -> frozenset[str]:
    members = set()
    for component in nx.connected_components(made):
        first = camp.get(min(component), False)
        members |= {node for node in component if camp.get(node, False) == first}
    return frozenset(members)


def _divide(block: nx.Graph, nodes: list[str], quick: bool) -> tuple[int, dict[str, bool]] | None:
    place = {node: k for k, node in enumerate(nodes)}
    edges = [(place[a], place[b], sign) for a, b, sign in sorted(block.edges(data="sign"))]
    if len(edges) == 1:
        return 0, {nodes[0]: False, nodes[1]: edges[0][2] < 0}
    if len(nodes) <= (QUICK if quick else ENUMERATED):
        return _tried(edges, nodes)
    return None if len(edges) > (SOLVED_QUICK if quick else SOLVED) else _solved(edges, nodes)


def _tried(edges: list[tuple[int, int, int]], nodes: list[str]) -> tuple[int, dict[str, bool]]:
    divisions = np.arange(2 ** (len(nodes) - 1), dtype=np.uint32)  # the last actor stays in camp 0: halves are alike
    cost = np.zeros(len(divisions), dtype=np.int16)
    for a, b, sign in edges:
        apart = ((divisions >> a) ^ (divisions >> b)) & 1
        cost += (apart if sign > 0 else 1 - apart).astype(np.int16)
    best = int(cost.argmin())
    return int(cost[best]), {node: bool(best >> k & 1) for k, node in enumerate(nodes)}


def _solved(edges: list[tuple[int, int, int]], nodes: list[str]) -> tuple[int, dict[str, bool]] | None:
    """x: camp of each actor; y: 1 for an edge that goes against the division, never less than what x makes of it."""
    n, m = len(nodes), len(edges)
    rows, lower = np.zeros((2 * m, n + m)), np.zeros(2 * m)
    for k, (a, b, sign) in enumerate(edges):
        rows[2 * k : 2 * k + 2, n + k] = 1
        if sign > 0:  # y >= |xa - xb|
            rows[2 * k, [a, b]], rows[2 * k + 1, [a, b]] = (-1, 1), (1, -1)
        else:  # y >= 1 - |xa - xb|
            rows[2 * k, [a, b]], rows[2 * k + 1, [a, b]] = (1, 1), (-1, -1)
            lower[2 * k : 2 * k + 2] = (1, -1)
    cost, whole = np.r_[np.zeros(n), np.ones(m)], np.r_[np.ones(n), np.zeros(m)]
    upper = np.r_[np.zeros(1), np.ones(n + m - 1)]  # the first actor stays in camp 0
    found = milp(
        cost, integrality=whole, bounds=Bounds(np.zeros(n + m), upper), constraints=LinearConstraint(rows, lb=lower),
    )  # fmt: skip
    if found.status != 0:
        return None
    return round(found.fun), {node: bool(round(x)) for node, x in zip(nodes, found.x[:n], strict=True)}


def permuted_balance(signed: Signs, closed: list[Triad], draws: int, random: np.random.Generator) -> np.ndarray:
    """B3 of `draws` graphs with the same edges, so the same closed triads (at least one), and their signs dealt out
    anew: the null model of balance (methods 2.17c)."""
    place = {pair: k for k, pair in enumerate(sorted(signed))}
    first, second, third = np.array([[place[pair] for pair in combinations(three, 2)] for three, *_ in closed]).T.copy()
    own = np.array([signed[pair] for pair in place], dtype=np.int8)
    found = np.empty(draws)
    for k in range(draws):
        dealt = random.permutation(own)
        product = dealt.take(first)
        product *= dealt.take(second)
        product *= dealt.take(third)
        found[k] = np.count_nonzero(product > 0) / len(product)
    return found
