"""Krippendorff's alpha across publishers: published values, worlds of one mind and of none, too few events."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.positions import INSUFFICIENT
from analysis.measures.voices import accord

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": four coders, twelve units, "." = no value
CODERS = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]


def test_alpha_is_the_published_one():
    """0.743 for nominal data (the same paper, section C); units of a single value are left out there as here."""
    columns = zip(*(line.split() for line in CODERS), strict=True)
    reading = {f"u{k:02d}": {f"c{i}": v for i, v in enumerate(c) if v != "."} for k, c in enumerate(columns)}
    assert accord.alpha({unit: given for unit, given in reading.items() if len(given) > 1}) == pytest.approx(
        0.743, abs=0.001
    )


def test_two_coders_without_gaps_are_the_published_ones():
    """Krippendorff 2011, section A: two observers, ten binary units, alpha 0.095."""
    one, other = "0 1 0 0 0 0 0 0 1 0".split(), "1 1 1 0 0 1 0 0 0 0".split()
    reading = {f"u{k}": {"A": a, "B": b} for k, (a, b) in enumerate(zip(one, other, strict=True))}
    assert accord.alpha(reading) == pytest.approx(0.095, abs=0.001)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), min_size=1, max_size=8),
)
def test_alpha_of_drawn_events_is_that_of_the_package(values, drawn):
    reading = {f"u{k}": {f"c{i}": v for i, v in enumerate(given)} for k, given in enumerate(values)}
    drawn = [k % len(values) for k in drawn]
    again = accord.alpha({f"{place:03d}": reading[f"u{k}"] for place, k in enumerate(drawn)})
    times = np.bincount(drawn, minlength=len(values))
    assert accord._alpha_of(accord._counts(reading), times) == pytest.approx(1.0 if again is None else again)


def world(statuses: list[tuple[str, str]], publishers=("one", "two")) -> dict[str, dict]:
    """An event for each pair of statuses, as the two publishers tell it."""
    events, mentions, codings = [], [], []
    for k, pair in enumerate(statuses):
        events.append(SimpleNamespace(event_id=f"e{k:02d}"))
        for paper, status in zip(publishers, pair, strict=True):
            coding_id = f"{paper}#{k:03d}/1"
            mentions.append(SimpleNamespace(event_id=f"e{k:02d}", coding_id=coding_id))
            codings.append(SimpleNamespace(coding_id=coding_id, article_id=paper, status=status, mode="", place_id="",
                                           source="ARM", claimant=paper))  # fmt: skip
    articles = [SimpleNamespace(article_id=name, publisher=name) for name in ("one", "two")]
    return {row["attribute"]: row for row in accord.accord(events, mentions, codings, articles, 5, 200, 1)}


def test_publishers_of_one_mind_and_of_opposite_ones():
    alike = world([("realised", "realised"), ("alleged", "alleged")] * 5)
    assert (alike["status"]["alpha"], alike["status"]["agreed_share"], alike["status"]["n_events"]) == (1.0, 1.0, 10)
    assert alike["claimant"]["alpha"] < 0, "each names itself: less alike than chance"
    assert (alike["source"]["alpha"], alike["source"]["note"]) == ("", accord.UNVARIED)
    assert (alike["mode"]["n_events"], alike["mode"]["note"]) == (0, INSUFFICIENT)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_publishers_who_toss_coins_agree_as_chance_would_have_it(seed):
    drawn = np.random.default_rng(seed).choice(["realised", "alleged"], size=(60, 2)).tolist()
    row = world([tuple(pair) for pair in drawn])["status"]
    assert row["low"] < 0 < row["high"] and row["low"] < row["alpha"] < row["high"]


def test_four_events_are_insufficient_and_one_publisher_is_none():
    assert world([("realised", "alleged")] * 4)["status"]["note"] == INSUFFICIENT
    alone = world([("realised", "alleged")] * 9, publishers=("one", "one"))["status"]
    assert (alone["n_events"], alone["note"]) == (0, INSUFFICIENT), "two mentions of one publisher are no agreement"
