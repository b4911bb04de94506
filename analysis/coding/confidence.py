"""How sure a coding is: the share of such codings that hand coding confirms, so that a user can cut at a level.

The shares were counted on 580 codings of hand-coded sentences (three sets, about this war and others), by what the coder
knows of a row: which sides it has, and what it had to assume. The table `reliability` shows, on the case's own gold, how
well they hold; a row counts as right only if type and both sides are.
"""

from __future__ import annotations

from analysis.coding.match import Match
from analysis.coding.participants import Cast
from analysis.lexicon import Lexicon

# sides the row has -> share confirmed
BOTH, NO_TARGET, NO_SOURCE, NEITHER = 0.72, 0.24, 0.14, 0.12
STRAY = 0.40  # "mortar rounds landed in Iranian villages": nobody says whose, and nobody is missing
# types whose gold rows often name no other side
ALONE = {"MOBILIZE": 0.45, "REQUEST": 0.40, "PROTEST": 0.35}
OPEN = ("hypothetical", "not_occurred", "declined")  # status read from a remote part of the sentence
OPEN_FACTOR, UNKNOWN_FACTOR, NOUN_FACTOR, PLAIN_FACTOR = 0.6, 0.85, 0.9, 1.1


def of(match: Match, made: Cast, status: str, lexicon: Lexicon) -> float:
    """The expected share of right rows among rows like this one, 0 to 1."""
    value = _sides(match, made)
    people = (*made.source, *made.target)
    if status in OPEN:
        value *= OPEN_FACTOR
    if any(lexicon.actor(ref.actor_id) is None for ref in people):
        value *= UNKNOWN_FACTOR
    if match.is_noun and match.support is None:
        value *= NOUN_FACTOR
    if people and all(ref.resolution in ("name", "described") for ref in people):
        value *= PLAIN_FACTOR
    return round(min(value, 0.95), 2)


def _sides(match: Match, made: Cast) -> float:
    if made.source and made.target:
        return BOTH
    if made.source:
        return ALONE.get(match.event_type, NO_TARGET)
    if made.target and any(slot == "subj" and "@weapons" in word for slot, word in match.predicate.needs):
        return STRAY
    return NO_SOURCE if made.target else NEITHER
