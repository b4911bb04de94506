"""The ledger of claims: what is told only as somebody's claim, or denied; who asserts it, who denies it, who is silent."""

from __future__ import annotations

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import admitted_by, marked
from analysis.reporting.data import Run
from analysis.reporting.sections import what
from analysis.reporting.wording import count, day

MOST_ROWS = 32
SAYS, ADMITS, DENIES, SILENT = "asserts", "acknowledges", "denies", "–"


def claims(run: Run) -> pd.DataFrame:
    """The events of the window that are only claimed, or that somebody denies; of MOST_ROWS the disputed ones first, then those
    of most articles, by day."""
    found = run.in_window[run.in_window["status"].isin(["alleged", "denied"]) | (run.in_window["denied_by"] != "")]
    found = found.assign(disputed=found["denied_by"] != "")
    found = found.sort_values(["disputed", "n_articles", "event_date", "event_id"], ascending=[False, False, True, True])
    order = ["disputed", "event_date", "event_id"]
    return pd.concat([found.head(MOST_ROWS).sort_values(order, ascending=[False, True, True]), found.iloc[MOST_ROWS:]])


def table(run: Run) -> Block:
    """A row for each claim, a column for each party and one for everybody else."""
    found = claims(run)
    parties = run.parties[:2] if len(run.parties) >= 2 else ()
    rows = [
        [
            [(day(e.event_date) + "  ", "i"), *what(run, e)],
            *([(_stance(e, (party,)), "b" if party in e.denied_by.split(";") else "")] for party in parties),
            _others(run, e, parties),
            marked(run, e.evidence, 220),
        ]
        for e in found.head(MOST_ROWS).itertuples()
    ]
    disputed = int(found["disputed"].sum())
    n_both = asserted_and_denied(found)
    both = f" {n_both} of them have one actor as claimant and as denier: it claims one part of what the event joins and denies another." if n_both else ""  # fmt: skip
    return blocks.table(["Claimed", *map(run.label, parties), "Others", "Evidence"], rows, [2.2, *([1.15] * len(parties)), 1.6, 3.8],
                        f"Claims of the window: {count(len(found), 'event')} told only as somebody's claim, or denied; {disputed} of them denied by somebody. Here {min(len(found), MOST_ROWS)}, the denied ones first.{both} A dash: nothing told. A claim is neither confirmed nor doubted by standing here.")  # fmt: skip


def asserted_and_denied(found: pd.DataFrame) -> int:
    """How many events one actor both claims and denies."""
    return sum(bool(set(e.claimants.split(";")) & set(e.denied_by.split(";")) - {""}) for e in found.itertuples())


def _words(event) -> list[tuple[str, set[str]]]:
    """Who asserts it, who admits it of itself, who denies it."""
    admitting = set(admitted_by(event))
    return [(SAYS, set(event.claimants.split(";")) - admitting - {""}), (ADMITS, admitting), (DENIES, set(event.denied_by.split(";")) - {""})]


def _stance(event, codes: tuple[str, ...]) -> str:
    said = [word for word, saying in _words(event) if set(codes) & saying]
    return " and ".join(said) or SILENT


def _others(run: Run, event, parties: tuple[str, ...]) -> str:
    """Everybody else who asserts or denies; unnamed reports and the article itself are named as such."""
    parts = []
    if event.status == "denied" and set(event.claimants.split(";")) <= {"UNSPEC"}:
        parts.append("who asserts it was not found")
    for word, saying in _words(event):
        saying = saying - {"UNSPEC"} if event.status == "denied" else saying
        others = ";".join(sorted(code for code in saying if code not in parties))
        if others:
            parts.append(f"{run.names(others)}: {word}")
    return "; ".join(parts) or SILENT
