"""The turning points of the window: what the parties agreed, which places are told as taken, whose forces came from outside.

They are chosen by what they are, not by how many articles tell them, so that the last days of a window count as the first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import admitted_by, marks
from analysis.reporting.data import Run
from analysis.reporting.wording import OUTCOMES, count, day, said_by

COLUMNS = ["day", "kind", "what", "status", "claimants", "denied_by", "event_id", "evidence"]
AGREED = ("cease_fire", "settlement")  # the stages of chain_steps at which the parties agreed
TOO_WIDE = ("country", "border", "river", "region", "contested_region", "district")  # taking a village in it is not taking it
AGREEMENT, TAKEN, SENT = "agreement", "place taken", "forces from outside"


def turning_points(run: Run) -> pd.DataFrame:
    """A row for each, by day; `label` is the number of its day in the figure of the days."""
    return _frame([row for rows in ROWS.values() for row in rows(run)])


def of_kind(run: Run, kind: str) -> pd.DataFrame:
    """The turning points of one kind, numbered among themselves."""
    return _frame(ROWS[kind](run))


def _frame(rows: list[tuple]) -> pd.DataFrame:
    found = pd.DataFrame(sorted(rows), columns=COLUMNS)
    return found.assign(label=pd.Categorical(found["day"]).codes + 1)


def _agreements(run: Run) -> list[tuple]:
    """The agreements that attempts at mediation led to, as the mediation report has them; quoted by the step that says most."""
    rows = []
    for chain in run.chains[run.chains["agreed_date"] != ""].itertuples():
        if (event := agreed_at(run, chain)) is not None:
            through = f" through {run.names(chain.conveners)}" if chain.conveners else ""
            rows.append((chain.agreed_date, AGREEMENT, OUTCOMES[chain.outcome] + through, event.status, event.claimants, event.denied_by, event.event_id, event.evidence))
    return rows


def agreed_at(run: Run, chain):
    """The event (a row of `events`) that tells best what an attempt at mediation led to, None where the tables hold none."""
    steps = run.chain_steps[(run.chain_steps["chain_id"] == chain.chain_id) & run.chain_steps["stage"].isin(AGREED)]
    known = steps["event_id"].map(lambda e: run.event_of[e].n_articles if e in run.event_of else 0)
    steps = steps.assign(later=steps["day"] != chain.agreed_date, known=known)
    steps = steps.sort_values(["later", "stage_no", "known", "event_id"], ascending=[True, False, False, True])
    return run.event_of.get(next(iter(steps["event_id"]), ""))


def _taken(run: Run) -> list[tuple]:
    """The first day on which a place is told as taken, and everybody who says so. By whom, its sentence tells."""
    wide = set(run.locations.loc[run.locations["place_kind"].isin(TOO_WIDE), "place_id"])
    found = _dated(run, "COERCE")
    found = found[(found["mode"] == "seize") & (found["place_id"] != "") & ~found["place_id"].isin(wide)]
    rows = []
    for place, events in found.sort_values(["event_date", "event_id"]).groupby("place_id", sort=True):
        first = next(events.itertuples())
        status = "realised" if (events["status"] == "realised").any() else "alleged"
        rows.append((first.event_date, TAKEN, run.label(place), status, _together(events["claimants"]), _together(events["denied_by"]), first.event_id, first.evidence))
    return rows


def _sent(run: Run) -> list[tuple]:
    """The first day on which an actor who is no party, nor counts with one, moved forces, told as fact."""
    found = _dated(run, "MOBILIZE")
    own = {*run.parties, *run.case.sides}
    outside = [codes != "" and not own & set(codes.split(";")) for codes in found["source"]]
    found = found[(found["status"] == "realised") & pd.Series(outside, index=found.index, dtype=bool)]
    rows = []
    for source, events in found.sort_values(["event_date", "event_id"]).groupby("source", sort=True):
        first = next(events.itertuples())
        rows.append((first.event_date, SENT, run.names(source), "realised", first.claimants, first.denied_by, first.event_id, first.evidence))
    return rows


def _dated(run: Run, event_type: str) -> pd.DataFrame:
    """The events of a type that happened or are claimed on an exact day of the window."""
    found = run.in_window[run.in_window["event_type"].eq(event_type) & run.in_window["status"].isin(["realised", "alleged"])]
    return found[found["event_date"].str.len() == 10]


def _together(claimants: pd.Series) -> str:
    """Everybody who says so; unnamed reports only where nobody is named."""
    named = sorted({code for cell in claimants for code in cell.split(";")} - {""})
    return ";".join([code for code in named if code != "UNSPEC"] or named)


ROWS = {AGREEMENT: _agreements, TAKEN: _taken, SENT: _sent}


def agreed(run: Run) -> list[Words]:
    """The agreements as a line of the summary."""
    said = lambda row: f"{day(row.day)}: {row.what}"  # noqa: E731
    return _line(run, AGREEMENT, "Agreements. ", said, ". What each was, and whether it held: the mediation report.",
                 "No agreement between the parties was found.")  # fmt: skip


def taken(run: Run) -> list[Words]:
    """The places told as taken as a line of the summary."""
    said = lambda row: f"{row.what}, {day(row.day)} ({_sure(run, row)})"  # noqa: E731
    return _line(run, TAKEN, "Places reported taken. ", said, ". The day is that on which it was first told; a claim is no confirmation.",
                 "No place is told as taken on an exact day of the window.")  # fmt: skip


def sent(run: Run) -> list[Words]:
    """The forces of outsiders as a line of the summary."""
    said = lambda row: f"{row.what}, from {day(row.day)} ({_sure(run, row)})"  # noqa: E731
    return _line(run, SENT, "Forces from outside. ", said, ".", "No actor but the parties is told as fact to have moved forces.")


def _line(run: Run, kind: str, head: str, said: Callable[[Any], str], close: str, none: str) -> list[Words]:
    """The turning points of one kind, each with its mark; `close` ends the line, `none` stands where there is none."""
    found = of_kind(run, kind)
    if found.empty:
        return [(head, "b"), (none, "")]
    words: list[Words] = [(head, "b")]
    for row in found.itertuples():
        words += [(said(row), ""), *marks(run, [row.evidence]), ("; ", "")]
    return [*words[:-1], (close, "")]


def _sure(run: Run, row) -> str:
    """Whether it is told as fact, else who says so, who admits it and who denies it."""
    if row.status == "realised" and "NARRATOR" in row.claimants.split(";"):
        return "told as fact"
    admitting = admitted_by(run.event_of[row.event_id])
    others = ";".join(code for code in row.claimants.split(";") if code not in admitting)
    said = [said_by(run.names(others))] if others else []
    said += [f"acknowledged by {run.names(';'.join(admitting))}"] if admitting else []
    return "; ".join([*said, *([f"denied by {run.names(row.denied_by)}"] if row.denied_by else [])])


KINDS = {AGREEMENT: "{}", TAKEN: "{} reported taken", SENT: "{}: forces moved"}


def in_words(found: pd.DataFrame) -> str:
    """The numbered days in words."""
    parts = [f"{label}: {day(date)}, {', '.join(KINDS[r.kind].format(r.what) for r in rows.itertuples())}" for (label, date), rows in found.groupby(["label", "day"], sort=True)]
    return "; ".join(parts) or "no turning point was found"


def table(run: Run) -> Block:
    """The numbered days, what happened, who says so."""
    found = turning_points(run)
    if found.empty:
        return blocks.paragraph("No agreement between the parties, no place told as taken and no forces of outsiders were found on an exact day.")
    rows = [
        [str(row.label), day(row.day), KINDS[row.kind].format(row.what), _sure(run, row), marks(run, [row.evidence])[1:] or "–"]
        for row in found.itertuples()
    ]
    return blocks.table(["No.", "Day", "What", "Who says so", "Evidence"], rows, [0.4, 1.1, 3.4, 2.2, 0.9],
                        f"The {count(len(found), 'turning point')} of the window: agreements between the parties, places told as taken, forces sent by others. No.: the numbered line of the figure. Who took a place stands in the sentence the mark leads to.")  # fmt: skip
