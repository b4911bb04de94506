"""How often two actors talked: the dated talks, and the number a text gives ("their fifth conversation").

K_ij = max(dated talks, the largest ordinal reported, the sum of event counts): a lower bound, since talks nobody
reports are not counted. What has no day may be one of the dated talks told again, so that only the largest of these
counts, where it is larger. Source: methods 2.14.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.dyads import PHONE
from analysis.measures.layers import COMMUNICATION
from analysis.measures.tellings import ordinal

COUNTED = ("call", "conversation", "meeting", "round", "talk", "visit")  # "a fourth day" counts no talks


def ordinals(quantities: Iterable, mentions: Iterable) -> dict[str, float]:
    """event_id -> the largest ordinal its codings carry."""
    told = {row.coding_id: row.event_id for row in mentions}
    found: dict[str, float] = {}
    for row in quantities:
        counted = row.measure == "ordinal" and row.unit in COUNTED and row.best != ""
        if counted and row.coding_id in told:
            event_id = told[row.coding_id]
            found[event_id] = max(found.get(event_id, 0.0), float(row.best))
    return found


def contacts(interactions: Iterable, reported: Mapping[str, float]) -> list[dict]:
    """One row per pair (in the order of the alphabet) and way of talking (phone; talks of any other kind), sorted."""
    grouped = defaultdict(dict)
    for row in interactions:
        if row.status == "realised" and row.layer == COMMUNICATION:
            way = "phone" if row.mode in PHONE else "talks"
            grouped[(*sorted((row.source_id, row.target_id)), way)][row.event_id] = row
    return [_row(key, list(grouped[key].values()), reported) for key in sorted(grouped)]


def _row(key: tuple[str, str, str], rows: list, reported: Mapping[str, float]) -> dict:
    days = sorted(row.event_date for row in rows if ordinal(row.event_date) is not None)
    dated = sum(ordinal(row.event_date) is not None for row in rows)
    largest = max((reported.get(row.event_id, 0.0) for row in rows), default=0.0)
    has_day = [ordinal(row.event_date) is not None for row in rows]
    on_days = sum(row.weight for row, has in zip(rows, has_day, strict=True) if has)
    summed = max([on_days, *(row.weight for row, has in zip(rows, has_day, strict=True) if not has)])
    return {
        "actor_a": key[0],
        "actor_b": key[1],
        "way": key[2],
        "n_dated": dated,
        "n_reported": int(largest) if largest else "",
        "n_summed": int(summed),
        "at_least": int(max(dated, largest, summed)),
        "first_date": days[0] if days else "",
        "last_date": days[-1] if days else "",
        "evidence": " ".join(sorted(row.event_id for row in rows)[:12]),
    }
