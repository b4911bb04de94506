"""Who talks to whom: the communication network in fixed places, parties left and right, third parties between."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import GREY, INK, PALE, PARTY, THIRD, new, styled

MOST_THIRD_PARTIES = 12


def places(parties: tuple[str, ...], nodes: list[str]) -> dict[str, tuple[float, float]]:
    """Positions: the two parties at the sides in alphabetical order, everybody else evenly on an upright arc between them.

    The order of `nodes` decides the place (most contacts in the middle), so the same actors stand in the same places.
    """
    where = {code: (x, 0.0) for code, x in zip(sorted(parties)[:2], (-1.0, 1.0), strict=False)}
    others = [code for code in nodes if code not in where]
    gap = 2.0 / max(len(others), 4)
    for k, code in enumerate(others):
        y = gap * ((k + 1) // 2) * (1 if k % 2 else -1) + (gap / 2 if len(others) % 2 == 0 else 0)
        where[code] = (0.22 if k % 4 in (0, 3) else -0.22, y)
    return where


def network(
    edges: pd.DataFrame, nodes: pd.DataFrame, parties: tuple[str, ...], happened: str = "talked"
) -> Figure:
    """Lines are contacts that happened (width: events); dashed: only planned; grey: only refused.

    `happened` is the legend's word for a line, where it is another layer than talks. Of third parties the twelve with most events are drawn.
    """
    with styled():
        figure, axes = new(7.2, 4.6)
        axes.set_axis_off()
        where = places(parties, drawn(edges, parties))
        shown = edges[edges["source_id"].isin(where) & edges["target_id"].isin(where)]
        for row in shown.itertuples():
            ends = sorted((row.source_id, row.target_id), key=lambda code: (code not in parties, code))
            _edge(axes, where[ends[0]], where[ends[1]], row)
        labels = dict(zip(nodes["actor_id"], nodes["label"], strict=True))
        for code, (x, y) in where.items():
            axes.scatter(
                [x], [y], s=230, color=PARTY if code in parties else THIRD, edgecolor="white", linewidth=1.2, zorder=3
            )
            shift, align = (
                ((0, -11), "center") if code in parties else ((10, 0), "left") if x > 0 else ((-10, 0), "right")
            )
            axes.annotate(_short(labels.get(code, code)), (x, y), xytext=shift, textcoords="offset points", ha=align, va="top" if code in parties else "center",
                          fontsize=8, fontweight="bold" if code in parties else "normal", zorder=4, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.9, "pad": 0.8})  # fmt: skip
        axes.set_xlim(-1.3, 1.3)
        heights = [y for _, y in where.values()] or [0.0]
        axes.set_ylim(min(heights) - 0.45, max(heights) + 0.12)
        axes.legend(handles=_legend(happened), loc="lower left", fontsize=7, bbox_to_anchor=(0.0, -0.02))
        return figure


def drawn(edges: pd.DataFrame, parties: tuple[str, ...]) -> list[str]:
    """Who is drawn: the parties in alphabetical order, then the twelve third parties with most events, most first."""
    weight: dict[str, float] = {}
    for row in edges.itertuples():
        for code in (row.source_id, row.target_id):
            weight[code] = weight.get(code, 0) + row.n_events
    third = sorted((code for code in weight if code not in parties), key=lambda code: (-weight[code], code))[
        :MOST_THIRD_PARTIES
    ]
    return [*sorted(parties), *third]


def _edge(axes, a: tuple[float, float], b: tuple[float, float], row) -> None:
    width = 0.8 + 1.1 * math.sqrt(max(row.n_events, 1))
    if row.n_realised:
        axes.plot(*zip(a, b, strict=True), color=INK, linewidth=width, alpha=0.75, zorder=1, solid_capstyle="round")
    elif row.n_planned:
        axes.plot(
            *zip(a, b, strict=True), color=INK, linewidth=width * 0.8, alpha=0.75, linestyle=(0, (3, 2)), zorder=1
        )
    else:
        axes.plot(
            *zip(a, b, strict=True),
            color=GREY if row.n_declined else PALE,
            linewidth=width * 0.8,
            linestyle=(0, (1, 1.5)),
            zorder=1,
        )
    if row.n_events > 1:
        x, y = a[0] * 0.68 + b[0] * 0.32, a[1] * 0.68 + b[1] * 0.32  # nearer to the party, where lines stand apart
        axes.text(
            x,
            y,
            str(row.n_events),
            fontsize=6.5,
            ha="center",
            va="center",
            zorder=2,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )


def _short(label: str) -> str:
    label = label.split(" (")[0]
    return label if len(label) <= 24 else label[:22] + "…"


def _legend(happened: str) -> list[Line2D]:
    return [
        Line2D([], [], marker="o", linestyle="", color=PARTY, markersize=8, label="party"),
        Line2D([], [], marker="o", linestyle="", color=THIRD, markersize=8, label="third party"),
        Line2D([], [], color=INK, linewidth=2, label=f"{happened} (number: events, if more than one)"),
        Line2D([], [], color=INK, linewidth=1.5, linestyle=(0, (3, 2)), label="only planned or agreed"),
        Line2D([], [], color=GREY, linewidth=1.5, linestyle=(0, (1, 1.5)), label="only refused or demanded"),
    ]
