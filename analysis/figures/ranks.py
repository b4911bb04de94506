"""Who is central, and is that robust: values with intervals over articles, and how often an actor comes first."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import DIM, GREY, INK, LAYER_WORDS, THIRD, lanes, literal, new, nothing, styled, tall

WORDS = {"betweenness": "share of the shortest ways between two others that run over the actor (0: none, 1: all)"}


def ranks(
    uncertainty: pd.DataFrame, label, measure: str, layer: str, most: int = 12, asked: Collection[str] = ()
) -> Figure:
    """Values of one measure on one layer, the highest on top: thick the interval over articles, thin that of the coder's doubt.

    `asked`: actors that are drawn whatever their value, as far as the table has them.
    """
    with styled():
        rows = _rows(uncertainty, measure, layer, most, asked)
        if rows.empty:
            return nothing()
        figure, axes = new(7.2, tall(len(rows), 0.27, 0.95))
        for y, row in enumerate(rows.itertuples()):
            known = pd.notna(row.low) and pd.notna(row.high)
            if known:
                axes.plot([row.low, row.high], [y, y], color=THIRD, linewidth=3.2, alpha=0.55, solid_capstyle="butt", zorder=1)  # fmt: skip
            if pd.notna(row.doubt_low) and pd.notna(row.doubt_high):
                axes.plot([row.doubt_low, row.doubt_high], [y + 0.24] * 2, color=GREY, linewidth=1.0, zorder=1)
            axes.scatter([row.value], [y], s=36, color=INK if known else "white", edgecolor=INK if known else GREY, linewidth=0.9, zorder=3)  # fmt: skip
            axes.annotate(_first(row.share_first) if known else "no interval", (1.01, y), xycoords=("axes fraction", "data"), fontsize=7, va="center",
                          color=INK if known else GREY, annotation_clip=False)  # fmt: skip
        lanes(axes, [_title(row, label) for row in rows.itertuples()])
        axes.margins(x=0.04)
        axes.annotate("ranks first", (1.01, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points", fontsize=7, color=DIM, annotation_clip=False)  # fmt: skip
        axes.set_xlabel(literal(f"{LAYER_WORDS.get(layer, layer)}: {WORDS.get(measure, measure.replace('_', ' '))}"))
        figure.legend(handles=_legend(rows), loc="outside lower center", ncols=3, fontsize=7)
        return figure


def _rows(uncertainty: pd.DataFrame, measure: str, layer: str, most: int, asked: Collection[str]) -> pd.DataFrame:
    if uncertainty.empty:
        return uncertainty
    own = uncertainty[(uncertainty["measure"] == measure) & (uncertainty["layer"] == layer)]
    known = own[own["value"].notna() & (own["actor_id"] != "")]
    ranked = known.assign(down=-known["value"], seldom=-known["share_first"].fillna(0))
    order = ["down", "seldom", "actor_id", "counterpart_id"]
    first = ranked.assign(other=~ranked["actor_id"].isin(asked)).sort_values(["other", *order], kind="stable").head(most)
    return first.sort_values(order, kind="stable")


def _title(row, label) -> str:
    one = literal(label(row.actor_id), 34)
    return f"{one} \N{EN DASH} {literal(label(row.counterpart_id), 20)}" if row.counterpart_id else one


def _first(share: float) -> str:
    if pd.isna(share):
        return ""
    if not share:
        return "in no draw"
    return "in < 1 % of draws" if share < 0.01 else f"in {share * 100:.0f} % of draws"


def _legend(rows: pd.DataFrame) -> list[Line2D]:
    """Only what is drawn."""
    articles, doubt = (rows[low].notna() & rows[high].notna() for low, high in (("low", "high"), ("doubt_low", "doubt_high")))
    return [
        Line2D([], [], marker="o", linestyle="", color=INK, markersize=6, label="value of all articles"),
        *([Line2D([], [], color=THIRD, alpha=0.55, linewidth=3.2, label="95 % of draws of the articles")] if articles.any() else []),
        *([Line2D([], [], color=GREY, linewidth=1.0, label="95 % of draws of the coder's doubtful events")] if doubt.any() else []),
    ]
