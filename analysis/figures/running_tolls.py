"""How many each side has counted dead so far: running counts by day, by whose dead they are and who is counted."""

from __future__ import annotations

from math import log10

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.figures.style import FIRST, GREY, INK, PALE, SECOND, day_axis, literal, new, nothing, ordinal, styled

LOOKS = {"military": ("s", "-", "soldiers"), "civilian": ("o", "--", "civilians"), "unspecified": ("^", ":", "not told who")}
NUMBERS = ("best", "low", "high")
MOST = 8  # lines, the parties' first
APART = (4, 0.15)  # days, and steps of ten, between the numbers at the ends of two lines


def running_tolls(tolls: pd.DataFrame, label, parties: tuple[str, ...] = ()) -> Figure:
    """A mark for each count on the day it was told, joined where the same side's dead of one group are counted again.

    `tolls`: rows of running_tolls with `side`, whose dead they are ("" for everybody's). The height is a logarithm: the same
    step up is the same factor. Nothing is summed.
    """
    with styled():
        if tolls.empty:
            return nothing()
        deaths = tolls[(tolls["measure"] == "deaths") & (tolls["published"] != "")]
        if deaths.empty:
            return nothing()
        figure, axes = new(7.2, 3.3)
        colors = dict(zip(parties[:2], (FIRST, SECOND), strict=False))
        named: list[tuple[float, float]] = []
        lines = sorted(deaths.groupby(["side", "group"], sort=True), key=lambda item: (item[0][0] not in colors, -len(item[1]), item[0]))
        for (side, group), same in lines[:MOST]:
            marker, line, _ = LOOKS[group]
            days = [ordinal(day) for day in same["published"]]
            values = [next(v for v in (getattr(row, name) for name in NUMBERS) if pd.notna(v)) for row in same.itertuples()]
            axes.plot(days, values, marker=marker, linestyle=line, linewidth=1, markersize=4.6, color=colors.get(side, GREY), markeredgecolor=INK, markeredgewidth=0.5)
            at = (days[-1], log10(max(values[-1], 1)))
            if any(abs(at[0] - x) < APART[0] and abs(at[1] - y) < APART[1] for x, y in named):
                continue  # a number would stand in another; the table has it
            named.append(at)
            axes.annotate(f"{values[-1]:,.0f}", (days[-1], values[-1]), xytext=(6, 0), textcoords="offset points", fontsize=7, va="center", annotation_clip=False)
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.grid(axis="y", color=PALE, linewidth=0.5, zorder=0)
        axes.set_ylabel("dead counted so far")
        day_axis(axes, [ordinal(day) for day in deaths["published"]], most=8)
        figure.legend(handles=_legend(deaths, colors, label), loc="outside lower center", ncols=2, fontsize=7)
        return figure


def _legend(deaths: pd.DataFrame, colors: dict[str, str], label) -> list[Line2D]:
    """Only what is drawn."""
    sides, groups = set(deaths["side"]), set(deaths["group"])
    words = {side: literal(f"dead of {label(side)}", 70) for side in colors if side in sides}
    shown = [Line2D([], [], color=colors[side], linewidth=3, label=text) for side, text in words.items()]
    if sides - set(colors):
        shown.append(Line2D([], [], color=GREY, linewidth=3, label="dead of all, or of others"))
    return [*shown, *(Line2D([], [], marker=marker, linestyle=line, color=INK, markersize=4.6, label=text) for group, (marker, line, text) in LOOKS.items() if group in groups)]
