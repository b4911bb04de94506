"""codings -> events: what tells the same event, what becomes of it, who says so, and how sure it is."""

from __future__ import annotations

import random
import time

import pandas as pd
import pytest
from worlds import KARABAKH, NOBODY, cells, coding, participant, told

from analysis import tables

MUTUAL = {"direction": "mutual"}
BY_PUBLICATION = {"date_precision": "inferred_day"}


def events(*codings, **more) -> pd.DataFrame:
    return tables.check("events", told(list(codings), **more)["events"])


def groups(*codings, **more) -> list[str]:
    """The coding ids of each event, joined, sorted: "a#001/1 b#001/1"."""
    mentions = told(list(codings), **more)["mentions"]
    return sorted(" ".join(sorted(rows["coding_id"])) for _, rows in mentions.groupby("event_id"))


def test_one_event_told_twice():
    call = {"mode": "phone", **MUTUAL}
    made = told(
        [
            coding("a#001/1", "CONSULT", "RUS", "ARM", cameo_code="041", event_date="2020-10-07", **call),
            coding(
                "b#002/1", "CONSULT", "ARM", "RUS", event_date="2020-10-08", claimant="ARM", **call, **BY_PUBLICATION
            ),
        ],
        published={"a": "2020-10-07", "b": "2020-10-08"},
    )
    row = tables.check("events", made["events"]).astype(object).where(made["events"].notna(), "").iloc[0].to_dict()
    assert row.pop("event_id").startswith("evt_")
    assert row == {
        "case_id": "toy", "event_type": "CONSULT", "mode": "phone", "cameo_code": "041", "source": "ARM",
        "target": "RUS",
        "third_parties": "", "direction": "mutual", "event_date": "2020-10-07", "date_precision": "day", "place_id": "",
        "layer": "communication", "status": "realised",
        "status_history": "2020-10-07:realised:NARRATOR 2020-10-08:realised:ARM",
        "claimants": "ARM;NARRATOR", "denied_by": "", "certainty_tier": 1, "first_reported": "2020-10-07",
        "last_reported": "2020-10-08", "n_mentions": 2, "n_articles": 2, "n_publishers": 2, "event_count": 1,
        "plover_score": 1.5, "goldstein": 1.0, "confidence": 0.9, "evidence": "a#001/1", "n_corrected": 0,
        "n_sources": 2, "persons": "",
    }  # fmt: skip
    assert sorted(made["mentions"]["coding_id"]) == ["a#001/1", "b#002/1"]


def test_the_fighting_of_one_day_is_one_event():
    day = {"event_date": "2020-10-07", **MUTUAL}
    assert groups(
        coding("a#001/1", "ASSAULT", "ARM", "AZE", **day),
        coding("a#008/1", "ASSAULT", "AZE", "ARM", **day, **BY_PUBLICATION, place_id="JABRAYIL"),
        coding("b#001/1", "ASSAULT", "ARM", "AZE", **day, place_id="HADRUT"),
        coding("b#002/1", "ASSAULT", "ARM", "AZE", event_date="2020-10-06", **MUTUAL),
        coding("b#003/1", "ASSAULT", "AZE", "ARM", event_date="2020-10-07"),
    ) == ["a#001/1 a#008/1 b#001/1", "b#002/1", "b#003/1"]


def test_a_planned_meeting_is_one_event_whether_agreed_or_announced_and_is_kept_in_its_last_state():
    day = {"event_date": "2020-10-12"}
    made = events(
        coding("a#003/1", "AGREE", "ARM", "RUS", status="planned", claimant="ARM", cameo_code="036", **day),
        coding("a#005/1", "CONSULT", "RUS", "ARM", status="planned", claimant="RUS", **day, **MUTUAL),
        coding("b#001/1", "CONSULT", "ARM", "RUS", **day, **MUTUAL),
        published={"a": "2020-10-07", "b": "2020-10-13"},
    )
    assert cells(
        made, "event_type", "status", "status_history", "layer", "claimants", "n_mentions", "certainty_tier"
    ) == [
        (
            "CONSULT",
            "realised",
            "2020-10-07:planned:ARM 2020-10-07:planned:RUS 2020-10-13:realised:NARRATOR",
            "communication",
            "ARM;NARRATOR;RUS",
            3,
            1,
        )
    ]


def test_a_refused_meeting_is_declined_and_never_a_contact():
    made = events(
        coding("a#004/1", "REJECT", "ARM", "FRA;RUS", mode="meet", event_date="2020-10-07"),
        coding(
            "a#004/2", "CONSULT", "ARM", "AZE", status="declined", claimant="ARM", event_date="2020-10-08", **MUTUAL
        ),
        coding("a#003/1", "CONSULT", "ARM", "AZE", status="planned", claimant="AZE", event_date="2020-10-08", **MUTUAL),
    )
    assert sorted(cells(made, "event_type", "status", "layer", "status_history")) == [
        ("CONSULT", "declined", "process", "2020-10-07:planned:AZE 2020-10-07:declined:ARM"),
        ("REJECT", "realised", "process", "2020-10-07:realised:NARRATOR"),
    ]


@pytest.mark.parametrize(
    ("status", "event_type", "more"),
    [
        ("planned", "CONSULT", {"event_date": "2020-10-12"}),  # will meet
        ("declined", "CONSULT", {}),  # won't go
        ("threatened", "ASSAULT", {}),  # vowed to continue the campaign
        ("hypothetical", "ASSAULT", {}),  # warned against letting the conflict spread
        ("alleged", "ASSAULT", {"claimant": "AZE"}),  # accusing the other of firing
        ("denied", "ASSAULT", {"claimant": "TUR"}),  # deny that fighters are involved
        ("alleged", "COOPERATE", {"claimant": "UNSPEC"}),  # following reports that fighters may pass
        ("not_occurred", "AGREE", {}),  # never signed a peace accord
        ("historical", "RETREAT", {"event_date": "1994", "date_precision": "year"}),  # a cease-fire in 1994
    ],
)
def test_what_is_only_said_stays_apart_from_what_happened(status, event_type, more):
    same = {"source": "ARM", "target": "AZE", **MUTUAL}
    stays = events(coding("a#001/1", event_type, status=status, **same, **more))
    assert cells(stays, "status") == [(status,)]
    beside = coding("a#002/1", event_type, **same, event_date="2020-10-01")
    both = events(coding("a#001/1", event_type, status=status, **same, **more), beside)
    assert sorted(cells(both, "status")) == sorted([(status,), ("realised",)])


def test_history_of_another_year_stays_apart_and_undated_background_is_told_once():
    war = {"source": "ARM", "target": "AZE", "status": "historical", **MUTUAL}
    assert groups(
        coding("a#011/1", "ASSAULT", **war),
        coding("b#002/1", "ASSAULT", **war),
        coding("c#002/1", "ASSAULT", **war, event_date="1994", date_precision="year"),
        coding("c#003/1", "ASSAULT", "ARM", "AZE", **MUTUAL, event_date="2020-10-20"),
        published={"a": "2020-10-07", "b": "2020-10-20", "c": "2020-10-20"},
    ) == ["a#011/1 b#002/1", "c#002/1", "c#003/1"]


def test_a_claim_and_its_denial_are_one_event_with_both_names():
    made = events(
        coding("a#010/1", "ACCUSE", "ARM", "AZE", event_date="2020-10-07", about_coding_id="a#010/2"),
        coding(
            "a#010/2",
            "ASSAULT",
            "AZE",
            "ARM",
            kind="content",
            status="alleged",
            claimant="ARM",
            event_date="2020-10-07",
        ),
        coding("a#011/1", "DENY", "AZE", "", event_date="2020-10-07", about_coding_id="a#011/2"),
        coding(
            "a#011/2", "ASSAULT", "AZE", "", kind="content", status="denied", claimant="AZE", event_date="2020-10-07"
        ),
    )
    assert sorted(cells(made, "event_type", "status", "claimants", "denied_by", "layer", "certainty_tier")) == [
        ("ACCUSE", "realised", "NARRATOR", "", "relation", 1),
        ("ASSAULT", "alleged", "ARM", "AZE", "relation", 3),
        ("DENY", "realised", "NARRATOR", "", "statement", 1),
    ]


def test_a_strike_told_without_its_doer_makes_no_fact_of_a_claim():
    """ "After the strike on Ganja": the coder fills in who struck; the claim that it was Armenia stays a claim."""
    strike = {"source": "ARM", "target": "AZE", "event_date": "2020-10-11", "place_id": "GANJA"}
    claim, bare = (
        coding("a#001/1", "ASSAULT", **strike, status="alleged", claimant="AZE"),
        coding("b#001/1", "ASSAULT", **strike),
    )
    guess = {**participant("b#001/1", "source", "ARM"), "resolution": "inferred"}
    assert cells(told([claim, bare], people=[guess])["events"], "status", "claimants", "n_mentions") == [
        ("alleged", "AZE", 2)
    ]
    assert cells(told([claim, bare])["events"], "status", "claimants") == [("realised", "AZE;NARRATOR")]


def test_an_offer_is_none_of_the_calls_beside_it():
    call = coding(
        "a#001/1", "REQUEST", "RUS", "ARM;AZE", mode="yield", event_date="2020-09-29", date_precision="inferred_day"
    )
    offer = coding(
        "b#001/1", "REQUEST", "RUS", "ARM;AZE", mode="offer", event_date="2020-09-30", date_precision="inferred_day"
    )
    assert len(told([call, offer])["events"]) == 2


def test_who_denies_one_act_and_claims_another_speaks_of_two():
    """ "The ministry denied firing on towns and reported attacks": one sentence, one day, the same sides."""
    attack = {"source": "AZE", "target": "ARM", "event_date": "2020-10-31"}
    made = events(
        coding("a#001/1", "ASSAULT", **attack, status="denied", claimant="AZE"),
        coding("a#001/2", "ASSAULT", **attack, status="alleged", claimant="AZE"),
        coding("b#001/1", "ASSAULT", **attack, status="alleged", claimant="ARM"),
    )
    found = cells(made, "claimants", "denied_by")
    assert len(found) == 2 and not any(set(says.split(";")) & set(denies.split(";")) - {""} for says, denies in found)
    assert ("AZE" in {denies for _, denies in found}) and any("ARM" in says for says, _ in found)


def test_a_denier_never_stands_among_the_claimants():
    """An act uttered against one's own earlier word: the denial is kept, the word is not printed as a claim."""
    made = events(
        coding(
            "a#001/1",
            "ASSAULT",
            "AZE",
            "ARM",
            kind="content",
            status="alleged",
            claimant="AZE",
            event_date="2020-10-07",
        ),
        coding("a#001/2", "DENY", "AZE", "", event_date="2020-10-07", about_coding_id="a#001/1"),
    )
    assert ("UNSPEC", "AZE") in cells(made, "claimants", "denied_by")


def test_the_narrator_turns_a_claim_into_a_fact():
    attack = {"source": "AZE", "target": "NKR", "event_date": "2020-10-04", "place_id": "STEPANAKERT"}
    made = events(
        coding("a#001/1", "ASSAULT", **attack, status="alleged", claimant="ARM"),
        coding("b#001/1", "ASSAULT", **attack),
    )
    assert cells(made, "status", "certainty_tier", "place_id") == [("realised", 1, "STEPANAKERT")]


@pytest.mark.parametrize(
    ("event_type", "source", "target", "claimants", "tier"),
    [
        ("ASSAULT", "AZE", "ARM", ["NARRATOR"], 1),
        ("ASSAULT", "AZE", "ARM", ["ARM", "AZE"], 1),
        ("ASSAULT", "AZE", "ARM", ["ARM", "RUS"], 1),
        ("AID", "TUR", "AZE", ["RUS"], 2),
        ("CONSULT", "ARM", "RUS", ["ARM"], 2),
        ("ASSAULT", "AZE", "ARM", ["ARM"], 3),
        ("ASSAULT", "AZE", "ARM", ["ARM", "NKR"], 3),  # one side in two voices
        ("COERCE", "AZE", "ARM", ["AZE"], 3),
        ("AID", "TUR", "AZE", ["ARM"], 3),
        ("AID", "TUR", "AZE", ["UNSPEC"], 4),
        ("AID", "TUR", "AZE", ["UNSPEC", "ARM"], 3),
    ],
)
def test_certainty_tier(event_type, source, target, claimants, tier):
    status = "realised" if "NARRATOR" in claimants or event_type == "CONSULT" else "alleged"
    rows = [
        coding(f"a#00{k}/1", event_type, source, target, status=status, claimant=code, event_date="2020-10-04")
        for k, code in enumerate(claimants, 1)
    ]
    assert cells(events(*rows), "certainty_tier") == [(tier,)]


def test_the_narrator_of_an_official_line_is_that_actor():
    attack = coding("a#001/1", "ASSAULT", "AZE", "NKR", event_date="2020-10-04")
    talks = coding("a#002/1", "CONSULT", "ARM", "RUS", event_date="2020-10-04", **MUTUAL)
    told_by_a_party = cells(
        events(attack, talks, lines={"a": "ARM"}), "event_type", "status", "claimants", "certainty_tier"
    )
    assert sorted(told_by_a_party) == [("ASSAULT", "alleged", "ARM", 3), ("CONSULT", "realised", "ARM", 2)]
    assert cells(events(attack, lines={"a": "TUR"}), "status", "claimants", "certainty_tier") == [("alleged", "TUR", 2)]


def test_third_parties_are_kept_apart_from_the_principals():
    talks = coding("a#001/1", "CONSULT", "ARM", "AZE;RUS", event_date="2020-10-10", **MUTUAL)
    hosted = [participant("a#001/1", "mediator", "RUS"), participant("a#001/1", "participant", "ARM")]
    assert cells(events(talks, people=hosted), "source", "target", "third_parties") == [("ARM", "AZE", "RUS")]
    visit = coding("b#001/1", "CONSULT", "ARM", "RUS", event_date="2020-10-10", **MUTUAL)
    assert cells(
        events(visit, people=[participant("b#001/1", "host", "RUS")]), "source", "target", "third_parties"
    ) == [("ARM", "RUS", "")]


def test_part_of_a_meeting_is_the_meeting_but_two_calls_are_two():
    met = {"event_date": "2020-10-10", **MUTUAL}
    assert groups(
        coding("a#001/1", "CONSULT", "ARM", "AZE;RUS", **met), coding("b#001/1", "CONSULT", "ARM", "AZE", **met)
    ) == ["a#001/1 b#001/1"]
    assert groups(
        coding("a#001/1", "CONSULT", "RUS", "ARM", mode="phone", **met),
        coding("a#001/2", "CONSULT", "RUS", "AZE", mode="phone", **met),
        coding("a#002/1", "CONSULT", "RUS", "ARM;AZE", mode="phone", **met),
    ) == ["a#001/1", "a#001/2", "a#002/1"]


def test_talks_of_other_people_on_the_same_day_are_other_talks():
    called = {"event_date": "2020-10-10", **MUTUAL}
    rows = [coding("a#001/1", "CONSULT", "ARM", "RUS", **called), coding("a#002/1", "CONSULT", "ARM", "RUS", **called)]
    people = [
        participant("a#001/1", "participant", "RUS:PUTIN"),
        participant("a#002/1", "participant", "RUS:LAVROV"),
    ]
    assert groups(*rows, people=people) == ["a#001/1", "a#002/1"]


def test_a_fifth_call_is_one_dated_and_four_that_are_not():
    call = {"source": "ARM", "target": "RUS", "mode": "phone", **MUTUAL}
    made = events(
        coding("a#015/1", "CONSULT", **call, event_date="2020-10-07"),
        coding("a#015/2", "CONSULT", **call, event_count=4),
    )
    assert sorted(cells(made, "event_date", "event_count")) == [("", 4), ("2020-10-07", 1)]


def test_days_which_texts_state_must_be_equal_and_others_may_differ_by_the_window():
    accuse = {"event_type": "ACCUSE", "source": "FRA", "target": "TUR"}
    stated = [
        coding("a#001/1", **accuse, event_date="2020-10-06"),
        coding("b#001/1", **accuse, event_date="2020-10-07"),
    ]
    assert groups(*stated) == ["a#001/1", "b#001/1"]
    retold = coding("b#001/1", **accuse, event_date="2020-10-08", **BY_PUBLICATION)
    assert groups(stated[0], retold) == ["a#001/1 b#001/1"]
    later = coding("b#001/1", **accuse, event_date="2020-10-09", **BY_PUBLICATION)
    assert groups(stated[0], later) == ["a#001/1", "b#001/1"]


def test_days_in_a_row_do_not_grow_into_one_event():
    days = {f"a{k:02d}": f"2020-10-{k:02d}" for k in range(1, 13)}
    speech = [
        coding(f"{a}#001/1", "REQUEST", "UN", "ARM;AZE", event_date=day, **BY_PUBLICATION) for a, day in days.items()
    ]
    assert len(groups(*speech, published=days)) == 4  # three days each: the first and two more
    demands = [coding(f"{a}#001/1", "RETREAT", "ARM", "", status="demanded", claimant="AZE") for a in days]
    assert len(groups(*demands, published=days)) == 6
    shells = [
        coding(f"{a}#001/1", "ASSAULT", "AZE", "NKR", event_date=day, **BY_PUBLICATION) for a, day in days.items()
    ]
    assert len(groups(*shells, published=days)) == 12


def test_places_and_opposite_directions_keep_events_apart():
    day = {"event_date": "2020-10-04"}
    assert groups(
        coding("a#001/1", "ASSAULT", "ARM", "AZE", **day, place_id="GANJA"),
        coding("a#001/2", "ASSAULT", "ARM", "AZE", **day, place_id="BARDA"),
        coding("a#001/3", "ASSAULT", "AZE", "ARM", **day),
        coding("a#002/1", "ACCUSE", "ARM", "AZE", **day),
        coding("a#002/2", "ACCUSE", "AZE", "ARM", **day),
    ) == ["a#001/1", "a#001/2", "a#001/3", "a#002/1", "a#002/2"]


@pytest.mark.parametrize(
    ("row", "layer"),
    [
        (coding("a#001/1", "REQUEST", "FRA", "ARM;AZE"), "process"),
        (coding("a#001/1", "REQUEST", "IRN", "AZE;NKR", mode="change"), "process"),
        (coding("a#001/1", "REQUEST", "UN", "ARM"), "process"),
        (coding("a#001/1", "REQUEST", "TUR", "ARM", mode="yield"), "relation"),
        (coding("a#001/1", "REQUEST", "AZE", "ARM", mode="yield"), "relation"),
        (coding("a#001/1", "REQUEST", "AZE", "TUR", mode="assist"), "relation"),
        (coding("a#001/1", "REJECT", "ARM;AZE", "OSCE_MINSK"), "process"),
        (coding("a#001/1", "REJECT", "ARM", "AZE", mode="meet"), "process"),
        (coding("a#001/1", "AGREE", "ARM", "AZE", direction="mutual"), "process"),
        (coding("a#001/1", "AGREE", "ARM", "AZE;RUS", direction="mutual"), "process"),
        (coding("a#001/1", "AGREE", "RUS", "ARM", mode="assist"), "relation"),
        (coding("a#001/1", "RETREAT", "ARM", "AZE", direction="mutual", mode="ceasefire"), "process"),
        (coding("a#001/1", "RETREAT", "ARM", "AZE", mode="withdraw"), "relation"),
        (coding("a#001/1", "CONSULT", "ARM", "AZE", direction="mutual"), "communication"),
        (coding("a#001/1", "CONSULT", "ARM", "AZE", direction="mutual", status="demanded"), "process"),
        (coding("a#001/1", "DENY", "TUR", ""), "statement"),
        (coding("a#001/1", "SUPPORT", "TUR", "AZE"), "relation"),
    ],
)
def test_layer(row, layer):
    assert cells(events(row), "layer") == [(layer,)]


def test_a_request_is_about_what_its_content_is():
    act = coding("a#001/1", "REQUEST", "RUS", "ARM", mode="change", about_coding_id="a#001/2")
    talks = coding("a#001/2", "CONSULT", "ARM", "AZE", status="demanded", claimant="RUS", direction="mutual")
    pullout = coding("a#001/2", "RETREAT", "ARM", "", mode="withdraw", status="demanded", claimant="RUS")
    assert dict(cells(events(act, talks), "event_type", "layer"))["REQUEST"] == "process"
    assert dict(cells(events(act, pullout), "event_type", "layer"))["REQUEST"] == "relation"


def test_the_id_names_what_happened_and_not_who_tells_it():
    day = {"event_date": "2020-10-04"}
    one = events(coding("a#001/1", "ACCUSE", "FRA", "AZE", **day))["event_id"][0]
    other = events(coding("z#009/3", "ACCUSE", "FRA", "AZE", **day, confidence=0.3))["event_id"][0]
    assert one == other and len(one) == len("evt_") + 12
    assert events(coding("a#001/1", "ACCUSE", "AZE", "FRA", **day))["event_id"][0] != one


def test_two_events_of_one_address_get_numbers():
    day = {"event_date": "2020-10-04"}
    real = coding("a#001/1", "ASSAULT", "AZE", "ARM", **day)
    feared = coding("a#002/1", "ASSAULT", "AZE", "ARM", **day, status="hypothetical")
    made = events(real, feared)
    ids = dict(cells(made, "status", "event_id"))
    assert ids["hypothetical"] == ids["realised"] + "-2"


def test_every_coding_has_one_event_whatever_the_order_of_rows():
    rows = synthetic(400)
    made = told(rows)
    shuffled = told(random.Random(3).sample(rows, len(rows)))
    pd.testing.assert_frame_equal(made["events"], shuffled["events"])
    pd.testing.assert_frame_equal(made["mentions"], shuffled["mentions"])
    assert sorted(made["mentions"]["coding_id"]) == sorted(row["coding_id"] for row in rows)
    assert made["events"]["n_mentions"].sum() == len(rows)


@pytest.mark.parametrize("case", [KARABAKH, NOBODY])
def test_nothing_told_is_an_empty_table(case):
    made = told([], case=case)
    assert made["events"].empty and made["mentions"].empty
    tables.check("events", made["events"])


def synthetic(n: int) -> list[dict]:
    """n codings of a made-up war of 60 days, much of it told again and again."""
    draw = random.Random(7)
    actors = ["ARM", "AZE", "NKR", "RUS", "TUR", "FRA", "USA", "IRN", "UN", "OSCE_MINSK", "GEO", "EU"]
    types = ["ASSAULT", "ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "SUPPORT", "AGREE", "RETREAT", "AID", "DENY"]
    statuses = ["realised"] * 6 + ["alleged", "planned", "denied", "demanded", "historical"]
    made = []
    for k in range(n):
        source, target = draw.sample(actors, 2)
        day = f"2020-{draw.choice(('10', '11'))}-{draw.randint(1, 30):02d}"
        made.append(
            coding(
                f"a{k // 10:05d}#{k % 10:03d}/1", draw.choice(types), source, target, status=draw.choice(statuses),
                event_date=draw.choice((day, day, "", "2020")), date_precision=draw.choice(("day", "inferred_day")),
                direction=draw.choice(("directed", "mutual")),
                claimant=draw.choice(("NARRATOR", "ARM", "AZE", "UNSPEC")),
                place_id=draw.choice(("", "", "BAKU", "YEREVAN")),
            )
        )  # fmt: skip
    return made


@pytest.mark.slow
def test_twenty_thousand_codings_take_seconds():
    rows = synthetic(20_000)
    started = time.perf_counter()
    told(rows)
    assert time.perf_counter() - started < 30


TRUCE = {"mode": "ceasefire", "direction": "mutual"}


def test_the_truce_is_the_one_agreed_before_and_a_new_one_is_not():
    """A noun without a day of its own recalls; a verb tells anew; what is long past is not recalled."""
    made = told(
        [
            coding("a#001/1", "AGREE", "ARM", "AZE", event_date="2020-10-10", predicate_id="VERB:agree", **TRUCE),
            coding(
                "b#001/1",
                "AGREE",
                "ARM",
                "AZE",
                predicate_id="NOUN:truce",
                event_date="2020-10-16",
                **TRUCE,
                **BY_PUBLICATION,
            ),
            coding(
                "c#001/1",
                "AGREE",
                "ARM",
                "AZE",
                predicate_id="VERB:agree",
                event_date="2020-10-17",
                **TRUCE,
                **BY_PUBLICATION,
            ),
            coding(
                "d#001/1",
                "AGREE",
                "ARM",
                "AZE",
                predicate_id="NOUN:truce",
                event_date="2020-11-09",
                **TRUCE,
                **BY_PUBLICATION,
            ),
        ],
        published={"a": "2020-10-10", "b": "2020-10-16", "c": "2020-10-17", "d": "2020-11-09"},
    )["events"]
    assert cells(made.sort_values("event_date"), "event_date", "n_mentions") == [
        ("2020-10-10", 2), ("2020-10-17", 1), ("2020-11-09", 1),
    ]  # fmt: skip


def test_a_readiness_to_agree_is_no_agreement():
    made = told(
        [
            coding("a#001/1", "AGREE", "ARM", "AZE", event_date="2020-10-10", **TRUCE),
            coding("b#001/1", "AGREE", "ARM", "AZE", event_date="2020-10-10", mode="willing", direction="mutual"),
        ]
    )["events"]
    assert sorted(made["mode"]) == ["ceasefire", "willing"]


def test_talks_with_one_are_no_part_of_a_round_a_third_party_holds():
    made = told(
        [
            coding("a#001/1", "CONSULT", "ARM", "AZE", event_date="2020-10-10", mode="host", direction="mutual"),
            coding("a#002/1", "CONSULT", "ARM", "RUS", event_date="2020-10-10", mode="meet", direction="mutual"),
        ],
        people=[participant("a#001/1", "host", "RUS")],
    )["events"]
    assert sorted(cells(made, "source", "target", "third_parties")) == [("ARM", "AZE", "RUS"), ("ARM", "RUS", "")]


def test_a_copied_sentence_is_one_source():
    codings = [coding(f"{paper}#001/1", "ACCUSE", "ARM", "AZE", event_date="2020-10-07") for paper in "abc"]
    copied = {
        "a#001": "Armenia blamed Azerbaijan.",
        "b#001": "ARMENIA blamed Azerbaijan !",
        "c#001": "Yerevan blamed Baku.",
    }
    made = told(codings, texts=copied)["events"]
    assert cells(made, "n_articles", "n_publishers", "n_sources") == [(3, 3, 2)]


def test_an_attack_of_yesterdays_paper_is_not_that_of_a_stated_day():
    """Every day of a war has attacks: only the same place makes one dated by publication alone another's."""
    stated = coding("a#001/1", "ASSAULT", "AZE", "ARM", event_date="2020-09-27", place_id="VARDENIS")
    loose = {"event_date": "2020-09-28", "date_precision": "inferred_day"}
    elsewhere, same_place = (coding(name, "ASSAULT", "AZE", "ARM", **loose, place_id=place) for name, place in (("b#001/1", ""), ("c#001/1", "VARDENIS")))  # fmt: skip
    published = {"a": "2020-09-29", "b": "2020-09-28", "c": "2020-09-28"}
    assert len(told([stated, elsewhere], published)["events"]) == 2
    assert len(told([stated, same_place], published)["events"]) == 1


def quoted(codings: list[dict], published: dict[str, str] | None = None) -> str:
    (found,) = told(codings, published)["events"]["evidence"]
    return found


def test_the_evidence_of_an_event_says_what_the_event_says():
    meets = {"event_date": "2020-10-10"}
    plan, held = (coding(name, "CONSULT", "ARM", "AZE", status=status, direction="mutual", **meets, confidence=sure)
                  for name, status, sure in (("a#001/1", "planned", 0.9), ("b#001/1", "realised", 0.5)))  # fmt: skip
    assert quoted([plan, held], {"a": "2020-10-09", "b": "2020-10-11"}) == "b#001/1"  # it happened: no plan proves it
    sayso, article = (coding(name, "AGREE", "ARM", "AZE", mode="ceasefire", direction="mutual", claimant=who, **meets, confidence=sure)
                      for name, who, sure in (("a#001/1", "USA", 0.9), ("b#001/1", "NARRATOR", 0.5)))  # fmt: skip
    assert quoted([sayso, article]) == "b#001/1"  # the article itself before somebody's word
    taken = {"status": "alleged", "claimant": "AZE", "event_date": "2020-11-08", "date_precision": "inferred_day"}
    vague, named = (coding(name, "COERCE", "AZE", "ARM", mode="seize", **taken, place_id=place, confidence=sure)
                    for name, place, sure in (("a#001/1", "", 0.9), ("b#001/1", "SHUSHA", 0.5)))  # fmt: skip
    assert quoted([vague, named]) == "b#001/1"  # the taking of a town by the sentence that names the town


def test_no_event_is_quoted_from_before_it_happened():
    early = coding("a#001/1", "ASSAULT", "AZE", "ARM", event_date="2020-10-07", confidence=0.9)
    late = coding("b#001/1", "ASSAULT", "AZE", "ARM", event_date="2020-10-07", confidence=0.5)
    assert quoted([early, late], {"a": "2020-10-06", "b": "2020-10-08"}) == "b#001/1"
    assert quoted([early, late], {"a": "2020-10-06", "b": "2020-10-06"}) == "a#001/1"  # none is later


def test_the_denial_of_the_next_day_denies_the_attack_of_a_stated_day():
    claim = coding("a#001/1", "ASSAULT", "ARM", "AZE", status="alleged", claimant="AZE", event_date="2020-10-11", place_id="GANJA")
    denial = coding("b#001/1", "ASSAULT", "ARM", "AZE", status="denied", claimant="ARM", event_date="2020-10-13", date_precision="inferred_day")  # fmt: skip
    (row,) = told([claim, denial], {"a": "2020-10-11", "b": "2020-10-13"})["events"].itertuples()
    assert row.denied_by == "ARM" and row.claimants == "AZE"


def test_who_denies_the_loss_of_a_town_means_that_of_its_own_article():
    taken = {"mode": "seize", "event_date": "2020-10-04", **BY_PUBLICATION}
    where, denied = {"place_id": "JABRAYIL"}, {"status": "denied", "claimant": "ARM"}
    claim = coding("a#002/1", "COERCE", "AZE", "ARM", status="alleged", claimant="AZE", **taken, **where)
    published = {"a": "2020-10-04", "b": "2020-10-04"}
    assert groups(claim, coding("a#012/1", "COERCE", "AZE", "ARM", **taken, **denied), published=published) == ["a#002/1 a#012/1"]
    assert groups(claim, coding("b#012/1", "COERCE", "AZE", "ARM", **taken, **denied), published=published) == ["a#002/1", "b#012/1"]


def test_nobody_denies_what_has_yet_to_happen():
    claim = coding("b#010/1", "ASSAULT", "ARM", "AZE", event_date="2020-10-28", status="alleged", claimant="HRW", place_id="BARDA")
    early, late = (
        coding(f"{article}#008/1", "ASSAULT", "ARM", "AZE", event_date=day, status="denied", claimant="ARM", **BY_PUBLICATION)
        for article, day in (("a", "2020-10-27"), ("c", "2020-10-29"))
    )
    published = {"a": "2020-10-27", "b": "2020-10-30", "c": "2020-10-29"}
    assert groups(claim, early, late, published=published) == ["a#008/1", "b#010/1 c#008/1"]


def test_a_denial_that_says_nothing_means_the_claim_before_it():
    claim = {"status": "alleged", "claimant": "AZE", "event_date": "2020-10-09", "place_id": "HADRUT", "mode": "seize"}
    denial = coding("a#010/2", "DENY", "ARM", "AZE", event_date="2020-10-09")
    denied_by = lambda *rows: {row.event_type: row.denied_by for row in events(*rows).astype(object).fillna("").itertuples()}  # noqa: E731
    assert denied_by(coding("a#010/1", "COERCE", "AZE", "ARM", **claim), denial)["COERCE"] == "ARM"
    assert denied_by(coding("a#009/1", "COERCE", "AZE", "ARM", **claim), denial)["COERCE"] == "ARM", "in the sentence before"
    assert denied_by(coding("a#008/1", "COERCE", "AZE", "ARM", **claim), denial)["COERCE"] == "", "no sentence further back"
    assert denied_by(coding("a#010/3", "COERCE", "AZE", "ARM", **claim), denial)["COERCE"] == "", "what is claimed afterwards is not denied"
    other = {**claim, "claimant": "TUR"}
    assert denied_by(coding("a#010/1", "COERCE", "AZE", "ARM", **other), denial)["COERCE"] == "", "another's claim"


def test_who_admits_a_loss_no_longer_denies_it():
    """A town is taken once, whichever of its holders a text names; the last word of the loser counts."""
    taken = {"mode": "seize", "place_id": "SHUSHA", **BY_PUBLICATION}
    made = events(
        coding("a#002/1", "COERCE", "AZE", "ARM", status="alleged", claimant="AZE", event_date="2020-11-08", **taken),
        coding("b#002/1", "COERCE", "AZE", "NKR", status="realised", claimant="NKR", event_date="2020-11-09", **taken),
        coding("b#010/1", "COERCE", "AZE", "ARM", status="alleged", claimant="AZE", event_date="2020-11-08", **taken),
        coding("b#011/1", "DENY", "ARM;NKR", "AZE", event_date="2020-11-09"),
        published={"a": "2020-11-08", "b": "2020-11-09"},
    )
    (row,) = made[made["event_type"] == "COERCE"].itertuples()
    assert (row.status, row.claimants, row.denied_by, row.certainty_tier) == ("realised", "AZE;NKR", "ARM", 1)


def test_two_acts_of_one_type_are_two_events():
    asked = {"status": "demanded", "event_date": "", "date_precision": "unknown"}
    assert groups(
        coding("a#001/1", "RETREAT", "ARM", "AZE", mode="attacks", **asked), coding("a#001/2", "RETREAT", "ARM", "AZE", mode="withdraw", **asked),
        coding("a#002/1", "RETREAT", "ARM", "AZE", **asked),
    ) in (["a#001/1 a#002/1", "a#001/2"], ["a#001/1", "a#001/2 a#002/1"])  # fmt: skip


def test_a_refusal_of_another_day_refuses_something_else():
    no = lambda name, day: coding(name, "REJECT", "AZE", "ARM", event_date=day, **BY_PUBLICATION)  # noqa: E731
    published = {"a": "2020-10-16", "b": "2020-10-18", "c": "2020-10-16"}
    assert groups(no("a#015/1", "2020-10-16"), no("b#011/1", "2020-10-18"), no("c#001/1", "2020-10-16"), published=published) == ["a#015/1 c#001/1", "b#011/1"]
