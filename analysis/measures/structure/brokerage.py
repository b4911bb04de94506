"""Gould-Fernandez brokerage: who stands between two others that do not deal with each other, and in which role.

v brokers from a to b iff a -> v, v -> b and not a -> b (the open paths of R's sna::brokerage). The groups of the three
give the role: coordinator AAA, itinerant ABA, gatekeeper ABB, representative AAB, liaison ABC. Only where actors talk:
fighting closes the path between the parties and hides the broker.

Sources: Gould & Fernandez 1989; the null model deals the groups out anew among the actors (methods 2.5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array, issparse

from analysis.measures.parties import Camps

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
COORDINATOR, ITINERANT, GATEKEEPER, REPRESENTATIVE, LIAISON = range(5)
Ties = frozenset[tuple[str, str]]
Matrix = np.ndarray | csr_array  # actors x actors of ties; the same sums serve both


def ties(interactions: Iterable, layers: tuple[str, ...]) -> Ties:
    """The ordered pairs with a realised act from the first to the second; an undirected dyad gives both orders."""
    found = set()
    for row in interactions:
        if row.status == "realised" and row.layer in layers:
            found.add((row.source_id, row.target_id))
            if not row.is_directed:
                found.add((row.target_id, row.source_id))
    return frozenset(found)


def groups(
    actors: Iterable[str], camps: Camps, backers: Mapping[str, str] | None = None, neighbours: Iterable[str] = ()
) -> dict[str, str]:
    """Actor -> its group: the party it counts with or backs (`backers`: actor -> side), "neighbour" for a state the
    violence reaches, else "third"."""
    backing, near = backers or {}, set(neighbours)
    found = {}
    for actor in actors:
        side = camps.side(actor) if camps.is_party(actor) else backing.get(actor, "")
        found[actor] = side or ("neighbour" if actor in near else "third")
    return found


def matrix(edges: Iterable[tuple[str, str]], actors: Sequence[str]) -> csr_array:
    """actors x actors: 1 where the first has a tie to the second; nobody has one to itself."""
    place = {actor: k for k, actor in enumerate(actors)}
    ends = np.array([(place[a], place[b]) for a, b in edges if a != b], dtype=int).reshape(-1, 2)
    return csr_array((np.ones(len(ends), dtype=np.float32), ends.T), shape=(len(actors), len(actors)))


def open_paths(edges: Iterable[tuple[str, str]], actors: Sequence[str]) -> np.ndarray:
    """How many open two-paths each of the actors stands in the middle of."""
    tie = matrix(edges, actors).toarray()
    return _open(tie, tie, tie @ tie.T).astype(int)


def _open(into: Matrix, out: Matrix, closing: Matrix) -> np.ndarray:
    """The paths a -> v -> b of every v with a -> v of `into` and v -> b of `out`, less those that end where they began
    and those that are closed: `closing`[a, v] of the ends of v's `out` have a tie from a."""
    reached, left = into.sum(axis=0, dtype=float), out.sum(axis=1, dtype=float)
    return reached * left - (into * out.T).sum(axis=0, dtype=float) - (into * closing).sum(axis=0, dtype=float)


def brokerage(edges: Ties, group: Mapping[str, str]) -> dict[str, Counter]:
    """Broker -> role -> number of paths it brokers in that role."""
    actors, label = _labelled(edges, group)
    counts = _counts(matrix(edges, actors), label)
    return {
        actor: Counter({name: int(n) for name, n in zip(ROLES, row, strict=True) if n})
        for actor, row in zip(actors, counts, strict=True)
        if row.any()
    }


def permutation_z(edges: Ties, group: Mapping[str, str], draws: int, random: np.random.Generator) -> dict:
    """(broker, role) -> (z, p): the count against the counts with the groups dealt out anew `draws` times.

    p = (1 + counts at least as high) / (draws + 1); z is nan where the counts never vary.
    """
    actors, label = _labelled(edges, group)
    tie = matrix(edges, actors).toarray()
    own = _counts(tie, label)
    if not own.any():
        return {}
    drawn = np.stack([_counts(tie, random.permutation(label)) for _ in range(draws)])  # draw, actor, role
    spread = drawn.std(axis=0)
    z = np.divide(own - drawn.mean(axis=0), spread, out=np.full(own.shape, np.nan), where=spread > 0)
    p = (1 + (drawn >= own).sum(axis=0)) / (draws + 1)
    return {
        (actor, name): (float(z[place, k]), float(p[place, k]))
        for place, actor in enumerate(actors)
        for k, name in enumerate(ROLES)
        if own[place].any()
    }


def _labelled(edges: Ties, group: Mapping[str, str]) -> tuple[list[str], np.ndarray]:
    """The actors of the ties, sorted, and the number of the group of each."""
    actors = sorted({code for pair in edges for code in pair})
    names = sorted({group[actor] for actor in actors})
    return actors, np.array([names.index(group[actor]) for actor in actors], dtype=int)


def _counts(tie: Matrix, label: np.ndarray) -> np.ndarray:
    """actors x roles: how many open paths each actor brokers in which role. `label`: the group of each actor.

    By matrices, no path being listed: with the ties inside groups alone, those to the broker's group, from it, or both
    are counted; the ends are of one group where both are reached from the broker within that group.
    """
    inside = _inside(tie, label)
    to_own, to_any = tie @ inside.T, tie @ tie.T
    within = _open(inside, inside, to_own)
    from_own, into_own = _open(inside, tie, to_any) - within, _open(tie, inside, to_own) - within
    belongs = np.eye(label.max(initial=0) + 1, dtype=np.float32)[label]
    alike = ((tie.T @ belongs) * (tie @ belongs)).sum(axis=1, dtype=float)
    alike = alike - (tie * tie.T).sum(axis=0) - (tie * (inside @ tie.T)).sum(axis=0, dtype=float)
    rest = _open(tie, tie, to_any) - alike - from_own - into_own
    counts = np.empty((len(label), len(ROLES)), dtype=int)
    counts[:, [COORDINATOR, ITINERANT, GATEKEEPER, REPRESENTATIVE, LIAISON]] = np.stack(
        [within, alike - within, into_own, from_own, rest], axis=1
    )
    return counts


def _inside(tie: Matrix, label: np.ndarray) -> Matrix:
    """The ties between actors of one group."""
    if not issparse(tie):
        return tie * (label[:, None] == label)
    ends = tie.tocoo()
    kept = label[ends.row] == label[ends.col]
    return csr_array((ends.data[kept], (ends.row[kept], ends.col[kept])), shape=tie.shape)
