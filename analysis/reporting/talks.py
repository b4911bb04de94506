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
    """One row per pair: source_id, target_id in the order of the alphabet, and the counts n_realised, n_planned, n_declined;
    n_events is what took place, and where nothing did all of them."""
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
    table["n_events"] = table["n_realised"].where(table["n_realised"] > 0, table["n_planned"] + table["n_declined"])
    return table.sort_values(["source_id", "target_id"], ignore_index=True)


def with_a_party(run: Run) -> pd.DataFrame:
    """The talks that took place between a third party and a party."""
    found = of_layers(run, ("communication",))
    inside = found["source_id"].isin(run.parties).astype(int) + found["target_id"].isin(run.parties).astype(int)
    return found[inside == 1]


def in_words(run: Run) -> str:
    """The alternative text of the network: who talked most, how many only planned."""
    found = pairs(run)
    held = found[found["n_realised"] > 0].sort_values(["n_realised", "source_id", "target_id"], ascending=[False, True, True])
    most = [f"{run.label(p.source_id)} and {run.label(p.target_id)} {p.n_realised}" for p in held.head(MOST_IN_WORDS).itertuples()]
    rest = int((found["n_realised"] == 0).sum())
    return f"Network with the parties left and right and third parties between them. Most talks: {', '.join(most) or 'none'}. Pairs with talks only planned, demanded or refused: {rest}."


def among_third_parties(run: Run) -> str:
    """The bows of the figure in words: who of the third parties talked with whom, how often, and what was only planned."""
    found = pairs(run)
    found = found[~found["source_id"].isin(run.parties) & ~found["target_id"].isin(run.parties)]
    held = found[found["n_realised"] > 0].sort_values(["n_realised", "source_id", "target_id"], ascending=[False, True, True])
    named = lambda p: f"{run.label(p.source_id)} – {run.label(p.target_id)}"  # noqa: E731
    talked = [f"{named(p)} {p.n_realised}" for p in held.itertuples()]
    planned = [named(p) for p in found[(found["n_realised"] == 0) & (found["n_planned"] > 0)].itertuples()]
    parts = [f"talked: {', '.join(talked)}"] if talked else []
    parts += [f"only planned or demanded: {', '.join(planned)}"] if planned else []
    return f"The bows, between third parties: {'; '.join(parts)}." if parts else "No talks of third parties among themselves were found."


def without_talks(run: Run) -> str:
    """Who counts with a party and has no talks, so that nobody looks for them in the figure; "" where there is nobody."""
    found = pairs(run)
    seen = {*found["source_id"], *found["target_id"]}
    missing = [run.label(code) for code in sorted(run.case.sides) if code not in seen and code in run.labels]
    return f" No talks are told of those who count with a party: {', '.join(missing)}." if missing else ""
