"""Who sits in the same talks, beside talks of the same sizes with everybody in as many of them: the null model of
co-participation.

Two actors are drawn; the talks in which only one of them sat are dealt out between them anew, so that each keeps its
number and every round of talks its size. Between one world and the next as many trades as five times the actors.
Source: methods 2.17 d; Strona et al. 2014 (curveball), Neal 2014 (backbone).
"""

from __future__ import annotations

from collections.abc import Mapping, Set

import numpy as np

TRADES = 5
MOST_WORK = 50_000_000  # draws times trades times talks; beyond, fewer draws
LEAST_DRAWS = 99


def chances(attended: Mapping[str, Set[str]], draws: int, random: np.random.Generator) -> dict[tuple[str, str], float]:
    """Pair (in the order of the alphabet) -> p = (1 + worlds in which they sat together as often or oftener) / (B + 1).

    `attended`: actor -> the talks it was in. Only pairs that sat together once at least; none where the case is too
    large for LEAST_DRAWS worlds.
    """
    actors = sorted(attended)
    talks = sorted(set().union(*attended.values())) if attended else []
    place = {talk: k for k, talk in enumerate(talks)}
    work = TRADES * len(actors) * max(len(talks), 1)
    draws = min(draws, MOST_WORK // work) if work else 0
    if draws < LEAST_DRAWS or len(actors) < 2:
        return {}
    matrix = np.zeros((len(actors), len(talks)), dtype=bool)
    for row, actor in enumerate(actors):
        matrix[row, [place[talk] for talk in attended[actor]]] = True
    own = _together(matrix)
    as_often = np.zeros_like(own)
    for _ in range(draws):
        trade(matrix, TRADES * len(actors), random)
        as_often += _together(matrix) >= own
    p = (1 + as_often) / (draws + 1)
    return {
        (a, b): float(p[i, j])
        for i, a in enumerate(actors)
        for j, b in enumerate(actors)
        if i < j and own[i, j]
    }  # fmt: skip


def trade(matrix: np.ndarray, trades: int, random: np.random.Generator) -> None:
    """`trades` trades in place. `matrix`: actors x talks, True where the actor sat there."""
    n = len(matrix)
    for first, step in zip(
        random.integers(n, size=trades).tolist(), random.integers(1, n, size=trades).tolist(), strict=True
    ):
        one, other = matrix[first], matrix[(first + step) % n]
        apart = np.flatnonzero(one != other)
        mine = int(one[apart].sum())
        if 0 < mine < len(apart):
            random.shuffle(apart)
            one[apart], other[apart] = False, True
            one[apart[:mine]], other[apart[:mine]] = True, False


def _together(matrix: np.ndarray) -> np.ndarray:
    counts = matrix.astype(np.int32)
    return counts @ counts.T
