"""How much the scores of a coder depend on which documents were coded by hand: whole documents are drawn again.

Sentences of one article resemble one another, so that documents are drawn, not sentences; percentile intervals (Efron &
Tibshirani 1993). The seed is fixed: the same gold, the same intervals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.measures.chance.resampling import LEAST_ARTICLES, LEVELS

DRAWS, SEED = 1000, 1
SHARES = ("precision", "recall", "f1")


def score_intervals(documents: Sequence[str], counts: Sequence[tuple[int, int, int]]) -> dict[str, float | str]:
    """`precision_low` ... `f1_high`: 95 % intervals; "" below five documents or where nothing was counted.

    `documents`: the document of each sentence; `counts`: of each sentence the events both have, the coder's, gold's.
    """
    names, place = np.unique(list(documents), return_inverse=True)
    blank = {f"{share}_{end}": "" for share in SHARES for end in ("low", "high")}
    if len(names) < LEAST_ARTICLES:
        return blank
    totals = np.zeros((len(names), 3))
    np.add.at(totals, place, counts)
    random = np.random.default_rng(SEED)
    drawn = totals[random.integers(len(names), size=(DRAWS, len(names)))].sum(axis=1)
    both, system, gold = drawn.T
    for share, parts, whole in (("precision", both, system), ("recall", both, gold), ("f1", 2 * both, system + gold)):
        if (whole > 0).all():
            low, high = np.percentile(parts / whole, LEVELS)
            blank |= {f"{share}_low": float(low), f"{share}_high": float(high)}
    return blank
