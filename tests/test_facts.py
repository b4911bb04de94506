"""Known facts of autumn 2020 come out of the default case's tables, each with the source that says so.

The facts were chosen from the public record before the tables were looked at; they say what must be found, not what was.
"""

from __future__ import annotations

import pytest

from analysis import tables
from analysis.paths import default_workspace

WORKSPACE = default_workspace()

# days (from, to), types, codes that must all take part, statuses, source of the fact
FACTS = {
    "large-scale fighting began on 27 September": (
        ("2020-09-27", "2020-09-27"), {"ASSAULT"}, {"ARM", "AZE"}, {"realised"}, "https://www.azatutyun.am/a/30860378.html"),
    "Armenia said a Turkish jet shot down one of its own on 29 September": (
        ("2020-09-29", "2020-09-29"), {"ASSAULT"}, {"TUR", "ARM"}, {"alleged", "denied"}, "https://en.wikipedia.org/wiki/Portal:Current_events/2020_September_29"),
    "Macron criticised or accused Turkey": (
        ("2020-09-30", "2020-10-02"), {"ACCUSE"}, {"FRA", "TUR"}, {"realised"},
        "https://nationalpost.com/pmn/news-pmn/france-accuses-turkey-of-sending-syrian-jihadists-to-nagorno-karabakh"),
    "three presidents called for a halt on 1 October": (
        ("2020-10-01", "2020-10-01"), {"REQUEST"}, {"FRA", "RUS", "USA"}, {"realised"},
        "https://www.timesofisrael.com/liveblog_entry/putin-trump-macron-urge-immediate-ceasefire-in-karabakh/"),
    "Armenia and Azerbaijan agreed on a cease-fire in Moscow": (
        ("2020-10-09", "2020-10-11"), {"AGREE", "RETREAT"}, {"ARM", "AZE"}, {"realised"}, "https://en.wikipedia.org/wiki/2020_Nagorno-Karabakh_ceasefire_agreement"),
    "a second cease-fire was agreed on 17 October": (
        ("2020-10-17", "2020-10-19"), {"AGREE", "RETREAT"}, {"ARM", "AZE"}, {"realised"}, "https://en.wikipedia.org/wiki/Portal:Current_events/2020_October_17"),
    "a third cease-fire came through Washington": (
        ("2020-10-25", "2020-10-27"), {"AGREE", "RETREAT"}, {"ARM", "AZE"}, {"realised"}, "https://en.wikipedia.org/wiki/Portal:Current_events/2020_October_25"),
    "the statement that ended the war was signed on 9-10 November": (
        ("2020-11-09", "2020-11-12"), {"AGREE"}, {"ARM", "AZE"}, {"realised"}, "https://en.wikipedia.org/wiki/2020_Nagorno-Karabakh_ceasefire_agreement"),
    "Russia deployed peacekeepers": (
        ("2020-11-09", "2020-11-12"), {"MOBILIZE"}, {"RUS"}, {"realised", "planned"}, "https://en.wikipedia.org/wiki/Portal:Current_events/2020_November_10"),
    "Turkey backed Azerbaijan": (
        ("2020-09-27", "2020-11-12"), {"SUPPORT", "AID"}, {"TUR", "AZE"}, {"realised"}, "https://www.rt.com/russia/501863-putin-armenia-azerbaijan-call/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def events():
    frame = tables.read("events", WORKSPACE)
    return frame.astype("object").where(frame.notna(), "")


@pytest.fixture(scope="module")
def roles():
    frame = tables.read("roles_found", WORKSPACE)
    return frame.astype("object").where(frame.notna(), "")


@pytest.mark.parametrize("fact", FACTS)
def test_fact(fact, events):
    (first, last), types, codes, statuses, source = FACTS[fact]
    assert source.startswith("https://")
    found = [
        event.event_id for event in events.itertuples()
        if event.event_type in types and event.status in statuses and first <= event.event_date <= last
        and codes <= set(f"{event.source};{event.target};{event.third_parties}".split(";"))
    ]  # fmt: skip
    assert found, fact


def holders(roles, role: str, side: str = "") -> set[str]:
    return {row.actor_id for row in roles.itertuples() if row.conflict_role == role and (not side or row.side == side)}


def test_roles_come_out_of_the_events(roles):
    """Who fought, who mediated, who backed whom is beyond dispute; the rules never read the hypotheses."""
    assert holders(roles, "party") == {"ARM", "AZE", "NKR"}
    assert {"RUS", "OSCE_MINSK", "FRA", "USA"} <= holders(roles, "mediator")
    assert "TUR" in holders(roles, "backer", "AZE") and "TUR" not in holders(roles, "mediator")
    assert "IRN" in holders(roles, "affected_neighbour") and not {"ARM", "AZE"} & holders(roles, "mediator")


# days on which it was agreed or came into force, who convened, how far it got, source
CEASEFIRES = [
    ("2020-10-10", "RUS", "ceasefire", "https://en.wikipedia.org/wiki/2020_Nagorno-Karabakh_ceasefire_agreement"),
    (
        "2020-10-17 2020-10-18",
        "FRA",
        "ceasefire",
        "https://en.wikipedia.org/wiki/Portal:Current_events/2020_October_17",
    ),
    (
        "2020-10-25 2020-10-26",
        "USA",
        "ceasefire",
        "https://en.wikipedia.org/wiki/Portal:Current_events/2020_October_25",
    ),
    ("2020-11-09 2020-11-10", "RUS", "full", "https://en.wikipedia.org/wiki/2020_Nagorno-Karabakh_ceasefire_agreement"),
]


def read(name: str):
    frame = tables.read(name, WORKSPACE)
    return frame.astype("object").where(frame.notna(), "")


def test_four_agreements_each_with_its_broker():
    """Moscow on 10 October, the French-brokered truce of 17 October, the one announced in Washington on 25 October for
    the 26th, and the statement of 9-10 November."""
    found = read("chains")
    agreed = found[found["agreed_date"] != ""].sort_values("agreed_date")
    assert len(agreed) == len(CEASEFIRES)
    for row, (days, convener, outcome, source) in zip(agreed.itertuples(), CEASEFIRES, strict=True):
        assert row.agreed_date in days.split() and source.startswith("https://")
        assert (row.conveners, row.outcome, row.accepted_by) == (convener, outcome, "ARM;AZE")


def test_each_truce_of_october_was_said_to_be_broken_within_a_day():
    """Both sides reported violations within hours of each (the same sources); none is told of the agreement of November."""
    found = list(read("ceasefires").sort_values("agreed_date").itertuples())
    assert all(row.days_to_alleged <= 1 and set(row.alleged_by.split(";")) == {"ARM", "AZE"} for row in found[:3])
    assert found[3].n_breaches == 0
    said = {code for row in read("breaches").itertuples() for code in row.said_by.split(";")}
    assert {"ARM", "AZE"} <= said


def test_iran_offered_to_help():
    """Its foreign ministry said on 3 October that it was ready to facilitate talks (rudaw.net, 3 October 2020), and had
    said so before."""
    steps = read("chain_steps")
    offers = steps[(steps["conveners"] == "IRN") & (steps["stage"] == "offer")]
    assert "2020-10-03" in list(offers["day"])


# actors of the step, stages, days (from, to), source
STEPS = {
    "Russia hosted both ministers in Moscow": (
        "RUS", {"joint_talks"}, ("2020-10-09", "2020-10-09"), "https://www.meydan.tv/en/article/azerbaijan-armenia-agree-on-ceasefire/"),
    "Lavrov telephoned both on the first day": (
        "RUS", {"shuttle_call"}, ("2020-09-27", "2020-09-27"), "https://www.rt.com/russia/501863-putin-armenia-azerbaijan-call/"),
    "Lavrov offered to host the ministers in Moscow": (
        "RUS", {"offer"}, ("2020-09-30", "2020-09-30"),
        "https://pledgetimes.com/nagorno-karabakh-vladimir-poutine-and-emmanuel-macron-call-for-a-complete-end-to-the-fighting/"),
    "three presidents called for an end": (
        "FRA;RUS;USA", {"call"}, ("2020-10-01", "2020-10-01"),
        "https://www.timesofisrael.com/liveblog_entry/putin-trump-macron-urge-immediate-ceasefire-in-karabakh/"),
    "the co-chairs met Azerbaijan's minister in Geneva": (
        "OSCE_MINSK", {"separate_talks"}, ("2020-10-08", "2020-10-08"), "https://vestnikkavkaza.net/material/136000"),
    "the co-chairs called for the Moscow statement to be carried out": (
        "OSCE_MINSK", {"call"}, ("2020-10-13", "2020-10-13"), "https://en.azvision.az/news/132746/news.html"),
    "the Security Council called for a halt": (
        "UN", {"call"}, ("2020-09-29", "2020-09-29"), "https://www.rt.com/russia/502088-security-council-armenia-azerbaijan/"),
    "Charles Michel telephoned both": (
        "EU", {"shuttle_call"}, ("2020-09-30", "2020-09-30"),
        "https://www.commonspace.eu/index.php/news/eu-council-president-civilians-must-be-protected"),
    "Lavrov telephoned both ministers before the second truce": (
        "RUS", {"shuttle_call"}, ("2020-10-17", "2020-10-17"),
        "https://yjc.ir/en/news/48710/azerbaijan-armenia-agree-on-new-ceasefire-in-karabakh-conflict"),
    "Pompeo telephoned both after the third truce": (
        "USA", {"shuttle_call"}, ("2020-10-27", "2020-10-27"), "https://www.azatutyun.am/a/30915620.html"),
    "Georgia offered Tbilisi": (
        "GEO", {"call", "offer"}, ("2020-09-30", "2020-09-30"), "https://vestnikkavkaza.net/material/135817"),
}  # fmt: skip


@pytest.mark.parametrize("fact", STEPS)
def test_step(fact):
    conveners, stages, (first, last), source = STEPS[fact]
    steps = read("chain_steps")
    found = steps[
        (steps["conveners"] == conveners)
        & steps["stage"].isin(stages)
        & (steps["day"] >= first)
        & (steps["day"] <= last)
    ]
    assert source.startswith("https://") and len(found), fact


def test_the_only_talks_of_both_parties_at_one_table_were_in_moscow_washington_and_geneva():
    """9 October with Lavrov, 24 October with Biegun (https://www.azatutyun.am/a/30915620.html), 30 October with the co-chairs
    (ksaplayers.com, from Xinhua); the French mediation of 17 October is told as mediation. No meeting of the leaders followed in the war (asbarez.com, 19 October)."""
    steps = read("chain_steps")
    days = set(steps.loc[steps["stage"] == "joint_talks", "day"])
    assert (
        {"2020-10-09", "2020-10-24", "2020-10-30"} <= days <= {"2020-10-03", "2020-10-09", "2020-10-10", "2020-10-17", "2020-10-24", "2020-10-30"}
    )
    geneva = steps[(steps["stage"] == "joint_talks") & (steps["day"] == "2020-10-30")]
    assert geneva["chain_id"].str.contains("OSCE_MINSK").all()


def test_azerbaijan_made_a_withdrawal_the_condition_of_a_halt():
    """Aliyev by 3 October: no end of the war before Armenia withdraws (Wikipedia, Portal:Current events/2020 October 3;
    an article of the day before has him say it too, and one event has one day); Turkey on 9 October: the effort must fail without it (The Guardian, 9 October)."""
    found = {(row.named_by, row.asked_of, row.mode, row.day) for row in read("conditions").itertuples()}
    assert {("AZE", "ARM", "withdraw", "2020-10-02"), ("TUR", "ARM", "withdraw", "2020-10-09")} <= found
    assert not [row for row in found if row[0] == row[1]]


def test_armenia_refused_turkish_mediation():
    """Ankara's four-way talks of 13 October were not taken up (newsnet.fr, 14 October 2020)."""
    chains = read("chains")
    asked = chains[chains["conveners"] == "TUR"]
    assert list(asked["outcome"]) == ["refused"] and list(asked["refused_by"]) == ["ARM"]


def test_who_struck_stepanakert_in_october_is_a_claim():
    """The shelling of 9 October and the strike on Ganja of 11 October are each told by the side that was hit; the other
    side denies the latter (almasdarnews.com, 11 October 2020)."""
    frame = read("events")
    ganja = frame[
        (frame["event_type"] == "ASSAULT") & (frame["event_date"] == "2020-10-11") & (frame["place_id"] == "GANJA")
    ]
    assert list(ganja["status"]) == ["alleged"] and list(ganja["denied_by"]) == ["ARM"]
    assert "ARM" not in ganja.iloc[0]["claimants"].split(";")


def test_nobody_claims_what_it_denies(events):
    assert not [
        e.event_id for e in events.itertuples() if set(e.claimants.split(";")) & set(e.denied_by.split(";")) - {""}
    ]


def test_no_withdrawal_answered_a_demand_in_the_war():
    """Armenia withdrew from districts after the statement of November alone (aljazeera.com, 20 November 2020)."""
    demands = read("demands")
    assert "met" not in set(demands.loc[demands["mode"] == "withdraw", "answer"])


def test_turkey_denies_what_is_said_of_fighters():
    claims = read("claims")
    assert {"TUR", "AZE"} <= set(claims.loc[claims["stance"] == "denies", "holder"])


def test_minsk_group_is_itself():
    nodes = set(tables.read("nodes", WORKSPACE)["actor_id"])
    assert "OSCE_MINSK" in nodes and "BLR" not in nodes


def test_who_started_it_is_only_ever_a_claim(events):
    """No neutral article has, by its own word, one party alone begin the war (what a side's own desk says is its line)."""
    articles = tables.read("articles", WORKSPACE)
    neutral = articles.loc[articles["official_line"].isna(), "article_id"]
    codings = tables.read("codings", WORKSPACE)
    codings = codings[codings["article_id"].isin(neutral)]
    started = codings[
        codings["trigger"].str.contains("start|began|unleash|launch", case=False)
        & (codings["event_type"] == "ASSAULT")
        & (codings["direction"] == "directed")
    ]
    assert not (
        (started["claimant"] == "NARRATOR")
        & (started["event_date"] == "2020-09-27")
        & (started["status"] == "realised")
    ).any()


def test_every_event_leads_back_to_its_sentence(events):
    codings = tables.read("codings", WORKSPACE).set_index("coding_id")
    sentences = tables.read("sentences", WORKSPACE).set_index("sentence_id")
    for event in events.itertuples():
        row = codings.loc[event.evidence]
        sentence = sentences.loc[row.sentence_id]
        at = row.char_start - sentence.char_start
        assert sentence.text[at : at + len(row.trigger)] == row.trigger
