"""The human cost, and how sure it is: every figure reported of deaths and injured, by whose loss and who says so."""

from __future__ import annotations

import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import (
    GREY,
    INK,
    PALE,
    lanes,
    literal,
    named,
    new,
    nothing,
    ordinal,
    short_day,
    styled,
    tall,
)

TITLES = {"deaths": "deaths reported", "injured": "injured reported"}
SHADES = LinearSegmentedColormap.from_list("days", ["#b9d7ec", "#0b3c5d"])
MOST = 16  # rows
NUMBERS = ("low", "best", "high")


def costs(costs: pd.DataFrame, label, most: int = MOST) -> Figure:
    """A row for each loss, claimant and group; each figure is a dot, darker the later it was told. Nothing is summed."""
    with styled():
        rows = _rows(costs, most)
        if not any(len(found) for found in rows.values()):
            return nothing()
        parts = {measure: found for measure, found in rows.items() if found}
        count = sum(map(len, parts.values()))
        figure, made = new(7.2, tall(count, 0.3, 1.1 + 0.3 * len(parts)), len(parts), sharex=True, squeeze=False,
                           height_ratios=[len(found) for found in parts.values()])  # fmt: skip
        values = [v for found in parts.values() for _, f in found for v in f[list(NUMBERS)].to_numpy().ravel() if pd.notna(v)]  # fmt: skip
        days = [ordinal(day) for found in parts.values() for _, f in found for day in f["told"] if ordinal(day)]
        for axes, (measure, found) in zip(made[:, 0], parts.items(), strict=True):
            for y, (_, figures) in enumerate(found):
                _figures(axes, y, figures, days)
                axes.annotate(_range(figures), (1.01, y), xycoords=("axes fraction", "data"), fontsize=7, va="center", annotation_clip=False)  # fmt: skip
            lanes(axes, [_title(*key, label) for key, _ in found], size=7)
            axes.set_title(TITLES[measure], fontsize=8, fontweight="bold")
            _scale(axes, values)
        made[-1, 0].set_xlabel("people, as each text says")
        ranges = any((f["high"] > f["low"]).any() for found in parts.values() for _, f in found)
        figure.legend(handles=_legend(days, ranges), loc="outside lower center", ncols=4, fontsize=7)
        return figure


def _rows(costs: pd.DataFrame, most: int) -> dict[str, list]:
    """Measure -> (loss_of, claimant, group) and its figures; deaths have the first claim on the room, a third of it stays for injured."""
    found: dict[str, list] = {measure: [] for measure in TITLES}
    if costs.empty:
        return found
    told = costs.assign(told=costs["event_date"].where(costs["event_date"].map(ordinal).notna(), costs["published"]))
    told = told[told[list(NUMBERS)].notna().any(axis=1)]
    for measure in TITLES:
        groups = told[told["measure"] == measure].groupby(["loss_of", "claimant", "group"], sort=True)
        found[measure] = sorted(groups, key=lambda item: (-len(item[1]), item[0]))
    room = most - min(len(found["injured"]), most // 3)
    chosen = {"deaths": found["deaths"][:room]}
    chosen["injured"] = found["injured"][: most - len(chosen["deaths"])]
    return {measure: sorted(part, key=lambda item: item[0]) for measure, part in chosen.items()}


def _figures(axes, y: int, figures: pd.DataFrame, days: list[int]) -> None:
    """The figures of a row below each other, the earliest on top."""
    axes.axhline(y, color=PALE, linewidth=0.5, zorder=0)
    apart = min(0.2, 0.66 / len(figures))
    for k, row in enumerate(figures.sort_values(["told", "coding_id", "quantity_no"]).itertuples()):
        where = y + (k - (len(figures) - 1) / 2) * apart
        known = [value for value in (row.low, row.best, row.high) if pd.notna(value)]
        color = SHADES(_shade(ordinal(row.told), days))
        if max(known) > min(known):
            axes.plot([min(known), max(known)], [where, where], color=color, linewidth=1.6, zorder=2)
        point = row.best if pd.notna(row.best) else known[0]
        axes.plot([point], [where], marker="o", markersize=5, linestyle="", markeredgecolor=INK, markeredgewidth=0.5, zorder=3, label="_figure",
                  markerfacecolor=color if pd.notna(row.best) else "white")  # fmt: skip


def _shade(day: int | None, days: list[int]) -> float:
    return 0.5 if day is None or max(days) == min(days) else (day - min(days)) / (max(days) - min(days))


def _range(figures: pd.DataFrame) -> str:
    values = figures[list(NUMBERS)].to_numpy(dtype=float)
    low, high = (f"{value:,.0f}" for value in (pd.Series(values.ravel()).min(), pd.Series(values.ravel()).max()))
    count = "1 figure" if len(figures) == 1 else f"{len(figures)} figures"
    return f"{count}: {low}" + (f"\N{EN DASH}{high}" if high != low else "")


def _title(loss_of: str, claimant: str, group: str, label) -> str:
    kind = f"{literal(group, 16)} losses" if group and group != "unspecified" else "losses"
    return f"{kind} of {named(loss_of, label, 24) or 'somebody'}\nsays {named(claimant, label, 26) or 'nobody named'}"


def _scale(axes, values: list[float]) -> None:
    low, high = min(values), max(values)
    if high > 100 * max(low, 1) or high - low > 100:
        axes.set_xscale("log" if low > 0 else "symlog")
        axes.set_xlim(0.7 if low > 0 else -0.3, high * 1.6)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.xaxis.set_minor_formatter(lambda value, _: "")
    else:
        axes.set_xlim(-0.02 * high - 0.3, high * 1.06 + 0.3)
    axes.spines["bottom"].set_color(GREY)


def _legend(days: list[int], ranges: bool) -> list[Line2D]:
    dot = {"marker": "o", "linestyle": "", "markersize": 5, "markeredgecolor": INK, "markeredgewidth": 0.5}
    ends = [(SHADES(0.0), min(days)), (SHADES(1.0), max(days))] if days and max(days) > min(days) else []
    told = [Line2D([], [], markerfacecolor=color, label=f"of {short_day(day)}", **dot) for color, day in ends]
    one = [] if ends else [Line2D([], [], markerfacecolor=SHADES(0.5), label="a figure", **dot)]
    line = Line2D([], [], color=GREY, linewidth=1.6, label="from the lowest to the highest number")
    return [*told, *one, *([line] if ranges else [])]
