"""How sure a share or a median is: 95 % intervals in closed form.

Sources: Wilson 1927 (a share); Conover 1999, ch. 3 (a median, by its order statistics).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Z95 = 1.959963984540054
LEAST = 6  # of five, even lowest and highest together hold the median in less than 95 %
EXACT_UP_TO = 500  # beyond, the normal approximation of the binomial distribution is as good


def wilson(successes: float, n: float, z: float = Z95) -> tuple[float, float]:
    """The Wilson interval of a share.

    >>> [round(end, 3) for end in wilson(1, 6)]
    [0.03, 0.564]
    """
    share, square = successes / n, z * z
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def order(values: Sequence[float]) -> tuple[float, float] | None:
    """The distribution-free interval of the median, between two of the values; None for fewer than LEAST.

    >>> order([3, 1, 2, 6, 5, 4])
    (1, 6)
    """
    n, ranked = len(values), sorted(values)
    if n < LEAST:
        return None
    rank = _rank(n)
    return ranked[rank - 1], ranked[n - rank]


def _rank(n: int) -> int:
    """The largest r with P(Binomial(n, 1/2) < r) <= 2.5 %: the r-th lowest and r-th highest value are the interval."""
    if n > EXACT_UP_TO:
        return max(1, math.floor(n / 2 - Z95 * math.sqrt(n) / 2))
    below, rank = 0, 0
    while (below + math.comb(n, rank)) * 1000 <= 25 * 2**n:
        below += math.comb(n, rank)
        rank += 1
    return rank
