"""The human cost: every figure reported of the window once, the same for figure and table, incident by incident, never summed."""

from __future__ import annotations

import pandas as pd

from analysis.figures.costs import MOST, TITLES, number_words, rows_of
from analysis.measures.tellings import NARRATOR
from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import marked
from analysis.reporting.data import Run
from analysis.reporting.wording import count, day

MOST_ROWS = 28


def losses(run: Run) -> pd.DataFrame:
    """The rows of the table costs that both the figure and the table show: of events of the window, each number of a text once.

    Where two codings of a sentence carry the same number, the first stands for both. Beside the columns of the table: the day
    the text tells, place and period of what cost them, and in `voice` who counts: the side whose loss it is (own), the article
    itself (article), or somebody else (other).
    """
    about = run.in_window.set_index("event_id")
    kept = run.costs[run.costs["event_id"].isin(about.index)]
    where = run.quantities[["coding_id", "quantity_no", "char_start", "period"]]
    found = kept.merge(where, on=["coding_id", "quantity_no"], how="left").sort_values(["coding_id", "quantity_no"])
    sentence = found["coding_id"].str.split("/").str[0]
    found = found[~found.assign(sentence=sentence).duplicated(["sentence", "measure", "char_start"])]
    return found.drop(columns="char_start").assign(
        day=found["event_date"].where(found["event_date"] != "", found["event_id"].map(about["event_date"])),
        place=[run.label(code) if code else "" for code in found["event_id"].map(about["place_id"])],
        period=found["period"].fillna(""),
        voice=[_voice(run, row) for row in found.itertuples()],
    )


def _voice(run: Run, row) -> str:
    """Whose count it is, a party's allies counting with it."""
    saying = {run.case.sides.get(code, code) for code in row.claimant.split(";")}
    return "article" if NARRATOR in saying else "own" if saying & set(row.loss_of.split(";")) - {""} else "other"


def deaths_and_injured(run: Run) -> pd.DataFrame:
    """The losses the figure draws."""
    found = losses(run)
    return found[found["measure"].isin(list(TITLES))]


def drawn_in_words(run: Run) -> str:
    """What the figure shows, and how many of its rows where not all have room."""
    rows = len(rows_of(deaths_and_injured(run)))
    cut = f"; of their {rows} rows the {MOST} with most figures are drawn" if rows > MOST else ""
    return f"events with a number of deaths or injured{cut}"


def table(run: Run) -> Block:
    """A row for each incident, loss and whoever counts it: the rows of the figure, then what the figure does not draw."""
    found = losses(run)
    drawn = {measure: k for k, measure in enumerate(TITLES)}
    groups = sorted(
        rows_of(found, by_claimant=True), key=lambda item: (drawn.get(item[0][0], len(drawn)), item[0])
    )
    rows = [
        [
            measure + (f", {group}" if group not in ("", "unspecified") else ""),
            run.names(loss_of) or "not told",
            _incident(figures.iloc[0]),
            run.names(claimant),
            number_words(figures),
            marked(run, figures.iloc[-1].coding_id, 200),
        ]
        for (measure, loss_of, _, group, _, claimant), figures in groups[:MOST_ROWS]
    ]
    more = f"; {len(groups) - MOST_ROWS} more rows in costs.csv" if len(groups) > MOST_ROWS else ""
    return blocks.table(["What", "Whose loss", "Of which day, where", "Who says so", "Number", "Sentence"], rows, [1.0, 1.1, 1.3, 1.2, 0.9, 3.9],
                        f"Human cost: {count(len(found), 'figure')} as reported, a row for each event that cost them and each claimant{more}. Figures of different events stand apart and are never summed: they count different groups and days, and where no place is told, or “since” a day, a number may be the total of many incidents. A text that gives one number for several groups is counted once. Headlines are not read.")  # fmt: skip


def _incident(figure) -> str:
    """The day and place of what cost them, or the time a text counts over."""
    when = f"since {day(figure.period.partition('/')[0])}" if figure.period else day(figure.day)
    return f"{when}, {figure.place}" if figure.place else f"{when}, no place told"
