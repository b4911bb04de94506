"""Mediation events with third parties, local actors and persons, of every status (CSV), after MEND (PeaceRep).

MEND (peacerep.org/mend) describes a record by its place, third parties, local actors and individuals, failed efforts
included, but publishes no list of columns we could find: these are named after that description. A row is a talk or an
act of process in which at least one party of the conflict and at least one outsider take part; the status says whether
it happened, was planned, demanded or refused.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis.exporting import layouts
from analysis.exporting.days import span
from analysis.exporting.lookups import READS as LOOKUP_READS
from analysis.exporting.lookups import Lookups, lookups
from analysis.measures.records import codes, records

READS = (*LOOKUP_READS, "participants", "roles_found", "ontology")
LAYERS = ("communication", "process")
THIRD_ROLES = ("convener", "guarantor", "host", "mediator")


def mend(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an event of talks or process between a party and a third party, of any status, by event id."""
    found = lookups(frames)
    parties = {row.actor_id for row in records(frames["roles_found"]) if row.conflict_role == "party"}
    labels = {(row.event_type, row.mode): row.label for row in records(frames["ontology"])}
    people = defaultdict(list)
    for row in records(frames["participants"]):
        people[row.coding_id].append(row)
    made = []
    for event in records(frames["events"]):
        everybody = {*codes(event.source), *codes(event.target), *codes(event.third_parties)}
        local, third = sorted(everybody & parties), sorted(everybody - parties)
        if event.layer in LAYERS and local and third:
            made.append(_row(event, local, third, _participants(event, people, found), labels, found))
    return layouts.arranged("mend", made)


def _participants(event, people: dict, found: Lookups) -> list:
    return [row for coding in found.tellings[event.event_id] for row in people[coding.coding_id]]


def _row(event, local: list[str], third: list[str], people: list, labels: dict, found: Lookups) -> dict:
    place = found.place(event)
    start, end = span(event.event_date)
    roles = {(row.state, row.role) for row in people if row.state in third and row.role in THIRD_ROLES}
    persons = {row.actor_id for row in people if found.kind(row.actor_id) == "person"}
    return {
        "event_id": event.event_id,
        "conflict": event.case_id,
        "date_start": start,
        "date_end": end,
        "date_precision": event.date_precision,
        "location": place.label if place else "",
        "country": found.country_name(place),
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "third_parties": "; ".join(found.label(code) for code in third),
        "third_party_codes": ";".join(third),
        "third_party_types": "; ".join(found.kind(code) for code in third),
        "third_party_roles": "; ".join(f"{found.label(code)}: {role}" for code, role in sorted(roles)),
        "local_actors": "; ".join(found.label(code) for code in local),
        "local_actor_codes": ";".join(local),
        "individuals": "; ".join(found.label(code) for code in sorted(persons)),
        "event_type": event.event_type,
        "mode": event.mode,
        "description": labels.get((event.event_type, event.mode)) or labels.get((event.event_type, ""), ""),
        "cameo_code": event.cameo_code,
        "status": event.status,
        "status_history": event.status_history,
        "claimants": event.claimants,
        "denied_by": event.denied_by,
        "certainty_tier": event.certainty_tier,
        "n_mentions": event.n_mentions,
        "n_articles": event.n_articles,
        "n_publishers": event.n_publishers,
        "sources": "; ".join(found.publishers(event)),
        "evidence": event.evidence,
        "notes": found.quoted(event),
    }
