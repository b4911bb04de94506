"""How evenly third parties divide their attention and words between the parties, and how dyads stand to one another.

None of it says that a mediator is fair or unfair: a biased one may be an effective one, and small numbers say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from analysis.measures.dyads import is_contact
from analysis.measures.intervals import wilson
from analysis.measures.layers import COMMUNICATION, PROCESS, RELATION
from analysis.measures.parties import Camps
from analysis.measures.positions import measure

Dealings = dict[str, dict[str, dict]]


def with_parties(interactions: Iterable, camps: Camps, layers: tuple[str, ...], outgoing: bool = False) -> Dealings:
    """Outsider -> party -> event_id -> row: its realised dealings with each side, every event once a side.

    `outgoing`: only what the outsider does to the party, and what both do together.
    """
    found: dict[str, dict[str, dict]] = defaultdict(lambda: {party: {} for party in camps.parties})
    for row in interactions:
        if row.status != "realised" or row.layer not in layers:
            continue
        ways = [(row.source_id, row.target_id)]
        if not (outgoing and row.is_directed):
            ways.append((row.target_id, row.source_id))
        for actor, other in ways:
            if not camps.is_party(actor) and camps.is_party(other):
                found[actor][camps.side(other)].setdefault(row.event_id, row)
    return {actor: found[actor] for actor in sorted(found)}


def attention(interactions: Iterable, camps: Camps, least: int) -> list[dict]:
    """Contacts with each party, the share of the first with its Wilson interval, and AB = 1 - |cA - cB| / (cA + cB)."""
    rows = []
    talked = [row for row in interactions if is_contact(row)]
    for actor, dealings in with_parties(talked, camps, (COMMUNICATION,)).items():
        contacts = {party: sum(row.weight for row in dealings[party].values()) for party in camps.parties}
        first, second = (contacts[party] for party in camps.parties)
        n = first + second
        low, high = wilson(first, n)
        about = (COMMUNICATION, actor)
        rows += [measure("contacts", *about, party, contacts[party], contacts[party]) for party in camps.parties]
        rows.append(measure("attention_share", *about, camps.parties[0], first / n, n, least=least, low=low, high=high))
        rows.append(measure("attention_balance", *about, "", 1 - abs(first - second) / n, n, least=least))
    return rows


def tilt(interactions: Iterable, camps: Camps, least: int) -> list[dict]:
    """T = (sum of scores towards A - towards B) / sum of their sizes, on the relation layer: 1 for A, -1 for B."""
    rows = []
    for actor, dealings in with_parties(interactions, camps, (RELATION,), outgoing=True).items():
        scored = {party: [row for row in dealings[party].values() if row.plover_score != ""] for party in camps.parties}
        sums = [sum(row.plover_score * row.weight for row in scored[party]) for party in camps.parties]
        both = [row for party in camps.parties for row in scored[party]]
        size = sum(abs(row.plover_score) * row.weight for row in both)
        n = sum({row.event_id: row.weight for row in both}.values())
        value = (sums[0] - sums[1]) / size if size else ""
        rows.append(measure("tilt", RELATION, actor, camps.parties[0], value, n, least=least))
    return rows


def even_handedness(interactions: Iterable, camps: Camps, least: int) -> list[dict]:
    """The share of a third party's process acts that are addressed to both parties at once."""
    rows = []
    for actor, dealings in with_parties(interactions, camps, (PROCESS,), outgoing=True).items():
        first, second = (dealings[party] for party in camps.parties)
        weights = {event_id: row.weight for event_id, row in {**first, **second}.items()}
        both = sum(weights[event_id] for event_id in first.keys() & second.keys())
        n = sum(weights.values())
        low, high = wilson(both, n)
        rows.append(measure("even_handedness", PROCESS, actor, "", both / n, n, least=least, low=low, high=high))
    return rows


def dyad_scores(interactions: Iterable, least: int) -> list[dict]:
    """Of each dyad and layer the sum and mean of PLOVER scores; of the signed layers net cooperation.

    Net cooperation is (C - K) / (C + K + 1) with C cooperative and K hostile events.
    """
    by_layer, signed = defaultdict(list), defaultdict(lambda: [0.0, 0.0])
    for row in interactions:
        if row.status != "realised" or row.layer not in (COMMUNICATION, RELATION):
            continue
        pair = tuple(sorted((row.source_id, row.target_id)))
        if row.plover_score != "":
            by_layer[row.layer, *pair].append((row.plover_score, row.weight))
        if row.sign:
            signed[pair][row.sign < 0] += row.weight
    rows = []
    for (layer, a, b), found in sorted(by_layer.items()):
        n, total = sum(weight for _, weight in found), sum(score * weight for score, weight in found)
        rows.append(measure("net_score", layer, a, b, total, n))
        rows.append(measure("mean_score", layer, a, b, total / n, n, least=least))
    for (a, b), (good, bad) in sorted(signed.items()):
        note = "relation and communication: the signed layers"
        rows.append(
            measure("net_cooperation", "all", a, b, (good - bad) / (good + bad + 1), good + bad, least=least, note=note)
        )
    return rows
