"""How all figures look: a colour-blind safe palette that prints in grey, no flag colours, one text size."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date

import matplotlib

matplotlib.use("Agg", force=False)
import matplotlib.pyplot as plt  # noqa: E402 the backend first

INK, GREY, PALE = "#222222", "#8a8a8a", "#d9d9d9"
DIM = "#666666"  # grey words: 5.7 to 1 on white, GREY is for lines
# quad classes four even steps of grey apart, so that they differ in print as well (hues after Okabe and Ito 2008)
QUADS = {"MK": "#3f2618", "MC": "#1f7fbd", "VK": "#dd94b9", "VC": "#cfe4f3"}
QUAD_LABELS = {
    "MK": "force, coercion, troops, protests",
    "VK": "hostile words, demands, refusals",
    "MC": "material cooperation, withdrawal",
    "VC": "talks, agreements, support",
}
LAYER_WORDS = {"communication": "talks", "process": "process of mediation", "relation": "relations", "statement": "statements"}
PARTY, THIRD, OTHER = "#e69f00", "#0072b2", "#bbbbbb"
FIRST, SECOND = PARTY, "#5d3a9b"  # where the two parties are told apart; light and dark in grey
MOST_TALL = 8.0  # inches
KEPT_FORMATS = "\u200c\u200d"  # joiners that Persian and Arabic words need
SETTINGS = {
    "font.family": "DejaVu Sans", "font.size": 8, "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": GREY, "axes.labelcolor": INK,
    "text.color": INK, "xtick.color": INK, "ytick.color": INK, "svg.hashsalt": "parley", "svg.fonttype": "path", "figure.dpi": 100, "savefig.dpi": 200,
    "axes.titlesize": 9, "axes.titlelocation": "left", "legend.frameon": False,
}  # fmt: skip


@contextmanager
def styled():
    """The settings of all figures, for a while."""
    with plt.rc_context(SETTINGS):
        yield


def new(width: float, height: float, rows: int = 1, **options):
    """A Figure (inches) and its Axes that no global state keeps."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(rows, **options)


def nothing(width: float = 7.2, height: float = 1.2):
    """An empty frame that says so, for tables without a row to draw."""
    figure, axes = new(width, height)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["top", "right"]].set_visible(True)
    axes.text(0.5, 0.5, "nothing to show", ha="center", va="center", color=GREY, transform=axes.transAxes)
    return figure


def tall(rows: int, each: float, rest: float) -> float:
    """The height of a figure in inches, by its rows."""
    return min(MOST_TALL, rest + each * max(rows, 1))


def literal(text: object, most: int = 0) -> str:
    """Words of a table as they stand: no formula, no line break, no turned direction; cut with … beyond `most` letters."""
    kept = (c for c in str(text) if c in KEPT_FORMATS or unicodedata.category(c) not in ("Cf", "Co", "Cs"))
    words = " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in kept).split())
    words = words if not most or len(words) <= most else words[: most - 1].rstrip() + "…"
    return words.replace("$", "\\$")


def wrapped(text: object, width: int, lines: int = 2) -> str:
    """Words as they stand, in lines of at most `width` letters; cut with … only after the last of these lines."""
    return "\n".join(textwrap.wrap(literal(text), width, max_lines=lines, placeholder="…"))


def named(codes: str, label, most: int = 0) -> str:
    """Codes joined by ; as labels joined by commas, literal."""
    return literal(", ".join(label(code) for code in codes.split(";") if code), most)


def ordinal(day: object) -> int | None:
    """The number of an exact ISO day; None for months, years and nothing."""
    try:
        return date.fromisoformat(str(day)).toordinal() if len(str(day)) == 10 else None
    except ValueError:
        return None


def short_day(number: float) -> str:
    """10 Oct, from the number of a day."""
    day = date.fromordinal(int(number))
    return f"{day.day} {day:%b}"


def day_axis(axes, days: Iterable[int], most: int = 8) -> None:
    """Limits and ticks of an x axis of days, years with them where it is longer than ten months."""
    days = list(days)
    first, last = min(days), max(days)
    axes.set_xlim(first - 0.7, last + 0.7)
    years = " %Y" if last - first > 300 else ""
    ticks = range(first, last + 1, max(1, -(-(last - first + 1) // (min(most, 4) if years else most))))
    axes.set_xticks(
        list(ticks), [short_day(tick) + (format(date.fromordinal(tick), years) if years else "") for tick in ticks]
    )


def lanes(axes, names: list[str], size: float = 8) -> None:
    """Names of rows, the first on top, without ticks and without a line beside them."""
    axes.set_yticks(range(len(names)), names, fontsize=size)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
