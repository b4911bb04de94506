"""Which deed of one side is which of the other: same dyad, same type or quad class, days at most so far apart.

One deed has one partner at most. As many are paired as can be, and of all such pairings the one with the fewest days
between partners (scipy.optimize.linear_sum_assignment on each dyad and class).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby

import numpy as np
from scipy.optimize import linear_sum_assignment

from analysis.comparing.correspondence import Deed

LEVELS: dict[str, Callable[[Deed], str]] = {"type": lambda deed: deed.event_type, "quad": lambda deed: deed.quad}
Pair = tuple[int, int]


def pairs(theirs: list[Deed], ours: list[Deed], days: int, level: str) -> list[Pair]:
    """Positions (theirs, ours) of partners, sorted. `level`: type or quad; KeyError for another."""
    classes = LEVELS[level]
    left, right = _groups(theirs, classes), _groups(ours, classes)
    found = []
    for group in sorted(left.keys() & right.keys()):
        for some, others in _clumps(theirs, left[group], ours, right[group], days):
            found += _assign(theirs, some, ours, others, days)
    return sorted(found)


def _groups(deeds: list[Deed], classes: Callable[[Deed], str]) -> dict[tuple, list[int]]:
    made: dict[tuple, list[int]] = defaultdict(list)
    for at, deed in enumerate(deeds):
        made[(*deed.dyad, classes(deed))].append(at)
    return made


def _clumps(theirs: list[Deed], some: list[int], ours: list[Deed], others: list[int], days: int) -> Iterable:
    """Deeds further apart than `days` from all before them start a clump of their own, which keeps the matrices small."""
    line = sorted(
        [(theirs[at].first, theirs[at].last, 0, at) for at in some]
        + [(ours[at].first, ours[at].last, 1, at) for at in others]
    )
    number, reach, numbered = 0, None, []
    for first, last, side, at in line:
        number += reach is not None and (first - reach).days > days
        reach = last if reach is None else max(reach, last)
        numbered.append((number, side, at))
    for _, clump in groupby(numbered, key=lambda row: row[0]):
        members = list(clump)
        both = [sorted(at for _, side, at in members if side == end) for end in (0, 1)]
        if all(both):
            yield both


def _assign(theirs: list[Deed], some: list[int], ours: list[Deed], others: list[int], days: int) -> list[Pair]:
    never = (days + 2) * (min(len(some), len(others)) + 1) * 2.0
    cost = np.array([[_cost(theirs[a], ours[b], days, never) for b in others] for a in some])
    rows, columns = linear_sum_assignment(cost)
    return [(some[row], others[column]) for row, column in zip(rows, columns, strict=True) if cost[row, column] < never]


def _cost(a: Deed, b: Deed, days: int, never: float) -> float:
    """Days between two deeds and half a day for another type; `never` where they cannot be the same."""
    if a.is_directed and b.is_directed and a.actor_a != b.actor_a:
        return never
    apart = max((b.first - a.last).days, (a.first - b.last).days, 0)
    return never if apart > days else apart + (0 if a.event_type == b.event_type else 0.5)
