"""What the losses are said to be: one row per number a text gives, whose losses they are, and who counts them.

Numbers are never summed: they overlap in time, and each side counts its own. Low, best and high are as the text has
them; a single round figure fills best alone (decision D10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from analysis.measures.parties import HAPPENED, VIOLENT, Camps
from analysis.measures.records import codes, joined

LOSSES = ("deaths", "injured", "displaced", "detained", "destroyed")
SUFFERING = ("victim", "target", "subject")


def costs(
    quantities: Iterable,
    codings: Iterable,
    participants: Iterable,
    mentions: Iterable,
    sentences: Iterable,
    camps: Camps,
) -> list[dict]:
    """The rows of the table costs, by coding and number. What belongs to another time, is only planned or feared, or did
    not happen costs nobody anything and is left out."""
    by_coding = {row.coding_id: row for row in codings}
    events = {row.coding_id: row.event_id for row in mentions}
    published = {row.sentence_id: row.published for row in sentences}
    hurt = defaultdict(set)
    for row in participants:
        if row.role in SUFFERING and row.state:
            hurt[row.coding_id].add(camps.side(row.state))
    rows = []
    for row in quantities:
        coding = by_coding[row.coding_id]
        if row.measure in LOSSES and coding.status in HAPPENED:
            rows.append(
                {
                    "coding_id": row.coding_id,
                    "quantity_no": row.quantity_no,
                    "event_id": events.get(row.coding_id, ""),
                    "measure": row.measure,
                    "group": row.group,
                    "loss_of": joined({camps.side(row.loss_of)} if row.loss_of else _losers(coding, hurt[row.coding_id], camps)),
                    "claimant": row.claimant or coding.claimant,
                    "status": coding.status,
                    "event_date": coding.event_date,
                    "published": published[coding.sentence_id],
                    "low": row.low,
                    "best": row.best,
                    "high": row.high,
                    "text": row.text,
                }
            )
    return rows


def _losers(coding, hurt: set[str], camps: Camps) -> set[str]:
    """Whose losses: whom the violence hit. A number told beside talks or words is somebody's, but nobody says whose."""
    if coding.event_type not in VIOLENT:
        return set()
    return hurt or {camps.side(code) for code in codes(coding.target)}
