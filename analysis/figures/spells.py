"""Did the cease-fires hold: a bar from each agreement to the next, with a dot for every breach told of its time."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.figures.style import (
    DIM,
    FIRST,
    GREY,
    INK,
    PALE,
    SECOND,
    day_axis,
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

MOST = 12
LOOKS = (("o", FIRST), ("D", SECOND), ("s", GREY))  # first party, second party, others: shapes for print in grey
VOICES = ("NARRATOR", "UNSPEC")


def spells(
    ceasefires: pd.DataFrame, breaches: pd.DataFrame, label, start: str, end: str, parties: tuple[str, ...] = ()
) -> Figure:
    """Bars of cease-fires from the agreement to the next one; hollow dots are alleged, filled ones confirmed breaches.

    Dots have the colour of the party that says so. Without `parties` these are the two who speak most of breaches.
    """
    with styled():
        shown = _shown(ceasefires)
        if shown.empty:
            return nothing()
        parties = tuple(parties[:2]) or _speakers(breaches)
        figure, axes = new(7.2, tall(len(shown), 0.62, 1.25))
        last = ordinal(end) or max(ordinal(row.end_date) or ordinal(row.agreed_date) for row in shown.itertuples())
        for y, row in enumerate(shown.itertuples()):
            from_day = ordinal(row.agreed_date)
            axes.barh([y + 0.3], [max((ordinal(row.end_date) or last) - from_day, 0.35)], left=[from_day], height=0.16, color=PALE, edgecolor=INK, linewidth=0.7, zorder=1)  # fmt: skip
            _dots(axes, y, breaches[breaches["chain_id"] == row.chain_id] if len(breaches) else breaches, parties)
            axes.annotate(_held(row), (1.01, y), xycoords=("axes fraction", "data"), fontsize=7, va="center", annotation_clip=False)  # fmt: skip
        lanes(axes, [_title(row, label) for row in shown.itertuples()])
        days = [ordinal(start), ordinal(end), *(ordinal(day) for day in (*shown["agreed_date"], *shown["end_date"]))]
        day_axis(axes, [day for day in days if day is not None], most=6)
        for y in range(1, len(shown)):
            axes.axhline(y - 0.5, color=PALE, linewidth=0.5, zorder=0)
        for x, side, words in ((-0.01, "right", "agreed, through"), (1.01, "left", "breaches")):
            axes.annotate(words, (x, 1), xycoords="axes fraction", xytext=(0, 3), textcoords="offset points", fontsize=7, ha=side, color=DIM, annotation_clip=False)  # fmt: skip
        drawn = breaches[breaches["chain_id"].isin(shown["chain_id"])] if len(breaches) else breaches
        figure.legend(handles=_legend(drawn, parties, label), loc="outside lower center", ncols=3, fontsize=7)
        return figure


def _shown(ceasefires: pd.DataFrame) -> pd.DataFrame:
    if ceasefires.empty:
        return ceasefires
    dated = ceasefires[[ordinal(day) is not None for day in ceasefires["agreed_date"]]]
    return dated.sort_values(["agreed_date", "chain_id"], kind="stable").head(MOST)


def _speakers(breaches: pd.DataFrame) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for codes in breaches["said_by"] if len(breaches) else ():
        for code in codes.split(";"):
            if code and code not in VOICES:
                counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(sorted(counts, key=lambda code: (-counts[code], code))[:2]))


def _title(row, label) -> str:
    return f"{short_day(ordinal(row.agreed_date))}, {named(row.conveners, label, 24) or 'nobody named'}"


def _held(row) -> str:
    """When the first breach was alleged and when one was told as fact, in two lines."""
    alleged = f"first alleged {_days(row.days_to_alleged)}" if pd.notna(row.days_to_alleged) else "none alleged"
    known = f"told as fact {_days(row.days_to_confirmed)}" if pd.notna(row.days_to_confirmed) else "none told as fact"
    return f"{alleged}\n{known}"


def _days(number: float) -> str:
    return "the same day" if not number else "after 1 day" if int(number) == 1 else f"after {int(number)} days"


def _dots(axes, y: int, rows: pd.DataFrame, parties: tuple[str, ...]) -> None:
    """Dots above the bar, those of one day above each other."""
    if rows.empty:
        return
    dated = rows.assign(x=[ordinal(day) for day in rows["day"]]).dropna(subset=["x"])
    for x, same in dated.groupby("x"):
        apart = min(0.15, 0.6 / len(same))
        for k, row in enumerate(same.sort_values(["breach", "said_by", "event_id"]).itertuples()):
            marker, color = _look(row.said_by, parties)
            axes.plot([x], [y + 0.13 - k * apart], marker=marker, markersize=4.2 if marker == "D" else 4.9, linestyle="", markeredgecolor=color, markeredgewidth=1.2,
                      markerfacecolor=color if row.breach == "confirmed" else "white", zorder=3, label="_breach")  # fmt: skip


def _look(said_by: str, parties: tuple[str, ...]) -> tuple[str, str]:
    """Marker and colour of who says so: one of the two parties alone, or anybody else."""
    told = [k for k, party in enumerate(parties) if party in said_by.split(";")]
    return LOOKS[told[0]] if len(told) == 1 else LOOKS[-1]


def _legend(breaches: pd.DataFrame, parties: tuple[str, ...], label) -> list[Line2D]:
    """Only what is drawn."""
    words = [*(f"alleged by {literal(label(party), 24)}" for party in parties), "alleged by both or by others"]
    looks = dict(zip([*LOOKS[: len(parties)], LOOKS[-1]], words, strict=True))
    told = {_look(row.said_by, parties) for row in breaches.itertuples() if row.breach != "confirmed"}
    confirmed = len(breaches) and (breaches["breach"] == "confirmed").any()
    dot = {"linestyle": "", "markersize": 5, "markeredgewidth": 1.2}
    return [
        *(Line2D([], [], marker=m, markeredgecolor=color, markerfacecolor="white", label=words, **dot) for (m, color), words in looks.items() if (m, color) in told),
        *([Line2D([], [], marker="s", color=GREY, label="filled: told as fact", **dot)] if confirmed else []),
        Line2D([], [], color=PALE, linewidth=5, label="cease-fire, to the next one or the last day"),
    ]  # fmt: skip
