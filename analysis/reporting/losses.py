"""The human cost: every figure reported of the window once, the same for figure and table, never summed."""

from __future__ import annotations

import pandas as pd

from analysis.figures.costs import MOST, TITLES
from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import marked
from analysis.reporting.data import Run
from analysis.reporting.wording import count

KEYS = ["measure", "loss_of", "claimant", "group"]
MOST_ROWS = 20


def losses(run: Run) -> pd.DataFrame:
    """The rows of the table costs that both the figure and the table show: of events of the window, each number of a text once.

    Where two codings of a sentence carry the same number, the first stands for both.
    """
    kept = run.costs[run.costs["event_id"].isin(run.in_window["event_id"])]
    where = run.quantities[["coding_id", "quantity_no", "char_start"]]
    found = kept.merge(where, on=["coding_id", "quantity_no"], how="left").sort_values(["coding_id", "quantity_no"])
    sentence = found["coding_id"].str.split("/").str[0]
    return found[~found.assign(sentence=sentence).duplicated(["sentence", "measure", "char_start"])].drop(columns="char_start")


def deaths_and_injured(run: Run) -> pd.DataFrame:
    """The losses the figure draws."""
    found = losses(run)
    return found[found["measure"].isin(list(TITLES))]


def drawn_in_words(run: Run) -> str:
    """What the figure shows, and how many of its rows where not all have room."""
    rows = len(deaths_and_injured(run).groupby(KEYS))
    cut = f"; of their {rows} rows the {MOST} with most figures are drawn" if rows > MOST else ""
    return f"events with a number of deaths or injured{cut}"


def table(run: Run) -> Block:
    """A row for each loss and whoever counts it: the rows of the figure, then what the figure does not draw."""
    found = losses(run)
    drawn = {measure: k for k, measure in enumerate(TITLES)}
    groups = sorted(found.groupby(KEYS, sort=True), key=lambda item: (drawn.get(item[0][0], len(drawn)), item[0]))
    rows = [
        [
            measure + (f", {group}" if group not in ("", "unspecified") else ""),
            run.names(loss_of) or "not told",
            run.names(claimant),
            _numbers(figures),
            str(len(figures)),
            marked(run, figures.iloc[-1].coding_id, 200),
        ]
        for (measure, loss_of, claimant, group), figures in groups[:MOST_ROWS]
    ]
    more = f"; {len(groups) - MOST_ROWS} more rows in costs.csv" if len(groups) > MOST_ROWS else ""
    return blocks.table(["What", "Whose loss", "Who says so", "Figures", "n", "Last sentence"], rows, [1.2, 1.2, 1.2, 1.0, 0.4, 4.2],
                        f"Human cost: {count(len(found), 'figure')} as reported, by whose loss and who gives the figure, lowest to highest{more}. n: figures. A text that gives one number for several groups is counted once. They count different groups and days and are never summed.")  # fmt: skip


def _numbers(figures: pd.DataFrame) -> str:
    """The lowest and the highest number, as the figure prints them."""
    values = figures[["low", "best", "high"]].stack().dropna()
    if values.empty:
        return "no number"
    low, high = f"{values.min():,.0f}", f"{values.max():,.0f}"
    return low if low == high else f"{low}–{high}"
