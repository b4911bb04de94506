"""All measures of one network, as rows of the table measures: what the network stage prints and resampling repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from analysis.measures import balance, edges, positions
from analysis.measures.chance import spells, swaps
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.parties import Camps
from analysis.measures.positions import measure
from analysis.measures.structure import brokerage, keyplayers, signed

LOWERED = "falls where a third party is on good terms with both of a hostile pair: mediation lowers it"
DEALT = "(beside the same paths with the groups of the actors dealt out at random)"
SWAPPED = "share of networks in which every actor has as many ties, otherwise drawn at random, that"
SHUFFLED = "share of shuffles of the days among the acts of the pair in which acts of one kind come together as much"
MOST_BROKERS = 400  # actors; beyond, dealing the groups out anew takes minutes


def measures(rows: Iterable, camps: Camps, least: int, quick: bool = False) -> list[dict]:
    """What is read off the dyads: positions, scores, attention, tilt, even-handedness, balance. `quick`: leaves out
    what takes long in large networks."""
    rows = list(rows)
    found = [*positions.positions(edges.edges(rows), camps, least), *balance.dyad_scores(rows, least)]
    if camps.parties:
        found += [
            *balance.attention(rows, camps, least),
            *balance.tilt(rows, camps, least),
            *balance.even_handedness(rows, camps, least),
        ]
    return [*found, *structural_balance(rows, least, quick)]


def structural_balance(rows: Iterable, least: int, quick: bool = False) -> list[dict]:
    """Frustration, triangle and walk balance of the signed graph (relation and communication)."""
    signs = signed.signs(rows)
    if not signs:
        return []
    n, threes = len(signs), len(signed.triads(signs))
    solved = signed.frustration(signs, quick)
    wide = {"layer": "all", "actor": "", "counterpart": "", "note": LOWERED}
    index = solved[0] if solved else ""
    return [
        measure("frustration_index", **wide, value=index, n=n, least=least),
        measure("frustration_normalised", **wide, value=1 - 2 * index / n if solved and n else "", n=n, least=least),
        measure("triangle_balance", **wide, value=_or_blank(signed.triangle_balance(signs)), n=threes, least=least),
        measure("walk_balance", **wide, value=_or_blank(signed.walk_balance(signs)), n=n, least=least),
    ]


def _or_blank(value: float | None) -> float | str:
    return "" if value is None else value


def against_chance(rows: Iterable, camps: Camps, groups: Mapping[str, str], least: int, draws: int, seed: int) -> list:
    """Brokerage roles, balance, returned ties and spells beside their null models, and key players: what one network
    is tested for once."""
    rows, random = list(rows), np.random.default_rng(seed)
    return [
        *_brokerage(rows, groups, least, draws, random),
        *_balance_by_chance(rows, least, draws, random),
        *_key_players(rows, least),
        *_returned(rows, least, draws, random),
        *_open_paths(rows, least, draws, random),
        *_spells(rows, least, draws, random),
    ]


def _brokerage(
    rows: list, groups: Mapping[str, str], least: int, draws: int, random: np.random.Generator
) -> list[dict]:
    ties = brokerage.ties(rows, (COMMUNICATION,))
    counts = brokerage.brokerage(ties, groups)
    few = len({code for pair in ties for code in pair}) <= MOST_BROKERS
    chance = brokerage.permutation_z(ties, groups, draws, random) if few else {}
    n = sum(row.weight for row in rows if row.layer == COMMUNICATION and row.status == "realised")
    found = []
    for actor in sorted(counts):
        for role, number in sorted(counts[actor].items()):
            z, p = chance.get((actor, role), (None, None))
            name = f"brokerage_{role}"
            note = f"z = {z:.2f}, p = {p:.3f} {DEALT}" if p is not None else ""
            found.append(measure(name, COMMUNICATION, actor, "", number, n, least=least, note=note))
    return found


def _balance_by_chance(rows: list, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """The share of networks with the same edges, and their signs dealt out anew, that are at least as balanced."""
    signs = signed.signs(rows)
    own = signed.triangle_balance(signs)
    if own is None:
        return []
    triangles = _Triangles(signs)
    as_high = sum(triangles.balance(signed.permuted(signs, random)) >= own - 1e-12 for _ in range(draws))
    note = "share of networks with the same edges and their signs dealt out anew that are at least as balanced"
    value = (1 + as_high) / (draws + 1)
    return [measure("triangle_balance_p", "all", "", "", value, len(triangles.edges), least=least, note=note)]


class _Triangles:
    """The triangles of a graph as positions of their edges: the signs change from draw to draw, the triangles do not."""

    def __init__(self, signs: signed.Signs) -> None:
        place = {pair: k for k, pair in enumerate(sorted(signs))}
        self.edges = np.array([[place[a, b], place[a, c], place[b, c]] for (a, b, c), *_ in signed.triads(signs)])

    def balance(self, signs: signed.Signs) -> float:
        values = np.array([signs[pair] for pair in sorted(signs)])
        return float((values[self.edges].prod(axis=1) > 0).mean())


def _key_players(rows: list, least: int) -> list[dict]:
    found = []
    edge_rows = edges.edges(rows)
    for layer in (COMMUNICATION, PROCESS):
        graph = edges.graph(edge_rows, layer)
        n = graph.size(weight="weight")
        for size in (1, 2):
            if key := keyplayers.key_players(graph, size):
                note = "fragmentation of the rest without " + " and ".join(key[0])
                name = "key_player" if size == 1 else "key_pair"
                found.append(
                    measure(name, layer, key[0][0], key[0][-1] if size > 1 else "", key[1], n, least=least, note=note)
                )
    return found


def _returned(rows: list, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """The share of ties of the relation layer that are returned, beside networks of the same degrees."""
    ties = {
        (row.source_id, row.target_id)
        for row in rows
        if row.layer == RELATION and row.status == "realised" and row.is_directed
    }
    if not ties:
        return []
    wide = {"layer": RELATION, "actor": "", "counterpart": "", "n": len(ties), "least": least}
    found = [measure("reciprocity", **wide, value=swaps.reciprocity(ties), note="ties that are returned")]
    if least <= len(ties) <= swaps.MOST_TIES:
        own = swaps.reciprocity(ties)
        as_high = sum(swaps.reciprocity(drawn) >= own - 1e-12 for drawn in swaps.networks(ties, draws, random))
        note = f"{SWAPPED} return at least as many"
        found.append(measure("reciprocity_p", **wide, value=(1 + as_high) / (draws + 1), note=note))
    return found


def _open_paths(rows: list, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """Of everybody who brokers talks: networks of the same degrees in which it brokers as many paths."""
    ties = brokerage.ties(rows, (COMMUNICATION,))
    if not ties or len(ties) > swaps.MOST_TIES:
        return []
    actors = sorted({code for tie in ties for code in tie})
    own = brokerage.open_paths(ties, actors)
    both_ways = all((b, a) in ties for a, b in ties)
    drawn = np.stack([brokerage.open_paths(net, actors) for net in swaps.networks(ties, draws, random, both_ways)])
    p = (1 + (drawn >= own).sum(axis=0)) / (draws + 1)
    note = f"{SWAPPED} give it as many open paths"
    return [
        measure(
            "brokerage_p",
            COMMUNICATION,
            actor,
            "",
            float(p[k]),
            len(ties),
            least=least,
            note=f"{note}; it has {own[k]}",
        )
        for k, actor in enumerate(actors)
        if own[k]
    ]


def _spells(rows: list, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """Whether hostile and cooperative acts of a pair come in spells, beside its days dealt out anew."""
    found = []
    for a, b, value, p, n in spells.spells(rows, least, draws, random):
        near = f"mean product of the signs of acts at most {spells.DAYS} days apart"
        found.append(measure("clustering", "all", a, b, value, n, least=least, note=near))
        found.append(measure("clustering_p", "all", a, b, p, n, least=least, note=SHUFFLED))
    return found
