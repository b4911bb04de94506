"""Are mediators even-handed: contacts of each third party with the first and with the second party, and the share."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.figures.style import (
    DIM,
    FIRST,
    GREY,
    INK,
    PALE,
    SECOND,
    lanes,
    literal,
    new,
    nothing,
    styled,
    tall,
    wrapped,
)

MOST = 14
LAYER = "communication"
UNKNOWN = {"facecolor": "white", "edgecolor": PALE, "hatch": "//////", "linewidth": 0.0}


def dumbbell(measures: pd.DataFrame, label, parties: tuple[str, ...], least: int = 5) -> Figure:
    """Two dots joined by a line for each third party, and the first party's share of its contacts with a 95 % interval.

    Rows with fewer than `least` contacts have small dots, and a hatched bar where the share would be.
    """
    with styled():
        rows = _rows(measures, parties, least)
        if not rows:
            return nothing()
        figure, (left, right) = new(7.2, tall(len(rows), 0.26, 1.1), 1, ncols=2, width_ratios=(2.6, 1.2), sharey=True)
        for y, row in enumerate(rows):
            _contacts(left, y, row)
            _share(right, y, row)
        lanes(left, [wrapped(label(row["code"]), 26) for row in rows])
        most = max(max(row["a"], row["b"]) for row in rows)
        left.set_xlim(-0.09 * most - 0.1, 1.1 * most + 0.1)
        left.set_xlabel("contacts: meetings, calls, visits, rounds of talks on a day")
        left.xaxis.get_major_locator().set_params(integer=True)
        first, second = (literal(label(code), 24) for code in parties[:2])
        right.set_xlim(-0.03, 1.03)
        right.set_xticks([0, 0.5, 1], ["none", "half", "all"])
        right.axvline(0.5, color=GREY, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
        right.set_xlabel(f"share with {literal(label(parties[0]), 16)}")
        right.tick_params(axis="y", length=0)
        right.spines["left"].set_visible(False)
        figure.legend(
            handles=_legend(first, second, least, {row["share"] is None for row in rows}),
            loc="outside lower center",
            ncols=4 if len(first + second) < 22 else 2,
            fontsize=7,
        )
        return figure


def _rows(measures: pd.DataFrame, parties: tuple[str, ...], least: int) -> list[dict]:
    if len(parties) < 2 or measures.empty:
        return []
    own = measures[(measures["layer"] == LAYER) & ~measures["actor_id"].isin(parties)]
    counts = own[own["measure"] == "contacts"].groupby(["actor_id", "counterpart_id"])["n"].sum()
    shares = {(r.actor_id, r.counterpart_id): r for r in own[own["measure"] == "attention_share"].itertuples()}
    rows = []
    for code in sorted({actor for actor, _ in counts.index}):
        a, b = (int(counts.get((code, party), 0)) for party in parties[:2])
        share = _interval(shares.get((code, parties[0])), shares.get((code, parties[1]))) if a + b >= least else None
        if a + b:
            rows.append({"code": code, "a": a, "b": b, "share": share, "enough": a + b >= least})
    return sorted(rows, key=lambda row: (-row["a"] - row["b"], row["code"]))[:MOST]


def _interval(first, second) -> tuple[float, float, float] | None:
    """Value, low and high of the first party's share; turned round where the table gives the second party's."""
    if first is not None and pd.notna(first.value):
        return first.value, first.low, first.high
    if second is not None and pd.notna(second.value):
        return 1 - second.value, 1 - second.high, 1 - second.low
    return None


def _contacts(axes, y: int, row: dict) -> None:
    a, b = row["a"], row["b"]
    axes.plot([a, b], [y, y], color=GREY if row["enough"] else PALE, linewidth=2, zorder=1)
    apart = 0.13 if a == b else 0.0
    small = 1.0 if row["enough"] else 0.55
    for x, shift, color, marker in ((a, -apart, FIRST, "o"), (b, apart, SECOND, "D")):
        axes.scatter([x], [y + shift], s=small * (52 if marker == "o" else 36), marker=marker, color=color, edgecolor="white", linewidth=0.8, zorder=3)  # fmt: skip
    for x, side in ((min(a, b), -1), (max(a, b), 1)):
        axes.annotate(str(x), (x, y), xytext=(7 * side, 0), textcoords="offset points", fontsize=7, va="center",
                      ha="left" if side > 0 else "right", color=INK if row["enough"] else DIM)  # fmt: skip


def _share(axes, y: int, row: dict) -> None:
    if row["share"] is None:
        axes.barh([y], [1], height=0.62, **UNKNOWN)
        axes.text(
            0.5, y, "insufficient", ha="center", va="center", fontsize=7, color=DIM, zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2},
        )  # fmt: skip
        return
    value, low, high = row["share"]
    axes.plot([low, high], [y, y], color=INK, linewidth=1.4, solid_capstyle="butt", zorder=2)
    axes.scatter([value], [y], s=34, color=INK, zorder=3)


def _legend(first: str, second: str, least: int, without: set[bool]) -> list:
    """Only what is drawn: `without` tells whether there are rows without a share, and rows with one."""
    share = Line2D([], [], marker="o", color=INK, markersize=5, linewidth=1.4, label="share, 95 % interval")
    return [
        Line2D([], [], marker="o", linestyle="", color=FIRST, markersize=7, label=f"with {first}"),
        Line2D([], [], marker="D", linestyle="", color=SECOND, markersize=6, label=f"with {second}"),
        *([share] if False in without else []),
        *([Patch(**UNKNOWN, label=f"insufficient: fewer than {least} contacts")] if True in without else []),
    ]
