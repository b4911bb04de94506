"""events: one row per real-world event, however many sentences tell it.

Reads   codings, participants, sentences, articles, and the knowledge tables actors, ontology, cameo, plover_scores
Writes  events (key event_id) and mentions (one row per coding, with the event it tells: every coding has exactly one)
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.case import Case
from analysis.measures import accounts
from analysis.measures.clusters import cluster
from analysis.measures.denials import denied
from analysis.measures.layers import layer
from analysis.measures.ontology import Ontology, from_tables
from analysis.measures.parties import Camps, camps
from analysis.measures.records import frame, joined
from analysis.measures.tellings import tellings

READS = ("codings", "participants", "sentences", "articles", "actors", "ontology", "cameo", "plover_scores")
WRITES = ("events", "mentions")
PARAMS = "events"


def build(
    codings: pd.DataFrame,
    participants: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    ontology: pd.DataFrame,
    cameo: pd.DataFrame,
    plover_scores: pd.DataFrame,
    *,
    case: Case,
    params,
    progress=None,
) -> dict[str, pd.DataFrame]:
    """Clusters the codings within `params.window_days` and tells each cluster as one event."""
    meanings = from_tables(ontology, cameo, plover_scores)
    groups = cluster(tellings(codings, participants, sentences, articles, actors), params.window_days)
    found = [accounts.account(members, meanings) for members in groups]
    sides = camps(case, [(event.event_type, event.status, event.source, event.target) for event in found])
    about = _contents(found, meanings, sides)
    denials = denied(t for event in found for t in event.members)
    rows, mentions = [], []
    for event, event_id in zip(found, _addresses(case.case_id, found), strict=True):
        where = _layer(event, meanings, sides, {about[t.about] for t in event.members if t.about in about})
        rows.append(_row(event, event_id, case.case_id, where, meanings, sides, denials))
        mentions += [{"event_id": event_id, "coding_id": t.coding_id} for t in event.members]
    return {
        "events": frame("events", rows),
        "mentions": frame("mentions", mentions),
    }


def _contents(found: list[accounts.Account], meanings: Ontology, sides: Camps) -> dict[str, str]:
    """coding_id -> the layer of its event by itself: what an act that speaks of it is about."""
    return {t.coding_id: _layer(event, meanings, sides, ()) for event in found for t in event.members}


def _layer(event: accounts.Account, meanings: Ontology, sides: Camps, about) -> str:
    return layer(
        meanings,
        sides,
        event.event_type,
        event.mode,
        event.cameo_code,
        event.status,
        event.source,
        event.target,
        event.third,
        about,
    )


def _addresses(case_id: str, found: list[accounts.Account]) -> list[str]:
    """The ids of the events; of several with one address the later ones (by report and coding) get numbers."""
    taken: Counter = Counter()
    ids = {}
    for event in sorted(
        found, key=lambda event: (min(t.told or 0 for t in event.members), min(t.coding_id for t in event.members))
    ):
        plain = accounts.address(case_id, event)
        taken[plain] += 1
        ids[id(event)] = plain if taken[plain] == 1 else f"{plain}-{taken[plain]}"
    return [ids[id(event)] for event in found]


def _row(
    event: accounts.Account,
    event_id: str,
    case_id: str,
    where: str,
    meanings: Ontology,
    sides: Camps,
    denials: dict,
) -> dict:
    members = event.members
    told = [t.told for t in members if t.told is not None]
    denied_by = accounts.deniers(members, denials)
    return {
        "event_id": event_id,
        "case_id": case_id,
        "event_type": event.event_type,
        "mode": event.mode,
        "cameo_code": event.cameo_code,
        "source": ";".join(event.source),
        "target": ";".join(event.target),
        "third_parties": joined(event.third),
        "persons": joined(person for t in members for _, person in t.persons),
        "direction": event.direction,
        "event_date": event.event_date,
        "date_precision": event.precision or "unknown",
        "place_id": event.place,
        "layer": where,
        "status": event.status,
        "status_history": accounts.status_history(members),
        "claimants": accounts.claimants(members, denied_by),
        "denied_by": denied_by,
        "certainty_tier": accounts.certainty_tier(event, meanings, sides),
        "first_reported": accounts.iso(min(told, default=None)),
        "last_reported": accounts.iso(max(told, default=None)),
        "n_mentions": len(members),
        "n_articles": len({t.article_id for t in members}),
        "n_publishers": len({t.publisher or t.article_id for t in members}),
        "n_sources": accounts.independent_sources(members),
        "event_count": max(t.event_count for t in members),
        "plover_score": meanings.plover(event.event_type, event.mode),
        "goldstein": meanings.goldstein(event.cameo_code),
        "confidence": max(t.confidence for t in members),
        "evidence": event.evidence,
        "n_corrected": sum(t.is_corrected for t in members),
    }
