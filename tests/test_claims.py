"""codings and events -> claims, costs, voices, publishers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import KARABAKH, KNOWLEDGE, NETWORK_PARAMS, cells, coding, participant, table, told

from analysis import tables
from analysis.stages import claims as stage

WAR = {"event_date": "2020-10-07"}


def said(codings: list[dict], people=(), quantities=(), roles=(), texts=None, articles=None, case=KARABAKH) -> dict:
    texts = texts or {}
    official = {paper["article_id"]: paper.get("official_line", "") for paper in articles or ()}
    made = told(codings, people=list(people), texts=texts, lines=official)
    names = sorted({row["article_id"] for row in codings})
    lines = [
        {"sentence_id": s, "article_id": s.split("#")[0], "published": "2020-10-07", "char_start": 0, "text": texts.get(s, f"Sentence {s}.")}
        for s in sorted({row["sentence_id"] for row in codings})
    ]  # fmt: skip
    papers = articles or [{"article_id": name, "publisher": f"Press {name}"} for name in names]
    found = stage.build(
        made["events"], made["mentions"], table("codings", codings),
        table("participants", [{**row, "participant_no": k} for k, row in enumerate(people, 1)]),
        table("quantities", list(quantities)), table("sentences", lines), table("articles", papers),
        table("roles_found", list(roles)), KNOWLEDGE["actors"], case=case, params=NETWORK_PARAMS,
    )  # fmt: skip
    return {name: tables.check(name, frame) for name, frame in found.items()}


def test_a_claim_its_denial_and_its_mirror():
    made = said([
        coding("a#001/1", "ASSAULT", "AZE", "ARM", status="alleged", claimant="ARM", **WAR),
        coding("a#002/1", "ASSAULT", "AZE", "ARM", status="denied", claimant="AZE", **WAR),
        coding("b#001/1", "ASSAULT", "ARM", "AZE", status="alleged", claimant="AZE", **WAR),
        coding("b#002/1", "SUPPORT", "TUR", "AZE", claimant="TUR", **WAR),
    ])["claims"]  # fmt: skip
    rows = cells(made, "holder", "stance", "holder_type", "contradicted_by", "evidence")
    assert sorted(rows) == [
        ("ARM", "asserts", "party", "AZE", "a#001/1"),
        ("AZE", "asserts", "party", "", "b#001/1"),
        ("AZE", "denies", "party", "ARM", "a#002/1"),
    ]
    events = {row[0]: row[1] for row in cells(made, "event_id", "mirror_event_id")}
    assert len(events) == 2 and all(events[other] == one for one, other in events.items())


def test_the_words_themselves_are_told_from_a_paraphrase():
    texts = {"a#001": 'He said "they shelled us" and left.', "a#002": "He said they shelled the town."}
    made = said([
        coding("a#001/1", "ASSAULT", "AZE", "ARM", status="alleged", claimant="ARM", char_start=14, **WAR),
        coding("a#002/1", "COERCE", "AZE", "ARM", status="alleged", claimant="RUS", char_start=13, **WAR),
        coding("a#003/1", "ASSAULT", "ARM", "AZE", claimant="UNSPEC", status="alleged", **WAR),
    ], texts=texts, roles=[{"actor_id": "RUS", "conflict_role": "mediator", "side": "", "n_events": 1, "basis": "events"}])["claims"]  # fmt: skip
    assert sorted(cells(made, "holder", "evidence_form", "holder_type")) == [
        ("ARM", "direct_quote", "party"), ("RUS", "paraphrase", "mediator"), ("UNSPEC", "paraphrase", "anonymous"),
    ]  # fmt: skip


def test_what_the_narrator_alone_tells_is_no_claim():
    assert said([coding("a#001/1", "ASSAULT", "ARM", "AZE", **WAR)])["claims"].empty


def test_losses_are_listed_with_who_counts_them_and_never_summed():
    numbers = [
        {"coding_id": "a#001/1", "quantity_no": 1, "measure": "deaths", "group": "civilian", "low": 3.0, "text": "at least three", "char_start": 0, "char_end": 5},
        {"coding_id": "a#002/1", "quantity_no": 1, "measure": "deaths", "best": 9.0, "text": "nine", "char_start": 0, "char_end": 4},
        {"coding_id": "a#003/1", "quantity_no": 1, "measure": "deaths", "best": 30000.0, "text": "30,000", "char_start": 0, "char_end": 6},
        {"coding_id": "a#001/1", "quantity_no": 2, "measure": "ordinal", "best": 4.0, "text": "fourth", "char_start": 0, "char_end": 6},
    ]  # fmt: skip
    made = said([
        coding("a#001/1", "ASSAULT", "AZE", "NKR", status="alleged", claimant="ARM", **WAR),
        coding("a#002/1", "ASSAULT", "", "AZE", status="alleged", claimant="AZE", **WAR),
        coding("a#003/1", "ASSAULT", "ARM", "AZE", status="historical", event_date="199X", date_precision="decade"),
    ], people=[participant("a#001/1", "target", "NKR")], quantities=numbers)["costs"]  # fmt: skip
    assert cells(made, "coding_id", "loss_of", "claimant", "low", "best", "high") == [
        ("a#001/1", "ARM", "ARM", 3.0, "", ""), ("a#002/1", "AZE", "AZE", "", 9.0, ""),
    ]  # fmt: skip


def test_who_is_heard_more_than_sizes_would_give():
    codings = [
        *(coding(f"a#00{k}/1", "ACCUSE", "ARM", "AZE", claimant="ARM") for k in range(1, 7)),
        *(coding(f"b#00{k}/1", "ACCUSE", "AZE", "ARM", claimant="AZE") for k in range(1, 4)),
        coding("b#004/1", "ACCUSE", "ARM", "AZE", claimant="NKR"),
        coding("b#005/1", "ASSAULT", "ARM", "AZE"),
    ]
    made = said(codings)
    found = {row[:2]: row[2:] for row in cells(made["voices"], "publisher", "claimant", "n_codings", "expected")}
    assert found["Press a", "ARM"] == (6, pytest.approx(6 * 6 / 10)) and ("Press b", "NARRATOR") not in found
    rows = cells(made["publishers"], "publisher", "claims_a", "claims_b", "voice_balance", "narration_share", "note")
    assert rows == [("Press a", 6, 0, 1.0, 0.0, ""), ("Press b", 1, 3, "", 0.2, "insufficient")]


def test_an_official_text_is_its_actors_word_in_claims_and_losses():
    """One sentence has one claimant in all tables, and what did not happen costs nobody anything."""
    numbers = [
        {"coding_id": f"a#00{k}/1", "quantity_no": 1, "measure": "deaths", "best": 13.0, "text": "13", "char_start": 0, "char_end": 2}
        for k in (1, 2, 3)
    ]  # fmt: skip
    made = said([
        coding("a#001/1", "ASSAULT", "ARM", "AZE", **WAR),
        coding("a#002/1", "COERCE", "ARM", "AZE", status="not_occurred", **WAR),
        coding("a#003/1", "ASSAULT", "ARM", "AZE", status="planned", **WAR),
    ], quantities=numbers, articles=[{"article_id": "a", "publisher": "Desk", "official_line": "AZE"}])  # fmt: skip
    assert cells(made["costs"], "coding_id", "claimant", "status") == [("a#001/1", "AZE", "alleged")]
    assert cells(made["claims"], "holder", "stance") == [("AZE", "asserts")]


def test_accord_looks_at_the_events_of_the_window_only():
    codings = [coding(f"{paper}#00{k}/1", "ASSAULT", "ARM", "AZE", event_date=f"{year}-10-0{k}", status="realised")
               for paper in ("a", "b") for k in range(1, 7) for year in ((2020,) if k < 4 else (2016,))]  # fmt: skip
    case = replace(KARABAKH, window_start="2020-09-27", window_end="2020-11-12")
    assert set(said(codings)["accord"]["n_events"]) == {0, 6} and set(said(codings, case=case)["accord"]["n_events"]) == {0, 3}
