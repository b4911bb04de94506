"""How often two actors talked: the dated talks, and the number a text gives ("their fifth conversation").

The contacts are those of dyads.is_contact, counted one by one; K_ij = max(these, the largest ordinal reported, the
largest count told without a day) is a lower bound, since talks nobody reports are not counted, and what has no day may
be one of the dated talks told again. Agreements are no talks. Source: methods 2.14.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.dyads import BROKERED, PHONE, is_contact
from analysis.measures.layers import COMMUNICATION

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
        if row.status == "realised" and row.layer == COMMUNICATION and row.mode != BROKERED:
            way = "phone" if row.mode in PHONE else "talks"
            grouped[(*sorted((row.source_id, row.target_id)), way)][row.event_id] = row
    return [_row(key, list(grouped[key].values()), reported) for key in sorted(grouped)]


def _row(key: tuple[str, str, str], rows: list, reported: Mapping[str, float]) -> dict:
    dated = [row for row in rows if is_contact(row)]
    days = sorted(row.event_date for row in dated)
    largest = max((reported.get(row.event_id, 0.0) for row in rows), default=0.0)
    on_days = sum(row.weight for row in dated)
    undated = max((row.weight for row in rows if not is_contact(row)), default=0.0)
    return {
        "actor_a": key[0],
        "actor_b": key[1],
        "way": key[2],
        "n_dated": len(dated),
        "n_reported": int(largest) if largest else "",
        "n_summed": int(on_days),
        "at_least": int(max(largest, on_days, undated)),
        "first_date": days[0] if days else "",
        "last_date": days[-1] if days else "",
        "evidence": " ".join(sorted(row.event_id for row in rows)[:12]),
    }
