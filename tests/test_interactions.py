"""events -> interactions: which dyads an event has, in which layer, with which sign."""

from __future__ import annotations

import pytest
from worlds import KARABAKH, NOBODY, cells, event, related

from analysis import tables

TALKS = {"layer": "communication", "direction": "mutual"}


def dyads(*events, case=KARABAKH) -> list[tuple]:
    return cells(
        tables.check("interactions", related(list(events), case)), "source_id", "target_id", "dyad_role", "sign"
    )


def test_all_columns_of_one_dyad():
    made = related([event("e1", "SUPPORT", "TUR", "AZE", event_count=2, goldstein=3.5, n_publishers=3)])
    assert cells(tables.check("interactions", made), *made.columns) == [
        (
            "e1",
            "TUR",
            "AZE",
            "source_target",
            True,
            "relation",
            1,
            2.0,
            "2020-10-07",
            "SUPPORT",
            "",
            "realised",
            5.0,
            3.5,
            3,
        )
    ]


def test_a_directed_act_pairs_each_source_with_each_target():
    assert dyads(event("e1", "ACCUSE", "FRA;RUS", "AZE;TUR")) == [
        ("FRA", "AZE", "source_target", -1),
        ("FRA", "TUR", "source_target", -1),
        ("RUS", "AZE", "source_target", -1),
        ("RUS", "TUR", "source_target", -1),
    ]


def test_talks_pair_everybody_once_in_the_order_of_the_alphabet():
    assert dyads(event("e1", "CONSULT", "RUS", "ARM;TUR", **TALKS)) == [
        ("ARM", "RUS", "mutual", 1),
        ("ARM", "TUR", "mutual", 1),
        ("RUS", "TUR", "mutual", 1),
    ]


def test_who_talks_with_both_parties_has_not_brought_them_to_one_table():
    """ "Shoigu held conversations with his Armenian and Azerbaijani counterparts": a host or a mediator would."""
    assert [row[:2] for row in dyads(event("e1", "CONSULT", "RUS", "ARM;AZE", **TALKS))] == [
        ("ARM", "RUS"),
        ("AZE", "RUS"),
    ]
    assert ("ARM", "AZE", "mutual", 1) in dyads(event("e2", "CONSULT", "ARM;RUS", "AZE", **TALKS))


def test_brothers_in_arms_do_not_fight_one_another():
    assert dyads(event("e1", "ASSAULT", "ARM;NKR", "AZE", direction="mutual")) == [
        ("ARM", "AZE", "mutual", -1),
        ("AZE", "NKR", "mutual", -1),
    ]


def test_a_mediator_is_joined_to_each_principal_and_shares_nothing_else():
    hosted = event("e1", "CONSULT", "ARM", "AZE", third_parties="RUS", **TALKS)
    assert dyads(hosted) == [
        ("ARM", "AZE", "mutual", 1),
        ("RUS", "ARM", "third_party", 1),
        ("RUS", "AZE", "third_party", 1),
    ]
    truce = event(
        "e1", "RETREAT", "ARM", "AZE", third_parties="RUS", direction="mutual", mode="withdraw", goldstein=9.0
    )
    assert cells(related([truce]), "source_id", "target_id", "sign", "plover_score", "goldstein") == [
        ("ARM", "AZE", 1, 8.0, 9.0),
        ("RUS", "ARM", 0, "", ""),
        ("RUS", "AZE", 0, "", ""),
    ]


def test_no_actor_meets_itself_and_a_composite_stays_one():
    assert dyads(event("e1", "CONSULT", "ARM", "ARM;OSCE_MINSK", **TALKS)) == [("ARM", "OSCE_MINSK", "mutual", 1)]
    assert dyads(event("e1", "ASSAULT", "ARM", "ARM")) == []
    assert dyads(event("e1", "MOBILIZE", "AZE", ""), event("e2", "ACCUSE", "?", "AZE")) == []


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        (event("e1", "REQUEST", "IRN", "ARM", mode="change"), -1),
        (event("e1", "REQUEST", "IRN", "ARM;AZE", mode="change"), 0),  # rule M1
        (event("e1", "REQUEST", "FRA", "UN", mode="change"), 0),  # one outsider asks another
        (event("e1", "REQUEST", "FRA", "ARM", mode="change"), -1),
        (event("e1", "REQUEST", "IRN", "AZE;NKR", mode="change"), 0),  # NKR counts with Armenia
        (event("e1", "ACCUSE", "IRN", "ARM;AZE"), -1),  # a protest is no call
        (event("e1", "REQUEST", "AZE", "ARM", mode="yield"), -1),
        (event("e1", "REQUEST", "AZE", "TUR", mode="assist"), 0),
        (event("e1", "REJECT", "ARM", "AZE", mode="meet", layer="process"), 0),  # rule M2
        (event("e1", "AGREE", "ARM", "AZE", layer="process", direction="mutual"), 0),
        (event("e1", "DENY", "TUR", "ARM", layer="statement"), 0),
        (event("e1", "THREATEN", "AZE", "ARM"), -1),
        (event("e1", "AID", "TUR", "AZE", mode="military"), 1),
        (event("e1", "AID", "TUR", "AZE", mode="a mode nobody listed"), 1),
    ],
)
def test_sign(row, sign):
    assert {found[3] for found in dyads(row)} == {sign}


def test_even_handed_is_said_of_the_parties_of_the_events_where_no_case_names_them():
    war = [event(f"w{k}", "ASSAULT", "SDN", "RSF", direction="mutual") for k in range(2)]
    call = event("e1", "REQUEST", "USA", "SDN;RSF", mode="yield")
    assert [row for row in dyads(*war, call, case=NOBODY) if row[0] == "USA"] == [
        ("USA", "RSF", "source_target", 0),
        ("USA", "SDN", "source_target", 0),
    ]


def test_nothing_happened():
    made = related([])
    assert made.empty
    tables.check("interactions", made)


def test_who_telephones_two_leaders_has_not_made_them_talk():
    call = event("e1", "CONSULT", "RUS", "ARM;AZE", mode="phone", **TALKS)
    assert [row[:2] for row in dyads(call)] == [("ARM", "RUS"), ("AZE", "RUS")]
    told_with_third = event("e2", "CONSULT", "ARM;AZE", "", mode="phone", third_parties="RUS", **TALKS)
    assert {row[:2] for row in dyads(told_with_third)} == {("RUS", "ARM"), ("RUS", "AZE")}
