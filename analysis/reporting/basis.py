"""What every caption says: how many events or mentions are shown, of how many articles and publishers, which window, which filter."""

from __future__ import annotations

import pandas as pd

from analysis.reporting.data import Run
from analysis.reporting.wording import count, span


def basis(run: Run, shown: pd.DataFrame, filter_words: str) -> str:
    """The end of a caption. `shown`: rows with event_id (any of the window's events) or else with article_id (mentions).

    Events are those of the window (run.in_window), whoever else stands in `shown`, so that no two totals of a report differ.
    """
    if "event_id" in shown:
        kept = set(run.in_window["event_id"])
        chosen = set(shown["event_id"]) & kept
        told = run.told_in[run.told_in["event_id"].isin(chosen)]
        counted = f"n = {len(chosen)} of {count(len(kept), 'event')}"
    else:
        told = shown[["article_id"]].merge(run.articles[["article_id", "publisher"]], on="article_id", how="left")
        counted = f"n = {len(shown)} of {count(len(run.codings), 'mention')}"
    papers = told["publisher"].fillna("").replace("", "no publisher").nunique()
    sources = f"{count(told['article_id'].nunique(), 'article')}, {count(papers, 'publisher')}"
    return f"Shown: {filter_words}. {counted}, {sources}; {span(*run.window)}."


def of_layers(run: Run, layers: tuple[str, ...], statuses: tuple[str, ...] = ("realised",)) -> pd.DataFrame:
    """The pairs of the window on these layers with these statuses: rows of the table interactions."""
    rows = run.interactions[run.interactions["event_id"].isin(run.in_window["event_id"])]
    return rows[rows["layer"].isin(layers) & rows["status"].isin(statuses)]
