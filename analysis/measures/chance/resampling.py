"""Three ways to doubt a number: other articles, a coder that errs, one publisher less.

articles    as many articles are drawn as there are, with repetition; an event stays if one of its articles is drawn,
            and counts in a sum as often as its articles are drawn on average. 95 % percentile intervals; the share of draws in which an actor ranks first in a measure
confidence  an event stays with the probability of the coder's confidence in it
publisher   every publisher is left out once; the largest change and whose absence makes it
With one article nothing is drawn: there is no other article to tell it otherwise. Sources: Snijders & Borgatti 1999;
Borgatti, Carley & Krackhardt 2006.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

Key = tuple[str, str, str, str]  # measure, layer, actor, counterpart
Values = dict[Key, float]
Measured = Callable[[np.ndarray, np.ndarray], Values]
LEVELS = (2.5, 97.5)
LEAST_ARTICLES = 5
LEAST_SHARE = 0.5  # a value that is there in fewer of the draws has no interval


def values(rows: Iterable[dict], kept: Sequence[str]) -> Values:
    """Rows of the table measures -> key -> value, of the measures named; what is insufficient is left out."""
    return {
        (row["measure"], row["layer"], row["actor_id"], row["counterpart_id"]): float(row["value"])
        for row in rows
        if row["measure"] in kept and row["value"] != ""
    }


def told_by(events: Sequence[str], articles: Mapping[str, Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """The articles in order, and a matrix of events by articles: True where the article tells the event."""
    names = sorted({article for event in events for article in articles[event]})
    place = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(events), len(names)), dtype=bool)
    for k, event in enumerate(events):
        matrix[k, [place[article] for article in articles[event]]] = True
    return names, matrix


def by_articles(
    told: np.ndarray, measured: Measured, draws: int, random: np.random.Generator, step: Callable
) -> list[Values]:
    """The values of `draws` draws of articles. `measured`: mask of events, how often each counts -> values; `step` is
    called once a draw."""
    n, found = told.shape[1], []
    share = told / told.sum(axis=1, keepdims=True) if len(told) else told.astype(float)
    for _ in range(draws):
        drawn = np.bincount(random.integers(n, size=n), minlength=n)
        found.append(measured(told[:, drawn > 0].any(axis=1), share @ drawn))
        step()
    return found


def by_confidence(
    confidence: np.ndarray, measured: Measured, draws: int, random: np.random.Generator, step: Callable
) -> list[Values]:
    """The values of `draws` networks in which every event stays with the probability of its confidence."""
    found = []
    for _ in range(draws):
        stays = random.random(len(confidence)) < confidence
        found.append(measured(stays, stays.astype(float)))
        step()
    return found


def without_each(told: np.ndarray, publishers: Sequence[str], measured: Measured) -> dict[str, Values]:
    """Publisher -> the values without its articles. `publishers`: of each article in order."""
    names = np.array(publishers)
    left = {name: told[:, names != name].any(axis=1) for name in sorted(set(publishers))}
    return {name: measured(stays, stays.astype(float)) for name, stays in left.items()}


def interval(draws: Sequence[Values], key: Key, is_sum: bool = False) -> tuple[float, float] | None:
    """The percentile interval of a value; None where fewer than half of the draws have it (a sum is 0 there)."""
    found = [draw.get(key, 0.0) for draw in draws] if is_sum else [draw[key] for draw in draws if key in draw]
    if len(found) < LEAST_SHARE * len(draws) or not found:
        return None
    low, high = np.percentile(found, LEVELS)
    return float(low), float(high)


def rank_first(draws: Sequence[Values]) -> dict[Key, float]:
    """Key -> the share of draws in which its actor has the highest value of the measure and layer (ties share it)."""
    wins: dict[Key, float] = defaultdict(float)
    for draw in draws:
        best: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key, value in draw.items():
            held = best[key[:2]]
            if key[3]:
                continue
            if not held or value > draw[held[0]]:
                best[key[:2]] = [key]
            elif value == draw[held[0]]:
                held.append(key)
        for keys in best.values():
            for key in keys:
                wins[key] += 1 / len(keys)
    return {key: won / len(draws) for key, won in wins.items()}


def most_changed(own: Values, without: Mapping[str, Values], key: Key) -> tuple[str, float] | None:
    """(publisher, value without it) of the publisher whose absence moves a value most; None with a single publisher."""
    if len(without) < 2:
        return None
    moved = [(abs(found.get(key, 0.0) - own[key]), name) for name, found in without.items()]
    most = max(moved, key=lambda pair: (pair[0], pair[1]))
    return most[1], without[most[1]].get(key, 0.0)
