"""At which level actors are counted: person, office, state or composite.

Events name states, organisations and groups (level state). Downwards, a state gives way to those of its persons an event
names, or to the offices they held on its day; upwards, the co-chairs of a composite give way to the composite.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.measures.records import codes, joined

PERSON, OFFICE, STATE, COMPOSITE = LEVELS = ("person", "office", "state", "composite")
LEADING = "co_chair"
SIDES = ("source", "target", "third_parties")


@dataclass(frozen=True)
class Rollup:
    """The level and who belongs to whom: `held`: person -> (office, from, to); `led`: member -> (composite, from, to)."""

    level: str = STATE
    held: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    led: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def members(self) -> dict[str, frozenset[str]]:
        """Composite -> those that lead it, whenever they did."""
        found = defaultdict(set)
        for member, groups in self.led.items():
            for composite, _, _ in groups:
                found[composite].add(member)
        return {composite: frozenset(found[composite]) for composite in sorted(found)}

    def event(self, event):
        """The event row (a named tuple) with its sides at this level."""
        if self.level == STATE:
            return event
        day = event.event_date or event.first_reported
        return event._replace(**{side: self._side(getattr(event, side), event.persons, day) for side in SIDES})

    def _side(self, cell: str, persons: str, day: str) -> str:
        named = defaultdict(list)
        for person in codes(persons):
            named[person.partition(":")[0]].append(person)
        found: list[str] = []
        for code in codes(cell):
            if self.level == COMPOSITE:
                found.append(_on(self.led.get(code, ()), day) or code)
            else:
                found += [self._rank(person, day) for person in named[code]] or [code]
        return joined(found)

    def _rank(self, person: str, day: str) -> str:
        return person if self.level == PERSON else _on(self.held.get(person, ()), day) or person


def _on(terms: Iterable[tuple[str, str, str]], day: str) -> str:
    """The first name whose term holds on a day, "" for none; an open end holds."""
    for name, start, end in terms:
        if (not start or not day or day >= start[: len(day)]) and (not end or not day or day <= end[: len(day)]):
            return name
    return ""


def rollup(level: str, memberships: Iterable, actors: Iterable) -> Rollup:
    """The roll-up of a level from the tables memberships and actors. Raises ValueError for a level it does not know."""
    if level not in LEVELS:
        raise ValueError(f"params.yaml: network.level: {level!r} is none of {', '.join(LEVELS)}")
    kinds = {row.actor_id: row.actor_kind for row in actors}
    held, led = defaultdict(list), defaultdict(list)
    for row in memberships:
        kind = kinds.get(row.member_id)
        if kind == "person" and row.membership_role:
            held[row.member_id].append((f"{row.group_id}:{row.membership_role.upper()}", row.valid_from, row.valid_to))
        elif row.membership_role == LEADING and kinds.get(row.group_id) == "composite":
            led[row.member_id].append((row.group_id, row.valid_from, row.valid_to))
    return Rollup(level, dict(held), dict(led))
