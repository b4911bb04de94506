"""Who talks to whom: the communication network in fixed places, parties left and right, third parties between.

`places` are the positions of the explorer page, `column` those of the figure: the same actors in the same order.
"""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch, PathPatch
from matplotlib.path import Path

from analysis.figures.style import GREY, INK, PARTY, THIRD, literal, new, styled

MOST_THIRD_PARTIES = 12
ONE_LINE = 24  # letters of a name
HALF, PARTY_HALF = 0.3, 0.24  # half the width of a third party's and of a party's box


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


def column(actors: list[str], parties: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Positions of `drawn` actors: the parties at the sides, the third parties in one column between them, a row apart.

    The middle row stays free for the line between the parties; most talks stand next to it, so that no line runs behind
    a name.
    """
    sides = [code for code in actors if code in parties][:2]
    where = {code: (x, 0.0) for code, x in zip(sides, (-1.0, 1.0), strict=False)}
    others = [code for code in actors if code not in where]
    return where | {code: (0.0, float((k // 2 + 1) * (-1 if k % 2 else 1))) for k, code in enumerate(others)}


def network(
    edges: pd.DataFrame, nodes: pd.DataFrame, parties: tuple[str, ...], happened: str = "talked"
) -> Figure:
    """Lines are contacts that happened (width: events); dashed: only planned; dotted grey: only refused.

    `happened` is the legend's word for a line, where it is another layer than talks. Of third parties the twelve with most events are drawn.
    """
    with styled():
        actors = drawn(edges, parties)
        where = column(actors, parties)
        rows = max((abs(y) for _, y in where.values()), default=0.0)
        figure, axes = new(7.2, 0.9 + 0.26 * (2 * rows + 1))
        figure.set_layout_engine("none")
        axes.set_position([0.0, 0.0, 1.0, 1.0])
        axes.set_axis_off()
        axes.set_xlim(-1.3, 1.3)
        axes.set(ylim=(-rows - 2.9, rows + 0.6), xticks=[], yticks=[])
        labels = dict(zip(nodes["actor_id"], nodes["label"], strict=True))
        shown = edges[edges["source_id"].isin(where) & edges["target_id"].isin(where)]
        numbers = [_edge(axes, where, row, set(parties)) for row in shown.itertuples()]
        for code, (x, y) in where.items():
            _box(axes, x, y, _short(labels.get(code, code)), code in parties)
        _numbers(figure, axes, [found for found in numbers if found])
        axes.legend(handles=_legend(happened), loc="lower center", fontsize=7, ncols=3, bbox_to_anchor=(0.5, 0.0))
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


def _box(axes, x: float, y: float, words: str, is_party: bool) -> None:
    """A name in a box that hides what runs behind it."""
    half = PARTY_HALF if is_party else HALF
    axes.add_patch(FancyBboxPatch((x - half + 0.02, y - 0.34), 2 * half - 0.04, 0.68, boxstyle="round,pad=0.02,rounding_size=0.06", mutation_aspect=4, linewidth=1.3,
                                  facecolor=PARTY if is_party else "white", edgecolor=INK if is_party else THIRD, zorder=3))  # fmt: skip
    size = 8 if len(words) < 22 else 7 if len(words) <= ONE_LINE else 6
    axes.text(x, y, _lines(words), ha="center", va="center", fontsize=size, linespacing=0.95, fontweight="bold" if is_party else "normal", zorder=4)  # fmt: skip


def _lines(words: str) -> str:
    """A long name in two lines, parted at the word nearest to its middle, so that none is cut."""
    if len(words) <= ONE_LINE or " " not in words:
        return words
    at = min((k for k, sign in enumerate(words) if sign == " "), key=lambda k: (abs(k - len(words) / 2), k))
    return words[:at] + "\n" + words[at + 1 :]


def _edge(axes, where: dict, row, parties: set[str]) -> tuple[str, list[tuple[float, float]]] | None:
    """Draws one line; returns its number and the points it may stand at, best first. Two third parties are joined by a bow."""
    (xa, ya), (xb, yb) = (where[code] for code in sorted((row.source_id, row.target_id), key=lambda c: (c not in parties, c)))  # fmt: skip
    if xa == xb == 0.0:
        side = 1 if (ya + yb) % 2 else -1  # bows on both sides, so that they stand apart
        reach = min(0.1 + 0.05 * abs(ya - yb), 0.34)
        ends, middle = [(side * HALF, ya), (side * HALF, yb)], (side * (HALF + reach), (ya + yb) / 2)
        path = Path([ends[0], middle, ends[1]], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        points = [_on_bow(ends[0], middle, ends[1], t) for t in (0.5, 0.35, 0.65, 0.25, 0.75)]
    else:
        inner = 0.0 if 0.0 not in (xa, xb) else HALF
        start, end = (xa - math.copysign(PARTY_HALF, xa), ya), (math.copysign(inner, xa) if inner else xb - math.copysign(PARTY_HALF, xb), yb)  # fmt: skip
        path = Path([start, end])
        points = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in ((0.62, 0.5, 0.74, 0.4, 0.86) if inner else (0.5,))]  # fmt: skip
    width = 0.8 + 1.1 * math.sqrt(max(row.n_events, 1))
    look = {"color": INK, "alpha": 0.75, "linewidth": width} if xa or xb else {"color": THIRD, "linewidth": width * 0.7}
    if not row.n_realised:
        dashes = (0, (4, 2.5)) if row.n_planned else (0, (1, 1.8))
        look = {"color": GREY if not row.n_planned else INK if xa or xb else THIRD, "linewidth": min(width, 2.2), "linestyle": dashes}
    axes.add_patch(PathPatch(path, fill=False, zorder=1, capstyle="butt", **look))
    return (str(row.n_events), points) if row.n_events > 1 else None


def _on_bow(a, b, c, t: float) -> tuple[float, float]:
    """A point of the quadratic Bezier curve from a by b to c."""
    return tuple((1 - t) ** 2 * a[k] + 2 * t * (1 - t) * b[k] + t * t * c[k] for k in (0, 1))


def _numbers(figure: Figure, axes, found: list[tuple[str, list]]) -> None:
    """Numbers on their lines, each at the first of its points where it covers no other."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    taken = []
    for words, points in sorted(found, key=lambda item: (len(item[1]), item)):
        text = axes.text(*points[0], words, fontsize=7, ha="center", va="center", zorder=2, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip
        for point in points:
            text.set_position(point)
            box = text.get_window_extent(renderer).padded(1)
            if not any(box.overlaps(other) for other in taken):
                break
        else:
            text.remove()  # the width of the line is left to tell
            continue
        taken.append(box)


def _short(label: str) -> str:
    return literal(label.split(" (")[0], 2 * ONE_LINE)


def _legend(happened: str) -> list:
    return [
        Patch(facecolor=PARTY, edgecolor=INK, label="party"),
        Line2D([], [], color=INK, alpha=0.75, linewidth=2.5, label=f"{happened}; number: how often, where more than once"),
        Line2D([], [], color=INK, linewidth=1.5, linestyle=(0, (4, 2.5)), label="only planned or demanded"),
        Patch(facecolor="white", edgecolor=THIRD, label="third party"),
        Line2D([], [], color=THIRD, linewidth=1.7, label="bow: between third parties"),
        Line2D([], [], color=GREY, linewidth=1.5, linestyle=(0, (1, 1.8)), label="only refused"),
    ]
