"""The numbers that are sums over events: counts of events, contacts, ties, scores. All are drawn at once.

Where articles are drawn with repetition, an event counts as often as the articles that tell it were drawn, on average
over them. The mean of the draws is then the number itself; counting an event once if one of its articles is drawn would
only ever lose events. Source: Efron & Tibshirani 1993 (bootstrap of a sum over clusters).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from analysis.measures.balance import with_parties
from analysis.measures.chance.resampling import Key, Values
from analysis.measures.dyads import is_contact
from analysis.measures.layers import COMMUNICATION, RELATION
from analysis.measures.parties import Camps
from analysis.measures.records import codes

SUMMED = ("co_participation", "contacts", "events", "events_by_status", "events_of_pair", "net_score", "strength", "talks_attended")  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """Every sum as a row over the events."""

    keys: Sequence[Key]
    parts: csr_array  # keys x events

    def values(self, weights: np.ndarray) -> Values:
        """The sums with each event counted `weights` times; what is zero is left out."""
        found = self.parts @ weights
        return {key: float(value) for key, value in zip(self.keys, found, strict=True) if abs(value) > 1e-12}


def sums(events: Sequence, interactions: Iterable, camps: Camps, talks: Mapping[str, Collection[str]]) -> Sums:
    """The sums of the tables nodes, edges, measures and chain_measures. `talks`: round of talks -> who was there."""
    place = {event.event_id: k for k, event in enumerate(events)}
    parts: dict[Key, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for k, event in enumerate(events):
        parts["events", "all", "", ""][k] = 1.0
        parts["events", event.layer, "", ""][k] = 1.0
        parts["events_by_status", "all", "", event.status][k] = 1.0
        for actor in {*codes(event.source), *codes(event.target), *codes(event.third_parties)}:
            parts["events", "all", actor, ""][k] = float(event.event_count)
    rows = list(interactions)
    for row in rows:
        if row.status == "realised":
            k, pair = place[row.event_id], sorted((row.source_id, row.target_id))
            parts["events_of_pair", row.layer, *pair][k] += row.weight
            for actor in pair:
                parts["strength", row.layer, actor, ""][k] += row.weight
            if row.plover_score != "" and row.layer in (COMMUNICATION, RELATION):
                parts["net_score", row.layer, *pair][k] += row.plover_score * row.weight
    talked = [row for row in rows if is_contact(row)]
    for actor, dealings in (with_parties(talked, camps, (COMMUNICATION,)) if camps.parties else {}).items():
        for party in camps.parties:
            for event_id, row in dealings[party].items():
                parts["contacts", COMMUNICATION, actor, party][place[event_id]] += row.weight
    for event_id, there in talks.items():
        for actor in there:
            parts["talks_attended", COMMUNICATION, actor, ""][place[event_id]] = 1.0
            for other in there:
                if actor < other:
                    parts["co_participation", COMMUNICATION, actor, other][place[event_id]] = 1 / (len(there) - 1)
    keys = sorted(parts)
    at = [(row, k, value) for row, key in enumerate(keys) for k, value in parts[key].items()]
    rows_at, columns, values = zip(*at, strict=True) if at else ((), (), ())
    return Sums(keys, csr_array((values, (rows_at, columns)), shape=(len(keys), len(events)), dtype=float))
