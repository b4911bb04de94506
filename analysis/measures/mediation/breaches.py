"""What is said of a breach: alleged or confirmed, and by whom. The one definition of chains' steps and of cease-fires.

A breach is alleged where somebody says so, confirmed where the narrator tells it as a fact of his own, or where the side
that did it says so as well as another. That each side accuses the other confirms nothing, nor does what is only told in
a sentence in which a party accuses. Source: methods 2.13.
"""

from __future__ import annotations

from analysis.measures.parties import Camps
from analysis.measures.records import codes
from analysis.measures.tellings import NARRATOR, UNSPEC

VIOLATE = "violate"  # mode of an act that is told as the breaking of what was agreed
ALLEGED, CONFIRMED = "alleged", "confirmed"


def breach(event, camps: Camps, blamed_by: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """(ALLEGED or CONFIRMED, the codes of who says so, sorted). `blamed_by`: who accuses somebody of it, see links.accusers."""
    kind = CONFIRMED if _is_confirmed(event, camps, bool(blamed_by)) else ALLEGED
    only_blamed = event.claimants == NARRATOR and blamed_by
    return kind, tuple(sorted(blamed_by)) if only_blamed else codes(event.claimants)


def _is_confirmed(event, camps: Camps, only_blamed: bool) -> bool:
    saying = set(codes(event.claimants))
    if event.status != "realised":
        return False
    if NARRATOR in saying:
        return not only_blamed
    doing = {camps.side(code) for code in codes(event.source)} if event.direction == "directed" else set()
    sides = {camps.side(code) for code in saying - {UNSPEC}}
    return bool(doing & sides) and bool(sides - doing)
