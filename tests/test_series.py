"""interactions -> series, windows, changes: small worlds whose days are known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import KARABAKH, cells, event, related, table

from analysis import tables
from analysis.measures.course import windows as rolling
from analysis.measures.course.windows import Edge
from analysis.stages import series as stage

PARAMS = SimpleNamespace(half_life=3.0, window_days=2, draws=99, seed=1)


def followed(*events, case=KARABAKH, params=PARAMS) -> dict:
    made = stage.build(table("events", list(events)), related(list(events), case), case=case, params=params)
    return {name: tables.check(name, frame) for name, frame in made.items()}


def test_scores_add_up_and_fade():
    made = followed(
        event("a", "ACCUSE", "ARM", "AZE", event_date="2020-10-01"),  # -3
        event("b", "ACCUSE", "AZE", "ARM", event_date="2020-10-01"),  # -3
        event("c", "SUPPORT", "ARM", "AZE", event_date="2020-10-04"),  # +5
        event("d", "SUPPORT", "ARM", "AZE", event_date="2020-10-05", status="planned"),
        event("e", "REQUEST", "ARM", "AZE", event_date="2020-10-05", layer="process"),
    )["series"]
    assert cells(made, "actor_a", "actor_b", "day", "n", "cooperative", "hostile", "score_sum", "score_mean") == [
        ("ARM", "AZE", "2020-10-01", 2, 0.0, 2.0, -6.0, -3.0),
        ("ARM", "AZE", "2020-10-04", 1, 1.0, 0.0, 5.0, 5.0),
    ]
    assert list(made["score_decayed"]) == [-6.0, 5.0 - 3.0]  # three days are one half-life
    assert list(made["net_cooperation"]) == pytest.approx([-2 / 3, 1 / 2])


def test_what_changed_since_the_window_before():
    made = followed(
        event("a", "ACCUSE", "ARM", "AZE", event_date="2020-10-01"),
        event("b", "ACCUSE", "ARM", "TUR", event_date="2020-10-02"),
        event("c", "SUPPORT", "ARM", "AZE", event_date="2020-10-03"),
        event("d", "SUPPORT", "TUR", "AZE", event_date="2020-10-04"),
    )
    last = made["changes"].query("window_end == '2020-10-04'")
    assert cells(last, "actor_a", "actor_b", "change", "sign_before", "sign_now", "weight_before", "weight_now") == [
        ("ARM", "AZE", "flipped", -1, 1, 1.0, 1.0),
        ("ARM", "TUR", "dropped", -1, 0, 1.0, 0.0),
        ("AZE", "TUR", "added", 0, 1, 0.0, 1.0),
    ]
    window = made["windows"].query("window_end == '2020-10-04'")
    assert cells(window, "window_start", "n_events", "n_edges", "jaccard", "hamming") == [
        ("2020-10-03", 2, 2, 1 / 3, 2)
    ]
    first = made["windows"].query("window_end == '2020-10-02'")
    assert first["jaccard"].isna().all(), "nothing comes before the first window"


def test_what_did_not_happen_is_in_no_window():
    made = followed(event("a", "ACCUSE", "ARM", "AZE", status="alleged"))
    assert all(frame.empty for frame in made.values())


edge_sets = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE")).filter(lambda pair: pair[0] < pair[1]),
    st.builds(Edge, st.integers(1, 9).map(float), st.sampled_from((-1, 0, 1))),
)


@settings(max_examples=40, deadline=None)
@given(edge_sets, edge_sets)
def test_every_edge_that_differs_is_a_change_and_no_other(before, now):
    changed = {(row["actor_a"], row["actor_b"]) for row in rolling.turned(before, now)}
    for pair in before.keys() | now.keys():
        same = pair in before and pair in now and before[pair].sign == now[pair].sign
        assert (pair in changed) == (not same)


@settings(max_examples=20, deadline=None)
@given(edge_sets)
def test_a_network_correlates_fully_with_itself(edges):
    found = rolling.qap(edges, edges, 49, np.random.default_rng(1))
    if found is not None:
        assert found[0] == pytest.approx(1) and 1 / 50 <= found[1] <= 1
