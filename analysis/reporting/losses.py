"""The human cost: every figure reported of the window once, the same for figure and table, incident by incident, never summed."""

from __future__ import annotations

import re

import pandas as pd

from analysis.figures.costs import MOST, TITLES, number_words, rows_of
from analysis.measures.tellings import NARRATOR
from analysis.reporting import blocks, running, unread
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import marked, marks, sentence_mark
from analysis.reporting.data import Run
from analysis.reporting.wording import as_told, count, day

MOST_ROWS = 28
NAMES_A_SOURCE = re.compile(r"\b(?:according to|accounts?|announc\w+|claim\w*|counts?|prosecutors|report\w*|said|says|told)\b", re.IGNORECASE)


def losses(run: Run) -> pd.DataFrame:
    """The rows of the table costs that both the figure and the table show: of events of the window, each number of a text once.

    Where two codings of a sentence carry the same number, the first stands for both. Beside the columns of the table: the day
    the text tells, whether it tells one of its own (`dated`; else the day it was told), place and period of what cost them, `told`, the number as the text has it ("dozens", "around 70"), and
    in `voice` who counts: the side whose loss it is (own), the article itself (article), or somebody else (other; so is
    whoever the sentence names without the coder's finding it). The group some are members of ("five of one family") is none.
    """
    about = run.in_window.set_index("event_id")
    kept = run.costs[run.costs["event_id"].isin(about.index)]
    where = run.quantities[["coding_id", "quantity_no", "char_start", "char_end", "period"]]
    found = kept.merge(where, on=["coding_id", "quantity_no"], how="left").sort_values(["coding_id", "quantity_no"])
    sentence = found["coding_id"].str.split("/").str[0]
    found = found[~found.assign(sentence=sentence).duplicated(["sentence", "measure", "char_start"])]
    found = found[pd.Series([not _is_group(run, row, found) for row in found.itertuples()], index=found.index, dtype=bool)]
    return found.drop(columns=["char_start", "char_end"]).assign(
        day=found["event_date"].where(found["event_date"] != "", found["event_id"].map(about["event_date"])),
        place=[run.label(code) if code else "" for code in found["event_id"].map(about["place_id"])],
        dated=found["event_id"].map(about["date_precision"]) == "day",
        period=found["period"].fillna(""),
        told=[_told(run, row) for row in found.itertuples()],
        voice=[_voice(run, row) for row in found.itertuples()],
    )


def _is_group(run: Run, row, found: pd.DataFrame) -> bool:
    """ "five members of one family": what follows another number of the coding and "of" is what these are part of."""
    before = found[(found["coding_id"] == row.coding_id) & (found["char_end"] <= row.char_start)]
    sentence = run.sentence_of[row.coding_id.partition("/")[0]]
    return any(sentence.text[int(end - sentence.char_start) : int(row.char_start - sentence.char_start)].strip() == "of" for end in before["char_end"])


def _told(run: Run, row) -> str:
    sentence = run.sentence_of[row.coding_id.partition("/")[0]]
    return as_told(row, sentence.text[: int(row.char_start - sentence.char_start)])


def _voice(run: Run, row) -> str:
    """Whose count it is, a party's allies counting with it."""
    saying = {run.case.sides.get(code, code) for code in row.claimant.split(";")}
    if NARRATOR in saying:
        return "other" if _names_a_source(run, row) else "article"
    return "own" if saying & set(row.loss_of.split(";")) - {""} else "other"


def _names_a_source(run: Run, row) -> bool:
    return bool(NAMES_A_SOURCE.search(run.sentence_of[row.coding_id.partition("/")[0]].text))


def _counted_by(run: Run, figure) -> str:
    """Who says so; where the article tells it in a sentence that names somebody the coder did not find, that."""
    if NARRATOR in figure.claimant.split(";") and _names_a_source(run, figure):
        return "a source the sentence names"
    return run.names(figure.claimant)


def summary(run: Run) -> list[Words]:
    """The human cost as a line of the summary: the running counts; where no text has one, the highest number of deaths of each
    side, then what no coding carries."""
    said = running.in_words(run) or [*_highest(run), *_uncounted(run)]
    return [("Human cost. ", "b"), *said, ("Each is somebody's count; they are never summed.", "")]


def _highest(run: Run) -> list[Words]:
    """The highest number of deaths told of one event with a day of its own, of each side."""
    found = losses(run)
    deaths = found[(found["measure"] == "deaths") & found["dated"]]  # without a day of its own it may be a count of many days
    words: list[Words] = []
    for loss_of, same in deaths[deaths["loss_of"] != ""].groupby("loss_of", sort=True):
        top = max(same.itertuples(), key=lambda row: (max(v for v in (row.low, row.best, row.high) if pd.notna(v)), row.coding_id))
        number = number_words(pd.DataFrame([top]))
        words += [(f"{run.camps(loss_of)} {number} ({_counted_by(run, top)}, {day(top.day)})", ""), *marks(run, [top.coding_id]), ("; ", "")]
    if not words:
        return [("No number of deaths of a day is coded. ", "")]
    silent = [run.label(party) for party in run.parties if party not in set(deaths["loss_of"])]
    none = f"; of {' and '.join(silent)} none with a day of its own" if silent else ""
    return [("Highest number of deaths told of one event with a day of its own: ", ""), *words[:-1], (f"{none}. ", "")]


def _uncounted(run: Run) -> list[Words]:
    """The tolls that no coding carries, of each side and of both together, in the words of the texts."""
    shown = unread.latest_tolls(run)
    together = unread.largest_of_all(run)
    shown += [together] if together is not None and together.sentence_id not in {row.sentence_id for row in shown} else []
    quotes = [part for row in shown for part in ((f"“{row.text}” ", ""), sentence_mark(run, row.sentence_id), (" ", ""))]
    return [("Tolls that no coding carries, in the words of the texts: ", ""), *quotes] if shown else []


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
            run.camps(loss_of) or "not told",
            _incident(figures.iloc[0]),
            ", ".join(dict.fromkeys(_counted_by(run, figure) for figure in figures.itertuples())),
            number_words(figures),
            marked(run, figures.iloc[-1].coding_id, 200),
        ]
        for (measure, loss_of, _, group, _, _), figures in groups[:MOST_ROWS]
    ]
    more = f"; {len(groups) - MOST_ROWS} more rows in costs.csv" if len(groups) > MOST_ROWS else ""
    return blocks.table(["What", "Whose loss", "Of which day, where", "Who says so", "As told", "Sentence"], rows, [1.0, 1.1, 1.3, 1.2, 0.9, 3.9],
                        f"Human cost: {count(len(found), 'figure')} as reported, a row for each event that cost them and each claimant{more}. Figures of different events stand apart and are never summed: they count different groups and days, and where no place is told, only the day it was told, or “since” a day, a number may be the total of many incidents. A text that gives one number for several groups is counted once. Losses of whoever counts with a party stand under it, and who loses a place is named so as well: few texts tell them apart. Headlines are not read.")  # fmt: skip


def _incident(figure) -> str:
    """The day and place of what cost them, or the time a text counts over."""
    told = day(figure.day) if figure.dated else f"told {day(figure.day)}"
    when = f"since {day(figure.period.partition('/')[0])}" if figure.period else told
    return f"{when}, {figure.place}" if figure.place else f"{when}, no place told"
