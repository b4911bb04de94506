"""Chains of mediation: steps of the same conveners one after another, how far they got, and what became of it.

A step joins the latest chain that shares a convener and whose last step is at most GAP_DAYS before it; an answer that
names no convener joins the chain of what it speaks of, else a condition that of the call or offer, a refusal that of the
offer told nearest to it in the same article. Two or more members of a composite who act together are the composite (two co-chairs are
the Minsk Group); one alone is itself, so that parallel forums stay apart. Talks of the parties, or a cease-fire, told without a convener belong to
the chain that had both parties at one table last, else to the one that invited or spoke with both, else to the one that spoke with
either, within GAP_DAYS (of several on one day to the one told nearest in the same article). What only ever speaks to one
party is no attempt. Cease-fires at most SAME_DAYS apart are one; talks and offers later than that open a new chain,
while calls to keep it, and breaches, stay with the agreement they are about.

Outcome, after the ladder of the ICM data: called, offered, conditional, refused, talks (with one party, with both
apart, with both at one table), ceasefire, full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analysis.measures.mediation.steps import Step
from analysis.measures.tellings import ordinal

GAP_DAYS = 5
SAME_DAYS = 2
TALKS = ("joint_talks", "separate_talks", "shuttle_call")
AGREED = ("cease_fire", "settlement")
OPENING = (*TALKS[:2], "offer")  # what starts another attempt once there is an agreement
ANSWERS = ("acceptance", "refusal", "ignored", "condition")
ASKING, OFFERED = ("call", "offer"), ("offer",)
MANY = 2
Members = Mapping[str, frozenset[str]]


@dataclass(eq=False)
class Chain:
    """One attempt; `agreed`: the day of its agreement (an ordinal), None before there is one."""

    number: int
    steps: list[Step] = field(default_factory=list)
    conveners: set[str] = field(default_factory=set)
    last: int = 0
    agreed: int | None = None

    def add(self, step: Step, day: int, conveners: frozenset[str]) -> None:
        """Takes a step in."""
        self.steps.append(step)
        self.conveners |= conveners
        self.last = max(self.last, day)
        if step.stage in AGREED and self.agreed is None:
            self.agreed = day


def chains(steps: Iterable[Step], members: Members) -> list[Chain]:
    """The chains in the order of their first steps. `members`: composite actor -> its members."""
    found: list[Chain] = []
    near: list[Chain] = []
    in_force: Chain | None = None
    for step in steps:
        day = ordinal(step.day)
        if day is None:
            continue
        conveners = together(step.conveners, members)
        near = sorted((c for c in near if day - c.last <= GAP_DAYS), key=lambda chain: (-chain.last, -chain.number))
        home = in_force if step.stage == "violation" else _home(step, day, conveners, near)
        if home is None:
            if not conveners and step.stage not in (*AGREED, "joint_talks"):
                continue  # an answer to nobody, a breach of nothing told
            home = Chain(len(found))
            found.append(home)
            near.append(home)
        home.add(step, day, conveners)
        in_force = home if home.agreed == day and step.stage in AGREED else in_force
    return _numbered(chain for chain in found if _is_mediation(chain))


def _is_mediation(chain: Chain) -> bool:
    """False where only one party is ever spoken to: a friend's visit, a demand on one side."""
    return len({party for step in chain.steps for party in step.parties}) >= MANY


def _numbered(found: Iterable[Chain]) -> list[Chain]:
    kept = list(found)
    for number, chain in enumerate(kept):
        chain.number = number
    return kept


def together(actors: frozenset[str], members: Members) -> frozenset[str]:
    """The conveners with two or more members of a composite taken as the composite."""
    for composite in sorted(members):
        present = actors & members[composite]
        if len(present) >= MANY or (composite in actors and present):
            actors = actors - members[composite] | {composite}
    return actors


def _home(step: Step, day: int, conveners: frozenset[str], near: list[Chain]) -> Chain | None:
    """The chain a step joins, of those with a step in the last GAP_DAYS (latest first); None if it opens one."""
    if step.stage in AGREED:
        same = [chain for chain in near if chain.agreed is not None and abs(day - chain.agreed) <= SAME_DAYS]
        return next(iter(same), None) or _agreeing(
            step, day, conveners, [chain for chain in near if chain.agreed is None]
        )
    if step.stage in OPENING:
        near = [chain for chain in near if chain.agreed is None or day - chain.agreed <= SAME_DAYS]
    if not conveners and step.stage in ANSWERS:
        told = set(step.about)
        return next((chain for chain in near if any(told & set(other.about) for other in chain.steps)), None) or _asked(
            step, near
        )
    if not conveners:
        return _agreeing(step, day, conveners, near)
    return next((chain for chain in near if chain.conveners & conveners), None)


def _asked(step: Step, near: list[Chain]) -> Chain | None:
    """The chain of the call or offer to its maker told nearest to a condition that names no convener, of the offer to a
    refusal (who turns talks down does not thereby refuse the last appeal heard); of an answer of another kind there is none."""
    kinds = ASKING if step.stage == "condition" else OFFERED
    asking = {
        other.event_id: chain
        for chain in reversed(near)
        for other in chain.steps
        if other.stage in kinds and other.parties & set(step.by)
    }
    return next((asking[event_id] for event_id in step.beside if event_id in asking), None)


def _agreeing(step: Step, day: int, conveners: frozenset[str], near: list[Chain]) -> Chain | None:
    """The chain an agreement came out of."""
    if conveners:
        return next((chain for chain in near if chain.conveners & conveners), None)
    ranked = [
        (rank, -when, _apart(step, chain), -chain.number, chain)
        for chain in near
        for rank, when in _contacts(chain, day)
    ]
    return min(ranked, key=lambda row: row[:4])[4] if ranked else None


def _apart(step: Step, chain: Chain) -> int:
    """How many events are told between a step and the nearest one of a chain; of no chain in its article, all."""
    place = {event_id: k for k, event_id in enumerate(step.beside)}
    return min((place[other.event_id] for other in chain.steps if other.event_id in place), default=len(place))


def _contacts(chain: Chain, day: int) -> Iterable[tuple[int, int]]:
    """(rank, day) of what brought the parties near one another: 0 one table, 1 both invited or spoken to, 2 either."""
    for step in chain.steps:
        when = ordinal(step.day) or 0
        if day - when <= GAP_DAYS and step.stage in (*TALKS, "offer"):
            both = len(step.parties) > 1
            yield (0 if step.stage == "joint_talks" else 1 if both else 2), when


def outcome(chain: Chain) -> str:
    """How far a chain got."""
    stages = {step.stage for step in chain.steps}
    for stage, word in (("settlement", "full"), ("cease_fire", "ceasefire"), ("joint_talks", "joint_talks")):
        if stage in stages:
            return word
    if spoken_with := {party for step in chain.steps if step.stage in TALKS for party in step.parties}:
        return "talks_apart" if len(spoken_with) >= MANY else "talks_with_one"
    if stages & {"refusal", "ignored"}:
        return "refused"
    if "condition" in stages:
        return "conditional"
    return "offered" if "offer" in stages else "called"
