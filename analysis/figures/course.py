"""Is it getting worse or better between two actors: events a day, and the score that forgets."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.figures.style import GREY, INK, PALE, QUADS, THIRD, day_axis, literal, new, nothing, ordinal, styled

KINDS = (("hostile", QUADS["MK"], "hostile"), ("cooperative", QUADS["VC"], "cooperative"), ("other", PALE, "neither"))


def course(series: pd.DataFrame, first: str, second: str, label, start: str, end: str) -> Figure:
    """Above events a day, hostile and cooperative; below the decayed score as a line and the mean of each day as a dot."""
    with styled():
        rows = _rows(series, first, second, start, end)
        if rows.empty:
            return nothing()
        figure, (above, below) = new(7.2, 3.6, 2, sharex=True, height_ratios=(1, 1.15))
        _bars(above, rows)
        _scores(below, rows)
        days = [day for day in (ordinal(start), ordinal(end), rows["x"].min(), rows["x"].max()) if day is not None]
        day_axis(below, [int(day) for day in days])
        above.set_title(f"{literal(label(first), 30)} and {literal(label(second), 30)}")
        above.set_ylabel("events a day")
        figure.legend(handles=_legend(), loc="outside lower center", ncols=5, fontsize=7)
        return figure


def _rows(series: pd.DataFrame, first: str, second: str, start: str, end: str) -> pd.DataFrame:
    if series.empty:
        return series
    a, b = sorted((first, second))
    own = series[(series["actor_a"] == a) & (series["actor_b"] == b)]
    own = own.assign(x=[ordinal(day) for day in own["day"]]).dropna(subset=["x"])
    inside = (own["day"] >= (start or "")) & (own["day"] <= (end or "9999"))
    return own[inside].sort_values("x")


def _bars(axes, rows: pd.DataFrame) -> None:
    """Bars of the day's events; the number stands on top, so that no mean is read without its count."""
    split = {"hostile": rows["hostile"].astype(float), "cooperative": rows["cooperative"].astype(float)}
    n = rows["n"].astype(float)
    split["other"] = (n - split["hostile"] - split["cooperative"]).clip(lower=0)
    base = n * 0
    for key, color, _ in KINDS:
        axes.bar(rows["x"], split[key], bottom=base, color=color, width=0.8, zorder=2)
        base = base + split[key]
    axes.set_ylim(0, max(float(base.max()), 1) * 1.2)
    axes.yaxis.get_major_locator().set_params(integer=True)
    if rows["x"].max() - rows["x"].min() <= 62:
        for x, top, count in zip(rows["x"], base, n, strict=True):
            if count:
                axes.annotate(f"{count:.0f}", (x, top), xytext=(0, 1.5), textcoords="offset points", ha="center", fontsize=5.5)  # fmt: skip


def _scores(axes, rows: pd.DataFrame) -> None:
    """Two scales with one zero: left the decayed sum, right the mean."""
    axes.plot(rows["x"], rows["score_decayed"], color=INK, linewidth=1.4, zorder=2)
    axes.axhline(0, color=GREY, linewidth=0.7, zorder=0)
    reach = max(float(rows["score_decayed"].abs().max()), 1.0) * 1.1
    axes.set_ylim(-reach, reach)
    axes.set_ylabel("score, decayed sum (line)")
    means = axes.twinx()
    told = rows[rows["score_mean"].notna() & (rows["n"] > 0)]
    means.scatter(told["x"], told["score_mean"], s=16, facecolor="white", edgecolor=THIRD, linewidth=1.1, zorder=3)
    means.set_ylim(-10.5, 10.5)
    means.set_ylabel("mean of the day (dots)", color=THIRD)
    means.tick_params(axis="y", colors=THIRD)
    means.spines["right"].set(visible=True, color=GREY)


def _legend() -> list:
    return [
        *(Patch(facecolor=color, label=words) for _, color, words in KINDS),
        Line2D([], [], color=INK, linewidth=1.4, label="decayed sum of scores"),
        Line2D([], [], marker="o", linestyle="", markersize=4.5, markerfacecolor="white", markeredgecolor=THIRD, label="mean score of the day"),
    ]  # fmt: skip
