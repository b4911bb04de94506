"""How sure a measure is: other articles, a doubting coder, one publisher less."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from worlds import KARABAKH, KNOWLEDGE, cells, event, papers, related, table

from analysis import tables
from analysis.measures.chance import resampling
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
    assert che["low"] < che["value"] == 16.0 and che["high"] <= 16.0 and che["share_first"] == 1.0


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
        told, lambda mask: kept.append(int(mask.sum())) or {}, 300, np.random.default_rng(0), lambda: None
    )
    assert 2.5 < np.mean(kept) < 3.0, "of four articles 4 (1 - (3/4)^4) = 2.73 are drawn at least once"
