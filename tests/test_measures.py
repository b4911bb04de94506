"""Single measures against values known from elsewhere: worked examples, theory, and the hand-coded sample dispatch."""

from __future__ import annotations

import doctest
import importlib

import pytest
from worlds import KARABAKH, MEANINGS, cells, event, networked

from analysis.measures.edges import in_window
from analysis.measures.intervals import wilson
from analysis.measures.parties import Camps, infer, pairs

TALKS = {"layer": "communication", "direction": "mutual", "mode": "phone"}
# the realised telephone calls of the sample dispatch of 7 October 2020: one with Baku, one and four with Yerevan
CALLS = [
    event("r049", "CONSULT", "AZE", "RUS", **TALKS),
    event("r052", "CONSULT", "ARM", "RUS", **TALKS),
    event("r054", "CONSULT", "ARM", "RUS", **TALKS, event_count=4),
]


def values(*events) -> dict[tuple, tuple]:
    found = cells(
        networked(list(events))["measures"],
        "measure",
        "layer",
        "actor_id",
        "counterpart_id",
        "value",
        "low",
        "high",
        "n",
    )
    return {row[:4]: row[4:] for row in found}


@pytest.mark.parametrize(
    "name", ["accounts", "agreement", "alignment", "balance", "intervals", "naming", "parties", "records", "tellings"]
)
def test_examples_in_docstrings(name):
    assert doctest.testmod(importlib.import_module(f"analysis.measures.{name}")).failed == 0


def test_the_calls_of_the_sample_dispatch():
    found = values(*CALLS)
    talks = "communication"
    assert found["contacts", talks, "RUS", "AZE"][0] == 1.0
    assert found["contacts", talks, "RUS", "ARM"][0] == 5.0
    share = found["attention_share", talks, "RUS", "ARM"]
    assert [round(1 - x, 2) for x in share[:3]] == [0.17, 0.56, 0.03] and share[3] == 6
    assert round(found["attention_balance", talks, "RUS", ""][0], 3) == 0.333
    between = {actor: found["betweenness", talks, actor, ""][0] for actor in ("ARM", "AZE", "RUS")}
    assert between == {"ARM": 0.0, "AZE": 0.0, "RUS": 1.0}
    assert found["betweenness_between_parties", talks, "RUS", ""][0] == 1.0
    unweighted = {actor: found["constraint_unweighted", talks, actor, ""][0] for actor in ("ARM", "AZE", "RUS")}
    assert unweighted == {"ARM": 1.0, "AZE": 1.0, "RUS": 0.5}
    assert round(found["constraint", talks, "RUS", ""][0], 3) == 0.722
    assert found["strength", talks, "RUS", ""][0] == 6.0 and found["degree", talks, "RUS", ""][0] == 2.0


def test_a_broker_stands_between_the_parties_also_when_it_brought_them_to_talk():
    hosted = event("h1", "CONSULT", "ARM", "AZE", third_parties="RUS", layer="communication", direction="mutual")
    found = values(*CALLS, hosted, event("c1", "CONSULT", "ARM", "FRA", **TALKS))
    between = {actor: found["betweenness_between_parties", "communication", actor, ""][0] for actor in ("FRA", "RUS")}
    assert between == {"FRA": 0.0, "RUS": 1.0}


def test_calls_with_one_party_are_no_tilt_and_no_role():
    assert not [key for key in values(*CALLS) if key[0] == "tilt"]
    assert values(CALLS[1])["attention_share", "communication", "RUS", "ARM"] == ("", "", "", 1)


def test_hostile_ties_have_no_betweenness():
    war = [
        event(f"w{k}", "ASSAULT", a, b) for k, (a, b) in enumerate([("ARM", "AZE"), ("AZE", "NKR"), ("NKR", "TUR")] * 3)
    ]
    found = {key[0] for key in values(*war) if key[1] == "relation"}
    assert found == {"degree", "strength", "net_score", "mean_score", "reciprocity"}


def test_dyads_have_sums_means_and_net_cooperation():
    rows = [
        *(event(f"s{k}", "SUPPORT", "TUR", "AZE") for k in range(4)),
        event("a1", "ACCUSE", "AZE", "TUR"),
        event("c1", "CONSULT", "AZE", "TUR", **TALKS),
    ]
    found = values(*rows)
    assert found["net_score", "relation", "AZE", "TUR"][0] == 4 * 5 - 3
    assert found["mean_score", "relation", "AZE", "TUR"][0] == pytest.approx(17 / 5)
    assert found["net_cooperation", "all", "AZE", "TUR"] == (pytest.approx((5 - 1) / (6 + 1)), "", "", 6)
    assert found["mean_score", "communication", "AZE", "TUR"] == ("", "", "", 1)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(1, 6, 0.030, 0.564), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (5, 10, 0.237, 0.763)]
)
def test_wilson(k, n, low, high):
    assert [round(end, 3) for end in wilson(k, n)] == [low, high]


@pytest.mark.parametrize(
    ("event_type", "mode", "polarity", "score"),
    [
        ("ACCUSE", "", -1, -3.0),  # printed as +3 in the manual
        ("REQUEST", "", 0, 0.0),
        ("REQUEST", "yield", -1, -1.0),
        ("REJECT", "", -1, -2.0),
        ("CONSULT", "phone", 1, 1.5),
        ("CONSULT", "mediate", 1, 2.5),  # no score of its own: that of its type
        ("DENY", "", 0, ""),
        ("ASSAULT", "drone", -1, -9.5),
    ],
)
def test_meanings(event_type, mode, polarity, score):
    assert (MEANINGS.polarity(event_type, mode), MEANINGS.plover(event_type, mode)) == (polarity, score)


def test_every_type_has_a_meaning_and_hostility_and_scores_do_not_contradict_each_other():
    types = {event_type for event_type, mode in MEANINGS.quads if not mode}
    assert len(types) == 17
    for key, score in MEANINGS.plover_scores.items():
        assert MEANINGS.polarity(*key) * score >= 0, key
        assert key in MEANINGS.quads, f"{key} has a score but no row in the ontology"


def test_pairs():
    assert pairs(("RUS", "ARM"), ("ARM", "AZE")) == [("ARM", "AZE"), ("RUS", "ARM"), ("RUS", "AZE")]
    assert pairs(("B", "A", "C"), ()) == [("A", "B"), ("A", "C"), ("B", "C")]


def test_parties_are_the_dyad_of_most_violence_else_of_most_events():
    talks = [("CONSULT", "realised", ("EGY",), ("ETH",))] * 5
    war = [("ASSAULT", "alleged", ("NKR",), ("AZE",)), ("ASSAULT", "realised", ("AZE",), ("ARM",))]
    feared = [("ASSAULT", "hypothetical", ("IRN",), ("ISR",))] * 9
    assert infer([*talks, *war, *feared], KARABAKH.sides) == ("ARM", "AZE")
    assert infer(talks, {}) == ("EGY", "ETH")
    assert infer([], {}) == ()
    assert infer([("ASSAULT", "realised", ("NKR",), ("ARM",))], KARABAKH.sides) == ()


def test_camps():
    camps = Camps(("ARM", "AZE"), {"NKR": "ARM"})
    assert camps.names_both({"NKR", "AZE"}) and not camps.names_both({"NKR", "ARM"})
    assert (camps.other("ARM"), camps.is_party("NKR"), camps.is_party("RUS")) == ("AZE", True, False)
    assert not Camps().names_both({"ARM", "AZE"})


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("2020-09-27", True),
        ("2020-09-26", False),
        ("2020-11-11", False),
        ("2020-10", True),
        ("2020", True),
        ("2019", False),
        ("199X", False),
        ("", True),
    ],
)
def test_window(day, inside):
    assert in_window(day, "realised", "2020-09-27", "2020-11-10") is inside
