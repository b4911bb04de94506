"""Which act speaks of which event, from the codings that tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def acts_about(codings: Iterable, mentions: Iterable) -> dict[str, tuple[str, ...]]:
    """event_id -> the ids of the events that speak of it (a refusal of talks, a demand for a cease-fire), sorted."""
    told = {row.coding_id: row.event_id for row in mentions}
    found = defaultdict(set)
    for row in codings:
        if row.about_coding_id and row.about_coding_id in told and row.coding_id in told:
            act, content = told[row.coding_id], told[row.about_coding_id]
            if act != content:
                found[content].add(act)
    return {content: tuple(sorted(acts)) for content, acts in sorted(found.items())}
