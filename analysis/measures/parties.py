"""Who the two parties of a conflict are, and on which side an actor counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

VIOLENT = ("ASSAULT", "COERCE")
HAPPENED = ("realised", "alleged", "denied")  # a claim of violence still says who stands against whom


@dataclass(frozen=True)
class Camps:
    """The two parties in alphabetical order (or none), and the actors that count with one of them (NKR with ARM)."""

    parties: tuple[str, ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    inferred: bool = True

    def side(self, code: str) -> str:
        """The code an actor counts under: its party's, or its own; a person or office counts as its state does."""
        if code in self.sides:
            return self.sides[code]
        state, _, person = code.partition(":")
        side = self.sides.get(state, state)
        return side if person and side in self.parties else code

    def is_party(self, code: str) -> bool:
        """True for a party and for whoever counts with it."""
        return self.side(code) in self.parties

    def names_both(self, codes: Iterable[str]) -> bool:
        """True if both parties are among the codes."""
        return len({self.side(code) for code in codes} & set(self.parties)) == 2

    def other(self, party: str) -> str:
        """The party's opponent."""
        return next((code for code in self.parties if code != party), "")


def pairs(source: Iterable[str], target: Iterable[str]) -> list[tuple[str, str]]:
    """Who stands against whom: source x target, or all pairs where only one side is named."""
    source, target = sorted(set(source)), sorted(set(target))
    if source and target:
        return [(a, b) for a, b in product(source, target) if a != b]
    return list(combinations(source or target, 2))


def infer(rows: Iterable[tuple[str, str, Iterable[str], Iterable[str]]], sides: Mapping[str, str]) -> tuple[str, ...]:
    """The dyad with the most violent events, else the one with the most events of any kind; () where there is no dyad.

    Rows: (event_type, status, source codes, target codes). Equal counts: the first in the alphabet.
    """
    violent: Counter = Counter()
    every: Counter = Counter()
    for event_type, status, source, target in rows:
        for a, b in pairs(source, target):
            pair = tuple(sorted((sides.get(a, a), sides.get(b, b))))
            if pair[0] == pair[1]:
                continue
            every[pair] += 1
            violent[pair] += event_type in VIOLENT and status in HAPPENED
    counts = +violent or every
    return min(counts, key=lambda pair: (-counts[pair], pair)) if counts else ()


def camps(case, rows: Iterable[tuple[str, str, Iterable[str], Iterable[str]]]) -> Camps:
    """The camps of a case: its own two parties where it names them, else those the events show."""
    sides = dict(case.sides)
    if len(case.parties) == 2:
        return Camps(tuple(sorted(case.parties)), sides, case.parties_inferred)
    return Camps(infer(rows, sides), sides, True)
