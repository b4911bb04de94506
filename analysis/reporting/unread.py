"""What the texts say and no coding carries: sentences without a coding that name a party, numbers of dead and hurt, conditions,
and how the truces fared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import pandas as pd

from analysis.reporting import blocks
from analysis.reporting.blocks import Block
from analysis.reporting.cites import quoted
from analysis.reporting.data import Run
from analysis.reporting.wording import count, day

MOST_ROWS, MOST_TOLLS, MOST_TRUCES, LONGEST, LAST_DAYS = 20, 12, 8, 330, 14
MANY = r"(?:\d[\d,.]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|thousands)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
HURT = r"(?:killed|killing|dead|deaths?|died|toll|casualties|losses|lives|perished|wounded|wounding|injured)"
TOLL = re.compile(rf"\b{MANY}\b[^.;]{{0,60}}?\b{HURT}\b|\b{HURT}\b[^.;]{{0,40}}?\b{MANY}\b", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:unless|only (?:if|when|once|after)|provided that|providing that|on (?:the )?condition(?: that)?|conditional (?:up)?on|depend(?:s|ed)? on"
    r"|(?:will|would|could|can) not \w+ (?:before|until|while)|(?:could not|cannot|can not|impossible to) [^.;]{1,60} at the same time)\b",
    re.IGNORECASE,
)  # fmt: skip
TRUCE = re.compile(r"\b(?:truces?|cease-?fires?|armistices?)\b", re.IGNORECASE)
SILENCE = re.compile(
    r"\b(?:shooting|fighting|gunfire|guns|hostilities|operations)\b[^.;]{0,30}?\b(?:has|have|had) (?:largely |all but )?(?:stopped|ceased|ended|subsided|died down|fallen silent)\b",
    re.IGNORECASE,
)  # fmt: skip
FATE = re.compile(
    r"\b(?:br[eo]ke(?:n)? down|collaps\w+|crumbl\w+|unravel\w*|f[ae]ll(?:en)? apart|fail(?:s|ed|ing)? to|shatter\w*|fray\w*|falter\w*|short-lived"
    r"|(?:not|never|none of (?:which|them)|barely|hardly|largely|still|broadly) (?:been )?(?:held|hold|holding|observed|respected)|(?:is|was|were|are) holding)\b",
    re.IGNORECASE,
)  # fmt: skip
TOGETHER = re.compile(r"\b(?:each|either|both) (?:side|sides|party|parties|armies)\b", re.IGNORECASE)  # whose losses a count of all takes in
PAST = re.compile(r"\b(?:19\d\ds?|first war)\b", re.IGNORECASE)  # figures of an earlier war


def names_party(run: Run) -> dict[str, Callable[[str], bool]]:
    """Party -> whether a text names it or who counts with it: by any name under which the coder found them in these articles."""
    named = run.participants[(run.participants["resolution"] == "name") & (run.participants["text"] != "")]
    found = {}
    for party in run.parties:
        own = named[named["state"].map(lambda code: run.case.sides.get(code, code)) == party]
        words = {text.removeprefix("the ").removeprefix("The ") for text in own["text"]} | {run.label(party)}
        pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))})s?\b", re.IGNORECASE)
        found[party] = lambda text, pattern=pattern: bool(pattern.search(text))
    return found


def uncoded(run: Run) -> pd.DataFrame:
    """The sentences without a coding: rows of sentences with `names`, the parties they name; those that name most first."""
    kept = run.sentences[run.sentences["sentence_kind"] == "sentence"]
    kept = kept[~kept["sentence_id"].isin(set(run.codings["sentence_id"]))]
    asked = names_party(run)
    names = [tuple(party for party in run.parties if asked[party](text)) for text in kept["text"]]
    found = kept.assign(names=pd.Series(names, index=kept.index, dtype=object), few=[-len(named) for named in names])
    return found.sort_values(["few", "published", "sentence_id"], ignore_index=True)


def uncoded_table(run: Run) -> Block:
    """The sentences without a coding that name a party, those that name both first."""
    found = uncoded(run)
    named = found[found["few"] < 0]
    both = int((named["few"] < -1).sum())
    if named.empty:
        return blocks.paragraph(f"{count(len(found), 'sentence')} without a coding; none of them names a party.")
    rows = [[day(row.published), ", ".join(map(run.label, row.names)), quoted(run, row.sentence_id, LONGEST)] for row in named.head(MOST_ROWS).itertuples()]
    return blocks.table(["Day", "Names", "Sentence"], rows, [1.0, 1.6, 6.4],
                        f"Sentences in which the coder found no act: {len(found)}, of which {len(named)} name a party or who counts with it, and {both} both. Here {len(rows)}, those that name both first, then by day; the rest are the rows of sentences.csv whose sentence_id stands in no row of codings.csv. Many tell no act between actors; some are acts the coder missed, as its recall says.")  # fmt: skip


def conditions(run: Run) -> pd.DataFrame:
    """The sentences that make a condition by its words and name a party, of which the table conditions has no row; by day."""
    asked = names_party(run).values()
    return _telling(run, lambda text: CONDITION.search(text) and any(names(text) for names in asked), _sentences(run.conditions))


def _sentences(table: pd.DataFrame) -> set[str]:
    """The sentences of the codings of a table."""
    return set(table["coding_id"].str.partition("/")[0]) if len(table) else set()


def _telling(run: Run, says: Callable[[str], object], without: Collection[str] = ()) -> pd.DataFrame:
    """The sentences whose words say something, but `without` some; by day."""
    kept = run.sentences[(run.sentences["sentence_kind"] == "sentence") & ~run.sentences["sentence_id"].isin(without)]
    told = pd.Series([bool(says(text)) for text in kept["text"]], index=kept.index, dtype=bool)
    return kept[told].sort_values(["published", "sentence_id"], ignore_index=True)


def _listed(run: Run, head: str, found: pd.DataFrame) -> Block:
    """Sentences, whole, each with its day, below what they are."""
    return blocks.points([[(head, "b")], *([(f"{day(row.published)}: ", ""), *quoted(run, row.sentence_id, LONGEST)] for row in found.itertuples())])


def conditions_points(run: Run) -> Block:
    """Such sentences, whole."""
    found = conditions(run)
    if found.empty:
        return blocks.paragraph("Every sentence with a party and the words of a condition (unless, only if, depends on) stands in the table above.")
    shown = found.head(MOST_TOLLS)
    return _listed(run, f"Sentences that name a party and a condition which no coding carries, so that the table above lacks them ({len(shown)} of {len(found)}); whose condition it is, only the sentence tells:", shown)


def tolls(run: Run) -> pd.DataFrame:
    """The sentences that give a number of dead or hurt of which no coding carries a figure, without an earlier war's; latest first."""
    counted = _sentences(run.costs) | set(run.running_tolls["sentence_id"])
    found = _telling(run, lambda text: TOLL.search(text) and not PAST.search(text), counted)
    return found.sort_values(["published", "sentence_id"], ascending=[False, True], ignore_index=True)


def tolls_table(run: Run) -> Block:
    """Such sentences, the latest first."""
    found = tolls(run)
    if found.empty:
        return blocks.paragraph("Every sentence that gives a number of dead or injured has a figure in the tables.")
    shown = found.head(MOST_TOLLS)
    largest = [row for row in (largest_of_all(run),) if row is not None and row.sentence_id not in set(shown["sentence_id"])]
    rows = [[day(row.published), quoted(run, row.sentence_id, LONGEST)] for row in [*shown.itertuples(), *largest]]
    kept = f"the latest {len(shown)}" + (" and, last, the largest count of both sides together" if largest else "")
    return blocks.table(["Told on", "Sentence"], rows, [1.1, 7.9],
                        f"Numbers of dead and hurt that no coding carries, so that no figure or table above has them: {count(len(found), 'sentence')}, here {kept}. Found by their words alone: whose losses, of which days and on whose word, only the sentence tells.")  # fmt: skip


def latest_tolls(run: Run) -> list:
    """Of each party the sentence of the last days that gives the largest number and names it alone: rows of sentences."""
    found, asked = tolls(run), names_party(run)
    chosen = []
    for party in run.parties:
        others = [asked[other] for other in run.parties if other != party]
        alone = [asked[party](part) and not any(other(part) for other in others) for part in map(_clause, found["text"])]
        own = found[pd.Series(alone, index=found.index, dtype=bool)]
        if len(own):
            since = (pd.Timestamp(own["published"].max()) - pd.Timedelta(days=LAST_DAYS)).strftime("%Y-%m-%d")
            late = own[own["published"] >= since]
            chosen.append(max(late.itertuples(), key=lambda row: (_largest(row.text), row.published, row.sentence_id)))
    return chosen


def largest_of_all(run: Run):
    """The sentence (a row of sentences) with the largest count that takes in both sides, None where no text has one."""
    found, asked = tolls(run), names_party(run).values()
    wide = [row for row in found.itertuples() if TOGETHER.search(row.text) or all(names(row.text) for names in asked)]
    return max(wide, key=lambda row: (_largest(row.text), row.published, row.sentence_id), default=None)


def truces(run: Run) -> pd.DataFrame:
    """The sentences that say how truces fared, from the first that was agreed on, without those of an earlier war; by day."""
    if run.ceasefires.empty:
        return run.sentences.head(0)
    found = _telling(run, lambda text: ((TRUCE.search(text) and FATE.search(text)) or SILENCE.search(text)) and not PAST.search(text))
    return found[found["published"] >= run.ceasefires["agreed_date"].min()].reset_index(drop=True)


def truces_points(run: Run) -> Block:
    """Such sentences, whole."""
    found = truces(run)
    if found.empty:
        return blocks.paragraph("No sentence was found that says by its words whether a truce held or broke down.")
    shown = found.tail(MOST_TRUCES)
    return _listed(run, f"Sentences that say how truces fared, found by their words alone (held, broke down, shooting has stopped), so that the table above need not have them ({len(shown)} of {len(found)}, the latest):", shown)


def _clause(text: str) -> str:
    """The part of a sentence between commas that gives the number: whom it names is nearest to whose losses these are."""
    return next((part for part in re.split(r"[,;] ", text) if TOLL.search(part)), "")


def _largest(text: str) -> int:
    """The largest number written in digits, 0 for none; a year or a day of the month is small beside a toll or is one."""
    return max((int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\b(?!\s*(?:a\.m|p\.m))", text)), default=0)
