"""Is it getting worse or better between two actors: events a day, and the score that forgets."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.figures.style import DIM, GREY, INK, QUADS, day_axis, literal, new, nothing, ordinal, styled

# dark, middle and white with a line around it: three steps in grey
KINDS = (("hostile", QUADS["MK"], "hostile"), ("cooperative", "#7fbce2", "cooperative"), ("other", "white", "neither"))


def course(series: pd.DataFrame, first: str, second: str, label, start: str, end: str) -> Figure:
    """Above events a day, hostile and cooperative; below the decayed sum of their scores as a line around 0."""
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
        figure.legend(handles=_legend(rows), loc="outside lower center", ncols=5, fontsize=7)
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
        axes.bar(rows["x"], split[key], bottom=base, color=color, edgecolor=GREY if key == "other" else color, linewidth=0.6, width=0.75, zorder=2)
        base = base + split[key]
    axes.set_ylim(0, max(float(base.max()), 1) * 1.2)
    axes.yaxis.get_major_locator().set_params(integer=True)
    if rows["x"].max() - rows["x"].min() <= 62:
        for x, top, count in zip(rows["x"], base, n, strict=True):
            if count:
                axes.annotate(f"{count:.0f}", (x, top), xytext=(0, 1.5), textcoords="offset points", ha="center", fontsize=5.5)  # fmt: skip


def _scores(axes, rows: pd.DataFrame) -> None:
    """The decayed sum, filled to 0, so that its side is seen."""
    x, score = rows["x"].to_numpy(float), rows["score_decayed"].to_numpy(float)
    for (_, color, _), where in zip(KINDS, (score <= 0, score >= 0), strict=False):
        axes.fill_between(x, score, 0, where=where, interpolate=True, color=color, alpha=0.35, linewidth=0, zorder=1)
    axes.plot(x, score, color=INK, linewidth=1.4, zorder=2)
    axes.axhline(0, color=GREY, linewidth=0.7, zorder=0)
    reach = max(float(np.nanmax(np.abs(score))), 1.0) * 1.25
    axes.set_ylim(-reach, reach)
    axes.set_ylabel("running score")
    for y, side, words in ((0.98, "top", "more cooperative"), (0.02, "bottom", "more hostile")):
        axes.annotate(words, (1.0, y), xycoords="axes fraction", ha="right", va=side, fontsize=7, color=DIM)


def _legend(rows: pd.DataFrame) -> list:
    """Only what is drawn."""
    other = rows["n"].astype(float) - rows["hostile"].astype(float) - rows["cooperative"].astype(float)
    drawn = {"hostile": rows["hostile"].astype(float), "cooperative": rows["cooperative"].astype(float), "other": other}
    return [
        *(Patch(facecolor=color, edgecolor=GREY if key == "other" else color, linewidth=0.6, label=words) for key, color, words in KINDS if (drawn[key] > 0).any()),
        Line2D([], [], color=INK, linewidth=1.4, label="sum of the scores, earlier days fading"),
    ]  # fmt: skip
