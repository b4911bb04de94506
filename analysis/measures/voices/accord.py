"""Whether publishers tell the same events alike: Krippendorff's alpha over the events that two of them or more tell.

The units are the events, the coders the publishers, the value the last one a publisher gives: its status,
mode, place, claimants, or the first of its two sides. Events are matched by type, sides, day and place (clusters), so
that agreement on what the matching looks at is high by construction; status and claimants are the ones it leaves free.
1 = always alike, 0 = as chance would have it, below 0 = less. Intervals: the events drawn again. Sources: Krippendorff
2011 (alpha by the package krippendorff); methods 2.16.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import krippendorff
import numpy as np
from scipy.sparse import csr_array

from analysis.measures.chance.resampling import LEVELS
from analysis.measures.positions import INSUFFICIENT

FIELDS = ("claimant", "mode", "place_id", "source", "status")
UNVARIED = "all alike: nothing to agree on beyond it"
Reading = dict[str, dict[str, str]]  # event -> publisher -> value


def readings(field: str, events: Iterable[str], mentions: Iterable, codings: dict, papers: dict[str, str]) -> Reading:
    """Event -> publisher -> the value of its last mention that has one. `codings`: coding_id -> row; `papers`: article ->
    publisher."""
    wanted = set(events)
    found: Reading = defaultdict(dict)
    for row in sorted(mentions, key=lambda row: row.coding_id):
        coding = codings[row.coding_id]
        value = getattr(coding, field)
        if row.event_id in wanted and value:
            found[row.event_id][papers[coding.article_id]] = value
    return {event: given for event, given in found.items() if len(given) > 1}


def alpha(reading: Reading) -> float | None:
    """Nominal alpha; None without units, or where all values are the same (then nothing can differ by chance)."""
    publishers = sorted({name for given in reading.values() for name in given})
    values = sorted({value for given in reading.values() for value in given.values()})
    if len(values) < 2:
        return None
    number = {value: k for k, value in enumerate(values)}
    table = [
        [number[reading[event][name]] if name in reading[event] else np.nan for event in sorted(reading)]
        for name in publishers
    ]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def accord(
    events: Iterable, mentions: Iterable, codings: Iterable, articles: Iterable, least: int, draws: int, seed: int
) -> list[dict]:
    """One row per field: alpha, its 95 % interval, the events it rests on, the share of pairs of readings that agree."""
    by_id, papers = (
        {row.coding_id: row for row in codings},
        {a.article_id: a.publisher or a.article_id for a in articles},
    )
    inside, mentions = [event.event_id for event in events], list(mentions)
    rows = []
    for field in FIELDS:
        reading = readings(field, inside, mentions, by_id, papers)
        n, value = len(reading), alpha(reading)
        row = {"attribute": field, "alpha": "", "low": "", "high": "", "n_events": n, "agreed_share": "", "note": ""}
        if n < least:
            row["note"] = INSUFFICIENT
        else:
            row["agreed_share"] = float(np.mean([_alike(given) for given in reading.values()]))
            row["note"] = UNVARIED if value is None else ""
            if value is not None:
                row["alpha"] = value
                row["low"], row["high"] = _interval(reading, draws, np.random.default_rng(seed))
        rows.append(row)
    return rows


def _alike(given: dict[str, str]) -> float:
    """The share of pairs of publishers that give the same."""
    values = [given[name] for name in sorted(given)]
    same = [a == b for k, a in enumerate(values) for b in values[k + 1 :]]
    return sum(same) / len(same)


def _interval(reading: Reading, draws: int, random: np.random.Generator) -> tuple[float, float]:
    """Percentiles over draws of the events; a draw in which all is alike counts as 1."""
    counts = _counts(reading)
    found = np.empty(draws)
    for k in range(draws):
        drawn = random.integers(counts.shape[0], size=counts.shape[0])
        found[k] = _alpha_of(counts, np.bincount(drawn, minlength=counts.shape[0]))
    low, high = np.percentile(found, LEVELS)
    return float(low), float(high)


def _counts(reading: Reading) -> csr_array:
    """events x values: how many publishers give the event the value."""
    number = {value: k for k, value in enumerate(sorted({v for given in reading.values() for v in given.values()}))}
    cells = [(place, number[v]) for place, event in enumerate(sorted(reading)) for v in reading[event].values()]
    return csr_array((np.ones(len(cells)), np.array(cells).T), shape=(len(reading), len(number)))


def _alpha_of(counts: csr_array, times: np.ndarray) -> float:
    """Nominal alpha with every event `times` over; 1 where all values are the same.

    Of n_uc publishers that give event u the value c, m_u in all, n_c over all events, n together: 1 - (n - 1) sum over u of
    (m_u^2 - sum n_uc^2) / (m_u - 1), divided by n^2 - sum n_c^2 (Krippendorff 2011, nominal data without the table of
    coincidences, which a thousand draws of thousands of events cannot afford).
    """
    given, alike = counts.sum(axis=1), (counts * counts).sum(axis=1)
    values = times @ counts
    n = values.sum()
    by_chance = n**2 - (values**2).sum()
    apart = (times * (given**2 - alike) / (given - 1)).sum()
    return float(1 - (n - 1) * apart / by_chance) if by_chance else 1.0
