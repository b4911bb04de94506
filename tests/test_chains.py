"""events -> chains of mediation, cease-fires, talks, contacts, demands: worlds whose course is known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from worlds import KARABAKH, KNOWLEDGE, NETWORK_PARAMS, NOBODY, cells, coding, event, related, table

from analysis import tables
from analysis.measures.mediation.ceasefires import survival
from analysis.stages import chains as stage

TALKS = {"layer": "communication", "direction": "mutual"}
PROCESS = {"layer": "process"}
TRUCE = {"layer": "process", "direction": "mutual", "mode": "ceasefire"}
TOLD = {"certainty_tier": 1, "last_reported": "2020-10-20", "evidence": "a#001/1", "n_mentions": 1}
FIGHT = {"mode": "violate", "status": "alleged"}
MOSCOW = [
    event("r1", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", event_date="2020-10-06", **PROCESS),
    event("r2", "CONSULT", "ARM", "AZE", third_parties="RUS", status="planned", event_date="2020-10-07", **PROCESS),
    event("r3", "AGREE", "ARM", "RUS", mode="meet", event_date="2020-10-08", **PROCESS),
    event("r4", "CONSULT", "ARM", "AZE", third_parties="RUS", mode="host", event_date="2020-10-09", **TALKS),
    event("r5", "AGREE", "ARM", "AZE", event_date="2020-10-10", **TRUCE),
    event("r6", "ASSAULT", "AZE", "ARM", event_date="2020-10-10", claimants="ARM", certainty_tier=3, **FIGHT),
    event("r7", "ASSAULT", "ARM", "AZE", event_date="2020-10-12", direction="mutual", claimants="NARRATOR"),
]
PARIS = [
    event("f1", "CONSULT", "ARM", "FRA", mode="phone", event_date="2020-10-16", **TALKS),
    event("f2", "CONSULT", "AZE", "FRA", mode="phone", event_date="2020-10-16", **TALKS),
    event("f3", "RETREAT", "ARM", "AZE", event_date="2020-10-18", **TRUCE),
]


def mediated(events: list[dict], codings=(), mentions=(), quantities=(), case=KARABAKH, texts=(), lines=()) -> dict:
    given = {
        "events": table("events", [{**TOLD, **row} for row in events]),
        "mentions": table("mentions", list(mentions)),
        "codings": table("codings", list(codings)),
        "sentences": table("sentences", [sentence(*pair) for pair in dict(texts).items()]),
        "articles": table("articles", [{"article_id": a, "official_line": line} for a, line in dict(lines).items()]),
        "quantities": table("quantities", list(quantities)),
        "interactions": related(events, case),
        "actors": KNOWLEDGE["actors"],
        "memberships": KNOWLEDGE["memberships"],
    }
    made = stage.build(**given, case=case, params=NETWORK_PARAMS)
    return {name: tables.check(name, frame) for name, frame in made.items()}


def sentence(sentence_id: str, text: str) -> dict:
    return {
        "sentence_id": sentence_id, "article_id": sentence_id.split("#")[0], "text": text, "char_start": 0,
        "published": "2020-10-07",
    }  # fmt: skip


def placed(text: str, where: str, trigger: str, event_type: str, source: str = "", target: str = "", **more) -> dict:
    """A coding whose trigger stands in the text."""
    start = text.index(trigger)
    more = {"trigger": trigger, "char_start": start, "char_end": start + len(trigger), **more}
    return coding(where, event_type, source, target, **more)


def test_a_chain_from_the_call_to_the_cease_fire_and_its_breach():
    made = mediated([*MOSCOW, *PARIS])
    assert cells(made["chains"], "chain_id", "outcome", "accepted_by", "agreed_date", "response_lag") == [
        ("2020-10-06-RUS", "ceasefire", "ARM;AZE", "2020-10-10", 2),
        ("2020-10-16-FRA", "ceasefire", "ARM;AZE", "2020-10-18", ""),
    ]
    first = made["chain_steps"].query("chain_id == '2020-10-06-RUS'")
    assert cells(first, "stage", "event_id") == [
        ("call", "r1"), ("offer", "r2"), ("acceptance", "r3"), ("joint_talks", "r4"), ("cease_fire", "r5"), ("violation", "r6"),
    ]  # fmt: skip
    assert cells(
        made["ceasefires"], "agreed_date", "end_date", "end_reason", "alleged_date", "alleged_by", "confirmed_date", "days_to_confirmed"
    ) == [
        ("2020-10-10", "2020-10-18", "next_agreement", "2020-10-10", "ARM", "2020-10-12", 2),
        ("2020-10-18", "2020-10-20", "window_end", "", "", "", ""),
    ]  # fmt: skip
    assert cells(made["breaches"], "event_id", "breach") == [("r6", "alleged"), ("r7", "confirmed")]


def test_fighting_of_the_day_before_the_hour_is_no_breach():
    same_day = event("w", "ASSAULT", "ARM", "AZE", event_date="2020-10-10", direction="mutual")
    made = mediated([MOSCOW[3], MOSCOW[4], same_day])
    assert made["breaches"].empty


def test_an_accusation_in_the_sentence_of_the_truce_alleges_its_breach():
    """ "A new truce came under strain as both traded allegations": not just any accusation of the day."""
    accused = event("a1", "ACCUSE", "ARM", "AZE", mode="allege", direction="mutual", event_date="2020-10-10")
    other = event("a2", "ACCUSE", "ARM", "AZE", mode="allege", event_date="2020-10-10")
    codings = [
        coding("a#001/1", "AGREE", "ARM", "AZE"),
        coding("a#001/2", "ACCUSE", "ARM", "AZE"),
        coding("a#009/1", "ACCUSE", "ARM", "AZE"),
    ]
    told = [{"event_id": e, "coding_id": c} for e, c in (("r5", "a#001/1"), ("a1", "a#001/2"), ("a2", "a#009/1"))]
    made = mediated([MOSCOW[4], accused, other], codings, told)
    assert cells(made["breaches"], "event_id", "breach", "said_by") == [("a1", "alleged", "ARM;AZE")]


def test_parallel_forums_stay_apart_and_two_co_chairs_are_the_group():
    geneva = event("g1", "REQUEST", "FRA;RUS", "ARM;AZE", mode="meet", event_date="2020-10-07", **PROCESS)
    made = mediated([MOSCOW[0], geneva, MOSCOW[3]])
    assert cells(made["chains"], "chain_id", "n_steps") == [("2020-10-06-RUS", 2), ("2020-10-07-OSCE_MINSK", 1)]
    share = made["chain_measures"].query("measure == 'parallel_forum_share'")
    assert cells(share, "note") == [("insufficient",)], "a single appeal is no forum"


def test_a_refusal_names_who_refuses_and_ends_no_chain():
    offered = event(
        "p1", "CONSULT", "ARM", "AZE", third_parties="RUS", status="declined", event_date="2020-10-07", **PROCESS
    )
    refused = event("p2", "REJECT", "ARM", "", mode="meet", event_date="2020-10-07", **PROCESS)
    codings = [
        coding("a#001/1", "REJECT", "ARM", about_coding_id="a#001/2"),
        coding("a#001/2", "CONSULT", "ARM", "AZE"),
    ]
    mentions = [{"event_id": "p2", "coding_id": "a#001/1"}, {"event_id": "p1", "coding_id": "a#001/2"}]
    made = mediated([MOSCOW[0], offered, refused], codings, mentions, texts={"a#001": "Yerevan refuses the talks."})
    assert cells(made["chains"], "outcome", "refused_by", "accepted_by") == [("refused", "ARM", "")]
    assert cells(made["attendance"], "actor_id", "attendance") == [
        ("ARM", "refused"), ("AZE", "invited"), ("RUS", "invited"),
    ]  # fmt: skip


# text; codings (trigger, type, source, target, further columns); who makes the condition, of whom, by which word
CONDITIONS = {
    "a refusal until": (
        "Baku ruled out a halt until Armenian troops leave.",
        [("ruled out", "REJECT", "AZE", "ARM", {}), ("leave", "RETREAT", "ARM", "AZE", {"status": "demanded"})], ("AZE", "ARM", "until")),
    "a demand before": (
        "Baku demands that Yerevan pull out before the war can end.",
        [("demands", "REQUEST", "AZE", "ARM", {"about_coding_id": "a#001/2"}), ("pull out", "RETREAT", "ARM", "AZE", {"status": "demanded"}),
         ("end", "RETREAT", "ARM", "AZE", {"status": "hypothetical", "direction": "mutual"})], ("AZE", "ARM", "before")),
    "an opening unless": (
        "Unless Baku signs, Yerevan will not come.",
        [("signs", "AGREE", "AZE", "ARM", {"status": "hypothetical"}), ("come", "CONSULT", "ARM", "AZE", {"status": "declined", "direction": "mutual"})],
        ("ARM", "AZE", "unless")),
    "only if, of a speaker": (
        "Talks will be held only if Baku withdraws, Ankara said.",
        [("Talks", "CONSULT", "ARM", "AZE", {"status": "planned", "direction": "mutual", "claimant": "TUR"}),
         ("withdraws", "RETREAT", "AZE", "ARM", {"status": "hypothetical", "claimant": "TUR"})], ("TUR", "AZE", "only if")),
    "a noun": (
        "There is a single condition for a halt, the withdrawal of Armenian forces.",
        [("halt", "RETREAT", "ARM", "AZE", {"status": "hypothetical", "direction": "mutual", "mode": "ceasefire"}), ("withdrawal", "RETREAT", "ARM", "AZE", {"status": "demanded"})],
        ("AZE", "ARM", "condition for")),
    "until as time": (
        "The two talked until Armenian troops left.",
        [("talked", "CONSULT", "ARM", "AZE", {"direction": "mutual"}), ("left", "RETREAT", "ARM", "AZE", {})], None),
    "before as time": (
        "Moscow invited both before they agreed.",
        [("invited", "REQUEST", "RUS", "ARM;AZE", {}), ("agreed", "AGREE", "ARM", "AZE", {"direction": "mutual"})], None),
    "another clause": (
        "Baku refused to talk until Friday, and Armenian troops left.",
        [("refused", "REJECT", "AZE", "ARM", {}), ("left", "RETREAT", "ARM", "AZE", {})], None),
    "without conditions": (
        "Baku is ready to talk without conditions for a halt, and a withdrawal follows.",
        [("talk", "CONSULT", "AZE", "ARM", {"status": "planned"}), ("halt", "RETREAT", "ARM", "AZE", {}), ("withdrawal", "RETREAT", "ARM", "AZE", {})], None),
    "violence is no condition": (
        "Baku will not talk unless Yerevan attacks.",
        [("talk", "CONSULT", "AZE", "ARM", {"status": "declined"}), ("attacks", "ASSAULT", "ARM", "AZE", {"status": "hypothetical"})], None),
    "made conditional": (
        "Yerevan made a truce conditional on the withdrawal.",
        [("made", "REQUEST", "ARM", "AZE", {"rules": "frame:set_condition", "about_coding_id": "a#001/3"}), ("truce", "AGREE", "ARM", "AZE", {"status": "hypothetical"}),
         ("withdrawal", "RETREAT", "AZE", "", {"status": "demanded"})], ("ARM", "AZE", "conditional on")),
    "unless of an act nobody codes": (
        "No truce was possible unless the mercenaries left, Yerevan said.",
        [("was possible", "REQUEST", "ARM", "AZE", {"rules": "frame:condition inferred_party"})], ("ARM", "AZE", "unless")),
    "a demand is no condition by itself": (
        "Unless it rains, Yerevan demands that Baku withdraw.",
        [("demands", "REQUEST", "ARM", "AZE", {"rules": "frame:demand"})], None),
    "nobody names it": (
        "No deal unless both withdraw.",
        [("withdraw", "RETREAT", "ARM", "AZE", {"status": "hypothetical", "direction": "mutual"})], None),
}  # fmt: skip


@pytest.mark.parametrize("name", CONDITIONS)
def test_what_an_actor_makes_its_yes_depend_on(name):
    text, parts, expected = CONDITIONS[name]
    codings = [
        placed(text, f"a#001/{k}", trigger, kind, source, target, **more)
        for k, (trigger, kind, source, target, more) in enumerate(parts, 1)
    ]
    events = [
        event(f"e{k}", row["event_type"], row["source"], row["target"], status=row["status"])
        for k, row in enumerate(codings, 1)
    ]
    told = [{"event_id": f"e{k}", "coding_id": row["coding_id"]} for k, row in enumerate(codings, 1)]
    made = mediated(events, codings, told, texts={"a#001": text})
    assert cells(made["conditions"], "named_by", "asked_of", "word") == ([expected] if expected else [])


def test_a_condition_answers_the_call_told_nearest_to_it():
    """Of the calls told in its article the nearest; what the article of an official line says is that line's."""
    text = "There will be no halt unless Armenian troops leave."
    codings = [
        coding("a#001/1", "REQUEST", "FRA", "ARM;AZE"),
        coding("a#003/1", "REQUEST", "RUS", "ARM;AZE"),
        placed(text, "a#004/1", "leave", "RETREAT", "ARM", "AZE", status="hypothetical"),
    ]
    events = [
        event("f", "REQUEST", "FRA", "ARM;AZE", mode="ceasefire", **PROCESS),
        event("r", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", **PROCESS),
        event("c", "RETREAT", "ARM", "AZE", status="hypothetical", event_date=""),
    ]
    told = [{"event_id": e, "coding_id": row["coding_id"]} for e, row in zip(("f", "r", "c"), codings, strict=True)]
    made = mediated(events, codings, told, texts={"a#004": text}, lines={"a": "AZE"})
    assert cells(made["chains"], "conveners", "outcome", "conditional_by") == [
        ("FRA", "called", ""), ("RUS", "conditional", "AZE"),
    ]  # fmt: skip
    assert cells(made["chain_steps"].query("stage == 'condition'"), "stage_no", "event_id", "taken_by") == [
        (3, "c", "AZE")
    ]
    assert cells(made["conditions"], "named_by", "chain_id") == [("AZE", "2020-10-07-RUS")]


def test_brokering_told_by_the_way_is_no_round_of_talks():
    """ "Their mediation has kept negotiations alive": says who mediates, not that they met that day."""
    told = {**MOSCOW[3], "mode": "mediate", "date_precision": "inferred_day"}
    made = mediated([MOSCOW[0], told])
    assert set(made["chain_steps"]["stage"]) == {"call"} and made["attendance"].empty and made["contacts"].empty
    dated = mediated([MOSCOW[0], {**told, "date_precision": "day"}])
    assert "separate_talks" in set(dated["chain_steps"]["stage"]), "brokering tells of no table"
    assert dated["attendance"].empty and dated["contacts"].empty
    assert cells(dated["chains"], "outcome", "accepted_by") == [("talks_apart", "")]


def test_who_is_spoken_to_beside_a_party_convenes_nothing():
    calls = [
        event("c1", "CONSULT", "EU", "AZE;TUR", mode="phone", event_date="2020-10-18", **TALKS),
        event("c2", "CONSULT", "EU", "ARM", mode="phone", event_date="2020-10-18", **TALKS),
    ]
    assert cells(mediated(calls)["chains"], "conveners", "outcome") == [("EU", "talks_apart")]
    assert mediated([calls[0], MOSCOW[0]])["chains"].query("conveners == 'EU'").empty


def test_who_agreed_stands_beside_who_came():
    made = mediated(MOSCOW[:5])["attendance"].query("event_id == 'r5'")
    brokered = [("ARM", "agreed"), ("AZE", "agreed"), ("RUS", "hosted")]
    assert cells(made, "actor_id", "attendance") == brokered, "the sentence of the truce need not name who brokered it"
    alone = mediated([MOSCOW[4]])["attendance"]
    assert alone.query("attendance == 'hosted'").empty
    signed = mediated([*MOSCOW[:4], {**MOSCOW[4], "target": "AZE;RUS"}])["attendance"].query("event_id == 'r5'")
    assert cells(signed, "actor_id", "attendance")[2] == ("RUS", "agreed"), "who signs it too has agreed"


def test_talks_whose_sides_the_coder_assumed_are_no_contact():
    call = event("c", "CONSULT", "ARM", "AZE", mode="phone", event_date="2020-10-07", **TALKS)
    told = [{"event_id": "c", "coding_id": "a#001/1"}]
    for rules, n in (("frame:consult inferred_party", 0), ("frame:consult", 1)):
        made = mediated([call], [coding("a#001/1", "CONSULT", "ARM", "AZE", rules=rules)], told)
        assert len(made["contacts"]) == n


def test_mutual_accusation_confirms_no_breach():
    """ "The sides charged each other with breaching it": a breach of nobody's but their own word."""
    broken = event("b", "ASSAULT", "ARM", "AZE", mode="violate", direction="mutual", event_date="2020-10-10", claimants="NARRATOR")
    blamed = event("a", "ACCUSE", "ARM", "AZE", mode="allege", direction="mutual", event_date="2020-10-10")
    codings = [coding("a#002/1", "ACCUSE", "ARM", "AZE"), coding("a#002/2", "ASSAULT", "ARM", "AZE")]
    told = [{"event_id": "a", "coding_id": "a#002/1"}, {"event_id": "b", "coding_id": "a#002/2"}]
    step = lambda made: cells(made["chain_steps"].query("stage == 'violation'"), "status", "taken_by")  # noqa: E731
    made = mediated([*MOSCOW[:5], broken, blamed], codings, told)
    assert cells(made["breaches"], "event_id", "breach", "said_by") == [("b", "alleged", "ARM;AZE")]
    assert step(made) == [("alleged", "ARM;AZE")], "the step says what the table of breaches says"
    alone = mediated([*MOSCOW[:5], broken])
    assert list(alone["breaches"]["breach"]) == ["confirmed"] and step(alone) == [("realised", "NARRATOR")]
    both_say = {**broken, "mode": "", "event_date": "2020-10-12", "claimants": "ARM;AZE"}
    assert list(mediated([MOSCOW[4], both_say])["breaches"]["breach"]) == ["alleged"]
    admitted = {**both_say, "direction": "directed"}
    assert list(mediated([MOSCOW[4], admitted])["breaches"]["breach"]) == ["confirmed"]


def test_an_agreement_answers_a_demand_that_names_others_beside_the_parties():
    wanted = event("d", "RETREAT", "ARM", "AZE;TUR", status="demanded", claimants="EU", event_date="", **TRUCE)
    made = mediated([{**wanted, "first_reported": "2020-10-07"}, MOSCOW[4]])["demands"]
    assert cells(made, "demanded_of", "answer", "answer_date") == [("ARM;AZE;TUR", "met", "2020-10-10")]


def test_nothing_in_the_sentence_of_a_demand_answers_it():
    wanted = event("d", "SUPPORT", "ARM", "AZE", status="demanded", claimants="AZE", event_date="")
    done = event("s", "SUPPORT", "ARM", "AZE", event_date="2020-10-07")
    for where, answer in (("a#001/2", "open"), ("b#001/1", "met")):
        told = [{"event_id": "d", "coding_id": "a#001/1"}, {"event_id": "s", "coding_id": where}]
        assert list(mediated([wanted, done], mentions=told)["demands"]["answer"]) == [answer]


def test_separate_talks_with_both_are_no_table():
    apart = event("s1", "CONSULT", "ARM;AZE", "RUS", mode="meet", event_date="2020-10-07", **TALKS)
    made = mediated([apart])
    assert cells(made["chain_steps"], "stage", "conveners") == [("separate_talks", "RUS")]
    assert made["attendance"].empty and ("ARM", "AZE") not in cells(made["contacts"], "actor_a", "actor_b")


def test_who_only_ever_speaks_to_one_party_attempts_no_mediation():
    visit = event("g1", "CONSULT", "ARM", "GRC", mode="visit", event_date="2020-10-16", **TALKS)
    fighters = event("x1", "REQUEST", "SYR_ARMED_GROUP", "ARM;AZE", mode="ceasefire", **PROCESS)
    assert mediated([visit, fighters])["chains"].empty
    both = event("g2", "CONSULT", "AZE", "GRC", mode="visit", event_date="2020-10-17", **TALKS)
    assert cells(mediated([visit, both])["chains"], "conveners", "n_steps") == [("GRC", 2)]


def test_talks_told_without_a_mediator_are_of_the_one_told_nearest():
    """France and Switzerland both spoke with a party the day before; the talks are told beside Switzerland's invitation."""
    events = [
        event(f"{who}{party}", "CONSULT", party, who, mode="phone", event_date="2020-10-08", **TALKS)
        for who in ("CHE", "FRA")
        for party in ("ARM", "AZE")
    ]
    met = event("m", "CONSULT", "ARM", "AZE", mode="meet", event_date="2020-10-09", **TALKS)
    where = {"FRAARM": "b#001/1", "FRAAZE": "b#002/1", "CHEARM": "a#001/1", "CHEAZE": "a#002/1", "m": "a#003/1"}
    told = [{"event_id": e, "coding_id": c} for e, c in where.items()]
    steps = mediated([*events, met], mentions=told)["chain_steps"]
    assert list(steps.loc[steps["event_id"] == "m", "chain_id"]) == ["2020-10-08-CHE"]


def test_what_answers_a_demand():
    """A later act on a day counts; what failed, what others plan, what has no day, and a call to both do not."""
    asked = event("d1", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", event_date="2020-10-06", **PROCESS)
    wanted = event("d2", "RETREAT", "ARM", "AZE", status="demanded", event_date="", **TRUCE)
    codings = [
        coding("a#001/1", "REQUEST", "RUS", "ARM;AZE", about_coding_id="a#001/2"),
        coding("a#001/2", "RETREAT", "ARM", "AZE"),
    ]
    mentions = [{"event_id": "d1", "coding_id": "a#001/1"}, {"event_id": "d2", "coding_id": "a#001/2"}]
    answers = {
        "open": [
            event("n", "AGREE", "ARM", "AZE", status="not_occurred", event_date="", direction="mutual", mode="settle"),
            event("n", "AGREE", "ARM", "AZE", status="planned", event_date="", **TRUCE),
            event("n", "RETREAT", "ARM", "AZE", event_date="", **TRUCE),
        ],
        "agreed": [event("n", "AGREE", "ARM", "AZE", status="planned", event_date="", claimants="ARM;AZE", **TRUCE)],
        "met": [MOSCOW[4]],
    }
    for answer, events in answers.items():
        for given in events:
            made = mediated([asked, wanted, given], codings, mentions)["demands"]
            assert list(made["answer"]) == [answer], given


# text; what of it says no (words, who, towards whom); what is refused, on which day told; None: no refusal of talks or terms
REFUSED = {
    "talks": ("Yerevan turned down, for now, the idea of Russian-brokered talks.", "turned down", "ARM", ("talks", "2020-10-07")),
    "a truce": ("Baku ruled out a halt to the fighting.", "ruled out", "AZE", ("truce", "2020-10-07")),
    "a role": ("Yerevan refuses any role for Ankara.", "refuses", "ARM", ("terms", "2020-10-07")),
    "by passive": ("A plan for peacekeepers was rejected by Baku.", "rejected", "AZE", ("terms", "2020-10-07")),
    "a pronoun": ("Yerevan sent envoys to discuss a truce, but Baku declined to send its own.", "declined", "AZE", ("talks", "2020-10-07")),
    "before": ("Yerevan said Baku had turned down an offer of talks.", "turned down", "AZE", ("terms", "")),
    "an account": ("Baku rejected reports of talks as disinformation.", "rejected", "AZE", None),
    "a claim behind": ("The airfield was destroyed, a claim that Baku rejected.", "rejected", "AZE", None),
    "an office": ("The prime minister refused to step down.", "refused", "ARM", None),
    "nothing named": ("Armenian leaders reject that and blame Baku.", "reject", "ARM", None),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_a_refusal_of_talks_or_terms(name):
    text, words, who, expected = REFUSED[name]
    said = event("n", "REJECT", who, "AZE" if who == "ARM" else "ARM")
    codings = [placed(text, "a#001/1", words, "REJECT", who)]
    made = mediated([said], codings, [{"event_id": "n", "coding_id": "a#001/1"}], texts={"a#001": text})
    assert cells(made["refusals"], "refused_by", "refused_what", "day") == ([(who, *expected)] if expected else [])


def test_a_truce_that_is_ignored_is_not_refused():
    text = "The minister told him that Baku was ignoring the truce."
    codings = [placed(text, "a#001/1", "ignoring", "REJECT", "AZE", rules="frame:ignore")]
    made = mediated([event("n", "REJECT", "AZE", "ARM")], codings, [{"event_id": "n", "coding_id": "a#001/1"}], texts={"a#001": text})
    assert made["refusals"].empty


@pytest.mark.parametrize(
    "text, words, answer, day",
    [
        ("Baku ruled out a truce.", "ruled out", "refused", "2020-10-07"),
        ("He called past talks useless, because Baku had refused a truce.", "refused", "open", ""),  # before it was asked
        ("Baku ruled out a meeting.", "ruled out", "open", ""),  # another thing
    ],
)
def test_a_refusal_answers_a_demand_for_what_is_refused(text, words, answer, day):
    asked = event("d1", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", event_date="2020-10-06", **PROCESS)
    wanted = event("d2", "RETREAT", "ARM", "AZE", status="demanded", event_date="", **TRUCE)
    said = event("n", "REJECT", "AZE", "ARM")
    codings = [
        coding("a#001/1", "REQUEST", "RUS", "ARM;AZE", about_coding_id="a#001/2"),
        coding("a#001/2", "RETREAT", "ARM", "AZE"),
        placed(text, "b#001/1", words, "REJECT", "AZE", "ARM"),
    ]
    told = [{"event_id": e, "coding_id": c} for e, c in (("d1", "a#001/1"), ("d2", "a#001/2"), ("n", "b#001/1"))]
    made = mediated([asked, wanted, said], codings, told, texts={"a#001": "Russia asked for it.", "b#001": text})
    assert cells(made["demands"], "answer", "answer_date") == [(answer, day)]


def test_a_refusal_answers_the_offer_told_nearest_in_its_article_and_no_appeal():
    """Tables of attempts and of refusals say the same: who refuses in one refuses in the other."""
    text = "Yerevan turned down the talks."
    offer = event("o", "REQUEST", "RUS", "ARM;AZE", mode="offer", event_date="2020-10-07", **PROCESS)
    appeal = event("c", "REQUEST", "FRA", "ARM;AZE", mode="ceasefire", event_date="2020-10-07", **PROCESS)
    said = event("n", "REJECT", "ARM", "AZE")
    codings = [placed(text, "a#001/1", "turned down", "REJECT", "ARM", "AZE")]
    told = [{"event_id": e, "coding_id": c} for e, c in (("n", "a#001/1"), ("c", "a#002/1"), ("o", "a#005/1"))]
    made = mediated([offer, appeal, said], codings, told, texts={"a#001": text})
    assert cells(made["chains"], "conveners", "refused_by") == [("FRA", ""), ("RUS", "ARM")]
    assert cells(made["refusals"], "refused_by", "chain_id") == [("ARM", "2020-10-07-RUS")]


def test_a_call_of_a_third_party_is_no_talks_of_the_parties():
    wanted = event(
        "d",
        "CONSULT",
        "ARM",
        "AZE",
        status="demanded",
        event_date="",
        claimants="EU",
        direction="mutual",
        layer="process",
        mode="meet",
    )
    call = event("c", "CONSULT", "ARM;AZE", "RUS", mode="phone", event_date="2020-10-08", **TALKS)
    assert list(mediated([wanted, call])["demands"]["answer"]) == ["open"]
    assert list(mediated([wanted, call, MOSCOW[3]])["demands"]["answered_by"]) == ["r4"]


def test_undated_talks_do_not_add_to_the_contacts():
    dated = event("c1", "CONSULT", "ARM", "RUS", mode="visit", event_date="2020-10-07", **TALKS)
    again = event("c2", "CONSULT", "ARM", "RUS", mode="meet", event_date="", **TALKS)
    assert cells(mediated([dated, again])["contacts"], "n_dated", "n_summed", "at_least") == [(1, 1, 1)]


def test_who_sends_a_letter_has_not_talked():
    visit = event("c1", "CONSULT", "ARM", "RUS", mode="visit", event_date="2020-10-07", **TALKS)
    letter = event("c2", "CONSULT", "ARM", "RUS", mode="message", event_date="2020-10-31", **TALKS)
    assert cells(mediated([visit, letter])["contacts"], "n_dated", "n_summed", "at_least") == [(1, 1, 1)]


@pytest.mark.parametrize("status", ["planned", "hypothetical", "historical", "demanded", "not_occurred"])
def test_a_cease_fire_that_was_not_made_is_no_agreement(status):
    made = mediated([*MOSCOW[:4], {**MOSCOW[4], "status": status}])
    assert made["ceasefires"].empty and list(made["chains"]["outcome"]) == ["joint_talks"]


def test_undated_talks_are_no_step():
    undated = {**MOSCOW[3], "event_date": ""}
    assert mediated([undated])["chain_steps"].empty


def test_contacts_count_what_a_text_counts():
    calls = [
        event("c1", "CONSULT", "ARM", "RUS", mode="phone", event_date="2020-10-07", **TALKS),
        event("c2", "CONSULT", "ARM", "RUS", mode="phone", event_date="2020-10-05", event_count=4, **TALKS),
        event("c3", "CONSULT", "ARM", "RUS", mode="visit", event_date="2020-10-09", **TALKS),
    ]
    fifth = [
        {
            "coding_id": "a#001/1",
            "quantity_no": 1,
            "measure": "ordinal",
            "unit": "call",
            "best": 5.0,
            "text": "fifth",
            "char_start": 0,
            "char_end": 5,
        }
    ]
    made = mediated(
        calls, [coding("a#001/1", "CONSULT", "RUS", "ARM")], [{"event_id": "c1", "coding_id": "a#001/1"}], fifth
    )
    assert cells(made["contacts"], "way", "n_dated", "n_reported", "n_summed", "at_least") == [
        ("phone", 2, 5, 5, 5), ("talks", 1, "", 1, 1),
    ]  # fmt: skip


def test_demands_and_what_came_of_them():
    asked = event("d1", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", event_date="2020-10-06", **PROCESS)
    wanted = event("d2", "RETREAT", "ARM", "AZE", status="demanded", event_date="", **TRUCE)
    leave = event("d3", "RETREAT", "ARM", "AZE", status="demanded", mode="withdraw", event_date="", claimants="AZE")
    fight = event("d4", "ASSAULT", "ARM", "AZE", status="demanded", event_date="")
    codings = [
        coding("a#001/1", "REQUEST", "RUS", "ARM;AZE", about_coding_id="a#001/2"),
        coding("a#001/2", "RETREAT", "ARM", "AZE"),
    ]
    mentions = [{"event_id": "d1", "coding_id": "a#001/1"}, {"event_id": "d2", "coding_id": "a#001/2"}]
    made = mediated([asked, wanted, leave, fight, MOSCOW[4]], codings, mentions)
    assert cells(made["demands"], "event_id", "demanded_by", "demanded_of", "answer", "answered_by") == [
        ("d2", "RUS", "ARM;AZE", "met", "r5"), ("d3", "AZE", "ARM", "open", ""),
    ]  # fmt: skip


def test_without_parties_there_is_nothing_to_mediate():
    made = mediated([], case=NOBODY)
    assert all(frame.empty for name, frame in made.items() if name != "chain_measures")
    assert set(made["chain_measures"]["note"]) == {"insufficient"}


def test_survival_by_hand():
    """Ten spells: two broken on day 1, one on day 3, the others not: 1, 0.8, 0.7 of them unbroken."""
    held = [(1, True), (1, True), (3, True), *[(5, False)] * 7]
    assert survival(held)[:2] == [(1, pytest.approx(0.8)), (3, pytest.approx(0.7))]
    assert survival(held[:9]) is None, "nine are too few for a curve"


def test_equal_events_in_any_order_give_equal_tables():
    one, other = mediated([*MOSCOW, *PARIS]), mediated([*PARIS, *MOSCOW][::-1])
    assert all(one[name].equals(other[name]) for name in one)


def test_params_reach_the_rates():
    lax = SimpleNamespace(**{**vars(NETWORK_PARAMS), "min_events": 1})
    events = [{**TOLD, **row} for row in [*MOSCOW, *PARIS]]
    empty = {name: table(name, []) for name in ("mentions", "codings", "sentences", "articles", "quantities")}
    known = {name: KNOWLEDGE[name] for name in ("actors", "memberships")}
    made = stage.build(
        table("events", events), interactions=related(events), **empty, **known, case=KARABAKH, params=lax
    )
    rates = dict(cells(made["chain_measures"].query("actor_id.isna()"), "measure", "value"))
    assert rates["joint_acceptance_rate"] == 1.0 and rates["talks_to_agreement"] == 1.0 and rates["response_lag"] == 2
    assert rates["ceasefire_survival_alleged_1"] == ""
