"""The mediation report: what it says of even-handedness, demands, plans and changes is true of any case."""

from __future__ import annotations

import pandas as pd
import pytest
from worlds import KARABAKH, NOBODY, event, table

from analysis import tables
from analysis.reporting import asked, even, mediation
from analysis.reporting.data import TABLES, Run, filled


def run(case=KARABAKH, **frames) -> Run:
    """A run of empty tables but these; frames or lists of rows."""
    made = {name: filled(tables.empty(name)) for name in TABLES}
    for name, rows in frames.items():
        made[name] = rows if isinstance(rows, pd.DataFrame) else filled(tables.cast(name, pd.DataFrame(rows)))
    return Run(case, made)


def measured(name: str, value, n: int, low="", high="", other="ARM", layer="communication") -> dict:
    return {
        "measure": name, "layer": layer, "actor_id": "RUS", "counterpart_id": other, "value": value, "low": low, "high": high,
        "interval": "wilson", "n": n, "note": "",
    }  # fmt: skip


def resampled(measure: str, low: float, high: float) -> dict:
    return {
        "measure": measure, "layer": "relation", "actor_id": "RUS", "counterpart_id": "ARM", "value": 0.0, "low": low, "high": high,
        "no_interval": "", "doubt_low": low, "doubt_high": high, "share_of_draws": 1.0, "share_first": 0.0, "publisher_out": "",
        "value_without": 0.0, "n_draws": 100,
    }  # fmt: skip


MEDIATOR = {
    "actor_id": "RUS", "conflict_role": "mediator", "side": "", "since": "", "until": "", "strength": 1.0, "n_events": 9,
    "evidence": "", "basis": "events", "hypothesis": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("share", "tilt", "drawn", "said"),
    [
        (measured("attention_share", 0.6, 20, 0.4, 0.8), None, (), "no lean to be told"),
        (measured("attention_share", 0.9, 20, 0.7, 0.97), None, (), "a lean in contacts"),
        (measured("attention_share", "", 3), None, (), "insufficient"),
        (None, measured("tilt", -0.8, 9, layer="relation"), (-0.9, -0.5), "a lean in words and deeds"),
        (None, measured("tilt", 0.2, 9, layer="relation"), (-0.4, 0.7), "no lean to be told"),
        (None, measured("tilt", 0.9, 9, layer="relation"), (), "insufficient"),  # a number without an interval says nothing
        (measured("attention_share", "", 2), measured("tilt", "", 4, layer="relation"), (), "insufficient"),
    ],
)  # fmt: skip
def test_a_verdict_goes_as_far_as_its_interval(share, tilt, drawn, said):
    rows = [row for row in (share, tilt) if row]
    more = {"uncertainty": [resampled("tilt", *drawn)]} if drawn else {}
    told = even.verdicts(run(measures=rows, roles_found=[MEDIATOR], **more)).plain
    assert told.startswith(f"- RUS: {said}. "), told


def test_a_lean_names_the_party_it_is_towards():
    rows = [measured("tilt", -0.8, 9, layer="relation")]
    told = even.verdicts(run(measures=rows, roles_found=[MEDIATOR], uncertainty=[resampled("tilt", -0.9, -0.5)])).plain
    assert told.count("towards AZE") == 1 and "−0.80 (−0.90 to −0.50, n = 9)" in told


def test_no_verdict_on_who_hardly_mediates():
    few = {**MEDIATOR, "n_events": 4}
    assert "Nobody met the rule" in even.verdicts(run(roles_found=[few])).plain


def demand(event_id: str, by: str, of: str, **more) -> dict:
    return {
        "event_id": event_id, "demanded_by": by, "demanded_of": of, "event_type": "RETREAT", "mode": "withdraw", "actors": "ARM;AZE",
        "first_date": "2020-10-01", "last_date": "2020-10-01", "n_demands": 1, "answer": "open", "answered_by": "", "answer_date": "",
        "evidence": f"a#00{len(event_id)}/1", **more,
    }  # fmt: skip


def test_a_party_of_which_the_tables_hold_nothing_is_named():
    said = asked.parties_ask(run(demands=[demand("d", "AZE", "ARM")])).plain
    assert "The tables hold no demand and no condition of ARM" in said
    assert "Do they conflict? Cannot be said: nothing of ARM stands in the tables" in said


def test_demands_of_both_stand_side_by_side_and_no_rule_decides():
    both = [demand("d", "AZE", "ARM"), demand("dd", "NKR", "AZE", event_type="RETREAT", mode="ceasefire")]
    said = asked.parties_ask(run(demands=both)).plain
    assert "ARM wants of AZE: cease-fire; AZE wants of ARM: withdrawal" in said, "NKR counts with Armenia"
    lone = asked.parties_ask(run(demands=[both[0], demand("dd", "ARM", "RUS")])).plain
    assert "the tables hold no demand of ARM on the other party" in lone


def attending(event_id: str, how: str, *actors: str) -> list[dict]:
    return [{"event_id": event_id, "actor_id": actor, "attendance": how} for actor in actors]


def test_planned_talks_took_place_where_all_who_are_named_met_soon():
    told = {"evidence": "", "first_reported": "2020-10-07"}
    plan = {**event("p", "CONSULT", "ARM", "AZE", status="planned", event_date=""), **told}
    held = event("h", "CONSULT", "ARM;AZE", third_parties="RUS", event_date="2020-10-09")
    one = event("o", "CONSULT", "ARM", "RUS", event_date="2020-10-08")
    rows = [*attending("p", "invited", "ARM", "AZE"), *attending("h", "attended", "ARM", "AZE"), *attending("o", "attended", "ARM")]
    found = run(events=table("events", [plan, held, one]), attendance=rows)
    found = Run(found.case, {**found.frames, "events": filled(found.events)})
    known = {e.event_id: e for e in found.events.itertuples()}
    rounds = found.attendance.groupby("event_id")["actor_id"].agg(frozenset)
    held_on = asked._held(found, rounds)
    assert asked._came_about(found, known["p"], rounds["p"], held_on) == [("9 Oct 2020", "")]
    late = [("2020-11-09", frozenset({"ARM", "AZE"})), ("2020-10-08", frozenset({"ARM", "RUS"}))]
    assert asked._came_about(found, known["p"], rounds["p"], late) == [("not told", "")]


@pytest.mark.parametrize(
    ("stage", "parties", "day", "said"),
    [
        ("separate_talks", "ARM;AZE", "2020-10-09", "9 Oct 2020, each apart"),
        ("joint_talks", "ARM;AZE", "2020-10-09", "9 Oct 2020, at one table"),
        ("separate_talks", "ARM", "2020-10-09", "not told"),  # one of the two came
        ("shuttle_call", "ARM;AZE", "2020-10-09", "not told"),  # a telephone call is not the meeting
        ("joint_talks", "ARM;AZE", "2020-10-30", "not told"),  # too late
    ],
)
def test_planned_talks_took_place_where_their_attempt_went_on_to_them(stage, parties, day, said):
    """ "Are due to be received in Washington": the minister met them one after the other."""
    plan = {**event("p", "CONSULT", "ARM;AZE", third_parties="USA", status="planned", event_date="2020-10-08"), "evidence": ""}
    held = {**event("h", "CONSULT", "USA", parties, event_date=day), "evidence": ""}
    step = {"chain_id": "c", "stage_no": 4, "conveners": "USA", "parties": "ARM;AZE", "taken_by": "", "status": "realised"}
    steps = [
        {**step, "step_no": 1, "stage": "offer", "event_id": "p", "day": "2020-10-08"},
        {**step, "step_no": 2, "stage": stage, "event_id": "h", "day": day, "parties": parties},
    ]
    found = run(events=table("events", [plan, held]), chain_steps=steps, attendance=attending("p", "invited", "ARM", "AZE", "USA"))
    found = Run(found.case, {**found.frames, "events": filled(found.events)})
    rounds = found.attendance.groupby("event_id")["actor_id"].agg(frozenset)
    assert asked._came_about(found, found.event_of["p"], rounds["p"], [])[0][0] == said


def tie(sign: int, n: int) -> pd.DataFrame:
    return pd.DataFrame([{"layer": "relation", "source_id": "ARM", "target_id": "AZE", "n_realised": n, "sign": sign}])


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ((-1, 6), (1, 6), "1 changed the sign of the tie: ARM – AZE, from more hostile to more cooperative"),
        ((-1, 6), (-1, 9), "none changed the sign of the tie. As before: ARM – AZE (more hostile)"),
        ((-1, 6), (1, 2), "nothing can be said of whether the alignment changed"),
    ],
)
def test_what_is_said_of_the_alignment(monkeypatch, before, now, said):
    parts = [("in spring", tie(*before)), ("in summer", tie(*now)), ("in autumn", tie(*now))]
    monkeypatch.setattr(mediation, "thirds", lambda run: parts)
    assert said in mediation.alignment_in_words(run())
    monkeypatch.setattr(mediation, "thirds", lambda run: [])
    assert "nothing can be said" in mediation.alignment_in_words(run(NOBODY))


def test_a_truce_agreed_on_one_day_and_in_force_the_next_is_one():
    assert mediation._apart(["2020-10-25", "2020-10-26", "2020-11-10"]) == ["2020-10-25", "2020-11-10"]
