"""Our tables -> the deeds to compare (realised, dated to the day), those of another status, and deaths as they are told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import tables
from analysis.comparing.correspondence import Correspondence, Deed
from analysis.measures.records import codes, records
from analysis.paths import Workspace
from analysis.tables import is_day

TABLES = ("interactions", "events", "codings", "sentences", "mentions", "quantities")
REALISED = "realised"


@dataclass(frozen=True)
class OwnDeeds:
    """`realised` and `otherwise` (with its status) are sorted by day; `left_out`: reason -> interactions."""

    realised: list[Deed]
    otherwise: list[tuple[Deed, str]]
    left_out: dict[str, int]
    actors: frozenset[str]


def read(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """The tables of a run that are compared. Raises TableError where one is missing."""
    return {name: tables.read(name, workspace) for name in TABLES}


def own_deeds(found: dict[str, pd.DataFrame], known: Correspondence) -> OwnDeeds:
    """Our interactions of types the data set has a counterpart of, under the same actor codes as theirs."""
    evidence = _evidence(found)
    realised, otherwise = {}, {}
    left_out: dict[str, int] = defaultdict(int)
    actors = set()
    for row in records(found["interactions"]):
        a, b = known.counted(row.source_id), known.counted(row.target_id)
        actors |= {a, b}
        reason = _not_comparable(row, a, b, known)
        if reason:
            left_out[reason] += 1
            continue
        if not row.is_directed:
            a, b = min(a, b), max(a, b)
        day = date.fromisoformat(row.event_date)
        quad = known.ontology.quad(row.event_type)
        deed = Deed(
            row.event_id, day, day, a, b, bool(row.is_directed), row.event_type, quad, evidence.get(row.event_id, "")
        )
        here = (row.event_id, a, b)
        if row.status == REALISED:
            realised.setdefault(here, deed)
        else:
            otherwise.setdefault(here, (deed, row.status))
    return OwnDeeds(
        sorted(realised.values(), key=_order), sorted(otherwise.values(), key=lambda pair: _order(pair[0])),
        dict(sorted(left_out.items())), frozenset(actors),
    )  # fmt: skip


def _order(deed: Deed) -> tuple:
    return deed.first, deed.deed_id, deed.actor_a, deed.actor_b


def _not_comparable(row, a: str, b: str, known: Correspondence) -> str:
    if row.event_type not in known.scope:
        return "type has no counterpart"
    if a == b:
        return "both sides count as one actor"
    if not is_day(row.event_date):
        return "day not known"
    return "historical" if row.status == "historical" else ""


def _evidence(found: dict[str, pd.DataFrame]) -> dict[str, str]:
    """event_id -> the coding that tells it best and its sentence."""
    sentence_of = {row.coding_id: row.sentence_id for row in records(found["codings"])}
    text = {row.sentence_id: row.text for row in records(found["sentences"])}
    return {
        row.event_id: f"{row.evidence}: {text.get(sentence_of.get(row.evidence, ''), '')}"
        for row in records(found["events"])
    }


def own_deaths(found: dict[str, pd.DataFrame], known: Correspondence, start: str, end: str) -> list[dict]:
    """Every number of deaths our articles give for a day of the window, each on its own row with who says so."""
    codings = {row.coding_id: row for row in records(found["codings"])}
    events = {row.coding_id: row.event_id for row in records(found["mentions"])}
    rows = []
    for number in records(found["quantities"]):
        told = codings.get(number.coding_id)
        if number.measure != "deaths" or told is None or told.status == "historical":
            continue
        if not (is_day(told.event_date) and start <= told.event_date <= end):
            continue
        rows.append({
            "day": told.event_date, "last_day": told.event_date, "told_by": "ours",
            "row_id": events.get(number.coding_id, ""), "dyad": _dyad(told, known),
            "low": number.low, "best": number.best, "high": number.high, "of_whom": number.group,
            "claimant": told.claimant, "status": told.status, "evidence": f"{number.coding_id}: {number.text}",
        })  # fmt: skip
    return rows


def _dyad(told, known: Correspondence) -> str:
    return "-".join(sorted({known.counted(code) for cell in (told.source, told.target) for code in codes(cell)}))
