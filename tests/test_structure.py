"""The shape of the network: the hand-coded dispatch's expected values, values of R's sna, theory, and properties."""

from __future__ import annotations

from collections import Counter
from itertools import product

import networkx as nx
import numpy as np
import pytest
import seed
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures import balance, edges, positions
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.parties import Camps
from analysis.measures.structure import backbone, brokerage, keyplayers, signed, talks

KARABAKH = Camps(("ARM", "AZE"), {"NKR": "ARM"}, False)
ROWS = seed.interactions()
EVERYTHING = (RELATION, COMMUNICATION, PROCESS)
POOLED, LAYERED = "all layers pooled (naive)", "relation+communication (rule M2)"
# groups of the expected values: Turkey with the party it backs, Iran a neighbour
GROUPS = brokerage.groups(
    {code for row in ROWS for code in (row.source_id, row.target_id)}, KARABAKH, {"TUR": "AZE"}, {"IRN"}
)


@pytest.mark.parametrize(("name", "layers"), [(POOLED, EVERYTHING), (LAYERED, signed.SIGNED)])
def test_the_signed_graph_of_the_dispatch(name, layers):
    expected = seed.EXPECTED[name]
    found = signed.signs(ROWS, layers=layers)
    assert {f"{a}-{b}": sign for (a, b), sign in found.items()} == expected["signed_edges"]
    index, camp = signed.frustration(found)
    assert (index, len(found)) == (expected["frustration"], expected["m"])
    assert round(1 - 2 * index / len(found), 3) == expected["F_norm"]
    assert sorted(camp) == expected["camp1"]
    words = {True: "balanced", False: "unbalanced"}
    assert [[list(a), list(s), words[ok]] for a, s, ok in signed.triads(found)] == expected["triads"]


def test_the_triad_roles_of_the_dispatch():
    found = signed.signs(ROWS)
    roles = {
        third: signed.triad_role(found, third, ("ARM", "AZE")) for third in ("RUS", "IRN", "FRA", "TUR", "OSCE_MINSK")
    }
    assert roles == {
        "RUS": "bridging_mediator", "IRN": "adversary_of_both", "FRA": "one_sided_critic", "TUR": "one_sided_contact",
        "OSCE_MINSK": "unsigned",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "layers"), [("GF_raw", EVERYTHING), ("GF_communication", (COMMUNICATION,))])
def test_the_brokers_of_the_dispatch(name, layers):
    found = brokerage.brokerage(brokerage.ties(ROWS, layers), GROUPS)
    assert {actor: dict(counts) for actor, counts in found.items()} == seed.EXPECTED[name]


def test_betweenness_constraint_and_tilt_of_the_dispatch():
    pooled = nx.Graph([tuple(sorted((row.source_id, row.target_id))) for row in ROWS])
    between = {actor: round(value, 3) for actor, value in nx.betweenness_centrality(pooled).items()}
    assert between == seed.EXPECTED["betweenness_raw"]
    talking = edges.graph(edges.edges(ROWS), COMMUNICATION)
    assert nx.betweenness_centrality(talking) == seed.EXPECTED["betweenness_communication"]
    assert nx.constraint(talking) == seed.EXPECTED["constraint_communication"]
    # by events the constraint of Russia is higher: four of its six calls were to one party (methods, section 8)
    assert round(nx.constraint(talking, weight="weight")["RUS"], 3) == 0.722


@pytest.mark.parametrize("third", ["RUS", "FRA", "OSCE_MINSK", "IRN", "TUR"])
@pytest.mark.parametrize(("name", "layers"), [("all", EVERYTHING), ("no_process", signed.SIGNED)])
def test_the_tilt_of_the_dispatch(third, name, layers):
    """The dispatch's table counts B minus nothing over other layers than the project's tilt; the sums are the same."""
    expected = seed.EXPECTED["tilt"][third][name]
    dealings = balance.with_parties(ROWS, KARABAKH, layers, outgoing=True).get(third, {"ARM": {}, "AZE": {}})
    sums = {side: sum(row.plover_score * row.weight for row in dealings[side].values()) for side in ("ARM", "AZE")}
    assert (sums["AZE"], sums["ARM"]) == (expected["S_AZE"], expected["S_ARM"])
    size = sum(abs(row.plover_score) * row.weight for side in dealings.values() for row in side.values())
    tilt = round((sums["AZE"] - sums["ARM"]) / size, 3) if size else None
    assert tilt == expected["tilt"]


def test_tilt_of_the_relation_layer_is_insufficient_in_one_dispatch():
    assert {row["note"] for row in balance.tilt(ROWS, KARABAKH, 5)} == {"insufficient"}


def test_contacts_of_the_dispatch():
    expected = seed.EXPECTED["RUS_contacts"]
    found = {(row["measure"], row["counterpart_id"]): row for row in balance.attention(ROWS, KARABAKH, 5)}
    assert found["contacts", "AZE"]["value"] == expected["AZE"] and found["contacts", "ARM"]["value"] == expected["ARM"]
    share = found["attention_share", "ARM"]
    assert round(1 - share["value"], 3) == expected["share_AZE"]
    assert [round(1 - share[end], 2) for end in ("high", "low")] == expected["wilson95"]
    assert round(found["attention_balance", ""]["value"], 3) == expected["attention_balance"]


# twelve actors in three groups of four; brokerage() of R's sna 2.7.1 on these edges (raw.nli)
SNA_EDGES = """1-0 3-0 4-0 5-0 6-0 11-0 0-1 4-1 8-1 4-2 7-2 9-2 10-2 1-3 5-3 7-3 11-3 3-4 11-4 2-5 3-5 7-5 11-5 2-6 9-6 4-7
6-7 9-7 9-8 1-9 2-9 3-9 4-9 6-9 0-10 7-10 9-11"""
SNA_COUNTS = [  # coordinator w_I, itinerant w_O, representative b_IO, gatekeeper b_OI, liaison b_O
    (1, 1, 2, 3, 3), (1, 1, 1, 3, 0), (0, 4, 0, 0, 4), (0, 3, 2, 1, 2), (0, 3, 0, 2, 2), (0, 2, 1, 0, 0), (0, 1, 0, 1, 1),
    (2, 1, 5, 1, 1), (0, 0, 1, 0, 0), (0, 3, 0, 10, 6), (0, 1, 0, 0, 0), (0, 0, 4, 0, 0),
]  # fmt: skip
SNA_ORDER = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


def test_brokerage_is_that_of_sna():
    ties = frozenset(tuple(f"{int(end):02d}" for end in edge.split("-")) for edge in SNA_EDGES.split())
    groups = {f"{k:02d}": "ABC"[k // 4] for k in range(12)}
    found = brokerage.brokerage(ties, groups)
    assert [tuple(found.get(f"{k:02d}", {}).get(role, 0) for role in SNA_ORDER) for k in range(12)] == SNA_COUNTS
    assert found == listed_brokerage(ties, groups)
    chance = brokerage.permutation_z(ties, groups, 999, np.random.default_rng(1))
    z, p = chance["09", "gatekeeper"]
    assert z > 1.5 and p < 0.05  # sna's own z is 4.9 under its model; chance by labels agrees that it stands out
    assert chance == brokerage.permutation_z(ties, groups, 999, np.random.default_rng(1))


def listed_brokerage(ties: frozenset, group: dict) -> dict:
    """The same by listing every path."""
    found = {}
    for (a, v), (w, b) in product(ties, ties):
        if w == v and a != b and (a, b) not in ties:
            first, middle, last = group[a], group[v], group[b]
            if first == last:
                role = "coordinator" if middle == first else "itinerant"
            else:
                role = {first: "representative", last: "gatekeeper"}.get(middle, "liaison")
            found.setdefault(v, Counter())[role] += 1
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.frozensets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda tie: tie[0] != tie[1]), min_size=1),
    st.lists(st.sampled_from("ABC"), min_size=10, max_size=10),
)
def test_brokers_by_matrices_are_those_of_the_listed_paths(ties, dealt):
    group = dict(enumerate(dealt))
    found = brokerage.brokerage(ties, group)
    assert found == listed_brokerage(ties, group)
    chance = brokerage.permutation_z(ties, group, 3, np.random.default_rng(1))
    assert {actor for actor, _ in chance} == set(found)


signed_graphs = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from((1, -1)),
    min_size=1,
)


def least_frustration(found: dict) -> int:
    """By trying every division of all actors at once."""
    actors = sorted({code for pair in found for code in pair})
    return min(
        sum((sign > 0) == (camp[a] != camp[b]) for (a, b), sign in found.items())
        for sides in product((0, 1), repeat=len(actors))
        for camp in [dict(zip(actors, sides, strict=True))]
    )


@settings(max_examples=60, deadline=None)
@given(signed_graphs)
def test_frustration_is_exact_whichever_way_it_is_solved(found):
    index, camp = signed.frustration(found)
    assert index == least_frustration(found)
    assert index == sum((sign > 0) == ((a in camp) != (b in camp)) for (a, b), sign in found.items())
    nodes = sorted({code for pair in found for code in pair})
    edge_list = [(nodes.index(a), nodes.index(b), sign) for (a, b), sign in found.items()]
    assert signed._solved(edge_list, nodes)[0] == index  # the way of large networks finds the same


@settings(max_examples=60, deadline=None)
@given(signed_graphs)
def test_balanced_by_every_measure_or_by_none(found):
    """A graph that divides into two camps without a fault has walk balance 1 and only balanced triangles."""
    index, _ = signed.frustration(found)
    walk = signed.walk_balance(found)
    assert 0 < walk <= 1 + 1e-9
    assert (index == 0) == (abs(walk - 1) < 1e-9)
    if index == 0:
        assert signed.triangle_balance(signed.triads(found)) in (1, None)


@settings(max_examples=60, deadline=None)
@given(signed_graphs)
def test_the_balance_of_signs_dealt_out_anew(found):
    random, pairs = np.random.default_rng(2), sorted(found)
    own, expected = [found[pair] for pair in pairs], []
    for _ in range(5):
        dealt = dict(zip(pairs, random.permutation(own), strict=True))
        expected.append(signed.triangle_balance(signed.triads(dealt)))
    if closed := signed.triads(found):
        assert signed.permuted_balance(found, closed, 5, np.random.default_rng(2)).tolist() == expected


def test_no_signs_no_balance():
    assert signed.triangle_balance([]) is None and signed.walk_balance({}) is None and signed.triads({}) == []


def test_key_players_of_a_star_and_a_bridge():
    star = nx.star_graph(4)
    assert keyplayers.fragmentation(nx.complete_graph(4)) == 0
    assert keyplayers.key_players(star, 1) == ((0,), 1.0)
    bridge = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")])
    assert keyplayers.key_players(bridge, 1)[0] == ("c",)  # d is as good: the first of the alphabet is named
    assert keyplayers.key_players(bridge, 2) == (("a", "d"), pytest.approx(1 - 2 * 2 / 12))  # two pairs are left
    assert keyplayers.key_players(nx.path_graph(30), 1) is None and keyplayers.key_players(nx.path_graph(3), 2) is None


def test_disparity_by_hand():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    found = backbone.disparity(graph)
    assert found["a", "b"] == pytest.approx(0.2**2) and found["a", "c"] == pytest.approx(0.9**2)
    assert backbone.is_attested(2) and not backbone.is_attested(1)


def _round(event_id: str, *actors: str, cell: str = talks.ATTENDED) -> list[dict]:
    return [{"event_id": event_id, "actor_id": actor, "attendance": cell} for actor in actors]


def test_talks_of_many_are_one_hyperedge():
    rows = [*_round("e1", "A", "B", "M"), *_round("e2", "A", "M"), *_round("e3", "A", "B", cell=talks.INVITED)]
    held = talks.hypergraph(rows)
    assert talks.hyperdegrees(held) == {"A": 2, "B": 1, "M": 2}
    assert talks.co_participation(held) == {("A", "B"): 0.5, ("A", "M"): 1.5, ("B", "M"): 0.5}
    assert list(talks.kinship(held).edges) == [("e1", "e2")] and talks.co_participation(talks.hypergraph([])) == {}


def test_positions_know_the_effective_size():
    found = {
        (row["measure"], row["actor_id"]): row["value"] for row in positions.positions(edges.edges(ROWS), KARABAKH, 1)
        if row["layer"] == COMMUNICATION
    }  # fmt: skip
    assert found["effective_size", "RUS"] == 2.0 and found["effective_size", "ARM"] == 1.0
