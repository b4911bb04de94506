"""Two runs -> the table of what changed, one row per changed column, and why.

Why is looked up, not guessed: the articles behind an event that are new, gone or have another SHA-256, the codings an
analyst corrected, and, where neither explains it, that the lexicon, the code or the parameters must have changed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from analysis import tables
from analysis.comparing.runs import Pairing, Run, own_columns, pair, parties, shared_columns
from analysis.measures.records import joined

COLUMNS = "table change id_old id_new what day column old_value new_value why articles".split()
FIRST = (
    "event_type mode status event_date source target third_parties layer certainty_tier denied_by n_mentions "
    "n_articles n_publishers place_id".split()
)  # fmt: skip
NOT_COMPARED = ("event_id", "case_id")
ELSE = "the lexicon, the code or parameters changed"
INSUFFICIENT = "insufficient"


@dataclass
class Why:
    """What differs behind one event: articles by what became of them, and counts of codings."""

    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    corrected: set[str] = field(default_factory=set)
    elsewise: Counter = field(default_factory=Counter)

    def said(self, fallback: str = ELSE) -> str:
        """The reason in words: articles first, then corrections; what remains is put down to the coder."""
        parts = [_count(len(some), "article", word) for some, word in (
            (self.new, "more"), (self.gone, "fewer"), (self.changed, "changed")) if some]  # fmt: skip
        if self.corrected:
            parts.append(_count(len(self.corrected), "coding", "corrected"))
        if self.elsewise:
            counts = ", ".join(_count(number, "coding", word) for word, number in sorted(self.elsewise.items()))
            parts.append(f"{counts} in unchanged articles: {ELSE}")
        return "; ".join(parts) or fallback

    @property
    def articles(self) -> str:
        """The articles named, joined by ;."""
        return joined(self.new | self.gone | self.changed)


def _count(number: int, what: str, word: str) -> str:
    return f"{number} {what}{'s' * (number != 1)} {word}"


@dataclass(frozen=True)
class Changes:
    """`table`: see COLUMNS; `articles`, `codings`: what -> how many; `notes`: what to know of the two runs."""

    table: pd.DataFrame
    articles: dict[str, list[str]]
    codings: dict[str, int]
    notes: list[str]
    n_events: tuple[int, int]


def changes(old: Run, new: Run) -> Changes:
    """Everything that changed between two runs: events, roles found, measures that gained or lost enough events."""
    found = pair(old, new)
    behind = Behind(old, new, found)
    rows = _events(old, new, found, behind) + _roles(old, new) + _measures(old, new)
    known = found.articles
    return Changes(
        pd.DataFrame(rows, columns=COLUMNS),
        {"new": sorted(known.new), "gone": sorted(known.gone), "changed": sorted(known.changed)},
        behind.totals(), _notes(old, new), (len(old.frames["events"]), len(new.frames["events"])),
    )  # fmt: skip


def _notes(old: Run, new: Run) -> list[str]:
    cases = [sorted({row.case_id for row in run.rows("articles")}) for run in (old, new)]
    notes = [f"The runs are of different cases: {' '.join(cases[0])} and {' '.join(cases[1])}."] * (
        all(cases) and cases[0] != cases[1]
    )
    for run, other, which in ((old, new, "old"), (new, old, "new")):
        own = own_columns(run, other, ("events", "codings", "roles_found", "measures"))
        notes += [f"Only the {which} run has the columns {', '.join(own)}: not compared."] if own else []
    return notes


class Behind:
    """The codings and articles behind the events of two runs."""

    def __init__(self, old: Run, new: Run, found: Pairing):
        self.found = found
        self.told = old.told_by, new.told_by
        self.codings = old.by("codings", "coding_id"), new.by("codings", "coding_id")
        self.owner = tuple({coding: event for event, some in told.items() for coding in some} for told in self.told)
        self.back = {after: before for before, after in found.codings.items()}
        self.deleted = _deleted(new) - _deleted(old)

    def why(self, event_old: str, event_new: str) -> Why:
        """What differs behind an event; an empty id where one run has none."""
        why, known = Why(), self.found.articles
        mine, others = self.told[0].get(event_old, []), self.told[1].get(event_new, [])
        for coding in others:
            before = self.back.get(coding)
            article = self.codings[1][coding].article_id
            if before is None:
                self._note(why, coding, 1, "new", article, known.new, why.new)
            elif before not in mine:
                self._note(why, coding, 1, "told elsewhere before", article, known.new, why.new)
            elif coding in self.found.recoded or self._newly_corrected(coding):
                self._note(why, coding, 1, "coded otherwise", article, known.new, why.new)
        for coding in mine:
            after = self.found.codings.get(coding)
            if after is None or after not in others:
                word = "gone" if after is None else "told elsewhere now"
                self._note(why, after or coding, int(after is not None), word,
                           self.codings[0][coding].article_id, known.gone, why.gone)  # fmt: skip
        return why

    def _note(self, why: Why, coding: str, side: int, word: str, article: str, of_note: frozenset, into: set) -> None:
        """Puts one coding down to its article, to an analyst, or to neither."""
        if article in of_note:
            into.add(article)
        elif self.found.articles.same_as.get(article, article) in self.found.articles.changed:
            why.changed.add(article)
        elif (side == 1 and self._newly_corrected(coding)) or (side == 0 and coding in self.deleted):
            why.corrected.add(coding)
        else:
            why.elsewise[word] += 1

    def _newly_corrected(self, coding: str) -> bool:
        before = self.back.get(coding)
        return bool(self.codings[1][coding].corrected) and (
            before is None or self.codings[0][before].corrected != self.codings[1][coding].corrected
            or coding in self.found.recoded
        )  # fmt: skip

    def totals(self) -> dict[str, int]:
        """How many codings are new, gone, corrected, or coded otherwise."""
        corrected = {coding for coding in self.codings[1] if self._newly_corrected(coding)}
        return {
            "new": len(self.codings[1].keys() - self.back.keys()),
            "gone": len(self.codings[0].keys() - self.found.codings.keys()),
            "corrected": len(corrected) + len(self.deleted),
            "coded otherwise": len(self.found.recoded.keys() - corrected),
        }

    def taken_in(self, event_old: str) -> list[str]:
        """The new events that tell the codings of an old event that is gone."""
        after = (self.found.codings.get(coding) for coding in self.told[0].get(event_old, ()))
        return sorted({self.owner[1][coding] for coding in after if coding in self.owner[1]})

    def split_from(self, event_new: str) -> list[str]:
        """The old events that told the codings of a new event."""
        before = (self.back.get(coding) for coding in self.told[1].get(event_new, ()))
        return sorted({self.owner[0][coding] for coding in before if coding in self.owner[0]})


def _deleted(run: Run) -> set[str]:
    """Codings an analyst deleted."""
    return {row.coding_id for row in run.rows("correction_log") if row.field == "row" and row.outcome == "applied"}


def what(event) -> str:
    """An event in short: CONSULT meet ARM, AZE."""
    mode = f" {event.mode}" if event.mode else ""
    return f"{event.event_type}{mode} {', '.join(parties(event)) or 'nobody named'}"


def _events(old: Run, new: Run, found: Pairing, behind: Behind) -> list[dict]:
    before, after = old.by("events", "event_id"), new.by("events", "event_id")
    columns = [name for name in shared_columns(old, new, "events") if name not in NOT_COMPARED]
    columns.sort(key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    rows = []
    for event in sorted(after.keys() - set(found.events.values()), key=lambda name: (after[name].event_date, name)):
        why, origin = behind.why("", event), behind.split_from(event)
        said = f"its codings told {', '.join(origin)} before; {why.said()}" if origin else why.said()
        rows.append(_row("events", "new", "", event, after[event], "status", "", after[event].status, said, why))
    for event in sorted(before.keys() - found.events.keys(), key=lambda name: (before[name].event_date, name)):
        why, other = behind.why(event, ""), behind.taken_in(event)
        said = f"its codings now tell {', '.join(other)}; {why.said()}" if other else why.said()
        rows.append(_row("events", "gone", event, "", before[event], "status", before[event].status, "", said, why))
    for event in sorted(found.events, key=lambda name: (after[found.events[name]].event_date, name)):
        mine, other = before[event], after[found.events[event]]
        differ = [name for name in columns if _cell(mine, name, found) != getattr(other, name)]
        renamed = event != other.event_id
        if not differ and not renamed:
            continue
        why = behind.why(event, other.event_id)
        for name in differ or ["event_id"]:
            values = getattr(mine, name), getattr(other, name)
            change = "renamed" if renamed else "changed"
            rows.append(_row("events", change, event, other.event_id, other, name, *values, why.said(), why))
    return rows


def _cell(event, name: str, found: Pairing) -> str:
    """A cell of an old event; the coding in `evidence` under its new id."""
    value = getattr(event, name)
    return found.codings.get(value, value) if name == "evidence" else value


def _row(table, change, id_old, id_new, event, column, old_value, new_value, said, why: Why) -> dict:
    return {
        "table": table, "change": change, "id_old": id_old, "id_new": id_new, "what": what(event),
        "day": event.event_date, "column": column, "old_value": old_value, "new_value": new_value, "why": said,
        "articles": why.articles,
    }  # fmt: skip


def _keyed(run: Run, table: str, keys: list[str]) -> dict[tuple, object]:
    return {tuple(getattr(row, name) for name in keys): row for row in run.rows(table)}


def _roles(old: Run, new: Run) -> list[dict]:
    """Roles that are new, gone or differ; `evidence` lists event ids and is left to the events."""
    keys = ["actor_id", "conflict_role", "side"]
    before, after = (_keyed(run, "roles_found", keys) for run in (old, new))
    columns = [name for name in shared_columns(old, new, "roles_found") if name not in (*keys, "evidence")]
    rows = []
    for role in sorted(before.keys() | after.keys()):
        said = " ".join(filter(None, (role[0], role[1], f"({role[2]})" if role[2] else "")))
        base = {"table": "roles_found", "id_old": "", "id_new": "", "what": said, "day": "", "why": "", "articles": ""}
        if role not in before or role not in after:
            change = "new" if role in after else "gone"
            rows.append({**base, "change": change, "column": "", "old_value": "", "new_value": ""})
            continue
        for name in columns:
            values = getattr(before[role], name), getattr(after[role], name)
            if values[0] != values[1]:
                rows.append(
                    {**base, "change": "changed", "column": name, "old_value": values[0], "new_value": values[1]}
                )
    return rows


def _measures(old: Run, new: Run) -> list[dict]:
    """Measures that became insufficient or ceased to be."""
    keys = [name for name in tables.key("measures") if name in shared_columns(old, new, "measures")]
    before, after = (_keyed(run, "measures", keys) for run in (old, new))
    rows = []
    for measure in sorted(before.keys() & after.keys()):
        notes = before[measure].note, after[measure].note
        was, is_now = (INSUFFICIENT in note for note in notes)
        if was != is_now:
            change = "became insufficient" if is_now else "no longer insufficient"
            values = [getattr(row, "value", "") or row.note for row in (before[measure], after[measure])]
            rows.append({
                "table": "measures", "change": change, "id_old": "", "id_new": "",
                "what": " ".join(part for part in measure if part), "day": "", "column": "value",
                "old_value": values[0], "new_value": values[1], "why": "", "articles": "",
            })  # fmt: skip
    return rows
