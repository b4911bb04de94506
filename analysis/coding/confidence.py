"""How sure a coding is: the share of such codings that hand coding confirms, so that a user can cut at a level.

The shares of SHIPPED were counted on 580 codings of hand-coded sentences (three sets, about this war and others), by what
the coder knows of a row: which sides it has, and what it had to assume. A row counts as right only if type and both sides
are. The table `reliability` shows how well they hold on the case's own gold, and how well shares counted on all other
documents hold on each; `calibration` has both as scores.

A logistic regression on 40 features of a row (sides, resolutions, types, statuses, distances in the sentence ...), and this
table counted anew on the gold of the default case alone, were hardly better on documents of that case they had not seen,
and worse on texts about other wars; so the table stays, which anybody can read.
"""

from __future__ import annotations

from analysis.calibration import Signs, Table, expected
from analysis.coding.match import Match
from analysis.coding.participants import Cast
from analysis.lexicon import Lexicon

SHIPPED = Table(
    # sides the row has; types whose gold rows often name no other side; and "mortar rounds landed in Iranian villages"
    # (stray): nobody says whose, and nobody is missing
    {"both": 0.72, "no_target": 0.24, "no_source": 0.14, "neither": 0.12, "stray": 0.40,
     "alone_MOBILIZE": 0.45, "alone_REQUEST": 0.55, "alone_PROTEST": 0.35},
    {"open": 0.6, "unknown": 0.85, "bare_noun": 0.9, "plain": 1.1},
)  # fmt: skip
ALONE = ("MOBILIZE", "REQUEST", "PROTEST")
OPEN = ("hypothetical", "not_occurred", "declined")  # status read from a remote part of the sentence


def of(match: Match, made: Cast, status: str, lexicon: Lexicon) -> float:
    """The expected share of right rows among rows like this one, 0 to 1."""
    return round(expected(signs(match, made, status, lexicon), SHIPPED), 2)


def signs(match: Match, made: Cast, status: str, lexicon: Lexicon) -> Signs:
    """What the confidence of a row rests on: its sides; then open (status), unknown (an actor no registry knows),
    bare_noun (of action, without a verb), plain (all actors named or described, none inferred)."""
    people = (*made.source, *made.target)
    marks = {
        "open": status in OPEN,
        "unknown": any(lexicon.actor(ref.actor_id) is None for ref in people),
        "bare_noun": match.is_noun and match.support is None,
        "plain": bool(people) and all(ref.resolution in ("name", "described") for ref in people),
    }
    return (_sides(match, made), *(mark for mark, holds in marks.items() if holds))


def _sides(match: Match, made: Cast) -> str:
    if made.source and made.target:
        return "both"
    if made.source:  # a demand by somebody named is mostly on somebody, who only was not found
        named = match.event_type == "REQUEST" and all(ref.resolution == "name" for ref in made.source)
        return f"alone_{match.event_type}" if match.event_type in ALONE and not named else "no_target"
    if made.target and any(slot == "subj" and "@weapons" in word for slot, word in match.predicate.needs):
        return "stray"
    return "no_source" if made.target else "neither"
