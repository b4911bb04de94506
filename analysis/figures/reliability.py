"""May the coder's confidence be believed: its steps against the share of codings that gold confirms."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.style import GREY, INK, PALE, SECOND, THIRD, literal, new, nothing, styled

MOST_STEPS = 10
WIDE, TALL = 0.09, 0.065  # of a number, in the units of the axes
BASES = {"shipped": "confidence as the coder gives it", "held_out": "confidence counted on the other articles"}
MARKS = (("o", INK), ("D", THIRD), ("s", SECOND), ("^", GREY))


def reliability(reliability: pd.DataFrame) -> Figure:
    """A point for each step of confidence, with its 95 % interval and its number of codings; on the line both agree.

    Beside the confidence the coder ships with stands the held-out one: shares counted on all other documents."""
    with styled():
        known = reliability[reliability["precision"].notna() & (reliability["n_codings"] > 0)] if len(reliability) else reliability  # fmt: skip
        if known.empty:
            return nothing()
        figure, axes = new(7.2, 3.6)
        axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.9, linestyle=(0, (3, 2)), zorder=0, label="on this line confidence means what it says")  # fmt: skip
        groups = list(
            known.assign(order=known["basis"].map(list(BASES).index)).groupby(["gold_set", "order"], sort=True)
        )[: len(MARKS)]
        taken: list[tuple[float, float]] = []
        for k, ((gold_set, order), rows) in enumerate(groups):
            rows = rows.sort_values("n_codings", ascending=False, kind="stable")
            words = f"{list(BASES.values())[order]}: share confirmed, 95 % interval (hand coding: {literal(gold_set, 20)})"
            _points(axes, rows.head(MOST_STEPS), MARKS[k], (k - (len(groups) - 1) / 2) * 0.3, words, taken)
        for edge in sorted({*known["confidence_from"], *known["confidence_to"]}):
            axes.axvline(edge, color=PALE, linewidth=0.6, zorder=0)
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.02, max(1.12, *(y + 0.1 for _, y in taken)))
        axes.set_yticks([0, 0.25, 0.5, 0.75, 1.0], ["0 %", "25 %", "50 %", "75 %", "100 %"])
        axes.set_xlabel("confidence")
        axes.set_ylabel("confirmed by the hand coding")
        figure.legend(loc="outside lower center", ncols=1, fontsize=7)
        return figure


def _points(axes, rows: pd.DataFrame, mark: tuple[str, str], shift: float, words: str, taken: list[tuple[float, float]]) -> None:
    """The marks of one kind of confidence; `taken`: where numbers stand already, to which theirs are added."""
    marker, color = mark
    for k, row in enumerate(rows.itertuples()):
        x = (row.confidence_from + row.confidence_to) / 2 + shift * (row.confidence_to - row.confidence_from)
        top = row.precision
        if pd.notna(row.precision_low) and pd.notna(row.precision_high):
            axes.plot([x, x], [row.precision_low, row.precision_high], color=color, linewidth=1.3, zorder=2)
            top = row.precision_high
        axes.plot(
            [x],
            [row.precision],
            marker=marker,
            markersize=6,
            linestyle="",
            color=color,
            zorder=3,
            label="" if k else words,
        )
        while any(abs(x - a) < WIDE and abs(top - b) < TALL for a, b in taken):
            top += TALL
        taken.append((x, top))
        axes.annotate(f"n = {int(row.n_codings)}", (x, top), xytext=(0, 3), textcoords="offset points",
                      ha="center", va="bottom", fontsize=7, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3}, zorder=2)  # fmt: skip
