"""interactions -> network: made-up worlds whose roles and measures are known before they are computed."""

from __future__ import annotations

import io
from dataclasses import replace
from math import log

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from worlds import KARABAKH, NOBODY, cells, event, networked

from analysis import tables

TALKS = {"layer": "communication", "direction": "mutual"}
CALL = {"layer": "process", "mode": "ceasefire"}
WAR = [
    event(f"w{day}", "ASSAULT", "ARM", "AZE", direction="mutual", event_date=f"2020-10-{day:02d}")
    for day in range(1, 5)
]
# calls both, hosts both, telephones each as often as the other
PERFECT_MEDIATOR = [
    *(event(f"m{day}", "REQUEST", "CHE", "ARM;AZE", event_date=f"2020-10-{day:02d}", **CALL) for day in (1, 2)),
    event("m3", "CONSULT", "ARM", "AZE", third_parties="CHE", event_date="2020-10-05", **TALKS),
    *(
        event(f"m4{who}", "CONSULT", "CHE", who, mode="phone", event_date="2020-10-06", **TALKS)
        for who in ("ARM", "AZE")
    ),
    *(
        event(f"m5{who}", "CONSULT", "CHE", who, mode="phone", event_date="2020-10-07", **TALKS)
        for who in ("ARM", "AZE")
    ),
]
# talks with both, mostly with one, and praises it
BIASED_MEDIATOR = [
    event("b1", "REQUEST", "RUS", "ARM;AZE", **CALL),
    *(event(f"b2{k}", "CONSULT", "ARM", "RUS", mode="phone", event_date=f"2020-10-0{k}", **TALKS) for k in range(1, 6)),
    event("b3", "CONSULT", "AZE", "RUS", mode="phone", **TALKS),
    event("b4", "SUPPORT", "RUS", "ARM", event_date="2020-10-09"),
]
# arms one party, scolds the other, talks with nobody
PURE_BACKER = [
    *(event(f"t{k}", "SUPPORT", "TUR", "AZE", event_date=f"2020-10-0{k}") for k in range(1, 4)),
    event("t4", "AID", "TUR", "AZE", mode="military"),
    event("t5", "ACCUSE", "TUR", "ARM", event_date="2020-10-08"),
]


def role_rows(*events, case=KARABAKH, roles=()) -> dict[tuple, tuple]:
    """(actor, role, side) -> (since, until, strength, n_events, evidence)."""
    made = tables.check("roles_found", networked(list(events), case, list(roles))["roles_found"])
    found = cells(made, "actor_id", "conflict_role", "side", "since", "until", "strength", "n_events", "evidence")
    return {row[:3]: row[3:] for row in found}


def values(*events, case=KARABAKH) -> dict[tuple, float | str]:
    made = tables.check("measures", networked(list(events), case)["measures"])
    return {row[:3]: row[3] for row in cells(made, "measure", "actor_id", "counterpart_id", "value")}


def test_a_perfect_mediator():
    found = role_rows(*WAR, *PERFECT_MEDIATOR)
    talks = ("2020-10-05", "2020-10-07", pytest.approx(log(1 + 3 + 3)), 5, "m3 m4ARM m4AZE m5ARM m5AZE")
    process = ("2020-10-01", "2020-10-07", pytest.approx(log(1 + 5 + 5)), 7, "m1 m2 m3 m4ARM m4AZE m5ARM m5AZE")
    assert found == {
        ("ARM", "party", ""): ("2020-10-01", "2020-10-04", 4.0, 4, "w1 w2 w3 w4"),
        ("AZE", "party", ""): ("2020-10-01", "2020-10-04", 4.0, 4, "w1 w2 w3 w4"),
        ("CHE", "mediator", ""): talks,  # the appeals are none of a mediator's acts
        ("CHE", "process_third_party", ""): process,
    }
    known = values(*WAR, *PERFECT_MEDIATOR)
    assert known["attention_balance", "CHE", ""] == 1.0
    assert known["attention_share", "CHE", "ARM"] == 0.5
    assert known["even_handedness", "CHE", ""] == ""  # two acts are too few
    assert ("tilt", "CHE", "ARM") not in known  # it does nothing to either


def test_a_group_that_is_only_described_mediates_nothing():
    calls = [row | {"source": "SYR_ARMED_GROUP"} for row in PERFECT_MEDIATOR[:2]]
    assert {key[0] for key in role_rows(*WAR, *calls)} == {"ARM", "AZE"}


def test_a_biased_mediator_mediates_and_its_bias_is_a_number_with_an_interval():
    found = role_rows(*WAR, *BIASED_MEDIATOR)
    assert found["RUS", "mediator", ""][2] == pytest.approx(2 * 1 / (5 + 1) * log(1 + 5 + 1))
    assert [role for actor, role, _ in found if actor == "RUS"] == ["mediator"]  # one word of praise makes no backer
    again = event("b5", "AID", "RUS", "ARM", event_date="2020-10-11")
    assert role_rows(*WAR, *BIASED_MEDIATOR, again)["RUS", "backer", "ARM"] == (
        "2020-10-09",
        "2020-10-11",
        2.0,
        2,
        "b4 b5",
    )
    made = networked([*WAR, *BIASED_MEDIATOR])["measures"]
    share = made[made["measure"] == "attention_share"]
    assert [round(x, 2) for x in share[["value", "low", "high"]].iloc[0]] == [0.83, 0.44, 0.97]
    known = values(*WAR, *BIASED_MEDIATOR)
    assert known["attention_balance", "RUS", ""] == pytest.approx(1 / 3, abs=1e-5)
    assert known["tilt", "RUS", "ARM"] == ""  # one act of support is insufficient


def test_an_appeal_to_both_makes_no_mediator_of_who_talks_with_each_at_other_times():
    talks = [
        event(f"c{who}", "CONSULT", "UN", who, **TALKS, event_date=day)
        for who, day in (("ARM", "2020-10-01"), ("AZE", "2020-10-20"))
    ]
    appeal = event("a", "REQUEST", "UN", "ARM;AZE", event_date="2020-10-05", **CALL)
    assert ("UN", "mediator", "") not in role_rows(*WAR, *talks, appeal)
    offer = {**appeal, "mode": "offer"}
    assert role_rows(*WAR, *talks, offer)["UN", "mediator", ""][3] == 3


def test_one_act_makes_no_backer():
    one = event("s", "AID", "COE", "ARM", event_date="2020-10-01")
    assert ("COE", "backer", "ARM") not in role_rows(*WAR, one)
    assert ("COE", "backer", "ARM") in role_rows(*WAR, one, {**one, "event_id": "t", "event_date": "2020-10-02"})


def test_contacts_are_talks_one_by_one():
    """A brokered truce says who mediates, not when and with whom it talked; what has no day may be told before."""
    brokered = event("m", "CONSULT", "ARM", "AZE", third_parties="FRA", mode="mediate", **TALKS)
    undated = event("u", "CONSULT", "ARM", "FRA", mode="meet", **{**TALKS, "event_date": ""})
    met = event("c", "CONSULT", "ARM", "FRA", mode="meet", **TALKS)
    made = networked([*WAR, brokered, undated, met])["measures"]
    contacts = made[(made["measure"] == "contacts") & (made["actor_id"] == "FRA")]
    assert cells(contacts, "counterpart_id", "value") == [("ARM", 1.0), ("AZE", 0.0)]


def test_a_pure_backer_is_no_mediator():
    found = role_rows(*WAR, *PURE_BACKER)
    assert [key for key in found if key[0] == "TUR"] == [("TUR", "backer", "AZE")]
    assert found["TUR", "backer", "AZE"] == ("2020-10-01", "2020-10-08", 5.0, 5, "t1 t2 t3 t4 t5")
    assert values(*WAR, *PURE_BACKER)["tilt", "TUR", "ARM"] == -1.0


def test_who_supports_both_backs_nobody():
    both = [event("s1", "SUPPORT", "FRA", "ARM;AZE"), event("s2", "SUPPORT", "FRA", "ARM")]
    assert not [key for key in role_rows(*WAR, *both) if key[0] == "FRA"]
    against = [*both, *(event(f"s{k}", "ACCUSE", "FRA", "AZE") for k in range(3, 6))]
    assert ("FRA", "backer", "ARM") in role_rows(*WAR, *against)


@pytest.mark.parametrize(
    "status", ["planned", "declined", "demanded", "alleged", "denied", "hypothetical", "not_occurred", "historical"]
)
def test_what_did_not_happen_makes_no_role_and_no_measure(status):
    said = [row | {"status": status} for row in (*PERFECT_MEDIATOR, *PURE_BACKER)]
    assert {key[0] for key in role_rows(*WAR, *said)} == {"ARM", "AZE"}
    assert {key[1] for key in values(*WAR, *said)} - {""} == {"ARM", "AZE"}


def test_talking_with_both_weeks_apart_is_no_shuttle():
    talks = [
        event(f"c{who}", "CONSULT", "GEO", who, **TALKS, event_date=day)
        for who, day in (("ARM", "2020-10-01"), ("AZE", "2020-10-20"))
    ]
    assert not [key for key in role_rows(*WAR, *talks) if key[0] == "GEO"]
    soon = [row | {"event_date": f"2020-10-0{k}"} for k, row in enumerate(talks, 1)]
    assert ("GEO", "mediator", "") in role_rows(*WAR, *soon)


def test_an_actor_of_one_side_counts_with_it_and_is_a_party_of_that_side():
    shelling = [event(f"n{k}", "ASSAULT", "AZE", "NKR", event_date=f"2020-10-0{k}") for k in range(1, 4)]
    contacts = [event("c1", "CONSULT", "RUS", "NKR", **TALKS), event("c2", "CONSULT", "RUS", "AZE", **TALKS)]
    found = role_rows(*shelling, *contacts)
    assert found["ARM", "party", ""] == found["NKR", "party", "ARM"] == ("2020-10-01", "2020-10-03", 3.0, 3, "n1 n2 n3")
    assert found["RUS", "mediator", ""][2] == pytest.approx(log(3))


def test_its_adversary_cannot_make_a_party_of_a_third_state():
    claims = [event(f"a{k}", "ASSAULT", "TUR", "ARM", status="alleged", claimants="ARM") for k in range(5)]
    assert not [key for key in role_rows(*WAR, *claims) if key[0] == "TUR"]
    own = [row | {"claimants": "TUR"} for row in claims]
    assert ("TUR", "party", "AZE") in role_rows(*WAR, *own)


def test_who_is_hit_beside_a_party_fights_on_its_side():
    war = [event(f"v{k}", "ASSAULT", "AZE", "NKR") for k in range(4)]
    beside = [event(f"x{k}", "ASSAULT", "AZE", "ARM;NKR", event_date="2020-10-09") for k in range(3)]
    own = event("y1", "ASSAULT", "ARM", "AZE", event_date="2020-10-09")
    found = role_rows(*war, *beside, own, case=NOBODY)
    assert [key for key in found if key[1] in ("party", "affected_neighbour")] == [
        ("ARM", "party", "NKR"),
        ("AZE", "party", ""),
        ("NKR", "party", ""),
    ]


def test_who_is_only_ever_hit_is_no_party():
    shells = [event(f"h{k}", "ASSAULT", "ARM", "TARTAR_TOWN") for k in range(5)]
    assert not [key for key in role_rows(*WAR, *shells) if key[0] == "TARTAR_TOWN"]
    answer = event("h9", "ASSAULT", "TARTAR_TOWN", "ARM")
    assert role_rows(*WAR, *shells, answer)["TARTAR_TOWN", "party", "AZE"][2] == 6.0


def test_a_state_the_violence_reaches_is_an_affected_neighbour():
    spill = [
        event("x1", "MOBILIZE", "SYR_ARMED_GROUP", "IRN", status="hypothetical"),
        event("x2", "ASSAULT", "AZE", "IRN", status="alleged", claimants="IRN", event_date="2020-10-09"),
        event("x3", "ASSAULT", "ISR", "IRN"),  # another quarrel
        event("x4", "ASSAULT", "AZE", "OSCE_MINSK"),  # no state
        event("x5", "MOBILIZE", "", "SYR"),  # nobody's troops
    ]
    found = role_rows(*WAR, *spill)
    assert found["IRN", "affected_neighbour", ""] == ("2020-10-07", "2020-10-09", 2.0, 2, "x1 x2")
    assert [key for key in found if key[1] == "affected_neighbour"] == [("IRN", "affected_neighbour", "")]


def test_hypotheses_are_set_beside_what_is_found_and_change_nothing():
    roles = [
        {"actor_id": "TUR", "conflict_role": "backer", "side": "AZE"},
        {"actor_id": "CHE", "conflict_role": "backer", "side": "ARM"},
        {"actor_id": "TUR", "conflict_role": "mediator", "valid_to": "2019-12-31"},
    ]
    world = [*WAR, *PERFECT_MEDIATOR, *PURE_BACKER]
    assert role_rows(*world, roles=roles) == role_rows(*world)
    made = networked(world, roles=roles)
    hypotheses = dict(cells(made["roles_found"], "actor_id", "hypothesis"))
    assert hypotheses == {"ARM": "", "AZE": "", "CHE": "backer of ARM", "TUR": "backer of AZE"}
    met = made["measures"].query("measure == 'role_hypotheses_met'")
    assert cells(met, "n", "note") == [(3, "no event bears out: CHE backer of ARM, TUR mediator")]
    assert met["value"].iloc[0] == pytest.approx(1 / 3)


def test_parties_are_found_where_no_case_names_them():
    civil_war = [
        *(event(f"v{k}", "ASSAULT", "SDN", "RSF", direction="mutual") for k in range(3)),
        *(event(f"c{k}", "CONSULT", "EGY", "ETH", **TALKS) for k in range(9)),
        event("m1", "REQUEST", "USA", "SDN;RSF", **CALL),
        *(event(f"s{k}", "AID", "ARE", "RSF") for k in range(2)),
    ]
    made = networked(civil_war, NOBODY)
    assert cells(made["roles_found"], "actor_id", "conflict_role", "side", "basis") == [
        ("ARE", "backer", "RSF", "events"),
        ("RSF", "party", "", "events"),
        ("SDN", "party", "", "events"),
        ("USA", "process_third_party", "", "events"),
    ]
    talk_only = networked(civil_war[3:12], NOBODY)["roles_found"]
    assert cells(talk_only, "actor_id", "conflict_role", "n_events") == [("EGY", "party", 0), ("ETH", "party", 0)]


def test_history_and_what_lies_outside_the_window_are_left_out():
    case = replace(KARABAKH, window_start="2020-09-27", window_end="2020-11-10")
    row = {"source": "ARM", "target": "AZE", "direction": "mutual"}
    made = networked(
        [
            event("e1", "ASSAULT", **row, event_date="2020-10-01"),
            event("e2", "ASSAULT", **row, event_date="2020-09-26"),
            event("e3", "ASSAULT", **row, event_date="2020-11-11"),
            event("e4", "ASSAULT", **row, event_date="1994"),
            event("e5", "ASSAULT", **row, event_date="2020"),
            event("e6", "ASSAULT", **row, event_date=""),
            event("e7", "ASSAULT", **row, event_date="", status="historical"),
        ],
        case,
    )
    assert cells(made["edges"], "n_events", "n_realised") == [(3, 3)]


def test_edges_keep_layers_directions_and_states_apart():
    made = networked(
        [
            event("e1", "CONSULT", "RUS", "ARM", **TALKS, event_date="2020-10-02"),
            event("e2", "CONSULT", "ARM", "AZE", third_parties="RUS", **TALKS, event_date="2020-10-10"),
            event(
                "e3",
                "CONSULT",
                "RUS",
                "ARM",
                layer="process",
                direction="mutual",
                status="planned",
                event_date="2020-10-12",
            ),
            event("e4", "CONSULT", "RUS", "ARM", layer="process", direction="mutual", status="declined", event_date=""),
            event("e5", "ACCUSE", "ARM", "AZE"),
            event("e6", "ASSAULT", "AZE", "ARM", status="alleged", claimants="ARM"),
            event("e7", "ASSAULT", "ARM", "AZE", direction="mutual", event_count=2),
        ]
    )
    tables.check("edges", made["edges"])
    voices = ["n_publishers", "disparity", "is_attested"]
    assert cells(made["edges"], *made["edges"].columns.drop(voices)) == [
        ("communication", "ARM", "AZE", False, 1, 1, 0, 0, 0, 1, 2.5, "2020-10-10", "2020-10-10"),
        ("communication", "ARM", "RUS", False, 2, 2, 0, 0, 0, 1, 5.0, "2020-10-02", "2020-10-10"),
        ("communication", "AZE", "RUS", False, 1, 1, 0, 0, 0, 1, 2.5, "2020-10-10", "2020-10-10"),
        ("process", "ARM", "RUS", False, 2, 0, 1, 1, 0, 0, "", "2020-10-12", "2020-10-12"),
        ("relation", "ARM", "AZE", False, 2, 2, 0, 0, 0, -1, -18.0, "2020-10-07", "2020-10-07"),
        ("relation", "ARM", "AZE", True, 1, 1, 0, 0, 0, -1, -3.0, "2020-10-07", "2020-10-07"),
        ("relation", "AZE", "ARM", True, 1, 0, 0, 0, 1, 0, "", "2020-10-07", "2020-10-07"),
    ]
    assert cells(tables.check("nodes", made["nodes"]), "actor_id", "n_events", "n_as_source", "n_as_target") == [
        ("ARM", 8, 1, 1),
        ("AZE", 5, 1, 1),
        ("RUS", 4, 0, 0),
    ]


def test_an_actor_outside_the_registry_is_called_by_the_words_of_its_code():
    made = networked([event("e1", "ASSAULT", "BLUE_HILL_MILITIA", "ARM")])
    assert cells(made["nodes"], "actor_id", "label", "actor_kind") == [
        ("ARM", "Armenia", "state"),
        ("BLUE_HILL_MILITIA", "Blue Hill Militia", "unregistered"),
    ]


def test_the_graphs_can_be_read_back_and_carry_no_day_of_the_run():
    made = networked([*WAR, *PERFECT_MEDIATOR, event("p1", "CONSULT", "RUS", "ARM", layer="process", status="planned")])
    graph = nx.parse_graphml(made["network_graphml"], force_multigraph=True)
    gephi = nx.read_gexf(io.BytesIO(made["network_gexf"].encode()))
    for read in (graph, gephi):
        assert sorted(read.nodes) == ["ARM", "AZE", "CHE", "RUS"]
        found = sorted((data["layer"], *sorted((a, b)), data["weight"]) for a, b, data in read.edges(data=True))
        assert found == [
            ("communication", "ARM", "AZE", 1.0),
            ("communication", "ARM", "CHE", 3.0),
            ("communication", "AZE", "CHE", 3.0),
            ("process", "ARM", "CHE", 2.0),
            ("process", "AZE", "CHE", 2.0),
            ("relation", "ARM", "AZE", 4.0),
        ]
    assert "lastmodifieddate" not in made["network_gexf"]
    assert '<spell start="2020-10-05" end="2020-10-05" />' in made["network_gexf"]


def test_equal_tables_give_equal_bytes_whatever_the_order_of_events():
    world = [*WAR, *PERFECT_MEDIATOR, *BIASED_MEDIATOR, *PURE_BACKER]
    one, other = networked(world), networked(world[::-1])
    for name, content in one.items():
        if isinstance(content, str):
            assert content == other[name], name
        else:
            pd.testing.assert_frame_equal(content, other[name])


@pytest.mark.parametrize("case", [KARABAKH, NOBODY])
def test_no_events_give_empty_tables_and_valid_empty_graphs(case):
    made = networked([], case)
    assert cells(made["roles_found"], "actor_id", "n_events") == [(party, 0) for party in case.parties]
    for name in ("nodes", "edges", "measures"):
        assert made[name].empty
        tables.check(name, made[name])
    assert len(nx.parse_graphml(made["network_graphml"])) == 0
    assert len(nx.read_gexf(io.BytesIO(made["network_gexf"].encode()))) == 0


def test_a_lower_threshold_prints_what_was_insufficient():
    made = networked([*WAR, *PERFECT_MEDIATOR], min_events=2)["measures"]
    even = made[made["measure"] == "even_handedness"]
    assert cells(even, "actor_id", "value", "n", "note") == [("CHE", 1.0, 2, "")]


def test_a_closed_triad_of_friends_is_balanced_and_brokered_by_nobody():
    friends = [
        event(f"f{a}{b}{k}", "CONSULT", a, b, **TALKS, event_date=f"2020-10-0{k}")
        for a, b in (("ARM", "AZE"), ("ARM", "CHE"), ("AZE", "CHE"))
        for k in range(1, 6)
    ]
    made = networked(friends, min_events=1)
    assert cells(made["triads"], "actor_a", "actor_b", "actor_c", "is_balanced", "triad_role") == [
        ("ARM", "AZE", "CHE", True, "")
    ]
    found = {row[:2]: row[2] for row in cells(made["measures"], "measure", "actor_id", "value")}
    assert found["frustration_index", ""] == 0 and found["triangle_balance", ""] == 1 and found["walk_balance", ""] == 1
    assert not [key for key in found if key[0].startswith("brokerage")], "everybody talks with everybody"
    assert {actor: found["betweenness", actor] for actor in ("ARM", "AZE", "CHE")} == {"ARM": 0, "AZE": 0, "CHE": 0}


def test_a_mediator_lowers_the_balance_and_is_named_a_bridge():
    made = networked([*WAR, *PERFECT_MEDIATOR])
    assert cells(made["triads"], "actor_c", "is_balanced", "triad_role") == [("CHE", False, "bridging_mediator")]


def test_a_mediator_is_the_liaison_and_a_backer_is_none():
    apart = [row for row in PERFECT_MEDIATOR if row["event_id"] != "m3"]  # telephones each; they never sit together
    found = {
        row[:2]: row[2]
        for row in cells(
            networked([*WAR, *apart, *PURE_BACKER], min_events=1)["measures"], "measure", "actor_id", "value"
        )
    }
    assert found["brokerage_liaison", "CHE"] == 2 and found["betweenness_between_parties", "CHE"] == 1
    assert ("brokerage_liaison", "TUR") not in found
    notes = networked([*WAR, *apart], min_events=1)["measures"].query("measure == 'brokerage_liaison'")["note"]
    assert notes.str.match(r"z = -?(\d+\.\d\d|nan), p = [01]\.\d{3} ").all() and len(notes)


def noise(n: int, seed: int) -> list[dict]:
    """Acts between twelve actors drawn at random: no structure at all."""
    random = np.random.default_rng(seed)
    names = [f"X{k:02d}" for k in range(12)]
    kinds = (("ACCUSE", {}), ("SUPPORT", {}), ("CONSULT", {**TALKS, "mode": "meet"}))
    rows = []
    for k in range(n):
        a, b = random.choice(names, 2, replace=False)
        kind, more = kinds[random.integers(3)]
        rows.append(event(f"n{k:04d}", kind, a, b, event_date=f"2020-10-{random.integers(1, 30):02d}", **more))
    return rows


def test_little_noise_is_insufficient():
    """Four events at random: no value of a measure about structure is printed."""
    made = networked(noise(4, seed=5))["measures"]
    counted = made["measure"].isin(["degree", "strength", "net_score"])  # these are counts and sums, and say so
    assert not counted.all() and set(made.loc[~counted, "note"]) == {"insufficient"}
    assert made.loc[~counted, "value"].isna().all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_much_noise_stands_out_from_chance_nowhere(seed):
    """Among 300 random acts nobody is a party, a mediator or a backer, and balance is what chance gives."""
    made = networked(noise(300, seed))
    assert cells(made["roles_found"], "actor_id", "n_events") == [("ARM", 0), ("AZE", 0)]
    p = made["measures"].query("measure == 'triangle_balance_p'")["value"].iloc[0]
    assert 0.02 < p < 0.98
    tested = made["measures"][made["measures"]["measure"].isin(["reciprocity_p", "brokerage_p", "clustering_p"])]
    assert set(tested["measure"]) == {"reciprocity_p", "brokerage_p", "clustering_p"}
    for _, rows in tested.groupby("measure"):
        assert rows["value"].min() > 0.05 / len(rows)


def test_a_group_somebody_is_said_to_send_is_an_alleged_proxy():
    said = [
        event("p1", "AID", "TUR", "SYR_ARMED_GROUP", status="alleged", claimants="ARM"),
        event("p2", "AID", "TUR", "SYR_ARMED_GROUP", status="denied", claimants="TUR", event_date="2020-10-08"),
        event("p3", "AID", "RUS", "WAGNER_GROUP"),
    ]
    found = role_rows(*WAR, *said)
    assert found["SYR_ARMED_GROUP", "alleged_proxy", "TUR"][4] == "p1 p2", "the denial is among the evidence"
    assert not [key for key in found if key[0] == "WAGNER_GROUP"], "what happened is no allegation"
