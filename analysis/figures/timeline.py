"""What happened when: events a day by quad class, with the cease-fires and agreements marked."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.figures.style import GREY, INK, QUAD_LABELS, QUADS, new, styled

QUAD_OF = {
    **dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE DENY".split(), "VC"), **dict.fromkeys("COOPERATE AID RETREAT".split(), "MC"),
    **dict.fromkeys("REQUEST ACCUSE REJECT THREATEN".split(), "VK"), **dict.fromkeys("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), "MK"),
}  # fmt: skip


def timeline(events: pd.DataFrame, start: str, end: str, marks: pd.DataFrame) -> Figure:
    """Bars of realised and alleged events a day between two ISO days; `marks` has columns day and label.

    Alleged events are hatched: they are told only as somebody's claim.
    """
    with styled():
        figure, axes = new(7.2, 2.9)
        days = pd.date_range(start, end).strftime("%Y-%m-%d") if start and end else pd.Index([])
        shown = events[events["event_date"].isin(days) & events["status"].isin(["realised", "alleged"])]
        quads = shown["event_type"].map(QUAD_OF)
        base = pd.Series(0.0, index=days)
        for quad in ("MK", "VK", "MC", "VC"):
            for status, hatch in (("realised", None), ("alleged", "//////")):
                counts = (
                    shown[(quads == quad) & (shown["status"] == status)]
                    .groupby("event_date")
                    .size()
                    .reindex(days, fill_value=0)
                )
                if counts.sum():
                    axes.bar(
                        range(len(days)),
                        counts,
                        bottom=base,
                        color=QUADS[quad],
                        hatch=hatch,
                        edgecolor="white",
                        width=0.85,
                        linewidth=0,
                    )
                base = base + counts
        _marks(axes, list(days), marks, float(base.max()) if len(base) else 1.0)
        step = max(1, len(days) // 8)
        axes.set_xticks(range(0, len(days), step), [pd.Timestamp(day).strftime("%-d %b") for day in days[::step]])
        axes.set_ylabel("events a day")
        if len(shown):
            handles = [Patch(facecolor=QUADS[quad], label=QUAD_LABELS[quad]) for quad in ("MK", "VK", "MC", "VC")]
            handles.append(
                Patch(facecolor=GREY, hatch="//////", edgecolor="white", linewidth=0, label="hatched: only claimed")
            )
            axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, fontsize=7)
        return figure


def _marks(axes, days: list[str], marks: pd.DataFrame, top: float) -> None:
    """A numbered line for each mark; the numbers are explained in the caption, so that labels never overlap."""
    axes.set_ylim(0, max(top, 1) * 1.18)
    for row in marks.itertuples():
        if row.day in days:
            x = days.index(row.day)
            axes.axvline(x, color=GREY, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
            axes.text(
                x,
                max(top, 1) * 1.1,
                str(row.label),
                ha="center",
                fontsize=7,
                fontweight="bold",
                color=INK,
                bbox={"facecolor": "white", "edgecolor": GREY, "boxstyle": "circle,pad=0.2", "linewidth": 0.6},
            )
