"""How sure a measure is: other articles, a doubting coder, one publisher less."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from worlds import KARABAKH, KNOWLEDGE, cells, event, papers, related, table

from analysis import tables
from analysis.measures.chance import resampling, sums
from analysis.measures.parties import Camps
from analysis.measures.positions import HOW_SURE
from analysis.measures.records import records
from analysis.stages import uncertainty as stage

TALKS = {"layer": "communication", "direction": "mutual", "mode": "phone"}
PARAMS = SimpleNamespace(min_events=5, level="state", draws=200, seed=3)
# Switzerland telephones both parties in every article; Georgia appears in one, of another press
WORLD = [
    *(
        event(f"m{k}{who}", "CONSULT", "CHE", who, event_date=f"2020-10-{k:02d}", told_in=(f"one-{k}",), confidence=0.9, **TALKS)
        for k in range(1, 9)
        for who in ("ARM", "AZE")
    ),
    event("g1", "CONSULT", "GEO", "ARM", event_date="2020-10-05", told_in=("two-1",), confidence=0.5, **TALKS),
]  # fmt: skip


def doubted(events: list[dict], params=PARAMS) -> dict:
    plain = [{key: value for key, value in row.items() if key != "told_in"} for row in events]
    made = stage.build(
        events=table("events", plain), interactions=related(plain), **papers(events), actors=KNOWLEDGE["actors"],
        case=KARABAKH, params=params,
    )  # fmt: skip
    made = tables.check("uncertainty", made)
    names = ("measure", "layer", "actor_id", "counterpart_id")
    return {
        row[:4]: dict(zip(made.columns[4:], row[4:], strict=True)) for row in cells(made, *names, *made.columns[4:])
    }


def test_what_every_article_tells_is_sure_and_what_one_tells_is_not():
    found = doubted(WORLD)
    mediator = found["role", "all", "CHE", "mediator"]
    assert mediator["share_of_draws"] == 1.0
    strength = found["strength", "communication", "GEO", ""]
    assert 0.4 < strength["share_of_draws"] < 0.9  # drawn with repetition, one article of nine is there in 65 %
    assert (strength["publisher_out"], strength["value_without"]) == ("Press two", 0.0)
    che = found["strength", "communication", "CHE", ""]
    assert che["low"] < che["value"] == 16.0 < che["high"] and che["share_first"] > 0.99
    degree = found["degree", "communication", "CHE", ""]
    assert degree["value"] == degree["high"] == 2.0


def test_a_doubting_coder_widens_the_interval():
    sure = doubted([{**row, "confidence": 1.0} for row in WORLD])["strength", "communication", "CHE", ""]
    doubt = doubted(WORLD)["strength", "communication", "CHE", ""]
    assert sure["doubt_low"] == sure["doubt_high"] == 16.0 > doubt["doubt_low"]


def test_the_same_seed_gives_the_same_table_and_few_articles_give_none():
    assert doubted(WORLD) == doubted(WORLD)
    assert doubted(WORLD[:4]) == {}, "two articles say nothing about other articles"
    assert doubted(WORLD, SimpleNamespace(**{**vars(PARAMS), "draws": 50})) == {}, "fifty draws are no interval"


def test_ranks_are_shared_between_equals():
    draws = [{("strength", "x", "A", ""): 2.0, ("strength", "x", "B", ""): 2.0}, {("strength", "x", "A", ""): 1.0}]
    assert resampling.rank_first(draws) == {("strength", "x", "A", ""): 0.75, ("strength", "x", "B", ""): 0.25}


def test_an_interval_needs_half_of_the_draws():
    key = ("m", "x", "A", "")
    assert resampling.interval([{key: 1.0}, {}, {}], key) is None
    low, high = resampling.interval([{key: float(k)} for k in range(101)], key)
    assert (low, high) == (2.5, 97.5)


def test_articles_are_drawn_with_repetition():
    told = np.eye(4, dtype=bool)
    kept = []
    resampling.by_articles(
        told, lambda mask, _: kept.append(int(mask.sum())) or {}, 300, np.random.default_rng(0), lambda: None
    )
    assert 2.5 < np.mean(kept) < 3.0, "of four articles 4 (1 - (3/4)^4) = 2.73 are drawn at least once"


def test_an_event_counts_as_often_as_its_articles_are_drawn():
    """One event told by two articles, one by the first alone: drawn twice, the first gives 1 and 2."""
    told, seen = np.array([[True, True], [True, False]]), []
    resampling.by_articles(
        told, lambda mask, weights: seen.append(tuple(weights)) or {}, 400, np.random.default_rng(0), lambda: None
    )
    assert set(seen) == {(1.0, 0.0), (1.0, 1.0), (1.0, 2.0)}
    assert np.mean(seen, axis=0) == pytest.approx([1.0, 1.0], abs=0.1), "the draws lie around the number"


def test_sums_are_those_of_the_tables():
    events = table("events", [{k: v for k, v in row.items() if k != "told_in"} for row in WORLD])
    rows = records(related([{k: v for k, v in row.items() if k != "told_in"} for row in WORLD]))
    made = sums.sums(records(events), rows, Camps(("ARM", "AZE")), {"g1": {"ARM", "GEO", "AZE"}})
    found = made.values(np.ones(len(events)))
    assert {key[0] for key in found} <= set(sums.SUMMED)
    assert found["events", "all", "", ""] == 17 and found["events_by_status", "all", "", "realised"] == 17
    assert found["events", "all", "CHE", ""] == found["strength", "communication", "CHE", ""] == 16
    assert found["contacts", "communication", "CHE", "ARM"] == 8
    assert found["events_of_pair", "communication", "AZE", "CHE"] == 8
    assert found["co_participation", "communication", "ARM", "GEO"] == 0.5
    assert not made.values(np.zeros(len(events)))


def test_every_measure_says_how_sure_it_is_or_why_not():
    named = {
        value
        for name in ("measures", "chain_measures")
        for column in tables.schema(name)
        if column.name == "measure"
        for value in column.vocabulary
    }
    assert named == set(HOW_SURE)
    drawn = next(column for column in tables.schema("uncertainty") if column.name == "measure").vocabulary
    assert {name for name, way in HOW_SURE.items() if way == "draws"} == set(drawn) - {
        "role", "events", "events_by_status", "events_of_pair",
    }  # fmt: skip


def test_a_value_in_too_few_draws_says_so():
    tilt, events = ("tilt", "relation", "RUS", "ARM"), ("events", "all", "RUS", "")
    draws = [{tilt: 0.5, events: 2.0}, {}, {}]
    rows = {key: stage._row(key, 1.0, draws, draws, {}, 0.0, {key: 1.0}, 3) for key in (tilt, events)}
    assert rows[tilt]["low"] == "" and rows[tilt]["no_interval"] == stage.FEW
    assert (rows[events]["low"], rows[events]["no_interval"]) == (0.0, ""), "an event nobody tells is none"
