"""Null models: what is kept when chance is let in, worlds whose truth is known, and noise that stands out nowhere."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.measures.chance import curveball, spells, swaps
from analysis.measures.structure import brokerage

SEEDS = (1, 2, 3)


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def noise(seed: int, actors: int = 12, share: float = 0.25) -> set:
    drawn = generator(seed).random((actors, actors)) < share
    return {(f"A{i:02d}", f"A{j:02d}") for i in range(actors) for j in range(actors) if i != j and drawn[i, j]}


def degrees(ties: set) -> tuple[Counter, Counter]:
    return Counter(a for a, _ in ties), Counter(b for _, b in ties)


# --- spells: the days of a pair dealt out anew


def test_a_change_of_heart_comes_in_spells_and_taking_turns_does_not():
    """Two acts a day, hostile for ten days, then cooperative: of 168 pairs near each other 12 differ."""
    days = np.repeat(np.arange(20), 2)
    turned = np.where(days < 10, -1, 1)
    assert spells.against_chance(days, turned, 199, generator()) == (pytest.approx(144 / 168), 1 / 200)
    in_turn = np.tile([1, -1], 20)
    value, p = spells.against_chance(days, in_turn, 199, generator())
    assert value < 0 and p > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_random_signs_make_no_spell_even_where_a_week_is_busy(seed):
    days = np.concatenate([np.arange(10), np.full(40, 4)])
    signs = np.where(generator(seed).random(50) < 0.5, 1, -1)
    assert spells.against_chance(days, signs, 199, generator())[1] > 0.05


def test_clustering_by_hand():
    """Days 0, 1, 5 and signs +, -, +: only the first two are near, their product is -1."""
    value, _ = spells.against_chance(np.array([0, 1, 5]), np.array([1, -1, 1]), 9, generator())
    assert value == -1
    assert spells.against_chance(np.array([0, 9]), np.array([1, -1]), 9, generator()) is None


def row(event_id: str, day: str, sign: int, source: str = "ARM", target: str = "AZE", **more):
    given = {"event_id": event_id, "event_date": day, "sign": sign, "source_id": source, "target_id": target}
    return SimpleNamespace(**{"status": "realised", "layer": "relation", "is_directed": True, **given, **more})


def test_spells_need_both_signs_dates_and_enough_acts():
    mixed = [row(f"e{k}", f"2020-10-0{k}", 1 if k > 3 else -1) for k in range(1, 8)]
    alike = [row(f"f{k}", f"2020-10-0{k}", -1, target="TUR") for k in range(1, 8)]
    undated = [row(f"g{k}", "", (-1) ** k, target="IRN") for k in range(1, 8)]
    planned = [row(f"h{k}", f"2020-10-0{k}", (-1) ** k, target="GEO", status="planned") for k in range(1, 8)]
    found = spells.spells([*mixed, *alike, *undated, *planned], 5, 99, generator())
    assert [entry[:2] for entry in found] == [("ARM", "AZE")] and found[0][4] == 7
    assert spells.spells(mixed, 8, 99, generator()) == []


# --- curveball: talks of the same sizes with everybody in as many


def test_a_trade_keeps_how_often_each_came_and_how_many_sat_there():
    matrix = generator(4).random((9, 30)) < 0.3
    before = matrix.copy()
    curveball.trade(matrix, 500, generator())
    assert (matrix.sum(axis=0) == before.sum(axis=0)).all() and (matrix.sum(axis=1) == before.sum(axis=1)).all()
    assert (matrix != before).any()


def test_every_world_of_the_same_sums_comes_equally_often():
    """Three actors in one of three talks each: six worlds."""
    matrix, random, seen = np.eye(3, dtype=bool), generator(), Counter()
    for _ in range(6000):
        curveball.trade(matrix, 15, random)
        seen[matrix.tobytes()] += 1
    assert len(seen) == 6 and max(seen.values()) < 1.15 * min(seen.values())


def test_two_who_always_come_together_stand_out_and_the_others_do_not():
    talks = {"A": set(range(10)), "B": set(range(10))}
    others = {f"C{k}": set(generator(k).choice(40, 10, replace=False).tolist()) for k in range(5)}
    found = curveball.chances(talks | others, 499, generator())
    assert found["A", "B"] == 1 / 500
    assert min(p for pair, p in found.items() if pair != ("A", "B")) > 0.05 / len(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_talks_bring_nobody_together(seed):
    random = generator(seed)
    attended = {f"C{k}": set(np.flatnonzero(random.random(40) < 0.25).tolist()) for k in range(8)}
    found = curveball.chances(attended, 499, generator())
    assert min(found.values()) > 0.05 / len(found)


def test_too_many_talks_get_no_test_rather_than_a_poor_one():
    assert curveball.chances({f"A{k}": set(range(50_000)) for k in range(20)}, 999, generator()) == {}
    assert curveball.chances({}, 999, generator()) == {}


# --- swaps: networks in which everybody has as many ties


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_swap_keeps_every_actors_ties(both_ways):
    ties = noise(5)
    if both_ways:
        ties |= {(b, a) for a, b in ties}
    drawn = list(swaps.networks(ties, 20, generator(), both_ways))
    assert all(degrees(net) == degrees(ties) for net in drawn)
    assert all(a != b for net in drawn for a, b in net) and len({frozenset(net) for net in drawn}) > 15
    assert not both_ways or all((b, a) in net for net in drawn for a, b in net)


def test_a_ring_of_three_can_be_turned_round():
    """Its two directions have the same degrees and no swap of two ties leads from one to the other."""
    ring = {("A", "B"), ("B", "C"), ("C", "A")}
    drawn = {frozenset(net) for net in swaps.networks(ring, 200, generator())}
    assert drawn == {frozenset(ring), frozenset((b, a) for a, b in ring)}


def test_every_network_of_the_same_degrees_comes_equally_often():
    """Four actors with one tie out and one in each: nine networks without ties to oneself (the derangements of four)."""
    ring = {("A", "B"), ("B", "C"), ("C", "D"), ("D", "A")}
    seen = Counter(frozenset(net) for net in swaps.networks(ring, 9000, generator()))
    assert len(seen) == 9 and max(seen.values()) < 1.35 * min(seen.values())


def test_ties_that_are_always_returned_stand_out():
    ties = {pair for a, b in noise(6, share=0.12) for pair in ((a, b), (b, a))}
    assert swaps.reciprocity(ties) == 1.0
    assert max(swaps.reciprocity(net) for net in swaps.networks(ties, 99, generator())) < 1.0


@pytest.mark.parametrize("seed", SEEDS)
def test_random_ties_are_returned_as_chance_returns_them(seed):
    ties = noise(seed)
    own = swaps.reciprocity(ties)
    assert 0.01 < np.mean([swaps.reciprocity(net) >= own for net in swaps.networks(ties, 199, generator())]) < 0.99


@pytest.mark.parametrize("seed", SEEDS)
def test_open_paths_are_those_that_are_listed(seed):
    ties = noise(seed) | {("A00", "A01"), ("A01", "A00")}
    actors = sorted({code for tie in ties for code in tie})
    listed = Counter(v for a, v in ties for w, b in ties if w == v and b != a and (a, b) not in ties)
    assert brokerage.open_paths(ties, actors).tolist() == [listed[actor] for actor in actors]


def test_who_alone_joins_circles_brokers_more_than_its_ties_give_and_a_member_of_one_less():
    """Ten full circles of six; M talks with one member of each, and nobody else across circles."""
    circles = {(f"{c}{i}", f"{c}{j}") for c in "ABCDEFGHIJ" for i in range(6) for j in range(6) if i != j}
    ties = circles | {pair for c in "ABCDEFGHIJ" for pair in (("M", f"{c}0"), (f"{c}0", "M"))}
    actors = sorted({code for tie in ties for code in tie})
    own = brokerage.open_paths(ties, actors)
    drawn = np.stack(
        [brokerage.open_paths(net, actors) for net in swaps.networks(ties, 199, generator(), both_ways=True)]
    )
    p = dict(zip(actors, (1 + (drawn >= own).sum(axis=0)) / 200, strict=True))
    assert own[actors.index("M")] == 90 and p["M"] < 0.1
    assert own[actors.index("A0")] == 10 and p["A0"] > 0.9, "five of its six know one another"
