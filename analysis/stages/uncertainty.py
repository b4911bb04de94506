"""uncertainty: what each measure would be from other articles, with the coder's doubts, or without one publisher.

Reads   events, interactions, mentions, articles, measures
Writes  uncertainty (one row per value of a measure that can be resampled)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.case import Case
from analysis.measures import edges, portrait
from analysis.measures import roles as role_rules
from analysis.measures.chance import resampling, sums
from analysis.measures.dyads import are_apart
from analysis.measures.mediation.steps import told_by_the_way
from analysis.measures.parties import camps
from analysis.measures.positions import HOW_SURE
from analysis.measures.records import codes, frame, records
from analysis.measures.structure import talks

READS = ("events", "interactions", "mentions", "articles", "actors")
WRITES = ("uncertainty",)
PARAMS = "network"
DRAWN = tuple(name for name, way in HOW_SURE.items() if way == "draws" and name not in sums.SUMMED)
FEW = "there in fewer than half of the draws"
MOST_WORK = 1_000_000  # draws times interactions; beyond, fewer draws
LEAST_DRAWS = 100
MOST_ROWS = 50_000  # interactions; beyond, even these few draws take longer than anybody waits


def build(
    events: pd.DataFrame,
    interactions: pd.DataFrame,
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    case: Case,
    params,
    progress=None,
) -> pd.DataFrame:
    """Draws articles, doubts and publishers `params.draws` times; fewer for large cases, none where too few are left."""
    told = records(events)
    sides = camps(case, [(event.event_type, event.status, codes(event.source), codes(event.target)) for event in told])
    inside = [
        event for event in told if edges.in_window(event.event_date, event.status, case.window_start, case.window_end)
    ]
    place = {event.event_id: k for k, event in enumerate(inside)}
    rows = [row for row in records(interactions) if row.event_id in place]
    at = np.array([place[row.event_id] for row in rows], dtype=int)
    kinds = {actor.actor_id: actor.actor_kind for actor in records(actors)}

    rounds = [event for event in inside if not (told_by_the_way(event) or are_apart(event, sides))]
    counted = sums.sums(inside, rows, sides, talks.together(talks.attendance(rounds, {})))

    def measured(stays: np.ndarray, weights: np.ndarray) -> resampling.Values:
        kept = [row for row, k in zip(rows, at, strict=True) if stays[k]]
        found = resampling.values(portrait.measures(portrait.Network(kept), sides, 0, quick=True), DRAWN)
        here = [event for event, stay in zip(inside, stays, strict=True) if stay]
        held = role_rules.roles(here, kept, sides, kinds)
        found |= counted.values(weights)
        return found | {("role", "all", role["actor_id"], _named(role)): 1.0 for role in held}

    told_in: dict[str, list[str]] = {}
    for row in records(mentions):
        told_in.setdefault(row.event_id, []).append(row.coding_id.partition("#")[0])
    papers = {row.article_id: row.publisher or row.article_id for row in records(articles)}
    return frame("uncertainty", _doubted(inside, told_in, papers, rows, measured, params, progress))


def _named(role: dict) -> str:
    return f"{role['conflict_role']} of {role['side']}" if role["side"] else role["conflict_role"]


def _doubted(inside: list, told_in: dict, papers: dict, rows: list, measured, params, progress) -> list[dict]:
    names, told = resampling.told_by([event.event_id for event in inside], told_in)
    draws = min(params.draws, max(LEAST_DRAWS, MOST_WORK // max(len(rows), 1)))
    if len(names) < resampling.LEAST_ARTICLES or draws < LEAST_DRAWS or len(rows) > MOST_ROWS:
        return []
    own = measured(np.ones(len(inside), dtype=bool), np.ones(len(inside)))
    confidence = np.array([float(event.confidence) for event in inside])
    random = np.random.default_rng(params.seed)
    with_progress = progress("draws", 2 * draws) if progress else None
    step = (lambda: with_progress.advance(1)) if with_progress else (lambda: None)
    by_articles = resampling.by_articles(told, measured, draws, random, step)
    by_confidence = resampling.by_confidence(confidence, measured, draws, random, step)
    without = resampling.without_each(told, [papers[name] for name in names], measured)
    first = resampling.rank_first(by_articles)
    return [
        _row(key, own[key], by_articles, by_confidence, without, first.get(key, 0.0), own, draws) for key in sorted(own)
    ]


def _row(key, value, by_articles, by_confidence, without, first, own, draws) -> dict:
    is_sum = key[0] in sums.SUMMED
    low, high = resampling.interval(by_articles, key, is_sum) or ("", "")
    doubt_low, doubt_high = resampling.interval(by_confidence, key, is_sum) or ("", "")
    moved = resampling.most_changed(own, without, key) or ("", "")
    return {
        "measure": key[0],
        "layer": key[1],
        "actor_id": key[2],
        "counterpart_id": key[3],
        "value": value,
        "low": low,
        "high": high,
        "no_interval": FEW if low == "" else "",
        "doubt_low": doubt_low,
        "doubt_high": doubt_high,
        "share_of_draws": sum(key in draw for draw in by_articles) / draws,
        "share_first": first if not key[3] else "",
        "publisher_out": moved[0],
        "value_without": moved[1],
        "n_draws": draws,
    }
