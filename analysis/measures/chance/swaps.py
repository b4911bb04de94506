"""Directed networks with every actor's number of ties out and in kept: the null model of reciprocity and brokerage.

Two ties a -> b and c -> d become a -> d and c -> b where neither is there nor a tie to oneself; now and then a ring of
three is turned round, without which some networks are never reached (Rao, Jana & Bandyopadhyay 1996). One walk: BURN
rounds of as many steps as there are ties, then THIN rounds between one network and the next. `both_ways`: for talks,
which run both ways by nature, pairs are swapped for pairs and every network stays both ways. Source: methods 2.17 e;
Maslov & Sneppen 2002.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

Tie = tuple[str, str]
BURN, THIN = 10, 2
MOST_TIES = 1000  # beyond, a thousand networks take minutes


def networks(ties: Iterable[Tie], draws: int, random: np.random.Generator, both_ways: bool = False) -> Iterator[set]:
    """`draws` networks (sets of ordered pairs) with the degrees of `ties`."""
    walk = _Walk(sorted({tuple(sorted(tie)) for tie in ties} if both_ways else set(ties)), random, both_ways)
    walk.go(BURN)
    for _ in range(draws):
        walk.go(THIN)
        yield {*walk.held, *((b, a) for a, b in walk.held)} if both_ways else set(walk.held)


class _Walk:
    """The ties as a list, to draw from, and as a set, to look up."""

    def __init__(self, ties: list[Tie], random: np.random.Generator, both_ways: bool) -> None:
        self.ties, self.held, self.random, self.both_ways = list(ties), set(ties), random, both_ways

    def go(self, rounds: int) -> None:
        n = len(self.ties)
        if n < 2:
            return
        for first, second, coin in zip(
            *self.random.integers(n, size=(2, rounds * n)).tolist(),
            self.random.random(rounds * n).tolist(),
            strict=True,
        ):
            if not self.both_ways and coin < 0.1:
                self._turn(first, second)
            elif first != second:
                self._swap(first, second, coin)

    def _swap(self, first: int, second: int, coin: float) -> None:
        (a, b), (c, d) = self.ties[first], self.ties[second]
        if self.both_ways and coin < 0.5:
            c, d = d, c
        one, other = self._named(a, d), self._named(c, b)
        if a == d or c == b or one == other or one in self.held or other in self.held:
            return
        self._put(first, one)
        self._put(second, other)

    def _named(self, a: str, b: str) -> Tie:
        return (b, a) if self.both_ways and b < a else (a, b)

    def _turn(self, first: int, second: int) -> None:
        (a, b), (c, d) = self.ties[first], self.ties[second]
        ring, turned = [(a, b), (b, d), (d, a)], [(b, a), (d, b), (a, d)]
        if b == c and d != a and (d, a) in self.held and not self.held & set(turned):
            places = [self.ties.index(tie) for tie in ring]
            for place, tie in zip(places, turned, strict=True):
                self._put(place, tie)

    def _put(self, place: int, tie: Tie) -> None:
        self.held.discard(self.ties[place])
        self.ties[place] = tie
        self.held.add(tie)


def reciprocity(ties: set) -> float:
    """The share of ties that are returned; 0 without ties."""
    return sum((b, a) in ties for a, b in ties) / len(ties) if ties else 0.0
