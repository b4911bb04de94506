"""Who talks to whom: the parties left and right, third parties in a column between them; ties of third parties below.

Only ties with a party are drawn between the boxes, so that each line can be followed. Ties of two third parties would cross
them; they stand one by one below. `places` are the positions of the explorer page, `column` those of the figure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch

from analysis.figures.style import DIM, GREY, INK, PARTY, THIRD, literal, new, styled

MOST_THIRD_PARTIES = 12
MOST_TIES = 12  # of third parties among themselves
ONE_LINE = 24  # letters of a name
HALF, PARTY_HALF = 0.3, 0.24  # half the width of a third party's and of a party's box
AT_BOX = 0.075  # from a third party's box to the number of its line
WIDE = 7.2  # inches
ROW, TIE_ROW, TITLE_ROW, KEY = 0.275, 0.225, 0.28, 0.45  # inches: of a box, of a tie below, of the words above them, of the legend
PLANNED, REFUSED = (0, (4, 2.5)), (0, (1, 1.8))


@dataclass(frozen=True)
class Tie:
    """What is told between two actors, the party first: how often, and its look (held, undated, planned, refused)."""

    a: str
    b: str
    n: int
    look: str


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
    edges: pd.DataFrame,
    nodes: pd.DataFrame,
    parties: tuple[str, ...],
    happened: str = "talked",
    counted: str = "events",
) -> Figure:
    """Lines are contacts that happened (width and number: n_events); thin: happened, and n_events is 0; dashed: only
    planned; dotted grey: only refused.

    `happened` is the legend's word for a line, `counted` that for its number. Of the third parties with
    a tie to a party the twelve with most are drawn; how many are left out stands below them.
    """
    with styled():
        ties = _ties(edges, parties)
        with_party = [tie for tie in ties if tie.a in parties]
        others = sorted((tie for tie in ties if tie.a not in parties), key=_most_first)
        touching = edges[edges["source_id"].isin(parties) | edges["target_id"].isin(parties)] if len(edges) else edges
        where = column(drawn(touching, parties), parties)
        low, high = (pick([0.0, *(y for _, y in where.values())]) for pick in (min, max))
        left_out = len({tie.b for tie in with_party} - set(where))
        low -= 1.0 if left_out else 0.0  # a row for the words that say so
        fan, below = ROW * (high - low + 1.2), (TITLE_ROW + TIE_ROW * -(-len(others[:MOST_TIES]) // 2)) if others else 0.0
        tall = fan + below + KEY
        figure, axes = new(WIDE, tall)
        figure.set_layout_engine("none")
        _frame(axes, 1 - fan / tall, fan / tall, (-1.3, 1.3), (low - 0.6, high + 0.6))
        labels = dict(zip(nodes["actor_id"], nodes["label"], strict=True))
        named = lambda code: _short(labels.get(code, code))  # noqa: E731
        shown = [tie for tie in with_party if tie.a in where and tie.b in where]
        for tie in shown:
            _line(axes, where, tie)
        for code, (x, y) in where.items():
            _box(axes, x, y, named(code), code in parties)
        if left_out:
            axes.text(1.27, low, f"{left_out} more with fewer {counted}: not drawn", ha="right", va="center", fontsize=7, color=DIM)
        if others:
            _between(figure.add_axes((0.0, KEY / tall, 1.0, below / tall)), others, named, counted)
        looks = {tie.look for tie in (*shown, *others[:MOST_TIES])}
        figure.legend(
            handles=_legend(looks, happened, counted, len(where) > len(parties)), loc="lower center", fontsize=7, ncols=3
        )
        return figure


def drawn(edges: pd.DataFrame, parties: tuple[str, ...]) -> list[str]:
    """Who is drawn: the parties in alphabetical order, then the twelve third parties with most events, most first."""
    weight: dict[str, tuple[float, float]] = {}
    for row in edges.itertuples():
        for code in (row.source_id, row.target_id):
            n, held = weight.get(code, (0, 0))
            weight[code] = n + row.n_events, held + row.n_realised
    third = sorted((code for code in weight if code not in parties), key=lambda c: (-weight[c][0], -weight[c][1], c))
    return [*sorted(parties), *third[:MOST_THIRD_PARTIES]]


def _ties(edges: pd.DataFrame, parties: tuple[str, ...]) -> list[Tie]:
    """One tie a pair, whatever the direction its events have, in the order of the alphabet."""
    sums: dict[tuple[str, str], list[int]] = {}
    for row in edges.itertuples():
        pair = tuple(sorted((row.source_id, row.target_id), key=lambda code: (code not in parties, code)))
        counts = sums.setdefault(pair, [0, 0, 0])
        for k, n in enumerate((row.n_events, row.n_realised, row.n_planned)):
            counts[k] += int(n)
    return [Tie(a, b, n, _look(n, held, planned)) for (a, b), (n, held, planned) in sorted(sums.items()) if a != b]


def _look(n: int, held: int, planned: int) -> str:
    if held:
        return "held" if n else "undated"
    return "planned" if planned else "refused"


def _most_first(tie: Tie) -> tuple:
    return ("held", "undated", "planned", "refused").index(tie.look), -tie.n, tie.a, tie.b


def _style(tie: Tie) -> dict:
    """How a tie's line looks; only what happened has a number, its width tells it too."""
    if tie.look == "held":
        return {"color": INK, "alpha": 0.75, "linewidth": 0.8 + 1.1 * math.sqrt(tie.n)}
    if tie.look == "undated":
        return {"color": GREY, "linewidth": 0.9}
    return {"color": INK, "linewidth": 1.4, "linestyle": PLANNED} if tie.look == "planned" else {"color": GREY, "linewidth": 1.5, "linestyle": REFUSED}  # fmt: skip


def _frame(axes, bottom: float, high: float, wide: tuple[float, float], tall: tuple[float, float]) -> None:
    axes.set_position([0.0, bottom, 1.0, high])
    axes.set_axis_off()
    axes.set(xlim=wide, ylim=tall, xticks=[], yticks=[])


def _box(axes, x: float, y: float, words: str, is_party: bool) -> None:
    """A name in a box that hides what runs behind it."""
    half = PARTY_HALF if is_party else HALF
    axes.add_patch(FancyBboxPatch((x - half + 0.02, y - 0.36), 2 * half - 0.04, 0.72, boxstyle="round,pad=0.02,rounding_size=0.06", mutation_aspect=4, linewidth=1.3,
                                  facecolor=PARTY if is_party else "white", edgecolor=INK if is_party else THIRD, zorder=3))  # fmt: skip
    size = 8 if len(words) < 22 else 7 if len(words) <= ONE_LINE else 6.3
    axes.text(x, y, _lines(words), ha="center", va="center", fontsize=size, linespacing=0.9, fontweight="bold" if is_party else "normal", zorder=4)  # fmt: skip


def _lines(words: str) -> str:
    """A long name in two lines, parted at the word nearest to its middle, so that none is cut."""
    if len(words) <= ONE_LINE or " " not in words:
        return words
    at = min((k for k, sign in enumerate(words) if sign == " "), key=lambda k: (abs(k - len(words) / 2), k))
    return words[:at] + "\n" + words[at + 1 :]


def _line(axes, where: dict, tie: Tie) -> None:
    """The line of a tie with a party; its number stands at the third party's box, where lines are a row apart."""
    (xa, ya), (xb, yb) = where[tie.a], where[tie.b]
    side = math.copysign(1, xa)
    start, end = (xa - side * PARTY_HALF, ya), (side * HALF if xb == 0.0 else xb + side * PARTY_HALF, yb)
    axes.plot(*zip(start, end, strict=True), solid_capstyle="butt", zorder=1, label="_tie", **_style(tie))
    if tie.look == "held":
        x = side * (HALF + AT_BOX) if xb == 0.0 else 0.0
        _number(axes, x, ya + (yb - ya) * (x - start[0]) / (end[0] - start[0]), tie.n)


def _number(axes, x: float, y: float, n: int) -> None:
    axes.text(x, y, f"{n:,}", fontsize=7.5, ha="center", va="center", zorder=2, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.9})  # fmt: skip


def _between(axes, ties: list[Tie], named, counted: str) -> None:
    """Ties of third parties one by one in two columns: name, line with its number, name."""
    shown = ties[:MOST_TIES]
    rows = -(-len(shown) // 2)
    axes.set_axis_off()
    axes.set(xlim=(0, 2), ylim=(-rows + 0.5, TITLE_ROW / TIE_ROW + 0.5), xticks=[], yticks=[])
    rest = f" ({len(ties) - len(shown)} more with fewer {counted}: not drawn)" if len(ties) > len(shown) else ""
    axes.text(0.03, 0.5 + 0.5 * TITLE_ROW / TIE_ROW, f"Third parties among themselves{rest}", fontsize=8, fontweight="bold", va="center")  # fmt: skip
    for k, tie in enumerate(shown):
        x, y = k // rows, -(k % rows)
        axes.plot([x + 0.43, x + 0.6], [y, y], solid_capstyle="butt", label="_tie", **_style(tie))
        if tie.look == "held":
            _number(axes, x + 0.515, y, tie.n)
        for code, at, side in ((tie.a, x + 0.415, "right"), (tie.b, x + 0.615, "left")):
            words = named(code)
            axes.text(at, y, _lines(words), ha=side, va="center", fontsize=7.5 if len(words) <= ONE_LINE else 6.3, linespacing=0.9)  # fmt: skip


def _short(label: str) -> str:
    return literal(label.split(" (")[0], 2 * ONE_LINE)


def _legend(looks: Iterable[str], happened: str, counted: str, third: bool) -> list:
    """Only what is drawn."""
    lines = {
        "held": f"{happened}; number: {counted}",
        "undated": "talks brokered, or no day told",
        "planned": "only planned or demanded",
        "refused": "only refused",
    }
    shown = [Line2D([], [], **(_style(Tie("", "", 2, look)))) for look in lines if look in looks]
    for line, look in zip(shown, [look for look in lines if look in looks], strict=True):
        line.set_label(lines[look])
    boxes = [Patch(facecolor=PARTY, edgecolor=INK, label="party")]
    return [*boxes, *([Patch(facecolor="white", edgecolor=THIRD, label="third party")] if third else []), *shown]
