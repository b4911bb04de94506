"""Who talked to whom in the window, and who was to: the rows the network of talks is drawn from, and the picture in words."""

from __future__ import annotations

import pandas as pd

from analysis.reporting.basis import of_layers
from analysis.reporting.data import Run

OPEN = {"planned": "n_planned", "demanded": "n_planned", "declined": "n_declined"}
MOST_IN_WORDS = 5
COUNTS = ["n_events", "n_realised", "n_planned", "n_declined"]


def rows(run: Run) -> pd.DataFrame:
    """Pairs of the window that talked (layer communication, realised), or whose talks are planned, demanded or declined."""
    outlook = of_layers(run, ("process",), tuple(OPEN))
    return pd.concat([of_layers(run, ("communication",)), outlook[outlook["event_type"] == "CONSULT"]])


def pairs(run: Run) -> pd.DataFrame:
    """One row per pair: source_id, target_id in the order of the alphabet, and the counts n_realised, n_planned, n_declined.

    n_events: the contacts of the table contacts (meetings, calls, visits, rounds of talks on a day), 0 where what took place
    is told only as brokering or without a day; where nothing did, what is planned and refused.
    """
    found = rows(run)
    made = pd.DataFrame(
        {
            "source_id": found[["source_id", "target_id"]].min(axis=1),
            "target_id": found[["source_id", "target_id"]].max(axis=1),
            "kind": found["status"].map({"realised": "n_realised", **OPEN}),
            "n": found["weight"],
        }
    )
    if made.empty:
        return pd.DataFrame({name: [] for name in ("source_id", "target_id", *COUNTS)})
    table = made.pivot_table(index=["source_id", "target_id"], columns="kind", values="n", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=COUNTS[1:], fill_value=0).astype(int).reset_index()
    contacts = run.contacts.groupby(["actor_a", "actor_b"])["n_summed"].sum()
    pairs = pd.MultiIndex.from_frame(table[["source_id", "target_id"]])
    n = pd.Series(contacts.reindex(pairs, fill_value=0).to_numpy(), index=table.index)
    table["n_events"] = n.where(table["n_realised"] > 0, table["n_planned"] + table["n_declined"]).astype(int)
    return table.sort_values(["source_id", "target_id"], ignore_index=True)


def with_a_party(run: Run) -> pd.DataFrame:
    """The talks that took place between a third party and a party."""
    found = of_layers(run, ("communication",))
    inside = found["source_id"].isin(run.parties).astype(int) + found["target_id"].isin(run.parties).astype(int)
    return found[inside == 1]


def in_words(run: Run) -> str:
    """The alternative text of the network: who met or spoke most, who of the third parties, how many only planned."""
    found = pairs(run)
    held = by_contacts(found)
    most = [f"{run.label(p.source_id)} and {run.label(p.target_id)} {p.n_events}" for p in held.head(MOST_IN_WORDS).itertuples()]
    outside = held[~held["source_id"].isin(run.parties) & ~held["target_id"].isin(run.parties)].head(MOST_IN_WORDS)
    among = [f"{run.label(p.source_id)} and {run.label(p.target_id)} {p.n_events}" for p in outside.itertuples()]
    rest = int((found["n_realised"] == 0).sum())
    return f"Network with the parties left and right and third parties between them. Most contacts: {', '.join(most) or 'none'}. Third parties among themselves: {', '.join(among) or 'none'}. Pairs with talks only planned, demanded or refused: {rest}."


def by_contacts(found: pd.DataFrame) -> pd.DataFrame:
    """The pairs (rows of `pairs`) with a contact, those with most first."""
    held = found[(found["n_realised"] > 0) & (found["n_events"] > 0)]
    return held.sort_values(["n_events", "source_id", "target_id"], ascending=[False, True, True])


def lines_in_words(run: Run) -> str:
    """What the lines of the figure mean: only the kinds that are drawn."""
    found = pairs(run)
    held = found["n_realised"] > 0
    kinds = {
        "line: contacts (meetings, calls, visits, rounds of talks that took place on a day), its number and width tell how many": held & (found["n_events"] > 0),
        "thin line: talks of which only a broker or no day is told": held & (found["n_events"] == 0),
        "dashed: only planned or demanded": ~held & (found["n_planned"] > 0),
        "dotted: only refused": ~held & (found["n_planned"] == 0),
    }  # fmt: skip
    said = "; ".join(words for words, there in kinds.items() if there.any())
    return f"{said[:1].upper()}{said[1:]}." if said else "No talks were found."


def without_talks(run: Run) -> str:
    """Who counts with a party and has no talks, so that nobody looks for them in the figure; "" where there is nobody."""
    found = pairs(run)
    seen = {*found["source_id"], *found["target_id"]}
    missing = [run.label(code) for code in sorted(run.case.sides) if code not in seen and code in run.labels]
    return f" No talks are told of those who count with a party: {', '.join(missing)}." if missing else ""
