"""How sure a number is, in words: its interval over draws of the articles, and how often a role comes out in them."""

from __future__ import annotations

import pandas as pd

from analysis.reporting.data import Run
from analysis.reporting.wording import number


def drawn(run: Run, measure: str, layer: str, actor: str, other: str = "") -> pd.Series | None:
    """The row of the table uncertainty; None where nothing was drawn."""
    table = run.uncertainty
    found = table[
        (table["measure"] == measure) & (table["layer"] == layer)
        & (table["actor_id"] == actor) & (table["counterpart_id"] == other)
    ]  # fmt: skip
    return found.iloc[0] if len(found) else None


def share_of_draws(run: Run, actor: str, role: str, side: str) -> float | None:
    """In how many draws of articles an actor has a role; None where nothing was drawn."""
    found = drawn(run, "role", "all", actor, f"{role} of {side}" if side else role)
    return None if found is None else float(found.share_of_draws)


def ends(run: Run, measure: str, layer: str, actor: str, other: str = "") -> tuple[float, float] | None:
    """The 95 % interval of a measure over draws of the articles; None where there is none."""
    found = drawn(run, measure, layer, actor, other)
    return None if found is None or found.low != found.low else (float(found.low), float(found.high))


def interval_words(run: Run, measure: str, layer: str, actor: str, form: str = "{:.2f}") -> str:
    """The interval of a measure over draws of articles, or why there is none."""
    found = drawn(run, measure, layer, actor)
    if found is None:
        return "not drawn: too few articles"
    return between(float(found.low), float(found.high), form) if found.low == found.low else found.no_interval


def between(low: float, high: float, form: str = "{:.2f}") -> str:
    """ "0.10 to 0.35"; a minus is a minus, never a dash between two numbers."""
    return f"{number(low, form)} to {number(high, form)}"


def counted(run: Run, value: float, measure: str, layer: str, actor: str, other: str = "") -> str:
    """A count with its interval over draws of articles, "7 (3 to 12)"; alone where nothing was drawn."""
    found = ends(run, measure, layer, actor, other)
    return f"{value:.0f}" + (f" ({between(*found, form='{:.0f}')})" if found else "")
