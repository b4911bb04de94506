"""How long cease-fires held: from the day agreed to the first alleged and the first confirmed breach.

Days, not hours: news dates an event to a day. On the day a cease-fire begins only an act told as its violation counts, or
an accusation between the parties in the very sentence that tells of the cease-fire, since fighting of that day may have
come before the hour; from the next day on any violence between the parties does.
What makes it alleged or confirmed stands in breaches. A spell ends with the next agreement, or is cut off by the end of
the window. Source: methods 2.13; Kaplan & Meier 1958 by scipy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.stats import CensoredData, ecdf

from analysis.measures.mediation.breaches import ALLEGED, VIOLATE, breach
from analysis.measures.mediation.chains import AGREED, Chain
from analysis.measures.mediation.links import ACCUSATION, acting
from analysis.measures.parties import Camps, pairs
from analysis.measures.records import codes, joined
from analysis.measures.tellings import ordinal

LEAST_SPELLS = 10  # below, single spells are shown and no curve
VIOLENCE = "ASSAULT"


@dataclass(frozen=True)
class Spell:
    """One cease-fire; days as ISO text, "" for what did not come."""

    chain: int
    agreed: str
    ends: str
    end_reason: str
    breaches: tuple[tuple[str, str, str, str], ...]  # day, event_id, "alleged" or "confirmed", who says so

    def first(self, kind: str) -> tuple[str, str, str, str] | None:
        """The first breach of a kind: (day, event_id, kind, who says so)."""
        return next((breach for breach in self.breaches if breach[2] == kind), None)

    def held(self, kind: str) -> tuple[int, bool]:
        """(days until the first breach of a kind, whether there was one); without one, until the spell ends."""
        breach = self.first(kind)
        until = breach[0] if breach else self.ends
        return (ordinal(until) or 0) - (ordinal(self.agreed) or 0), breach is not None


def spells(
    chains: Sequence[Chain],
    events: Iterable,
    camps: Camps,
    window_end: str,
    told_in: Mapping[str, set[str]],
    accusers: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> list[Spell]:
    """The cease-fires of the chains that have one, by day; `window_end`: the last day looked at; `told_in`:
    event_id -> the sentences that tell it; `accusers`: what links.accusers gives."""
    agreed = sorted(
        (chain for chain in chains if chain.agreed is not None), key=lambda chain: (chain.agreed, chain.number)
    )
    facing = [event for event in events if _between_parties(event, camps)]
    violent = [event for event in facing if event.event_type == VIOLENCE]
    accusing = [event for event in facing if event.event_type == ACCUSATION]
    found = []
    for number, chain in enumerate(agreed):
        days = sorted(step.day for step in chain.steps if step.stage in AGREED)
        following = agreed[number + 1] if number + 1 < len(agreed) else None
        next_day = min(step.day for step in following.steps if step.stage in AGREED) if following else ""
        ends, reason = (next_day, "next_agreement") if next_day else (max(window_end, days[0]), "window_end")
        sentences = set().union(*(told_in.get(step.event_id, ()) for step in chain.steps if step.stage in AGREED))
        at_once = [e for e in accusing if e.event_date in days and told_in.get(e.event_id, set()) & sentences]
        told = _breaches(violent, days[0], next_day, camps, accusers)
        breaches = sorted([*told, *(_accused(event) for event in at_once)])
        found.append(Spell(chain.number, days[0], ends, reason, tuple(breaches)))
    return found


def _between_parties(event, camps: Camps) -> bool:
    if (
        event.event_type not in (VIOLENCE, ACCUSATION)
        or event.status not in ("alleged", "realised")
        or ordinal(event.event_date) is None
    ):
        return False
    facing = pairs(codes(event.source), codes(event.target))
    return event.mode == VIOLATE or any(
        camps.is_party(a) and camps.is_party(b) and camps.side(a) != camps.side(b) for a, b in facing
    )


def _accused(event) -> tuple[str, str, str, str]:
    return event.event_date, event.event_id, ALLEGED, joined(acting(event))


def _breaches(violent: list, begins: str, until: str, camps: Camps, accusers: Mapping[str, frozenset[str]]) -> tuple:
    found = []
    for event in violent:
        day = event.event_date
        late_enough = day > begins or (day == begins and event.mode == VIOLATE)
        if late_enough and (not until or day < until):
            kind, by = breach(event, camps, accusers.get(event.event_id, frozenset()))
            found.append((day, event.event_id, kind, joined(by)))
    return tuple(sorted(found))


def survival(held: Sequence[tuple[int, bool]]) -> list[tuple[int, float]] | None:
    """(day, share of cease-fires still unbroken) by Kaplan-Meier; None below LEAST_SPELLS spells."""
    if len(held) < LEAST_SPELLS:
        return None
    times = np.array([days for days, _ in held], dtype=float)
    broken = np.array([ended for _, ended in held])
    curve = ecdf(CensoredData(uncensored=times[broken], right=times[~broken])).sf
    return [(int(day), float(share)) for day, share in zip(curve.quantiles, curve.probabilities, strict=True)]
