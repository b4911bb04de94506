"""All measures of one network, as rows of the table measures: what the network stage prints and resampling repeats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

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


class Network:
    """The interactions of one network (`rows`), and what several measures read off them, made once."""

    def __init__(self, interactions: Iterable) -> None:
        self.rows = list(interactions)

    @cached_property
    def edges(self) -> list[dict]:
        """One row per layer and dyad."""
        return edges.edges(self.rows)

    @cached_property
    def ties(self) -> brokerage.Ties:
        """Who talks to whom."""
        return brokerage.ties(self.rows, (COMMUNICATION,))

    @cached_property
    def signs(self) -> signed.Signs:
        """The signed graph."""
        return signed.signs(self.rows)

    @cached_property
    def triads(self) -> list[signed.Triad]:
        """Its closed triads."""
        return signed.triads(self.signs)


def measures(network: Network, camps: Camps, least: int, quick: bool = False) -> list[dict]:
    """What is read off the dyads: positions, scores, attention, tilt, even-handedness, balance. `quick`: leaves out
    what takes long in large networks."""
    rows = network.rows
    found = [*positions.positions(network.edges, camps, least), *balance.dyad_scores(rows, least)]
    if camps.parties:
        found += [
            *balance.attention(rows, camps, least),
            *balance.tilt(rows, camps, least),
            *balance.even_handedness(rows, camps, least),
        ]
    return [*found, *structural_balance(network, least, quick)]


def structural_balance(network: Network, least: int, quick: bool = False) -> list[dict]:
    """Frustration, triangle and walk balance of the signed graph (relation and communication)."""
    signs, threes = network.signs, network.triads
    if not signs:
        return []
    n = len(signs)
    solved = signed.frustration(signs, quick)
    wide = {"layer": "all", "actor": "", "counterpart": "", "note": LOWERED}
    index = solved[0] if solved else ""
    return [
        measure("frustration_index", **wide, value=index, n=n, least=least),
        measure("frustration_normalised", **wide, value=1 - 2 * index / n if solved and n else "", n=n, least=least),
        measure("triangle_balance", **wide, value=_or_blank(signed.triangle_balance(threes)), n=len(threes), least=least),
        measure("walk_balance", **wide, value=_or_blank(signed.walk_balance(signs)), n=n, least=least),
    ]


def _or_blank(value: float | None) -> float | str:
    return "" if value is None else value


def against_chance(network: Network, groups: Mapping[str, str], least: int, draws: int, seed: int) -> list[dict]:
    """Brokerage roles, balance, returned ties and spells beside their null models, and key players: what one network
    is tested for once."""
    random = np.random.default_rng(seed)
    return [
        *_brokerage(network, groups, least, draws, random),
        *_balance_by_chance(network, least, draws, random),
        *_key_players(network.edges, least),
        *_returned(network.rows, least, draws, random),
        *_open_paths(network.ties, least, draws, random),
        *_spells(network.rows, least, draws, random),
    ]


def _brokerage(
    network: Network, groups: Mapping[str, str], least: int, draws: int, random: np.random.Generator
) -> list[dict]:
    ties = network.ties
    counts = brokerage.brokerage(ties, groups)
    few = len({code for pair in ties for code in pair}) <= MOST_BROKERS
    chance = brokerage.permutation_z(ties, groups, draws, random) if few else {}
    n = sum(row.weight for row in network.rows if row.layer == COMMUNICATION and row.status == "realised")
    found = []
    for actor in sorted(counts):
        for role, number in sorted(counts[actor].items()):
            z, p = chance.get((actor, role), (None, None))
            name = f"brokerage_{role}"
            note = f"z = {z:.2f}, p = {p:.3f} {DEALT}" if p is not None else ""
            found.append(measure(name, COMMUNICATION, actor, "", number, n, least=least, note=note))
    return found


def _balance_by_chance(network: Network, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """The share of networks with the same edges, and their signs dealt out anew, that are at least as balanced."""
    threes = network.triads
    if not threes:
        return []
    drawn = signed.permuted_balance(network.signs, threes, draws, random)
    as_high = (drawn >= signed.triangle_balance(threes) - 1e-12).sum()
    note = "share of networks with the same edges and their signs dealt out anew that are at least as balanced"
    value = float((1 + as_high) / (draws + 1))
    return [measure("triangle_balance_p", "all", "", "", value, len(threes), least=least, note=note)]


def _key_players(edge_rows: list[dict], least: int) -> list[dict]:
    found = []
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


def _open_paths(ties: brokerage.Ties, least: int, draws: int, random: np.random.Generator) -> list[dict]:
    """Of everybody who brokers talks: networks of the same degrees in which it brokers as many paths."""
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
