"""How far each attempt to mediate got: one lane a chain, one mark a step, from the first call to the agreement."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import (
    DIM,
    GREY,
    INK,
    PALE,
    PARTY,
    THIRD,
    day_axis,
    lanes,
    named,
    new,
    nothing,
    ordinal,
    short_day,
    styled,
    tall,
)

MOST = 10
APART = 0.37  # of a lane: between two marks of one day
AGREED = ("cease_fire", "settlement")
REFUSED = ("declined", "denied", "not_occurred")
# stage -> marker, colour, size in points, word of the legend
MARKS = {
    "call": ("o", "#8fc1e3", 5.0, "call on the parties"),
    "offer": ("^", THIRD, 6.5, "offer, invitation"),
    "acceptance": ("$\u2713$", INK, 8.0, "yes to an offer or a call"),
    "talks": ("s", THIRD, 5.5, "talks with one party, or with each apart"),
    "joint_talks": ("D", INK, 5.5, "talks of both at one table"),
    "agreed": ("*", PARTY, 10.5, "agreement"),
    "violation": ("v", "#5b3a29", 6.5, "violation"),
    "condition": ("$?$", INK, 6.5, "yes only on a condition"),
    "refused": ("x", INK, 6.0, "no, or no answer"),
}
ENDS = {"called": "called only", "offered": "offered", "refused": "refused", "conditional": "on a condition", "talks_with_one": "talks with one", "talks_apart": "talks with each", "joint_talks": "one table", "ceasefire": "agreed", "full": "agreed"}  # fmt: skip
KIND = {"separate_talks": "talks", "shuttle_call": "talks", "cease_fire": "agreed", "settlement": "agreed", "refusal": "refused", "ignored": "refused"}  # fmt: skip


def swimlanes(chains: pd.DataFrame, steps: pd.DataFrame, label, most: int = MOST) -> Figure:
    """Chains with two steps or more; with too many, those with an agreement stay, then the longest."""
    with styled():
        lanes_drawn = chosen(chains, steps, most)
        shown = steps[steps["chain_id"].isin(lanes_drawn["chain_id"])] if len(lanes_drawn) else steps.head(0)
        days = [number for number in map(ordinal, shown["day"]) if number is not None] if len(shown) else []
        if not days:
            return nothing()
        places, height = _places(lanes_drawn, shown)
        figure, axes = new(7.2, tall(1, 0.35 * height, 1.2))
        for y, chain in zip(places, lanes_drawn.itertuples(), strict=True):
            _lane(axes, y, shown[shown["chain_id"] == chain.chain_id])
            axes.annotate(_end(chain), (1.01, y), xycoords=("axes fraction", "data"), fontsize=7, va="center", annotation_clip=False,
                          fontweight="bold" if ordinal(chain.agreed_date) is not None else "normal")  # fmt: skip
        lanes(axes, [_title(chain, label) for chain in lanes_drawn.itertuples()])
        axes.set_yticks(places, [_title(chain, label) for chain in lanes_drawn.itertuples()])
        axes.set_ylim(height - 0.5, -0.5)
        day_axis(axes, days)
        for x, side, words in ((-0.01, "right", "convener, first day"), (1.01, "left", "how far it got")):
            axes.annotate(words, (x, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points", fontsize=7, ha=side, color=DIM, annotation_clip=False)  # fmt: skip
        drawn = list(shown[[ordinal(day) is not None for day in shown["day"]]].itertuples())
        figure.legend(
            handles=_legend({_kind(row) for row in drawn}, any(map(_is_hollow, drawn))),
            loc="outside lower center",
            ncols=3,
            fontsize=7,
        )
        return figure


def _places(found: pd.DataFrame, steps: pd.DataFrame) -> tuple[list[float], float]:
    """Where each lane lies, and how high all are: a lane is as high as its fullest day, so that no mark hides another."""
    days = steps[[ordinal(day) is not None for day in steps["day"]]]
    fullest = days.groupby(["chain_id", "day"]).size().groupby("chain_id").max()
    heights = [max(1.0, APART * (fullest[chain] + 0.6)) for chain in found["chain_id"]]
    tops = [sum(heights[:k]) for k in range(len(heights))]
    return [top + high / 2 - 0.5 for top, high in zip(tops, heights, strict=True)], sum(heights)


def chosen(chains: pd.DataFrame, steps: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The chains that are drawn: two dated steps or more, with too many those with an agreement, then the longest."""
    if chains.empty or steps.empty:
        return chains.head(0)
    dated = set(steps.loc[[ordinal(day) is not None for day in steps["day"]], "chain_id"])
    found = chains[(chains["n_steps"] >= 2) & chains["chain_id"].isin(dated)]
    ranked = found.assign(plain=found["agreed_date"] == "", short=-found["n_steps"])
    first = ranked.sort_values(["plain", "short", "chain_id"], kind="stable").head(most)
    return first.sort_values(["first_date", "chain_id"], kind="stable")


def _title(chain, label) -> str:
    start = ordinal(chain.first_date)
    return named(chain.conveners, label, 28) + (f", {short_day(start)}" if start is not None else "")


def _end(chain) -> str:
    """How far it got, in words, at the end of the lane."""
    agreed = ordinal(chain.agreed_date)
    return f"agreed {short_day(agreed)}" if agreed is not None else ENDS.get(chain.outcome, "")


def _kind(row) -> str:
    if row.stage == "condition":
        return row.stage
    return "refused" if row.status in REFUSED else KIND.get(row.stage, row.stage if row.stage in MARKS else "talks")


def _lane(axes, y: float, steps: pd.DataFrame) -> None:
    """The steps of a chain; those of one day stand above each other, so that each is seen."""
    dated = steps.assign(x=[ordinal(day) for day in steps["day"]]).dropna(subset=["x"])
    axes.plot([dated["x"].min(), dated["x"].max()], [y, y], color=PALE, linewidth=1.2, zorder=1)
    for x, rows in dated.groupby("x"):
        for k, row in enumerate(rows.sort_values("step_no").itertuples()):
            _mark(axes, x, y + (k - (len(rows) - 1) / 2) * APART, row)


def _mark(axes, x: float, y: float, row) -> None:
    marker, color, size, _ = MARKS[_kind(row)]
    hollow, thin = _is_hollow(row), marker.startswith("$")
    edge = color if hollow or thin or marker == "x" else INK if marker == "*" else "white"
    axes.plot([x], [y], marker=marker, markersize=size, linestyle="", color=color, markerfacecolor="white" if hollow else color,
              markeredgecolor=edge, markeredgewidth=1.6 if marker == "x" else 1.1 if hollow else 0.5, zorder=3, label="_step")  # fmt: skip


def _is_hollow(row) -> bool:
    """Planned or only alleged; a yes, a no and a condition are words, that have no hollow form."""
    return row.status != "realised" and _kind(row) not in ("acceptance", "refused", "condition")


def _legend(kinds: set[str], hollow: bool) -> list[Line2D]:
    """Only what is drawn."""
    shown = [
        Line2D([], [], marker=marker, linestyle="", color=color, markersize=min(size, 9), markeredgewidth=1.6 if marker == "x" else 0.5, label=words)
        for kind, (marker, color, size, words) in MARKS.items()
        if kind in kinds
    ]  # fmt: skip
    hollow_one = Line2D([], [], marker="o", linestyle="", markerfacecolor="white", markeredgecolor=GREY, label="hollow: planned, or only alleged")
    return [*shown, *([hollow_one] if hollow else [])]
