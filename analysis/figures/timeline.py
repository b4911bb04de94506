"""What happened when: events a day by quad class, with the turning points marked."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.figures.style import GREY, INK, PALE, QUAD_LABELS, QUADS, new, styled

DEEP = ("MK", "MC")  # hatched in white, the light ones in black
SILENT = {"marker": "x", "linestyle": "", "color": GREY, "markersize": 4.5, "markeredgewidth": 1.1}
QUAD_OF = {
    **dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE DENY".split(), "VC"), **dict.fromkeys("COOPERATE AID RETREAT".split(), "MC"),
    **dict.fromkeys("REQUEST ACCUSE REJECT THREATEN".split(), "VK"), **dict.fromkeys("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), "MK"),
}  # fmt: skip


def timeline(
    events: pd.DataFrame, start: str, end: str, marks: pd.DataFrame, intensity: pd.DataFrame | None = None, silent: tuple[str, ...] = ()
) -> Figure:
    """Bars of realised and alleged events a day between two ISO days; `marks` has columns day and label.

    Alleged events are hatched: they are told only as somebody's claim. `silent` days, of which there is no article, are
    marked on the axis, so that they do not look calm. With rows of the table intensity, below the bars the median score of
    the week that ends with each day and its interval; a week with too few events is left blank.
    """
    with styled():
        below = None
        if intensity is not None and len(intensity):
            figure, (axes, below) = new(7.2, 3.4, 2, sharex=True, height_ratios=(2.3, 1))
        else:
            figure, axes = new(7.2, 2.9)
        days = pd.date_range(start, end).strftime("%Y-%m-%d") if start and end else pd.Index([])
        shown = events[events["event_date"].isin(days) & events["status"].isin(["realised", "alleged"])]
        quads = shown["event_type"].map(QUAD_OF)
        base = pd.Series(0.0, index=days)
        drawn: set[str] = set()
        for quad in ("MK", "VK", "MC", "VC"):
            for status, hatch in (("realised", None), ("alleged", "//////")):
                counts = (
                    shown[(quads == quad) & (shown["status"] == status)]
                    .groupby("event_date")
                    .size()
                    .reindex(days, fill_value=0)
                )
                if counts.sum():
                    drawn |= {quad, status}
                    axes.bar(
                        range(len(days)),
                        counts,
                        bottom=base,
                        color=QUADS[quad],
                        hatch=hatch,
                        edgecolor="white" if quad in DEEP else INK,
                        width=0.85,
                        linewidth=0,
                    )
                base = base + counts
        _marks(axes, list(days), marks, float(base.max()) if len(base) else 1.0)
        _silent(axes, list(days), silent)
        step = max(1, len(days) // 8)
        axes.set_xticks(range(0, len(days), step), [pd.Timestamp(day).strftime("%-d %b") for day in days[::step]])
        axes.set_ylabel("events a day")
        if len(shown):
            handles = [Patch(facecolor=QUADS[quad], label=QUAD_LABELS[quad]) for quad in ("MK", "VK", "MC", "VC") if quad in drawn]
            claimed = Patch(facecolor="white", hatch="//////", edgecolor=INK, linewidth=0.5, label="hatched: only claimed")
            handles += [claimed] if "alleged" in drawn else []
            handles += [Line2D([], [], **SILENT, label="no article of that day")] if set(silent) & set(days) else []
            handles += _median_legend() if below is not None else []
            figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=7)
        if below is not None:
            _median(below, list(days), intensity)
        return figure


def _median(axes, days: list[str], intensity: pd.DataFrame) -> None:
    """The median of each week as a line, its interval as a band."""
    place = {day: k for k, day in enumerate(days)}
    rows = intensity.assign(x=intensity["window_end"].map(place)).dropna(subset=["x"]).sort_values("x")
    x, low, high, middle = (rows[name].to_numpy(float) for name in ("x", "score_low", "score_high", "score_median"))
    axes.fill_between(x, low, high, step="mid", color=PALE, linewidth=0, zorder=1)
    axes.plot(x, middle, color=INK, linewidth=1.3, drawstyle="steps-mid", zorder=2)
    axes.axhline(0, color=GREY, linewidth=0.7, zorder=0)
    axes.set_ylim(-10.5, 10.5)
    axes.set_yticks([-10, 0, 10], ["hostile −10", "0", "cooperative 10"])
    axes.set_ylabel("score of a week")


def _median_legend() -> list:
    return [
        Line2D([], [], color=INK, linewidth=1.3, label="median score of the week to that day"),
        Patch(facecolor=PALE, label="its 95 % interval"),
    ]


def _marks(axes, days: list[str], marks: pd.DataFrame, top: float) -> None:
    """A numbered line for each marked day; close ones stand one above the other, so that labels never overlap."""
    numbers = marks.drop_duplicates("day").sort_values("day") if len(marks) else marks
    apart = max(1.0, len(days) / 22)  # days a number is wide
    ends: list[float] = []  # of each row of numbers: where the last one stands
    placed = []
    for row in numbers.itertuples():
        if row.day in days:
            x = days.index(row.day)
            level = next((k for k, end in enumerate(ends) if x - end >= apart), len(ends))
            ends[level : level + 1] = [x]
            placed.append((x, level, str(row.label)))
    tall = max(top, 1)
    axes.set_ylim(0, tall * (1.08 + 0.12 * max(len(ends), 1)))
    for x, level, label in placed:
        y = tall * (1.1 + 0.12 * level)
        axes.plot([x, x], [0, y], color=GREY, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
        axes.text(x, y, label, ha="center", va="center", fontsize=6.5, fontweight="bold", color=INK,
                  bbox={"facecolor": "white", "edgecolor": GREY, "boxstyle": "circle,pad=0.15", "linewidth": 0.6})  # fmt: skip


def _silent(axes, days: list[str], silent: tuple[str, ...]) -> None:
    """A cross on the axis for each day of the window without an article."""
    found = [k for k, day in enumerate(days) if day in set(silent)]
    axes.plot(found, [0.35] * len(found), label="_silent", **SILENT)
