"""Who came to the talks: rounds of talks by actors, with who was there, who hosted, who was invited and who refused."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D

from analysis.figures.style import (
    INK,
    PALE,
    PARTY,
    THIRD,
    lanes,
    literal,
    new,
    nothing,
    ordinal,
    short_day,
    styled,
    tall,
    wrapped,
)

MOST, MOST_ACTORS = 18, 10
MODES = {
    "meet": "meeting",
    "mediate": "mediated talks",
    "host": "hosted talks",
    "visit": "visit",
    "phone": "phone call",
    "talk": "talks",
}


def attendance(
    attendance: pd.DataFrame, events: pd.DataFrame, label, parties: tuple[str, ...], most: int = MOST
) -> Figure:
    """A row for each round of talks and each agreement in order of its day, a column for each actor, the parties first.

    Rounds without a day come last, by the day they were told. With too many rounds the agreements stay, then the rounds that name both parties, then those of one on a day.
    """
    with styled():
        found = rounds(attendance, events, parties, most)
        if found.empty:
            return nothing()
        shown = attendance[attendance["event_id"].isin(found["event_id"])]
        actors = _actors(shown, parties)
        figure, axes = new(7.2, tall(len(found), 0.245, 2.1))
        rank = {code: x for x, code in enumerate(actors)}
        row_of = {event: y for y, event in enumerate(found["event_id"])}
        for y in row_of.values():
            axes.axhline(y, color=PALE, linewidth=0.5, zorder=0)
        for row in shown.drop_duplicates(["event_id", "actor_id"]).itertuples():
            if row.actor_id in rank:
                _cell(axes, rank[row.actor_id], row_of[row.event_id], row.attendance, PARTY if row.actor_id in parties else THIRD)  # fmt: skip
        agreed = set(shown.loc[shown["attendance"] == "agreed", "event_id"])
        lanes(axes, [_title(row, label, row.event_id in agreed) for row in found.itertuples()])
        axes.set_xlim(-0.6, max(len(actors), 4) - 0.4)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(actors)), [wrapped(label(code), 18) for code in actors], rotation=90)
        axes.tick_params(axis="x", length=0)
        axes.spines["bottom"].set_visible(False)
        ways = {(row.attendance, row.actor_id in parties) for row in shown.itertuples() if row.actor_id in rank}
        figure.legend(**_legend(ways), loc="outside lower center", ncols=7, fontsize=7, columnspacing=1.0, handletextpad=0.3)
        return figure


def rounds(attendance: pd.DataFrame, events: pd.DataFrame, parties: tuple[str, ...], most: int = MOST) -> pd.DataFrame:
    """The rounds and agreements that are drawn: rows of events."""
    if attendance.empty or events.empty:
        return events.head(0)
    who = attendance.groupby("event_id")["actor_id"].agg(lambda codes: set(codes) - {""})
    found = events[events["event_id"].isin(who.index)].drop_duplicates("event_id")
    agreed = set(attendance.loc[attendance["attendance"] == "agreed", "event_id"])
    sizes = [(_nearness(who[event], parties), len(who[event])) for event in found["event_id"]]
    ranked = found.assign(
        talks=[event not in agreed for event in found["event_id"]],
        lone=[near for near, _ in sizes],
        undated=[ordinal(day) is None for day in found["event_date"]],
        small=[-size for _, size in sizes],
    ).sort_values(["talks", "lone", "undated", "small", "event_date", "event_id"], kind="stable")
    return ranked.head(most).sort_values(["undated", "event_date", "first_reported", "event_id"], kind="stable")


def _nearness(who: set[str], parties: tuple[str, ...]) -> int:
    """0 for a round that names both parties, 1 for one party with somebody else, 2 for the rest."""
    if len(parties) > 1 and set(parties) <= who:
        return 0
    return 1 if len(who) > 1 and who & set(parties) else 2


def _actors(shown: pd.DataFrame, parties: tuple[str, ...]) -> list[str]:
    counts = shown.loc[shown["actor_id"] != "", "actor_id"].value_counts()
    others = sorted((code for code in counts.index if code not in parties), key=lambda code: (-counts[code], code))
    return [*(party for party in parties if party in counts.index), *others][:MOST_ACTORS]


def _title(row, label, agreed: bool) -> str:
    number = ordinal(row.event_date)
    told = ordinal(row.first_reported)
    open_day = f"told {short_day(told)}" if told is not None else "day not told"
    day = short_day(number) if number is not None else literal(row.event_date) or open_day
    if agreed:
        return f"{day}, agreement"
    return f"{day}, {literal(label(row.place_id) if row.place_id else MODES.get(row.mode, row.mode or 'talks'), 20)}"


def _cell(axes, x: int, y: int, way: str, color: str) -> None:
    if way == "refused":
        axes.plot([x], [y], marker="x", markersize=7, color=INK, markeredgewidth=1.6, linestyle="", label="_cell")
        return
    if way == "agreed":
        axes.plot([x], [y], marker="*", markersize=11, color=color, markeredgecolor=INK, markeredgewidth=0.5, linestyle="", label="_cell")  # fmt: skip
        return
    axes.plot([x], [y], marker="s", markersize=8, linestyle="", markeredgecolor=color, markeredgewidth=1.2,
              markerfacecolor="white" if way == "invited" else color, zorder=2, label="_cell")  # fmt: skip
    if way == "hosted":
        axes.plot([x], [y], marker="o", markersize=4.2, linestyle="", color="white", zorder=3)


def _legend(ways: set[tuple[str, bool]]) -> dict:
    """Only what is drawn: `ways` are the pairs of a cell and whether it is a party's."""
    box = {"marker": "s", "linestyle": "", "markersize": 7, "markeredgecolor": INK}
    dot = Line2D([], [], marker="o", linestyle="", color="white", markersize=4.2)
    entries = {
        "party": Line2D([], [], marker="s", linestyle="", markersize=7, color=PARTY),
        "third party": Line2D([], [], marker="s", linestyle="", markersize=7, color=THIRD),
        "came": Line2D([], [], markerfacecolor=INK, **box),
        "agreed": Line2D([], [], marker="*", linestyle="", color="white", markeredgecolor=INK, markersize=10),
        "hosted or brokered": (Line2D([], [], markerfacecolor=INK, **box), dot),
        "invited or planned": Line2D([], [], markerfacecolor="white", **box),
        "refused": Line2D([], [], marker="x", linestyle="", color=INK, markersize=7, markeredgewidth=1.6),
    }
    cells = {"attended": "came", "agreed": "agreed", "hosted": "hosted or brokered", "invited": "invited or planned", "refused": "refused"}  # fmt: skip
    shown = {cells[way] for way, _ in ways} | {"party" if own else "third party" for way, own in ways if way != "refused"}
    kept = {words: mark for words, mark in entries.items() if words in shown}
    return {"handles": list(kept.values()), "labels": list(kept), "handler_map": {tuple: HandlerTuple(ndivide=1)}}
