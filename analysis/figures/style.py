"""How all figures look: a colour-blind safe palette that prints in grey, no flag colours, one text size."""

from __future__ import annotations

from contextlib import contextmanager

import matplotlib

matplotlib.use("Agg", force=False)
import matplotlib.pyplot as plt  # noqa: E402 the backend first

INK, GREY, PALE = "#222222", "#8a8a8a", "#d9d9d9"
# quad classes from dark to light, so that they differ in grey as well (colours after Okabe and Ito 2008)
QUADS = {"MK": "#5b3a29", "VK": "#cc79a7", "MC": "#0072b2", "VC": "#8fc1e3"}
QUAD_LABELS = {
    "MK": "force and coercion",
    "VK": "hostile words, demands, refusals",
    "MC": "material cooperation, withdrawal",
    "VC": "talks, agreements, support",
}
PARTY, THIRD, OTHER = "#e69f00", "#0072b2", "#bbbbbb"
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
