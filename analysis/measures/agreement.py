"""Does a coding agree with a row of the hand-coded gold, and which agrees with which (the codebook's rules).

A side of gold is a list of members, each a set of equally right codes ("ARM|NKR;AZE"); "?" stands for anybody. Where
gold names a mutual event the union of both sides is compared. Certainty 3 marks a guess: finding it is right, missing
it is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from analysis.measures.alignment import words
from analysis.measures.records import codes

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "DENY"), "VC"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MC"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VK"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MK"),
}
SPOKEN = ("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "DENY")
MEETING = frozenset(("AGREE", "CONSULT"))
ANYBODY, NARRATOR, GUESS = "?", "NARRATOR", "3"
# words in the made-up code of a group which do not tell it from another group
COMMON_WORDS = frozenset(
    ("ARMED", "FORCES", "FORCE", "GROUP", "GROUPS", "PROTESTERS", "OPPOSITION", "CIVILIANS", "MEDIA", "OTHER",
     "GOVERNMENT", "ARMY", "MILITARY", "PEOPLE", "THE", "AND")
)  # fmt: skip
Side = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Gold:
    """One hand-coded row; what may be one of several holds them all."""

    types: frozenset[str]
    source: Side
    target: Side
    statuses: frozenset[str]
    claimants: frozenset[str]
    mutual: bool
    event_date: str
    certainty: str
    anchor: str
    row: object


@dataclass(frozen=True)
class Found:
    """One coding as it is compared."""

    event_type: str
    source: frozenset[str]
    target: frozenset[str]
    status: str
    claimants: frozenset[str]
    mutual: bool
    event_date: str
    trigger: str
    row: object


def gold(row) -> Gold:
    """A row of gold.tsv; a planned meeting may be called AGREE or CONSULT."""
    types, statuses = frozenset(row.type.split("|")), frozenset(row.status.split("|"))
    types |= MEETING if types & MEETING and "planned" in statuses else frozenset()
    said = frozenset(re.split(r"[|;]", row.claimant or NARRATOR))
    sides = (_side(row.source), _side(row.target))
    mutual = row.direction == "mutual"
    return Gold(types, *sides, statuses, said, mutual, row.event_date, row.certainty, row.anchor, row)


def found(row) -> Found:
    """A row of codings."""
    said = frozenset(codes(row.claimant) or (NARRATOR,))
    mutual = row.direction == "mutual"
    sides = (frozenset(codes(row.source)), frozenset(codes(row.target)))
    return Found(row.event_type, *sides, row.status, said, mutual, row.event_date, row.trigger, row)


def _side(cell: str) -> Side:
    members = (part.strip() for part in cell.split(";"))
    return tuple(frozenset(member.split("|")) for member in members if member and member != ANYBODY)


def folded(rows: Iterable, key: Callable) -> list:
    """Two directed rows that mirror each other (A accuses B, B accuses A) as the one mutual row they are."""
    kept: list = []
    for row in rows:
        mirror = (*key(row), row.target, row.source)
        one_way = [k for k, other in enumerate(kept) if not (row.mutual or other.mutual)]
        twins = [k for k in one_way if (*key(kept[k]), kept[k].source, kept[k].target) == mirror]
        if twins and row.source and row.target:
            kept[twins[0]] = replace(kept[twins[0]], mutual=True)
        else:
            kept.append(row)
    return kept


def same_actor(one: str, other: str) -> bool:
    """True for equal codes, a name and its initials, and two made-up codes of groups that share a telling word.

    >>> same_actor("LNA", "LIBYAN_NATIONAL_ARMY"), same_actor("UKR_SEPARATISTS", "UKR_ARMED_GROUP")
    (True, True)
    >>> same_actor("ARM", "AZE"), same_actor("SYR_ARMED_GROUP", "LBY_ARMED_GROUP")
    (False, False)
    """
    if one == other:
        return True
    for name, short in ((one, other), (other, one)):
        if "_" in name and "".join(word[:1] for word in name.split("_")) == short:
            return True
    telling = [{word for word in code.split("_") if len(word) >= 3} - COMMON_WORDS for code in (one, other)]
    return "_" in one and "_" in other and bool(telling[0] & telling[1])


def _named(member: frozenset[str], ours: Iterable[str]) -> bool:
    return any(same_actor(code, mine) for code in member for mine in ours)


def _side_agrees(theirs: Side, ours: frozenset[str]) -> bool:
    """At least half of the larger side is shared; a side gold leaves open agrees with anything."""
    if not theirs or (not ours and all(ANYBODY in member for member in theirs)):
        return True
    shared = sum(_named(member, ours) for member in theirs)
    return 0 < 2 * shared >= max(len(theirs), len(ours))


def actors_agree(g: Gold, f: Found) -> bool:
    """True if source and target agree; of a mutual event, if its participants do."""
    if g.mutual:
        members, ours = (*g.source, *g.target), f.source | f.target
        needed = min(2, sum(ANYBODY not in member for member in members))
        return sum(_named(member, ours) for member in members) >= needed and len(ours) <= 2 * max(1, len(members))
    if f.source & f.target and not any(a & b for a in g.source for b in g.target):
        return False  # who stands on both sides would agree with gold either way round
    return _side_agrees(g.source, f.source) and _side_agrees(g.target, f.target)


def types_agree(g: Gold, f: Found) -> bool:
    """True if the event type is one gold allows."""
    return f.event_type in g.types


def quads_agree(g: Gold, f: Found) -> bool:
    """True if the quad class of the event type is one gold allows."""
    return QUADS.get(f.event_type) in {QUADS.get(event_type) for event_type in g.types}


Rule = Callable[[Gold, Found], bool]
FIELDS: dict[str, Rule] = {
    "event": lambda g, f: types_agree(g, f) and actors_agree(g, f),
    "quad": lambda g, f: quads_agree(g, f) and actors_agree(g, f),
    "actors": actors_agree,
    "type": types_agree,
}


def allowed_claimants(g: Gold) -> frozenset[str]:
    """Who may be named as the claimant: of an act of speech both its speaker and the narrator."""
    speakers = frozenset().union(*g.source)
    if g.types & set(SPOKEN) and g.claimants & (speakers | {NARRATOR}):
        return g.claimants | speakers | {NARRATOR}
    return g.claimants


def checks(g: Gold, f: Found) -> dict[str, bool]:
    """Of a matched pair: status, claimant, and (where gold has one) date; a year in gold is met by any day of it."""
    made = {"status": f.status in g.statuses, "claimant": bool(allowed_claimants(g) & f.claimants)}
    if g.event_date:
        made["date"] = f.event_date[: len(g.event_date)] == g.event_date
    return made


def _likeness(g: Gold, f: Found) -> int:
    """How much else agrees: decides between pairs that are all allowed."""
    named = [frozenset().union(*side) for side in (g.source, g.target)]
    return (
        (f.status in g.statuses) + bool(g.claimants & f.claimants) + (f.event_date == g.event_date)
        + bool(words(g.anchor) & words(f.trigger)) + (named[0] <= f.source) + (named[1] <= f.target)
    )  # fmt: skip


def matched(golds: Sequence[Gold], founds: Sequence[Found], agree: Rule) -> list[tuple[int, int]]:
    """The most pairs that agree, one to one, and of those matchings the likest; sure gold rows go before guesses."""
    if not golds or not founds:
        return []
    worth = np.zeros((len(golds), len(founds)))
    for i, g in enumerate(golds):
        for j, f in enumerate(founds):
            if agree(g, f):
                worth[i, j] = 10_000 + 10 * _likeness(g, f) - int(g.certainty or 1)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if worth[i, j]]
