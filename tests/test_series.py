"""interactions -> series, windows, changes: small worlds whose days are known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import KARABAKH, cells, event, related, table

from analysis import tables
from analysis.measures.course import intensity as week
from analysis.measures.course import windows as rolling
from analysis.measures.course.windows import Edge
from analysis.measures.intervals import EXACT_UP_TO
from analysis.stages import series as stage

PARAMS = SimpleNamespace(half_life=3.0, window_days=2, draws=99, seed=1)


def replace_day(row: dict, day: str) -> dict:
    return {**row, "event_date": day}


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


def test_a_day_of_peace_is_told_as_one():
    """An agreement of the pair counts in its days; it has no sign in the network, and a call for one has none at all."""
    made = followed(
        event("a", "AGREE", "ARM", "AZE", mode="ceasefire", direction="mutual", layer="process", event_date="2020-10-10"),
        event("b", "AGREE", "ARM", "AZE", mode="willing", layer="process", event_date="2020-10-11"),
        event("c", "REQUEST", "RUS", "ARM;AZE", mode="ceasefire", layer="process", event_date="2020-10-11"),
    )["series"]
    assert cells(made, "actor_a", "actor_b", "day", "n", "cooperative") == [("ARM", "AZE", "2020-10-10", 1, 1.0)]


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


@settings(max_examples=30, deadline=None)
@given(edge_sets, edge_sets)
def test_relabelled_networks_are_compared_as_matrices_would_be(before, now):
    found = rolling.qap(before, now, 19, np.random.default_rng(1))
    if found is None:
        return
    actors = sorted({code for pair in (*before, *now) for code in pair})
    one, other = (np.zeros((len(actors), len(actors))) for _ in range(2))
    for matrix, edges in ((one, before), (other, now)):
        for (a, b), edge in edges.items():
            matrix[actors.index(a), actors.index(b)] = matrix[actors.index(b), actors.index(a)] = edge.weight
    upper, random = np.triu_indices(len(actors), 1), np.random.default_rng(1)
    own = np.corrcoef(one[upper], other[upper])[0, 1]
    orders = [random.permutation(len(actors)) for _ in range(19)]
    drawn = [np.corrcoef(one[upper], other[np.ix_(order, order)][upper])[0, 1] for order in orders]
    assert found == pytest.approx((own, (1 + sum(r >= own - 1e-9 for r in drawn)) / 20))


def test_the_interval_of_the_median_is_that_of_the_binomial_distribution():
    assert week.median([1.0] * 5) is None  # 2 / 2 ** 5 is more than 5 %
    assert week.median([3, 1, 2, 6, 5, 4]) == (3.5, 1, 6)
    # tables of the sign test: ranks 3 and 10 of 12 values, 40 and 61 of 100
    assert week.median(list(range(1, 13))) == (6.5, 3, 10)
    assert week.median(list(range(1, 101))) == (50.5, 40, 61)
    n = EXACT_UP_TO
    exact, rough = week.median(list(range(n))), week.median(list(range(n + 1)))
    assert abs(exact[1] - rough[1]) <= 1 and exact[0] == (n - 1) / 2


def test_a_week_has_turned_only_where_the_intervals_do_not_meet():
    assert week.direction((0, -1, 1), (-3, -4, -2)) == "deteriorated"
    assert week.direction((0, -1, 1), (3, 2, 4)) == "improved"
    assert week.direction((0, -1, 1), (3, 1, 4)) == "unchanged"
    assert week.direction(None, (3, 1, 4)) == week.direction((3, 1, 4), None) == "insufficient"


def test_intensity_counts_talks_and_relations_that_happened():
    hostile = [event(f"a{k}", "ASSAULT", "ARM", "AZE", event_date="2020-10-03") for k in range(6)]
    friendly = [event(f"s{k}", "SUPPORT", "ARM", "AZE", event_date="2020-10-01") for k in range(6)]
    other = [
        event("p", "REQUEST", "RUS", "ARM;AZE", event_date="2020-10-03", layer="process"),
        event("c", "ASSAULT", "ARM", "AZE", event_date="2020-10-03", status="alleged"),
        event("n", "ASSAULT", "ARM", "AZE", event_date=""),
    ]
    made = followed(*hostile, *friendly, *other)["intensity"]
    assert cells(made, "window_start", "window_end", "n_events", "n_force", "direction") == [
        ("2020-10-01", "2020-10-02", 6, 0, "insufficient"),
        ("2020-10-02", "2020-10-03", 6, 6, "insufficient"),  # the window before it is not whole
    ]
    later = followed(*friendly, *[replace_day(row, "2020-10-04") for row in hostile])["intensity"]
    assert list(later["direction"]) == ["insufficient", "insufficient", "deteriorated"]
    assert list(later["score_median"].fillna(99)) == [5.0, 99, -9.0]
