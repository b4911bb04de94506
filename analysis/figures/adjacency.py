"""The structure of alignment: who had friendly and who had hostile dealings with whom, as a matrix."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.figures.style import DIM, GREY, INK, PALE, lanes, literal, new, nothing, styled, tall, wrapped

LAYERS = ("communication", "relation")
# face, edge and number of a cell: light, dark and framed, so that they differ in grey and every number can be read
LOOKS = {1: ("#a9d0ea", "none", INK), -1: ("#7a1f54", "none", "white"), 0: ("white", GREY, INK)}
WORDS = {1: "more cooperative", -1: "more hostile", 0: "evenly both, or neither"}
LEAST = 5  # events; a tie of fewer has a number and no sign


def adjacency(edges: pd.DataFrame, label, parties: tuple[str, ...], most: int = 10) -> Figure:
    """Pairs over talks and relations that happened: colour by the sign of the sum, the number of events in the cell."""
    with styled():
        found = pairs(edges)
        actors = _actors(found, parties, most)
        if not actors:
            return nothing()
        figure, axes = new(7.2, tall(len(actors), 0.26, 1.75))
        _matrix(axes, found, actors, [wrapped(label(code), 20) for code in actors], max(len(actors), 5), 7.5)
        axes.xaxis.tick_top()
        figure.legend(handles=_legend(_among(found, actors)), loc="outside lower center", ncols=3, fontsize=7)
        return figure


def periods(parts: list[tuple[str, pd.DataFrame]], label, parties: tuple[str, ...], most: int = 7) -> Figure:
    """The same matrix for several spans of time, (title, edges of that time), with the same actors in the same places."""
    with styled():
        found = [(title, pairs(edges)) for title, edges in parts]
        whole: dict[tuple[str, str], tuple[float, int]] = {}
        for _, ties in found:
            for pair, (net, n) in ties.items():
                before = whole.get(pair, (0.0, 0))
                whole[pair] = (before[0] + net, before[1] + n)
        actors = _actors(whole, parties, most)
        if not actors:
            return nothing()
        figure, made = new(7.2, tall(len(actors), 0.26, 1.6), 1, ncols=len(found), sharey=True, squeeze=False)
        names = [wrapped(label(code), 18) for code in actors]
        for axes, (title, ties) in zip(made[0], found, strict=True):
            _matrix(axes, ties, actors, names, max(len(actors), 4), 7)
            axes.set_title(literal(title), fontsize=8)
        drawn = [tie for _, ties in found for tie in _among(ties, actors)]
        figure.legend(handles=_legend(drawn), loc="outside lower center", ncols=3, fontsize=7)
        return figure


def _among(ties: dict, actors: list[str]) -> list[tuple[float, int]]:
    """The ties whose two ends are drawn."""
    return [tie for (a, b), tie in ties.items() if a in actors and b in actors]


def _matrix(axes, ties: dict, actors: list[str], names: list[str], width: int, size: float) -> None:
    """The cells of the ties among these actors, both ways, in a grid with the names beside it."""
    where = {code: k for k, code in enumerate(actors)}
    for (a, b), (net, n) in ties.items():
        if a in where and b in where:
            _cell(axes, where[a], where[b], int(np.sign(net)), n)
            _cell(axes, where[b], where[a], int(np.sign(net)), n)
    lanes(axes, names, size=size)
    for k in range(len(actors)):
        axes.plot([k - 0.5, k + 0.5], [k - 0.5, k + 0.5], color=PALE, linewidth=0.8, zorder=0)
    for k in range(len(actors) + 1):
        axes.axhline(k - 0.5, color=PALE, linewidth=0.5, zorder=0)
        axes.axvline(k - 0.5, color=PALE, linewidth=0.5, zorder=0)
    axes.set_xlim(-0.5, width - 0.5)
    axes.set_xticks(range(len(actors)), names, rotation=90, fontsize=size)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_visible(False)


def pairs(edges: pd.DataFrame) -> dict[tuple[str, str], tuple[float, int]]:
    """Pair in alphabetical order -> sum of sign times events, and events."""
    found: dict[tuple[str, str], tuple[float, int]] = {}
    for row in edges.itertuples():
        if row.layer in LAYERS and row.n_realised > 0 and row.source_id != row.target_id:
            pair = tuple(sorted((row.source_id, row.target_id)))
            net, n = found.get(pair, (0.0, 0))
            found[pair] = (net + row.sign * row.n_realised, n + int(row.n_realised))
    return found


def _actors(pairs: dict, parties: tuple[str, ...], most: int) -> list[str]:
    counts: dict[str, int] = {}
    for pair, (_, n) in pairs.items():
        for code in pair:
            counts[code] = counts.get(code, 0) + n
    others = sorted((code for code in counts if code not in parties), key=lambda code: (-counts[code], code))
    return [*(party for party in parties if party in counts), *others][:most]


def _face(sign: int) -> dict:
    face, edge, _ = LOOKS[sign]
    return {"facecolor": face, "edgecolor": edge, "linewidth": 1.2 if edge != "none" else 0}


def _cell(axes, x: int, y: int, sign: int, n: int) -> None:
    """A cell; a tie of few events is a number without a sign."""
    if n < LEAST:
        axes.text(x, y, str(n), ha="center", va="center", fontsize=7, color=DIM, style="italic", label="_few")
        return
    axes.add_patch(Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, label="_cell", **_face(sign)))
    axes.text(x, y, str(n), ha="center", va="center", fontsize=7.5, fontweight="bold", color=LOOKS[sign][2])


def _legend(shown: list[tuple[float, int]]) -> list:
    """Only what is drawn: `shown` are the ties among the actors, (sum of signs, events)."""
    signs = {int(np.sign(net)) for net, n in shown if n >= LEAST}
    few = Line2D([], [], marker="$2$", linestyle="", color=DIM, markersize=5, markeredgewidth=0, label=f"number alone: fewer than {LEAST} events, insufficient for a sign")
    return [*(Patch(label=WORDS[sign], **_face(sign)) for sign in LOOKS if sign in signs), *([few] if any(n < LEAST for _, n in shown) else [])]
