"""The human cost, and how sure it is: every figure reported of deaths and injured, incident by incident, and who says so."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import (
    DIM,
    GREY,
    INK,
    PALE,
    SECOND,
    THIRD,
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
MOST = 26  # rows
NUMBERS = ("low", "best", "high")
VOICES = {"own": ("o", INK, "counted by the side whose loss it is"), "article": ("s", THIRD, "told by the article itself"),
          "other": ("^", SECOND, "counted by somebody else")}  # fmt: skip


def costs(costs: pd.DataFrame, label, most: int = MOST) -> Figure:
    """A row for each incident and group; each figure is a mark whose shape tells who counts. Nothing is summed.

    Beside the table's columns, `costs` may have day and place of the event and `voice` (own, article, other).
    """
    with styled():
        rows = _rows(costs, most)
        parts = {measure: found for measure, found in rows.items() if found}
        if not parts:
            return nothing()
        count = sum(map(len, parts.values()))
        figure, made = new(7.2, tall(count, 0.21, 1.1 + 0.3 * len(parts)), len(parts), sharex=True, squeeze=False,
                           height_ratios=[len(found) for found in parts.values()])  # fmt: skip
        values = [v for found in parts.values() for _, f in found for v in f[list(NUMBERS)].to_numpy().ravel() if pd.notna(v)]  # fmt: skip
        for axes, (measure, found) in zip(made[:, 0], parts.items(), strict=True):
            for y, (_, figures) in enumerate(found):
                _figures(axes, y, figures)
                axes.annotate(number_words(figures), (1.01, y), xycoords=("axes fraction", "data"), fontsize=7, va="center", annotation_clip=False)  # fmt: skip
            lanes(axes, [_title(key, figures.iloc[0], label) for key, figures in found], size=7)
            axes.set_title(TITLES[measure], fontsize=8, fontweight="bold")
            _scale(axes, values)
        made[0, 0].annotate("number told", (1.01, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points", fontsize=7, color=DIM, annotation_clip=False, label="_header")  # fmt: skip
        made[0, 0].annotate("whose loss: day, place", (-0.01, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points", fontsize=7, ha="right", color=DIM, annotation_clip=False, label="_header")  # fmt: skip
        made[-1, 0].set_xlabel("people, as each text says")
        figure.legend(handles=_legend(_complete(costs)), loc="outside lower center", ncols=2, fontsize=7)
        return figure


def _complete(costs: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns the figure wants, where the caller has not given them."""
    voice = ["article" if c == "NARRATOR" else "own" if c == lost else "other" for c, lost in zip(costs["claimant"], costs["loss_of"], strict=True)]  # fmt: skip
    given = {"day": costs["event_date"], "place": "", "voice": voice}
    return costs.assign(**{name: value for name, value in given.items() if name not in costs})


def rows_of(costs: pd.DataFrame, by_claimant: bool = False) -> list[tuple[tuple, pd.DataFrame]]:
    """(measure, loss_of, day, group, event_id, and the claimant where asked for) -> the figures; one event is one incident.

    Figures of different events never share a row: a strike and a toll of months are not two ends of one range.
    """
    if costs.empty:
        return []
    keys = ["measure", "loss_of", "day", "group", "event_id"] + (["claimant"] if by_claimant else [])
    told = _complete(costs)
    told = told[told[list(NUMBERS)].notna().any(axis=1)].sort_values(["coding_id", "quantity_no"])
    return list(told.groupby(keys, sort=True))


def _rows(costs: pd.DataFrame, most: int) -> dict[str, list]:
    """Measure -> its rows by loss and day; deaths have the first claim on the room, a third of it stays for injured."""
    found: dict[str, list] = {measure: [] for measure in TITLES}
    for key, figures in rows_of(costs):
        if key[0] in found:
            found[key[0]].append((key, figures))
    room = most - min(len(found["injured"]), most // 3)
    largest = lambda part, size: sorted(sorted(part, key=lambda item: (-len(item[1]), item[0]))[:size], key=lambda item: item[0])  # noqa: E731
    chosen = {"deaths": largest(found["deaths"], room)}
    chosen["injured"] = largest(found["injured"], most - len(chosen["deaths"]))
    return chosen


def _figures(axes, y: int, figures: pd.DataFrame) -> None:
    """The figures of a row; a hollow mark is the least a text gives, a line reaches from its lowest to its highest number."""
    axes.axhline(y, color=PALE, linewidth=0.5, zorder=0)
    apart = min(0.25, 0.66 / len(figures))
    for k, row in enumerate(figures.itertuples()):
        where = y + (k - (len(figures) - 1) / 2) * apart
        known = [value for value in (row.low, row.best, row.high) if pd.notna(value)]
        marker, color, _ = VOICES[row.voice]
        if max(known) > min(known):
            axes.plot([min(known), max(known)], [where, where], color=color, linewidth=1.6, zorder=2)
        point = row.best if pd.notna(row.best) else known[0]
        axes.plot([point], [where], marker=marker, markersize=5.5, linestyle="", markeredgecolor=color, markeredgewidth=1.1, zorder=3, label="_figure",
                  markerfacecolor=color if pd.notna(row.best) else "white")  # fmt: skip


def number_words(figures: pd.DataFrame) -> str:
    """The numbers of a row, each as its text has it: "13", "at least 21", "10 to 15", and in its words where `told` has them."""
    return "; ".join(dict.fromkeys(_number(row) for row in figures.itertuples()))


def _number(row) -> str:
    if getattr(row, "told", ""):
        return row.told
    if pd.notna(row.best):
        return f"{row.best:,.0f}"
    if pd.notna(row.low) and pd.notna(row.high):
        return f"{row.low:,.0f} to {row.high:,.0f}"
    if pd.notna(row.low):
        return f"at least {row.low:,.0f}"
    return f"up to {row.high:,.0f}" if pd.notna(row.high) else "no number"


def _title(key: tuple, figure, label) -> str:
    _, loss_of, when, group, *_ = key
    whose = named(loss_of, label, 22) or "not told whose"
    kind = f", {literal(group, 12)}" if group and group != "unspecified" else ""
    days = short_day(ordinal(when)) if ordinal(when) else literal(when, 12) or "no date"
    place = f", {literal(figure.place, 22) or 'no place told'}"
    return f"{whose}{kind}: {days}{place}"


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


def _legend(costs: pd.DataFrame) -> list[Line2D]:
    """Only what is drawn: the voices, the least a text gives, ranges."""
    look = {"linestyle": "", "markersize": 5.5, "markeredgewidth": 1.1}
    heard = set(costs["voice"])
    handles = [Line2D([], [], marker=m, markerfacecolor=c, markeredgecolor=c, label=words, **look) for voice, (m, c, words) in VOICES.items() if voice in heard]  # fmt: skip
    if costs["best"].isna().any():
        handles.append(Line2D([], [], marker="o", markerfacecolor="white", markeredgecolor=INK, label="hollow: no exact number, the least (or most) a text gives", **look))  # fmt: skip
    if (costs["high"] > costs["low"]).any():
        handles.append(Line2D([], [], color=GREY, linewidth=1.6, label="from the lowest to the highest number"))
    return handles
