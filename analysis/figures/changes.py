"""How is the structure changing: how much of the network of a week is still that of the week before, layer by layer."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.style import (
    GREY,
    INK,
    LAYER_WORDS,
    PARTY,
    THIRD,
    day_axis,
    literal,
    new,
    nothing,
    ordinal,
    styled,
)

STYLES = ((THIRD, "-", "o"), (INK, (0, (5, 2)), "s"), (PARTY, (0, (1, 1.2)), "^"), (GREY, (0, (5, 2, 1, 2)), "D"))


def windows(windows: pd.DataFrame) -> Figure:
    """Above the share of pairs kept since the window before (Jaccard), below the number of pairs, at the last day of each window."""
    with styled():
        dated = windows.assign(x=[ordinal(day) for day in windows["window_end"]]).dropna(subset=["x"]) if len(windows) else windows  # fmt: skip
        if dated.empty:
            return nothing()
        figure, (above, below) = new(7.2, 3.9, 2, sharex=True)
        for layer, style in zip(sorted(dated["layer"].unique()), STYLES, strict=False):
            rows = dated[dated["layer"] == layer].sort_values("x")
            _line(above, rows, "jaccard", style, "")
            _line(below, rows, "n_edges", style, literal(LAYER_WORDS.get(layer, layer), 24))
        above.set_ylim(-0.04, 1.04)
        above.set_yticks([0, 0.5, 1], ["none", "half", "all"])
        above.set_title("of the pairs of two weeks, the share that both have")
        below.set_title("pairs with an event that happened in the week")
        below.set_ylim(0, max(float(dated["n_edges"].max()), 1) * 1.1)
        below.yaxis.get_major_locator().set_params(integer=True)
        day_axis(below, [int(x) for x in dated["x"]])
        below.set_xlabel("last day of the week")
        figure.legend(loc="outside lower center", ncols=4, fontsize=7)
        return figure


def _line(axes, rows: pd.DataFrame, column: str, style: tuple, words: str) -> None:
    known = rows[rows[column].notna()]
    color, dashes, marker = style
    if len(known) or words:
        axes.plot(known["x"], known[column].astype(float), color=color, linestyle=dashes, linewidth=1.3, marker=marker, markersize=2.6, label=words)  # fmt: skip
