"""What role an actor plays in the conflict, found in the events alone; the case's own role table is only set beside it.

Roles are dated and not exclusive. An actor of one side counts as that side (NKR with ARM). Only what happened counts,
save for violence: what an actor says of itself, or suffers, counts as well; what only its adversary says of it never
makes it a party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log

from analysis.measures.balance import with_parties
from analysis.measures.dyads import THIRD
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.naming import is_described
from analysis.measures.parties import VIOLENT, Camps
from analysis.measures.records import codes
from analysis.measures.tellings import ordinal

MEDIATING = ("mediate", "offer", "host", "third-party")
SUPPORTING = ("SUPPORT", "AID", "COOPERATE")
SPONSORING = ("AID", "SUPPORT", "COOPERATE", "MOBILIZE")
ARMED = "_ARMED_GROUP"
SPILLING = ("ASSAULT", "MOBILIZE")
FEARED = ("realised", "alleged", "hypothetical", "threatened")
NO_STATE = ("armed_group", "unregistered", "population")
LEAST_VIOLENCE = 3  # independent events that make an actor a party (methods 2.1)
LEAST_SUPPORT = 2  # acts that make a backer: one word of praise, or one delivery, does not
SHUTTLE_DAYS = 2
MOST_EVIDENCE = 12


def roles(events: Iterable, interactions: Iterable, camps: Camps, kinds: dict[str, str]) -> list[dict]:
    """The rows of roles_found without their hypotheses, sorted. `kinds`: actor_id -> actor_kind of the registry."""
    events, interactions = list(events), list(interactions)
    by_id = {event.event_id: event for event in events}
    found = [*_parties(events, camps), *_proxies(events, kinds)]
    if camps.parties:
        mediating = _mediators(by_id, interactions, camps)
        fighting = {row["actor_id"] for row in found}
        found += [*mediating, *(row for row in _neighbours(events, camps, kinds) if row["actor_id"] not in fighting)]
        found += _backers(by_id, interactions, camps)
    return sorted(found, key=lambda row: (row["actor_id"], row["conflict_role"], row["side"]))


def _role(actor: str, role: str, side: str, strength: float, evidence: Iterable, basis: str = "events") -> dict:
    proof = sorted(
        {event.event_id: event for event in evidence}.values(), key=lambda event: (_day(event), event.event_id)
    )
    told = sorted(event.event_date[:10] for event in proof if len(event.event_date) >= 10)
    days = told or [_day(event) for event in proof if _day(event)]  # "earlier truces brokered by B": of no day of its own
    return {
        "actor_id": actor,
        "conflict_role": role,
        "side": side,
        "since": days[0] if days else "",
        "until": days[-1] if days else "",
        "strength": float(strength),
        "n_events": int(sum(event.event_count for event in proof)),
        "evidence": " ".join(event.event_id for event in proof[:MOST_EVIDENCE]),
        "basis": basis,
    }


def _day(event) -> str:
    return event.event_date or event.first_reported


def _parties(events: list, camps: Camps) -> list[dict]:
    """The two parties, who fights on their side, and whoever else fights one of them in LEAST_VIOLENCE events."""
    violence, fights = _violence(events, camps)
    rows = []
    for party in camps.parties:
        mine = [code for code in sorted(violence) if camps.side(code) == party]
        proof = {event.event_id: event for code in mine for event, _ in violence[code]}
        rows.append(_role(party, "party", "", len(proof), proof.values(), "events" if camps.inferred else "case"))
    for actor in sorted(set(violence) - set(camps.parties)):
        proof = violence[actor]
        # who is only ever hit is a victim, a place or a bystander, unless the case counts it with a party
        if len(proof) >= LEAST_VIOLENCE and (actor in fights or camps.is_party(actor)):
            side = camps.side(actor) if camps.is_party(actor) else _beside(proof, camps)
            rows.append(_role(actor, "party", side, len(proof), [event for event, _ in proof]))
    return rows


def _beside(proof: list, camps: Camps) -> str:
    """The party an actor fights beside: the opponent of the one it faces more often; "" if it faces both alike."""
    first, second = (sum(party in against for _, against in proof) for party in camps.parties)
    return "" if first == second else camps.parties[first > second]


def _violence(events: list, camps: Camps) -> tuple[dict[str, list], set[str]]:
    """Actor -> its violent events with the parties it faced in them; and who of them does violence itself."""
    violence, fights = defaultdict(list), set()
    for event in events:
        if event.event_type not in VIOLENT or event.status not in ("realised", "alleged"):
            continue
        source, target = set(codes(event.source)), set(codes(event.target))
        doers = source | target if event.direction == "mutual" else source
        for actor in sorted(source | target):
            facing = (target if actor in source else source) or source | target
            against = {camps.side(code) for code in facing} & set(camps.parties) - {camps.side(actor)}
            only_said = event.status == "alleged" and actor in doers and actor not in codes(event.claimants)
            if against and not only_said:
                violence[actor].append((event, against))
                fights |= {actor} & doers
    return violence, fights


def _mediators(by_id: dict, interactions: list, camps: Camps) -> list[dict]:
    """Third parties that talk with both parties and bring them together in at least one act; and, of whoever deals with
    both, who keeps to the process: no act of support or hostility towards anybody.

    Only talks and the acts of a mediator (hosting, brokering, offering) make one, and count for it: an appeal does not.
    """
    related = {
        code
        for row in interactions
        if row.layer == RELATION and row.status == "realised"
        for code in (row.source_id, row.target_id)
    }
    rows = []
    for actor, dealings in with_parties(interactions, camps, (COMMUNICATION, PROCESS)).items():
        first, second = (dealings[party] for party in camps.parties)
        if is_described(actor) or not (first and second):
            continue
        if actor not in related and _mediates(actor, first, second):
            rows.append(_between(actor, "process_third_party", first, second, by_id))
        first, second = ({e: row for e, row in side.items() if _is_of_mediator(actor, row)} for side in (first, second))
        talked = all(any(row.layer == COMMUNICATION for row in side.values()) for side in (first, second))
        if talked and _mediates(actor, first, second):
            rows.append(_between(actor, "mediator", first, second, by_id))
    return rows


def _between(actor: str, role: str, first: dict, second: dict, by_id: dict) -> dict:
    """The role of who stands between the parties, the stronger the more it deals with both alike."""
    a, b = (sum(row.weight for row in side.values()) for side in (first, second))
    strength = 2 * min(a, b) / (a + b) * log(1 + a + b)
    return _role(actor, role, "", strength, [by_id[event_id] for event_id in {**first, **second}])


def _is_of_mediator(actor: str, row) -> bool:
    """True for talks, and for what only who mediates does: an appeal to stop is not among it."""
    return row.layer == COMMUNICATION or _brings_together(actor, row)


def _brings_together(actor: str, row) -> bool:
    """True for hosting, an offer or mediation by the actor itself, and for the talks of others it is the third of."""
    return row.dyad_role == THIRD or (row.mode in MEDIATING and (row.source_id == actor or not row.is_directed))


def _mediates(actor: str, first: dict, second: dict) -> bool:
    """True for an act with both parties at once, hosting, an offer, mediation, or a shuttle between them in days."""
    if first.keys() & second.keys() or any(_brings_together(actor, row) for row in (*first.values(), *second.values())):
        return True
    days = [
        [ordinal(row.event_date) for row in side.values() if row.layer == COMMUNICATION] for side in (first, second)
    ]
    return any(abs(a - b) <= SHUTTLE_DAYS for a in days[0] if a for b in days[1] if b)


def _backers(by_id: dict, interactions: list, camps: Camps) -> list[dict]:
    """Third parties that support one party more than once and not the other, or are on the whole for one and against the
    other."""
    rows = []
    for actor, dealings in with_parties(interactions, camps, (RELATION,), outgoing=True).items():
        support = {
            side: [row for row in dealings[side].values() if row.event_type in SUPPORTING] for side in camps.parties
        }
        net = {side: sum(row.sign * row.weight for row in dealings[side].values()) for side in camps.parties}
        for side in camps.parties:
            other = camps.other(side)
            enough = len(support[side]) >= LEAST_SUPPORT
            if not enough or (support[other] and not (net[side] > 0 > net[other])):
                continue
            hostile = [row for row in dealings[other].values() if row.sign < 0]
            proof = (*support[side], *hostile)
            strength = sum(row.weight for row in proof)
            rows.append(_role(actor, "backer", side, strength, [by_id[row.event_id] for row in proof]))
    return rows


def _neighbours(events: list, camps: Camps, kinds: dict[str, str]) -> list[dict]:
    """States outside the conflict which its violence reaches or threatens to reach."""
    reached = defaultdict(list)
    for event in events:
        source = codes(event.source)
        nobody = not source and event.event_type == "ASSAULT"  # shells fall from nowhere; troops are somebody's
        ours = nobody or any(camps.is_party(c) or kinds.get(c, "unregistered") in NO_STATE for c in source)
        if event.event_type in SPILLING and event.status in FEARED and ours:
            for actor in codes(event.target):
                if not camps.is_party(actor) and kinds.get(actor) == "state":
                    reached[actor].append(event)
    return [_role(actor, "affected_neighbour", "", len(reached[actor]), reached[actor]) for actor in sorted(reached)]


def _proxies(events: list, kinds: dict[str, str]) -> list[dict]:
    """Armed groups that somebody says another actor sends, arms or pays; the denial, if any, is among the evidence."""
    said = defaultdict(list)
    for event in events:
        if event.event_type not in SPONSORING or event.status not in ("alleged", "denied"):
            continue
        for group in codes(event.target):
            if kinds.get(group) == "armed_group" or group.endswith(ARMED):
                for sponsor in codes(event.source):
                    said[group, sponsor].append(event)
    return [
        _role(group, "alleged_proxy", sponsor, len(proof), proof)
        for (group, sponsor), proof in sorted(said.items())
        if group != sponsor
    ]
