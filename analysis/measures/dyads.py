"""The dyads of one event, by rule only: source x target; all pairs of a mutual act; a third party with its principals.

An actor is never paired with itself, and a composite actor (the Minsk Group) stays the one node it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.measures.layers import COMMUNICATION, PROCESS, STATEMENT
from analysis.measures.ontology import Ontology
from analysis.measures.parties import Camps, pairs
from analysis.measures.records import codes

PHONE = ("phone", "call")
ONE_TO_ONE = (*PHONE, "visit")
BROKERED, WRITTEN = "mediate", "message"
SOURCE_TARGET, MUTUAL, THIRD = "source_target", "mutual", "third_party"


def are_apart(event, camps: Camps) -> bool:
    """True where an outsider is said to talk with both parties, and nothing says that they sat at one table.

    "Russia's minister held conversations with his Armenian and Azerbaijani counterparts": both parties on one side of a
    talk, only others on the other, nobody hosting or mediating.
    """
    sides = codes(event.source), codes(event.target)
    both = [camps.names_both(side) for side in sides]
    alone = any(both) and not any(
        camps.is_party(code) for side, has in zip(sides, both, strict=True) if not has for code in side
    )
    return event.event_type == "CONSULT" and alone and all(sides) and not codes(event.third_parties)


def is_contact(row) -> bool:
    """True for an interaction that is one contact: a meeting, visit, call or round of talks that took place on a day.

    The one definition of every count of contacts. Brokering ("the truce brokered by B") says who mediates, not when and
    with whom it talked; who sends a letter has not talked; talks without a day may be dated ones told again.
    """
    held = row.layer == COMMUNICATION and row.status == "realised" and row.mode not in (BROKERED, WRITTEN)
    return held and len(row.event_date) == 10


def dyads(event, ontology: Ontology, camps: Camps) -> list[tuple[str, str, str]]:
    """(first actor, second actor, dyad_role) of an event row; undirected dyads in the order of the alphabet.

    Mutual violence pairs only across its two sides: who fights beside one another does not fight one another. So do
    calls and visits, and an outsider's talks with both parties of which no table is told: who telephones two leaders has
    not made them talk to each other.
    """
    source, target, third = codes(event.source), codes(event.target), codes(event.third_parties)
    found: list[tuple[str, str, str]] = []
    if event.direction == "mutual":
        across = ontology.polarity(event.event_type, event.mode) < 0
        if event.mode in ONE_TO_ONE or are_apart(event, camps):
            both = [] if third else pairs(source, target)
        else:
            both = pairs(source, target) if across else pairs({*source, *target}, ())
        found += [(*sorted(pair), MUTUAL) for pair in both]
    else:
        found += [(a, b, SOURCE_TARGET) for a in sorted(set(source)) for b in sorted(set(target)) if a != b]
    principals = {*source, *target} - set(third)
    found += [(m, p, THIRD) for m in sorted(set(third)) for p in sorted(principals)]
    return list(dict.fromkeys(found))


def sign(event, dyad_role: str, ontology: Ontology, camps: Camps) -> int:
    """1 cooperative, -1 hostile, 0 neither.

    Rule M2: process acts are never signed. Rule M1: nor is a third party's call to both parties at once, nor what one
    outsider asks of another (a meeting of a council is asked for, not fought over). A third party talks with those it
    brings together, and has no share in what else they do to one another.
    """
    if event.layer in (PROCESS, STATEMENT):
        return 0
    if dyad_role == THIRD:
        return 1 if event.layer == COMMUNICATION else 0
    if is_even_handed_call(event, camps) or _is_request_outside(event, camps):
        return 0
    return ontology.polarity(event.event_type, event.mode)


def is_even_handed_call(event, camps: Camps) -> bool:
    """True for a request of third parties alone to both parties together."""
    source = codes(event.source)
    outside = bool(source) and not any(camps.is_party(code) for code in source)
    return event.event_type == "REQUEST" and outside and camps.names_both(codes(event.target))


def _is_request_outside(event, camps: Camps) -> bool:
    """True for a request in which no party has part; without parties nobody is outside."""
    everybody = {*codes(event.source), *codes(event.target)}
    return event.event_type == "REQUEST" and bool(camps.parties) and not any(camps.is_party(code) for code in everybody)


def interactions(events: Iterable, ontology: Ontology, camps: Camps) -> list[dict]:
    """The rows of the table interactions for event rows."""
    shared = lambda event, role: role != THIRD or event.layer == COMMUNICATION  # noqa: E731
    return [
        {
            "event_id": event.event_id,
            "source_id": a,
            "target_id": b,
            "dyad_role": role,
            "is_directed": role == SOURCE_TARGET,
            "layer": event.layer,
            "sign": sign(event, role, ontology, camps),
            "weight": float(event.event_count),
            "event_date": event.event_date,
            "event_type": event.event_type,
            "mode": event.mode,
            "status": event.status,
            "plover_score": event.plover_score if shared(event, role) else "",
            "goldstein": event.goldstein if shared(event, role) else "",
            "n_publishers": event.n_publishers,
        }
        for event in events
        for a, b, role in dyads(event, ontology, camps)
    ]
