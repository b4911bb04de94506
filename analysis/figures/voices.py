"""Whose voice do we hear: how often each publisher tells what each claimant says."""

from __future__ import annotations

import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from analysis.figures.style import INK, PALE, lanes, literal, new, nothing, styled, tall, wrapped

SHADES = LinearSegmentedColormap.from_list("counts", ["#eef5fa", "#0b3c5d"])
NOTABLE = 2.0


def voices(voices: pd.DataFrame, label, most: int = 12) -> Figure:
    """Counts of codings; framed and bold where a count is more than two standardised residuals from what sizes alone give."""
    with styled():
        shown = voices[voices["n_codings"] > 0] if len(voices) else voices
        if shown.empty:
            return nothing()
        publishers, claimants = _most(shown, "publisher", most), _most(shown, "claimant", most)
        figure, axes = new(7.2, tall(len(publishers), 0.34, 1.9))
        across, down = ({code: k for k, code in enumerate(codes)} for codes in (claimants, publishers))
        inside = shown[shown["claimant"].isin(across) & shown["publisher"].isin(down)]
        top = float(inside["n_codings"].max()) if len(inside) else 1.0
        for row in inside.itertuples():
            _cell(axes, across[row.claimant], down[row.publisher], row, top)
        lanes(axes, [literal(publisher, 26) or "no publisher" for publisher in publishers])
        axes.set_xlim(-0.5, max(len(claimants), 5) - 0.5)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(claimants)), [wrapped(label(code), 20) for code in claimants], rotation=90)
        axes.tick_params(axis="x", length=0)
        axes.spines["bottom"].set_visible(False)
        figure.legend(handles=_legend(inside, len(inside) < len(across) * len(down)), loc="outside lower center", ncols=3, fontsize=7)
        return figure


def _most(shown: pd.DataFrame, column: str, most: int) -> list[str]:
    counts = shown.groupby(column)["n_codings"].sum()
    return sorted(counts.index, key=lambda code: (-counts[code], code))[:most]


def _cell(axes, x: int, y: int, row, top: float) -> None:
    """The square root of the count decides the shade, so that small counts differ too."""
    shade = SHADES((float(row.n_codings) / top) ** 0.5)
    notable = pd.notna(row.residual) and abs(row.residual) > NOTABLE
    axes.add_patch(Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, facecolor=shade, edgecolor=INK if notable else "white", linewidth=1.6 if notable else 0,
                             zorder=2 if notable else 1, label="_cell"))  # fmt: skip
    mark = (" \N{BLACK UP-POINTING TRIANGLE}" if row.residual > 0 else " \N{BLACK DOWN-POINTING TRIANGLE}") if notable else ""  # fmt: skip
    red, green, blue, _ = to_rgba(shade)
    dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.55
    axes.text(x, y, f"{int(row.n_codings)}{mark}", ha="center", va="center", fontsize=7, color="white" if dark else INK,
              fontweight="bold" if notable else "normal", zorder=3)  # fmt: skip


def _legend(inside: pd.DataFrame, blank: bool) -> list[Patch]:
    """Only what is drawn."""
    frame = {"facecolor": "white", "edgecolor": INK, "linewidth": 1.6}
    more, less = (inside["residual"] > NOTABLE).any(), (inside["residual"] < -NOTABLE).any()
    return [
        *([Patch(label="\N{BLACK UP-POINTING TRIANGLE} more often than chance would have it", **frame)] if more else []),
        *([Patch(label="\N{BLACK DOWN-POINTING TRIANGLE} less often", **frame)] if less else []),
        *([Patch(facecolor="white", edgecolor=PALE, label="blank: never")] if blank else []),
    ]
