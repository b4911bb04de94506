"""Reference rows -> rows with our actors and event types, or set aside with the reason.

The mappings are data: data/reference/reference_actors.csv (forms, codes and sectors of names), state_numbers.csv
(Gleditsch-Ward and Correlates of War numbers), reference_types.csv and cameo.csv (event types), and the names of
data/lexicon/aliases.csv. Actors are counted under their roll-up code and, where the case says so, with a party.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis import tables
from analysis.comparing.layouts import CompareError, Name, ReferenceRow
from analysis.measures.ontology import Ontology, from_tables
from analysis.measures.records import records
from analysis.paths import REFERENCE, Workspace

COLUMNS = {
    "reference_actors": ("dataset", "kind", "text", "counts_as", "provenance"),
    "reference_types": ("dataset", "their_type", "event_type", "provenance"),
    "state_numbers": ("scheme", "number", "actor_id", "provenance"),
}
BY_CAMEO = ("gdelt", "icews")
MUTUAL = "CONSULT"  # coders that write dyads write talks twice, once for each direction


@dataclass(frozen=True)
class Deed:
    """One dyad of one event, theirs or ours: days, actors, whether order has a meaning, type, quad class, evidence."""

    deed_id: str
    first: date
    last: date
    actor_a: str
    actor_b: str
    is_directed: bool
    event_type: str
    quad: str
    evidence: str = ""

    @property
    def dyad(self) -> tuple[str, str]:
        """The two actors in the order of the alphabet."""
        return min(self.actor_a, self.actor_b), max(self.actor_a, self.actor_b)


@dataclass(frozen=True)
class Aside:
    """A reference row, or one actor of it, that is not compared, and why; `detail`: the actor, type or days meant."""

    line: int
    reference_id: str
    reason: str
    detail: str = ""


class Correspondence:
    """Names and types of one data set in our terms."""

    def __init__(self, kind: str, workspace: Workspace, sides: dict[str, str] | None = None):
        self.kind, self.sides = kind, sides or {}
        self.ontology: Ontology = from_tables(
            *(tables.read(name, workspace) for name in ("ontology", "cameo", "plover_scores"))
        )
        self._actors = {row.actor_id: row.rollup_id for row in records(tables.read("actors", workspace))}
        self._aliases = defaultdict(list)
        for row in records(tables.read("aliases", workspace)):
            self._aliases[row.alias.casefold()].append(row)
        self._numbers = {(r.scheme, r.number): r.actor_id for r in mapping("state_numbers")}
        self._codes, self._forms, self._sectors = {}, [], set()
        for row in mapping("reference_actors"):
            if row.dataset == kind:
                self._learn(row)
        self._types = self._their_types(tables.read("cameo", workspace))

    def _learn(self, row) -> None:
        if row.kind == "code":
            self._codes[row.text.casefold()] = row.counts_as
        elif row.kind == "sector":
            self._sectors.add(row.text.casefold())
        else:
            pattern = re.escape(row.text).replace(re.escape("{}"), "(.+)")
            self._forms.append((re.compile(pattern, re.IGNORECASE), row.counts_as))

    def _their_types(self, cameo: pd.DataFrame) -> dict[str, str]:
        name = "cameo" if self.kind in BY_CAMEO else self.kind
        made = {row.their_type.casefold(): row.event_type for row in mapping("reference_types") if row.dataset == name}
        if name == "cameo":
            made |= {row.cameo_code: row.event_type for row in records(cameo) if row.event_type}
        return made

    @property
    def scope(self) -> frozenset[str]:
        """The event types of ours that the data set has a counterpart of."""
        return frozenset(value for value in self._types.values() if value)

    def event_type(self, their_type: str) -> str:
        """Our event type, "" where there is none. A CAMEO code falls back on the longest beginning that is mapped."""
        code = their_type.casefold()
        if self.kind not in BY_CAMEO:
            return self._types.get(code, "")
        beginnings = (code[:length] for length in range(len(code), 1, -1))
        return next((self._types[start] for start in beginnings if start in self._types), "")

    def counted(self, code: str) -> str:
        """The code an actor of ours is counted under: its roll-up, or the party the case counts it with."""
        rollup = self._actors.get(code, code)
        return self.sides.get(rollup, rollup)

    def actor(self, name: Name, day: date) -> str:
        """The actor a name stands for on a day, "" where nobody knows."""
        if any(sector.casefold() in self._sectors for sector in name.sectors):
            return ""
        for number in name.numbers:
            if number in self._numbers:
                return self.counted(self._numbers[number])
        for word in name.words:
            found = self._named(word, day.isoformat())
            if found:
                return "" if found == "nobody" else self.counted(found)
        found = self._named(name.country, day.isoformat())
        return self.counted(found) if found and found != "nobody" else ""

    def _named(self, words: str, day: str) -> str:
        """An actor id, "nobody" where a form says that it is no actor of ours, "" where nothing is known."""
        words = re.sub(r"\s*\(\d{4}-(\d{4})?\)$", "", words.strip())  # ACLED: the years of a government
        if not words:
            return ""
        if words.casefold() in self._codes:
            return self._codes[words.casefold()]
        for form, counts_as in self._forms:
            found = form.fullmatch(words)
            if found:
                return counts_as if counts_as == "nobody" else self._plain(found[1], day)
        return self._plain(words, day)

    def _plain(self, words: str, day: str) -> str:
        """The one actor an alias, an actor id or a name without its bracket stands for."""
        bare = re.sub(r"\s*\([^()]*\)$", "", words)
        for text in dict.fromkeys((words, re.sub(r"^the ", "", words, flags=re.IGNORECASE), bare)):
            if text.upper() in self._actors:
                return text.upper()
            found = {self._actors[row.actor_id] for row in self._aliases.get(text.casefold(), ()) if _holds(row, day)}
            if len(found) == 1:
                return found.pop()
        return ""


def _holds(row, day: str) -> bool:
    return row.valid_from <= day and (not row.valid_to or day <= row.valid_to)


def mapping(name: str) -> list:
    """The rows of a mapping table under data/reference. Raises CompareError where it has not its columns."""
    frame = tables.read_csv(REFERENCE / f"{name}.csv")
    if tuple(frame.columns) != COLUMNS[name]:
        raise CompareError(f"data/reference/{name}.csv: expected the columns {','.join(COLUMNS[name])}")
    return records(frame)


def translate(rows: list[ReferenceRow], known: Correspondence, ours: frozenset[str]) -> tuple[list[Deed], list[Aside]]:
    """Reference rows -> deeds among actors of `ours`, one a dyad, by day; every other row is set aside with its reason."""
    deeds, asides = [], []
    seen: Counter = Counter()
    for row in rows:
        seen[row.reference_id] += 1
        if seen[row.reference_id] > 1:
            asides.append(Aside(row.line, row.reference_id, "the same id again"))
            continue
        reason = _not_comparable(row, known)
        if reason:
            asides.append(Aside(row.line, row.reference_id, *reason))
            continue
        found, left = _dyads(row, known, ours)
        deeds += found
        asides += left
    return sorted(_once(deeds, known), key=lambda deed: (deed.first, deed.deed_id, deed.dyad)), asides


def _not_comparable(row: ReferenceRow, known: Correspondence) -> tuple[str, str] | None:
    if not known.event_type(row.their_type):
        return "type has no counterpart", row.their_type
    if not row.is_exact:
        return "day not known", f"{row.first} to {row.last}" if row.last != row.first else str(row.first)
    if not row.side_a or not row.side_b:
        return "one actor only", (row.side_a or row.side_b)[0].shown if row.side_a or row.side_b else ""
    return None


def _dyads(row: ReferenceRow, known: Correspondence, ours: frozenset[str]) -> tuple[list[Deed], list[Aside]]:
    """Every pair of the two sides whose actors both are known and among ours."""
    sides, asides = [], []
    for side in (row.side_a, row.side_b):
        codes = [known.actor(name, row.first) for name in side]
        unknown = [name.shown for name, code in zip(side, codes, strict=True) if not code]
        asides += [Aside(row.line, row.reference_id, "unknown actor", name) for name in unknown]
        foreign = sorted({code for code in codes if code and code not in ours})
        asides += [Aside(row.line, row.reference_id, "actor not in this run", code) for code in foreign]
        sides.append(sorted({code for code in codes if code in ours}))
    event_type = known.event_type(row.their_type)
    quad = known.ontology.quad(event_type)
    pairs = {(a, b) for a in sides[0] for b in sides[1] if a != b}
    if sides[0] and sides[1] and not pairs:
        asides.append(Aside(row.line, row.reference_id, "both sides count as one actor", sides[0][0]))
    if not row.is_directed:
        pairs = {(min(pair), max(pair)) for pair in pairs}
    made = [
        Deed(row.reference_id, row.first, row.last, a, b, row.is_directed, event_type, quad, f"line {row.line}")
        for a, b in sorted(pairs)
    ]
    return made, asides


def _once(deeds: list[Deed], known: Correspondence) -> list[Deed]:
    """Talks that a dyadic coder writes in both directions on one day are one undirected deed."""
    if known.kind not in BY_CAMEO:
        return deeds
    waiting: dict[tuple, list[int]] = defaultdict(list)
    made: list[Deed | None] = list(deeds)
    for at, deed in enumerate(deeds):
        if deed.event_type != MUTUAL:
            continue
        back = waiting[deed.first, deed.actor_b, deed.actor_a]
        if back:
            other = back.pop(0)
            joined = f"{deeds[other].deed_id}+{deed.deed_id}"
            made[other], made[at] = replace(deeds[other], deed_id=joined, is_directed=False), None
        else:
            waiting[deed.first, deed.actor_a, deed.actor_b].append(at)
    return [deed for deed in made if deed]
