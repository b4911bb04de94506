"""Whether the hostile and the cooperative acts of a pair come in spells: the days of its acts dealt out anew among them.

The clustering of a pair is the mean product of the signs of two acts at most DAYS apart: 1 where acts of one kind come
together, -1 where they take turns. Its days and its acts stay, only which act fell on which day is chance, so that a
busy week makes no spell by itself. p = (1 + shuffles at least as high) / (B + 1). Source: methods 2.17 b.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from analysis.measures.structure.signed import SIGNED
from analysis.measures.tellings import ordinal

DAYS = 2
MOST_PAIRS = 20  # those with the most acts


def spells(
    rows: Iterable, least: int, draws: int, random: np.random.Generator
) -> list[tuple[str, str, float, float, int]]:
    """(actor, actor, clustering, p, acts) of the MOST_PAIRS pairs with the most dated signed acts, of either sign one
    at least and `least` in all, by pair. `rows`: interactions."""
    acts = defaultdict(dict)
    for row in rows:
        day = ordinal(row.event_date)
        if row.status == "realised" and row.layer in SIGNED and row.sign and day is not None:
            acts[tuple(sorted((row.source_id, row.target_id)))][row.event_id] = (day, row.sign)
    mixed = {pair: sorted(found.values()) for pair, found in acts.items() if len({s for _, s in found.values()}) == 2}
    enough = sorted((pair for pair in mixed if len(mixed[pair]) >= least), key=lambda pair: (-len(mixed[pair]), pair))
    made = []
    for pair in sorted(enough[:MOST_PAIRS]):
        days, signs = (np.array(column) for column in zip(*mixed[pair], strict=True))
        tested = against_chance(days, signs, draws, random)
        if tested:
            made.append((*pair, *tested, len(signs)))
    return made


def against_chance(
    days: np.ndarray, signs: np.ndarray, draws: int, random: np.random.Generator
) -> tuple[float, float] | None:
    """(clustering, p) of acts with their days and signs; None where no two are near each other."""
    places = days - days.min()
    counts = np.bincount(places).astype(float)
    near = (_near(counts, counts) - counts.sum()) / 2
    if not near:
        return None
    clustering = lambda order: (_near(s := np.bincount(places, order, len(counts)), s) - len(order)) / 2 / near  # noqa: E731
    own = clustering(signs)
    as_high = sum(clustering(random.permutation(signs)) >= own - 1e-12 for _ in range(draws))
    return float(own), (1 + as_high) / (draws + 1)


def _near(one: np.ndarray, other: np.ndarray) -> float:
    """The sum of products of days at most DAYS apart, in either order, a day with itself included."""
    total = one @ other
    for step in range(1, min(DAYS, len(one) - 1) + 1):
        total += 2 * (one[:-step] @ other[step:])
    return float(total)
