"""Is the conflict spreading: a plain answer, and the states outside it that its violence is told to have touched."""

from __future__ import annotations

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import marked, marks, who_says
from analysis.reporting.data import Run
from analysis.reporting.sections import ENOUGH, FORCE
from analysis.reporting.wording import count, day

SPREAD = {"realised": "told as fact", "alleged": "claimed", "hypothetical": "feared", "threatened": "threatened"}
MOST_EVENTS = 4  # of a state


def touched(run: Run) -> pd.DataFrame:
    """The events behind the role of an affected neighbour, with the neighbour (column state): the most of each first told.

    What hit somebody's people or things on the soil of a party (a helicopter of Russia over Armenia) spreads nowhere.
    """
    country = dict(zip(run.locations["place_id"], run.locations["country_id"], strict=True))
    at_home = run.in_window[run.in_window["place_id"].map(country).isin(run.parties)]["event_id"]
    roles = run.roles_found[run.roles_found["conflict_role"] == "affected_neighbour"].sort_values("actor_id")
    by_id = run.in_window.set_index("event_id", drop=False)
    found = [
        by_id.loc[[event_id]].assign(state=role.actor_id)
        for role in roles.itertuples()
        for event_id in [name for name in role.evidence.split() if name in by_id.index and name not in set(at_home)][:MOST_EVENTS]
    ]
    return pd.concat(found) if found else run.in_window.head(0).assign(state="")


def answer(run: Run) -> Block:
    """Yes, no or insufficient, in one sentence, from what is told; forces of outsiders are counted among the turning points."""
    found = touched(run)
    violence = int(run.in_window["event_type"].isin(FORCE).sum())
    start = ("Is it spreading? ", "b")
    if violence < ENOUGH:
        return blocks.paragraph(start, ("Insufficient. ", "b"), f"Only {count(violence, 'event')} of force or coercion was found, fewer than {ENOUGH}.")
    for status, answered, told in (
        ("realised", "Yes, ", "violence is told as fact to have hit"),
        ("alleged", "No, not by what is told as fact; ", "violence is only claimed to have hit"),
    ):
        rows = found[found["status"] == status]
        if len(rows):
            few = f"; fewer than {ENOUGH} events, so that no trend can be told" if len(found) < ENOUGH else ""
            names = ", ".join(run.label(code) for code in sorted(set(rows["state"])))
            return blocks.paragraph(
                start, (answered, "b"), f"{told} {names}, outside the conflict ({count(len(rows), 'event')} of {len(found)} in the table below{few}). Violence between the parties on their own soil does not count as spreading, and what the coder missed is not here.",
                *marks(run, list(rows["evidence"])[:2]),
            )  # fmt: skip
    feared = " It is feared or threatened: the table below." if len(found) else ""
    return blocks.paragraph(start, ("No. ", "b"), f"No event tells that violence of the conflict touched a state outside it.{feared}")


def table(run: Run) -> Block:
    """Fire told or feared to have landed in states outside the conflict."""
    found = touched(run)
    if found.empty:
        return blocks.paragraph("There is no event to list.")
    rows = [
        [
            [(run.label(event.state), "b")],
            day(event.event_date or event.first_reported),
            SPREAD.get(event.status, event.status),
            who_says(run, event),
            marked(run, event.evidence, 200),
        ]
        for event in found.itertuples()
    ]
    return blocks.table(["State", "Day", "How sure", "Who says so", "Evidence"], rows, [1.1, 0.9, 1.1, 1.3, 4.2],
                        "States outside the conflict that violence of it touched, or is said or feared to have touched; “How sure” says which. “The line of” an actor: told only by a text that carries its line. Few events: a list, no trend.")  # fmt: skip
