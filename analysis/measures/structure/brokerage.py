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

from analysis.measures.parties import Camps

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
COORDINATOR, ITINERANT, GATEKEEPER, REPRESENTATIVE, LIAISON = range(5)
Ties = frozenset[tuple[str, str]]


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


def paths(edges: Ties) -> list[tuple[str, str, str]]:
    """The open two-paths (a, v, b), sorted."""
    out: dict[str, set[str]] = {}
    for a, b in edges:
        if a != b:
            out.setdefault(a, set()).add(b)
    found = [
        (a, v, b) for a in out for v in out[a] for b in out.get(v, ()) if b not in (a, v) and b not in out[a]
    ]  # fmt: skip
    return sorted(found)


def open_paths(edges: Iterable[tuple[str, str]], actors: Sequence[str]) -> np.ndarray:
    """How many open two-paths each of the actors stands in the middle of."""
    place = {actor: k for k, actor in enumerate(actors)}
    tie = np.zeros((len(actors), len(actors)), dtype=np.int64)
    for a, b in edges:
        if a != b:
            tie[place[a], place[b]] = 1
    returned = (tie * tie.T).sum(axis=0)
    closed = (tie * (tie @ tie.T)).sum(axis=0)  # a -> v -> b with a -> b as well
    return tie.sum(axis=0) * tie.sum(axis=1) - returned - closed


def role(first: str, broker: str, last: str) -> int:
    """The role of a path, by the groups of its three actors: a position in ROLES."""
    if first == last:
        return COORDINATOR if broker == first else ITINERANT
    if broker == last:
        return GATEKEEPER
    return REPRESENTATIVE if broker == first else LIAISON


def brokerage(edges: Ties, group: Mapping[str, str]) -> dict[str, Counter]:
    """Broker -> role -> number of paths it brokers in that role."""
    found: dict[str, Counter] = {}
    for a, v, b in paths(edges):
        found.setdefault(v, Counter())[ROLES[role(group[a], group[v], group[b])]] += 1
    return found


def permutation_z(edges: Ties, group: Mapping[str, str], draws: int, random: np.random.Generator) -> dict:
    """(broker, role) -> (z, p): the count against the counts with the groups dealt out anew `draws` times.

    p = (1 + counts at least as high) / (draws + 1); z is nan where the counts never vary.
    """
    actors = sorted({code for pair in edges for code in pair})
    if not (open_paths := paths(edges)):
        return {}
    names = sorted(set(group[actor] for actor in actors))
    label = np.array([names.index(group[actor]) for actor in actors])
    place = {actor: k for k, actor in enumerate(actors)}
    triples = np.array([[place[actor] for actor in path] for path in open_paths])
    own = _counts(label[triples], triples[:, 1], len(actors))
    drawn = np.stack(
        [_counts(random.permutation(label)[triples], triples[:, 1], len(actors)) for _ in range(draws)]
    )  # draw, actor, role
    spread = drawn.std(axis=0)
    z = np.divide(own - drawn.mean(axis=0), spread, out=np.full(own.shape, np.nan), where=spread > 0)
    p = (1 + (drawn >= own).sum(axis=0)) / (draws + 1)
    brokers = sorted({v for _, v, _ in open_paths})
    return {
        (actor, name): (float(z[place[actor], k]), float(p[place[actor], k]))
        for actor in brokers
        for k, name in enumerate(ROLES)
    }


def _counts(labels: np.ndarray, brokers: np.ndarray, actors: int) -> np.ndarray:
    """actors x roles: how many paths each actor brokers, from the groups of the paths (path, 3)."""
    first, middle, last = labels.T
    same = first == last
    roles = np.where(
        same, np.where(middle == first, COORDINATOR, ITINERANT),
        np.where(middle == last, GATEKEEPER, np.where(middle == first, REPRESENTATIVE, LIAISON)),
    )  # fmt: skip
    return np.bincount(brokers * len(ROLES) + roles, minlength=actors * len(ROLES)).reshape(actors, len(ROLES))
