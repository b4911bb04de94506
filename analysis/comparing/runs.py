"""Two runs -> which article, sentence, coding and event of the one is which of the other.

Ids do not say it: a coding is numbered within its sentence and a sentence within its article, and the id of an event
hashes its type, participants, first date and place. So sentences are paired by their words, codings by sentence and
trigger, and events by the codings that tell them. Cells are compared as text: two runs of different versions of the
package may have different columns, and then the ones both have are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import tables
from analysis.comparing.layouts import CompareError
from analysis.measures.records import codes, records

NEEDED = {
    "articles": ("article_id", "case_id", "sha256"),
    "sentences": ("sentence_id", "article_id", "text"),
    "codings": ("coding_id", "sentence_id", "article_id", "event_type", "trigger", "source", "target", "corrected"),
    "events": ("event_id", "event_type", "mode", "source", "target", "third_parties", "event_date", "status"),
    "mentions": ("event_id", "coding_id"),
    "roles_found": ("actor_id", "conflict_role", "side"),
    "measures": ("measure", "layer", "actor_id", "counterpart_id", "note"),
}
OPTIONAL = {"correction_log": ("coding_id", "field", "outcome")}
NUMBERED = ("coding_id", "sentence_id", "article_id", "about_coding_id", "char_start", "char_end", "corrected")
ALIKE: tuple[Callable, ...] = (
    lambda row: (row.event_type, row.trigger, row.source, row.target),
    lambda row: (row.event_type, row.trigger),
    lambda row: (row.trigger,),
    lambda row: (row.event_type, row.source, row.target),
    lambda row: (row.event_type,),
)


@dataclass(frozen=True)
class Run:
    """The tables of one run as text; `folder` is how its user calls it."""

    folder: str
    frames: dict[str, pd.DataFrame]

    def rows(self, table: str) -> list:
        """The rows of a table as named tuples, what is missing is ""."""
        return records(self.frames[table])

    def by(self, table: str, key: str) -> dict:
        """Rows by the value of a column that identifies them."""
        return {getattr(row, key): row for row in self.rows(table)}

    @property
    def told_by(self) -> dict[str, list[str]]:
        """event_id -> its codings, in order."""
        made = defaultdict(list)
        for row in self.rows("mentions"):
            made[row.event_id].append(row.coding_id)
        return {event: sorted(found) for event, found in made.items()}


def read_run(folder: Path) -> Run:
    """The run in a folder of tables, or in the folder `tables` below it. Raises CompareError naming what is not there."""
    folder = Path(folder)
    place = folder / "tables" if (folder / "tables").is_dir() else folder
    if not place.is_dir():
        raise CompareError(f"{folder}: no such folder; name the folder of a run, or its folder of tables")
    missing = [name for name in NEEDED if not (place / f"{name}.csv").is_file()]
    if missing:
        raise CompareError(
            f"{place}: not the tables of a run: missing {', '.join(f'{name}.csv' for name in missing)}. "
            "Name a folder written by `parley river`"
        )
    frames = {name: _frame(place / f"{name}.csv", columns) for name, columns in NEEDED.items()}
    for name, columns in OPTIONAL.items():
        file = place / f"{name}.csv"
        frames[name] = _frame(file, columns) if file.is_file() else pd.DataFrame(columns=list(columns), dtype="str")
    return Run(str(folder), frames)


def _frame(file: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    frame = tables.read_csv(file)
    missing = [name for name in columns if name not in frame]
    if missing:
        raise CompareError(f"{file}: missing columns: {', '.join(missing)}")
    return frame.sort_values(list(columns), kind="stable").reset_index(drop=True)


@dataclass(frozen=True)
class Articles:
    """Which articles are new, gone or changed (another SHA-256), and old id -> new id of those in both."""

    new: frozenset[str]
    gone: frozenset[str]
    changed: frozenset[str]
    same_as: dict[str, str]


def articles(old: Run, new: Run) -> Articles:
    """Articles paired by id, then by SHA-256 (a file that got another name)."""
    before, after = ({row.article_id: row.sha256 for row in run.rows("articles")} for run in (old, new))
    same_as = {name: name for name in before if name in after}
    by_hash = defaultdict(list)
    for name in sorted(after.keys() - same_as.keys(), reverse=True):
        by_hash[after[name]].append(name)
    for name in sorted(before.keys() - same_as.keys()):
        if by_hash[before[name]]:
            same_as[name] = by_hash[before[name]].pop()
    changed = {same_as[name] for name in same_as if before[name] != after[same_as[name]]}
    return Articles(
        frozenset(after.keys() - set(same_as.values())), frozenset(before.keys() - same_as.keys()),
        frozenset(changed), same_as,
    )  # fmt: skip


def same_sentences(old: Run, new: Run, found: Articles) -> dict[str, str]:
    """Old sentence_id -> new: the same words in the same article, else the same id there."""
    waiting = defaultdict(list)
    for row in reversed(new.rows("sentences")):
        waiting[row.article_id, row.text].append(row.sentence_id)
    made, rest = {}, []
    for row in old.rows("sentences"):
        article = found.same_as.get(row.article_id)
        here = waiting.get((article, row.text)) if article else None
        if here:
            made[row.sentence_id] = here.pop()
        elif article:
            rest.append((row.sentence_id, row.sentence_id.replace(row.article_id, article, 1)))
    left = {name for names in waiting.values() for name in names}
    return made | {mine: other for mine, other in rest if other in left}


def same_codings(old: Run, new: Run, sentences: dict[str, str]) -> dict[str, str]:
    """Old coding_id -> new: in the same sentence by type, trigger and sides, then by ever less of them, one to one."""
    here, there = defaultdict(list), defaultdict(list)
    for row in old.rows("codings"):
        here[sentences.get(row.sentence_id)].append(row)
    for row in new.rows("codings"):
        there[row.sentence_id].append(row)
    made = {}
    for sentence in sorted(sentence for sentence in here if sentence):
        mine, others = here[sentence], there[sentence]
        for alike in ALIKE:
            found = _paired(mine, others, alike)
            made |= {a.coding_id: b.coding_id for a, b in found}
            taken = {b.coding_id for _, b in found}
            mine = [row for row in mine if row.coding_id not in made]
            others = [row for row in others if row.coding_id not in taken]
    return made


def _paired(mine: list, others: list, alike: Callable) -> list[tuple]:
    waiting = defaultdict(list)
    for row in sorted(others, key=lambda row: row.coding_id, reverse=True):
        waiting[alike(row)].append(row)
    return [(row, waiting[alike(row)].pop()) for row in mine if waiting[alike(row)]]


@dataclass(frozen=True)
class Pairing:
    """Which is which: `codings` and `events` old id -> new id; `recoded`: codings whose cells differ, new id -> columns."""

    articles: Articles
    codings: dict[str, str]
    events: dict[str, str]
    recoded: dict[str, tuple[str, ...]]


def pair(old: Run, new: Run) -> Pairing:
    """Everything of two runs paired."""
    found = articles(old, new)
    codings = same_codings(old, new, same_sentences(old, new, found))
    return Pairing(found, codings, same_events(old, new, codings), _recoded(old, new, codings))


def same_events(old: Run, new: Run, codings: dict[str, str]) -> dict[str, str]:
    """Old event_id -> new: the same id where a coding is shared, else the most alike that shares one, else the same id.

    Alike: of one type, then how far the participants overlap, how many codings are shared, whether the day is the same.
    """
    before, after = old.by("events", "event_id"), new.by("events", "event_id")
    owner = {coding: event for event, found in new.told_by.items() for coding in found}
    shared: Counter = Counter()
    for event, found in old.told_by.items():
        shared.update((event, owner[codings[coding]]) for coding in found if codings.get(coding) in owner)
    both = [pair for pair in shared if pair[0] in before and pair[1] in after]
    alike = sorted(both, key=lambda pair: _unlike(before[pair[0]], after[pair[1]], shared[pair]))
    same_id = [(event, event) for event in sorted(before.keys() & after.keys())]
    made: dict[str, str] = {}
    taken: set[str] = set()
    for event, other in [pair for pair in same_id if pair in shared] + alike + same_id:
        if event not in made and other not in taken:
            made[event] = other
            taken.add(other)
    return made


def _unlike(a, b, shared: int) -> tuple:
    mine, others = set(parties(a)), set(parties(b))
    overlap = len(mine & others) / (len(mine | others) or 1)
    return (
        a.event_type != b.event_type, -overlap, -shared, a.event_date != b.event_date, a.event_id, b.event_id,
    )  # fmt: skip


def parties(event) -> tuple[str, ...]:
    """The actors of an event, sorted."""
    return tuple(sorted({code for cell in (event.source, event.target, event.third_parties) for code in codes(cell)}))


def _recoded(old: Run, new: Run, codings: dict[str, str]) -> dict[str, tuple[str, ...]]:
    before, after = old.by("codings", "coding_id"), new.by("codings", "coding_id")
    columns = [name for name in shared_columns(old, new, "codings") if name not in NUMBERED]
    found = {}
    for mine, other in codings.items():
        differ = tuple(name for name in columns if getattr(before[mine], name) != getattr(after[other], name))
        if differ:
            found[other] = differ
    return found


def shared_columns(old: Run, new: Run, table: str) -> list[str]:
    """The columns of a table both runs have, in the order of the new one."""
    known = set(old.frames[table].columns)
    return [name for name in new.frames[table].columns if name in known]


def own_columns(run: Run, other: Run, names: Iterable[str]) -> list[str]:
    """table.column of what only `run` has."""
    return [f"{name}.{column}" for name in names for column in run.frames[name] if column not in other.frames[name]]
