"""Where it happened: places of the events by their coordinates, without borders, with neutral names."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

from analysis.figures.style import GREY, INK, PALE, THIRD, literal, new, nothing, styled

VIOLENCE = ("ASSAULT", "COERCE")
KINDS = ("violence", "alleged", "other")  # the gravest first
NO_POINT = ("country", "border", "river", "region", "contested_region")  # too wide for a dot; listed beside the map
SIZE = (7.2, 4.6)  # inches
MOST, MOST_ELSEWHERE = 40, 14
REACH = 6.0  # degrees around the middle of the violence
MARGIN, LEAST_MARGIN = 0.25, 0.3  # share of the box of the violence, degrees
DARK = "#5b3a29"
SAME = 0.015  # degrees: nearer places share a dot
# where a name may stand beside its dot, best first: shift in points, alignments
SIDES = (((6, 0), "left", "center"), ((-6, 0), "right", "center"), ((0, 6), "center", "bottom"), ((0, -6), "center", "top"),
         ((6, 7), "left", "bottom"), ((6, -7), "left", "top"), ((-6, 7), "right", "bottom"), ((-6, -7), "right", "top"))  # fmt: skip


def places(events: pd.DataFrame, places: pd.DataFrame, label) -> Figure:
    """Dots at the places of the events around the violence, larger with more events; places far away are listed beside it.

    Dark: violence that happened; hollow: violence only alleged; blue squares: talks and everything else. Places at the same
    spot (a town and its district) share a dot and a name with the number of each. `label` names places that the table of
    places does not name.
    """
    with styled():
        found = _found(events, places, label)
        near, far = _split(found)
        if near.empty:
            return nothing()
        figure, axes = new(*SIZE)
        figure.set_layout_engine("none")
        axes.set_position([0.07, 0.075, 0.63, 0.91])
        near = _spots(near)
        _frame(axes, near)
        for row in near.itertuples():
            axes.scatter([row.longitude], [row.latitude], s=_size(row.n), zorder=3, **_face(row.kind))
        _scale(axes)
        _names(figure, axes, near)
        handles = _legend(set(near["kind"]))
        figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.715, 0.995), fontsize=7)
        figure.text(0.73, 0.95 - 0.04 * sum(1 + line.get_label().count("\n") for line in handles), _elsewhere(far), ha="left", va="top", fontsize=7, color=INK, linespacing=1.4)
        return figure


def _found(events: pd.DataFrame, places: pd.DataFrame, label) -> pd.DataFrame:
    """A row for each place with its events: n, and kind violence, alleged or other."""
    columns = ["place_id", "words", "place_kind", "latitude", "longitude", "n", "kind"]
    if events.empty or places.empty:
        return pd.DataFrame(columns=columns)
    rows = events[events["place_id"].isin(places["place_id"])]
    violent = rows["event_type"].isin(VIOLENCE)
    seen = rows.assign(
        n=1, done=violent & (rows["status"] == "realised"), told=violent & (rows["status"] == "alleged")
    ).groupby("place_id")[["n", "done", "told"]]
    made = seen.agg({"n": "sum", "done": "any", "told": "any"}).reset_index().merge(places, on="place_id", how="left")
    made["kind"] = ["violence" if done else "alleged" if told else "other" for done, told in zip(made["done"], made["told"], strict=True)]  # fmt: skip
    made["words"] = [literal(words or label(code), 28) for code, words in zip(made["place_id"], made["label"], strict=True)]  # fmt: skip
    return made.sort_values(["n", "place_id"], ascending=[False, True])[columns]


def _split(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places near the violence, which the map shows, and the others; without violence the map shows all."""
    points = found[~found["place_kind"].isin(NO_POINT) & found["latitude"].notna() & found["longitude"].notna()]
    core = points[points["kind"] != "other"]
    core = core if len(core) else points
    middle = core["latitude"].median(), core["longitude"].median()
    around = core[((core["latitude"] - middle[0]).abs() <= REACH) & ((core["longitude"] - middle[1]).abs() <= REACH * 1.4)]
    core = around if len(around) else core  # one strike far away does not shrink the map
    south, north, west, east = core["latitude"].min(), core["latitude"].max(), core["longitude"].min(), core["longitude"].max()
    if (found["kind"] != "other").any():  # the box of the violence, so that no half of the map stays empty for one town
        reach_up, reach_side = max(MARGIN * (north - south), LEAST_MARGIN), max(MARGIN * (east - west), LEAST_MARGIN)
    else:
        reach_up = reach_side = 400.0
    near = points[points["latitude"].between(south - reach_up, north + reach_up) & points["longitude"].between(west - reach_side, east + reach_side)]  # fmt: skip
    near = near.head(MOST)
    return near, found[~found["place_id"].isin(near["place_id"])]


def _spots(near: pd.DataFrame) -> pd.DataFrame:
    """The places by their dots: those at the same spot in one row, with the names and numbers of each and the gravest kind."""
    rows: list[dict] = []
    for row in near.sort_values(["n", "place_id"], ascending=[False, True]).itertuples():
        same = next((r for r in rows if abs(r["latitude"] - row.latitude) < SAME and abs(r["longitude"] - row.longitude) < SAME), None)  # fmt: skip
        if same is None:
            rows.append({"latitude": row.latitude, "longitude": row.longitude, "n": row.n, "kind": row.kind, "named": [(row.words, row.n)]})  # fmt: skip
        else:
            same["named"].append((row.words, row.n))
            same |= {"n": same["n"] + row.n, "kind": min(same["kind"], row.kind, key=KINDS.index)}
    return pd.DataFrame([{**row, "words": _words(row["named"])} for row in rows]).sort_values("n", ascending=False, kind="stable")  # fmt: skip


def _words(named: list[tuple[str, int]]) -> str:
    """ "Ganja: 3"; a town and its district as "Ganja: 3, district: 1"."""
    first = min((words for words, _ in named), key=len)
    short = lambda words: words.removeprefix(first).strip() or words  # noqa: E731
    return ", ".join(f"{short(words) if k else words}: {n}" for k, (words, n) in enumerate(sorted(named, key=lambda pair: pair[0] != first)))  # fmt: skip


def _frame(axes, near: pd.DataFrame) -> None:
    """Limits with room for names, and degrees of equal length on the ground."""
    south, north = near["latitude"].min(), near["latitude"].max()
    west, east = near["longitude"].min(), near["longitude"].max()
    tall, wide = max(north - south, 0.5) * 1.15, max(east - west, 0.5) * 1.35
    stretch = 1 / max(math.cos(math.radians((south + north) / 2)), 0.2)
    box = axes.get_position()
    shape = (box.width * SIZE[0]) / (box.height * SIZE[1])  # width by height of the frame
    wide, tall = max(wide, tall * stretch * shape), max(tall, wide / stretch / shape)
    axes.set_xlim((west + east - wide) / 2, (west + east + wide) / 2)
    axes.set_ylim((south + north - tall) / 2, (south + north + tall) / 2)
    axes.locator_params(nbins=6)
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}° {'E' if value >= 0 else 'W'}")
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}° {'N' if value >= 0 else 'S'}")
    axes.grid(color=PALE, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(True)
    axes.tick_params(labelsize=7)


def _scale(axes) -> None:
    """A bar of a round number of kilometres in the lower left corner, true at the middle of the map."""
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    a_degree = 111.2 * math.cos(math.radians((south + north) / 2))
    long = next((km for km in (1000, 500, 200, 100, 50, 20) if km < 0.25 * (east - west) * a_degree), 10)
    x, y = west + 0.03 * (east - west), south + 0.04 * (north - south)
    axes.plot([x, x + long / a_degree], [y, y], color=INK, linewidth=2, solid_capstyle="butt", zorder=2)
    axes.set_xlabel(f"bar: {long} km", fontsize=7, loc="left", labelpad=1)


def _size(n: int) -> float:
    return 24 + 16 * min(n, 20)


def _face(kind: str) -> dict:
    if kind == "alleged":
        return {"facecolor": "white", "edgecolor": DARK, "linewidth": 1.5}
    shape = {} if kind == "violence" else {"marker": "s"}
    return {"facecolor": DARK if kind == "violence" else THIRD, "edgecolor": "white", "linewidth": 0.7, **shape}


def _names(figure: Figure, axes, near: pd.DataFrame) -> None:
    """Names beside their dots; one without a free place moves away on a thin line, and stays out where none is found."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    dots = []
    for row in near.itertuples():
        x, y = axes.transData.transform((row.longitude, row.latitude))
        r = math.sqrt(_size(row.n)) / 2 * figure.dpi / 72
        dots.append(Bbox.from_extents(x - r, y - r, x + r, y + r))
    taken: list[Bbox] = []
    for own, row in enumerate(near.itertuples()):
        text = axes.annotate(row.words, (row.longitude, row.latitude), textcoords="offset points", xytext=(0, 0), fontsize=7, zorder=4)  # fmt: skip
        if not _place(text, row, axes, renderer, taken, dots, own):
            text.remove()


def _is_nearest(box: Bbox, dots: list[Bbox], own: int) -> bool:
    """No other dot is as near to a name as its own."""

    def gap(dot: Bbox) -> float:
        x, y = (dot.x0 + dot.x1) / 2, (dot.y0 + dot.y1) / 2
        return math.hypot(max(box.x0 - x, 0, x - box.x1), max(box.y0 - y, 0, y - box.y1)) - (dot.x1 - dot.x0) / 2

    return all(gap(dot) > gap(dots[own]) + 1 for k, dot in enumerate(dots) if k != own)


def _place(text, row, axes, renderer, taken: list[Bbox], dots: list[Bbox], own: int) -> bool:
    radius = math.sqrt(_size(row.n)) / 2
    frame = axes.get_window_extent(renderer)
    for far in (0, 10, 20, 32, 46, 62):
        for (dx, dy), across, up in SIDES:
            shift = [part / 6 * 3 + (1 if part > 0 else -1 if part < 0 else 0) * (radius * (0.7 if dx and dy else 1) + far) for part in (dx, dy)]  # fmt: skip
            text.set(position=tuple(shift), ha=across, va=up)
            box = text.get_window_extent(renderer).expanded(1.02, 1.1)
            inside = frame.containsx(box.x0) and frame.containsx(box.x1) and frame.containsy(box.y0) and frame.containsy(box.y1)  # fmt: skip
            clear = far or _is_nearest(box, dots, own)  # without a line, a name belongs to the dot next to it
            if inside and clear and not any(box.overlaps(other) for other in (*taken, *dots)):
                taken.append(box)
                if far:
                    axes.annotate("", (row.longitude, row.latitude), xytext=tuple(shift), textcoords="offset points", zorder=2,
                                  arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0})  # fmt: skip
                return True
    return False


def _elsewhere(far: pd.DataFrame) -> str:
    """Wider areas and places off the map with their events, one a line."""
    if far.empty:
        return ""
    words = [f"{row.words}: {row.n}" for row in far.head(MOST_ELSEWHERE).itertuples()]
    words += [f"and {len(far) - MOST_ELSEWHERE} more"] if len(far) > MOST_ELSEWHERE else []
    return "\n".join(["Events of wider areas,", "or off the map:", *words])


def _legend(kinds: set[str]) -> list[Line2D]:
    """Only what is drawn."""
    dot = {"marker": "o", "linestyle": "", "markersize": 7}
    looks = {
        "violence": Line2D([], [], color=DARK, label="violence, one event at least\ntold as fact", **dot),
        "alleged": Line2D([], [], markerfacecolor="white", markeredgecolor=DARK, markeredgewidth=1.5, label="violence, only claimed", **dot),
        "other": Line2D([], [], color=THIRD, label="talks and other events", **{**dot, "marker": "s"}),
    }  # fmt: skip
    number = Line2D([], [], color=GREY, marker="o", linestyle="", markersize=4, label="number, size: events told there")
    return [*(line for kind, line in looks.items() if kind in kinds), number]
