"""The running counts of the dead of the window: the latest of each side, group and teller, for summary, table and figure."""

from __future__ import annotations

import pandas as pd

from analysis.figures.costs import number_words
from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.blocks import Run as Words
from analysis.reporting.cites import quoted, sentence_mark
from analysis.reporting.data import Run
from analysis.reporting.wording import as_told, count, day, span

GROUPS = {"military": "soldiers", "civilian": "civilians", "unspecified": "not told who"}
WHAT = {"deaths": "dead"}
LONGEST, MOST_ROWS = 240, 20


def counts(run: Run) -> pd.DataFrame:
    """The rows of running_tolls of the window by day, with `side`: the party whose dead they are, whoever counts with it
    included; "" where they are everybody's."""
    found = run.running_tolls[run.running_tolls["published"].between(*run.window)] if all(run.window) else run.running_tolls
    sides = [next((side for side in (run.case.sides.get(code, code) for code in cell.split(";")) if side in run.parties), cell) for cell in found["loss_of"]]
    told = [as_told(row, run.sentence_of[row.sentence_id].text[: int(row.char_start - run.sentence_of[row.sentence_id].char_start)]) for row in found.itertuples()]
    found = found.assign(told=pd.Series(told, index=found.index, dtype=object))
    return found.assign(side=pd.Series(sides, index=found.index, dtype=object)).sort_values(["published", "sentence_id", "toll_no"], ignore_index=True)


def latest(run: Run) -> pd.DataFrame:
    """Of each side, measure, group and whoever counts the last row; parties first, then everybody's."""
    found = counts(run).drop_duplicates(["side", "measure", "group", "claimant"], keep="last")
    found = found.assign(other=~found["side"].isin(run.parties), everybody=found["side"] == "")
    return found.sort_values(["other", "everybody", "side", "measure", "group", "published", "claimant"], ignore_index=True)


def basis(run: Run) -> str:
    """The end of the figure's caption: how many counts of how many articles."""
    dead = counts(run)
    dead = dead[dead["measure"] == "deaths"]
    papers = run.articles.set_index("article_id")["publisher"].reindex(dead["article_id"].unique()).replace("", "no publisher").nunique()
    return f"Shown: counts of the dead that no event carries. n = {count(len(dead), 'count')}, {count(dead['article_id'].nunique(), 'article')}, {count(papers, 'publisher')}; {span(*run.window)}."


def whose(run: Run, side: str) -> str:
    """A side as the report names it."""
    return run.camps(side) if side else "everybody"


def teller(run: Run, row) -> str:
    """Who counts; a source the sentence names and the coder could not place is said to be one."""
    return "a source the sentence names" if row.claimant == "UNSPEC" else run.names(row.claimant)


def in_words(run: Run) -> list[Words]:
    """The last count of the dead of each side and group, with who counts; [] where no text has one."""
    found = counts(run)
    dead = found[found["measure"] == "deaths"].drop_duplicates(["side", "group"], keep="last")
    dead = dead[dead["side"].isin([*run.parties, ""])]  # of others the table tells
    dead = dead.assign(everybody=dead["side"] == "").sort_values(["everybody", "side", "group"])
    if dead.empty:
        return []
    words: list[Words] = [("Latest running counts of the dead: ", "")]
    for row in dead.itertuples():
        who = "" if row.group == "unspecified" else f", {GROUPS[row.group]}"
        words += [(f"{whose(run, row.side)}{who} {number_words(pd.DataFrame([row]))} ({teller(run, row)}, told {day(row.published)})", ""),
                  (" ", ""), sentence_mark(run, row.sentence_id), ("; ", "")]  # fmt: skip
    return [*words[:-1], (". ", "")]


def table(run: Run) -> Block:
    """The last count of each side, group and whoever counts, with its sentence."""
    found = latest(run)
    if found.empty:
        return blocks.paragraph("No running count of the dead was found.")
    rows = [
        [
            [(whose(run, row.side), "b")],
            f"{WHAT[row.measure]}, {GROUPS[row.group]}",
            number_words(pd.DataFrame([row])),
            day(row.published),
            teller(run, row),
            quoted(run, row.sentence_id, LONGEST),
        ]
        for row in found.head(MOST_ROWS).itertuples()
    ]
    cut = f" (here {MOST_ROWS} of {len(found)})" if len(found) > MOST_ROWS else ""
    return blocks.table(["Whose", "Who is counted", "Last count", "Told on", "Who counts", "Sentence"], rows, [1.3, 1.1, 0.8, 0.9, 1.2, 4.0],
                        f"Running counts: the last of each side, group and whoever counts{cut}, of {count(len(counts(run)), 'count')} in running_tolls.csv. They count the whole war so far; the incidents of the next table are part of them, so that nothing may be summed. Where a party counts without naming whose, it counts its own. Of whom no row stands here no count was found.")  # fmt: skip
