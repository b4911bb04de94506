"""The knowledge tables as one immutable object: actors, aliases, places, predicates, ontology; look-up on a date.

Knowledge is data: whatever a newcomer may want to add (an actor, an alias, a verb, a place) is a row of a table
under data/lexicon or data/reference, never a line of code.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from analysis import tables
from analysis.paths import Workspace, default_workspace

TABLES = (
    "actors", "aliases", "memberships", "dyads", "places", "place_aliases", "nouns", "frames", "predicates", "ontology", "cameo",
    "plover_scores",
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """One actor of the registry; `rollup_id` is the code it is counted under."""

    actor_id: str
    label: str
    kind: str
    country_id: str
    rollup_id: str


@dataclass(frozen=True)
class Alias:
    """One name of an actor and the days (ISO, "" = open) on which it holds."""

    actor_id: str
    kind: str
    valid_from: str
    valid_to: str

    def holds(self, day: str) -> bool:
        """True on `day`; an empty day (date unknown) accepts only names that always hold."""
        if not day:
            return not (self.valid_from or self.valid_to)
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True)
class Place:
    """One place; `actor_id` is whoever an attack on it hits (de facto side at the start of the case, else the state)."""

    place_id: str
    label: str
    kind: str
    country_id: str
    actor_id: str


@dataclass(frozen=True)
class Frame:
    """How a family of predicates arranges its actors and what it says of its complement (see data/README.md)."""

    frame_id: str
    event_type: str
    source_slots: tuple[str, ...]
    target_slots: tuple[str, ...]
    other_slots: tuple[tuple[str, str], ...]
    content_slots: tuple[str, ...]
    effect: str
    direction: str


@dataclass(frozen=True)
class Predicate:
    """One word or idiom that expresses an act. `words`: its lemmas, head first; needs, blocks: (slot, word or @class)."""

    predicate_id: str
    words: tuple[str, ...]
    pos: str
    frame: Frame
    mode: str
    cameo_code: str
    needs: tuple[tuple[str, str], ...]
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lexicon:
    """All knowledge tables, indexed. Names are keyed by their lower-case words."""

    actors: dict[str, Actor]
    names: dict[tuple[str, ...], tuple[tuple[str, Alias], ...]]
    longest_from: dict[str, int]  # first word of a name, of an actor or a place -> words in the longest such name
    places: dict[str, Place]
    place_names: dict[tuple[str, ...], str]
    nouns: dict[str, frozenset[str]]
    predicates: dict[tuple[str, str], tuple[Predicate, ...]]
    ontology: pd.DataFrame
    goldstein: dict[str, float]
    plover: dict[tuple[str, str], float]
    default_cameo: dict[tuple[str, str], str]
    offices: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    dyads: tuple[tuple[str, str, str, str], ...] = ()

    def actor(self, actor_id: str) -> Actor | None:
        """The registry's row, or None for a code made from an article's own words."""
        return self.actors.get(actor_id)

    def verb(self, lemma: str) -> tuple[Predicate, ...]:
        """The rows of a verb, of its idioms too; () for a verb that tells no act."""
        return self.predicates.get((lemma, "VERB"), ())

    def rollup(self, actor_id: str) -> str:
        """The code `actor_id` is counted under; codes outside the registry count as themselves."""
        found = self.actors.get(actor_id)
        return found.rollup_id if found else actor_id

    def dyads_on(self, day: str) -> frozenset[tuple[str, str]]:
        """The pairs known to fight on a day (ISO; "" accepts every day), each in alphabetical order."""
        return frozenset(
            (a, b) for a, b, first, last in self.dyads if not day or (first <= day and (not last or day <= last))
        )

    def find_name(self, words: tuple[str, ...], written: str, day: str) -> Alias | None:
        """The alias written so on that day. Acronyms and short names must be written in their own case."""
        rows = [(name, alias) for name, alias in self.names.get(words, ()) if alias.holds(day)]
        for name, alias in rows:
            exact = name == written
            if exact or (alias.kind != "acronym" and len(name) > 3 and written[:1].isupper()):
                return alias
        return None

    def noun_is(self, lemma: str, noun_class: str) -> bool:
        """True if the noun table puts `lemma` into `noun_class`."""
        return noun_class in self.nouns.get(lemma, frozenset())


def words_of(name: str) -> tuple[str, ...]:
    """The words a name is matched by: lower case, hyphens and apostrophes apart, as the tokenizer parts them.

    >>> words_of("Nagorno-Karabakh's army")
    ('nagorno', '-', 'karabakh', "'s", 'army')
    """
    name = name.replace("’", "'")
    for mark, parted in (("-", " - "), ("–", " - "), ("'s ", " 's "), ("(", " ( "), (")", " ) "), (",", " , ")):
        name = name.replace(mark, parted)
    return tuple(name.lower().split())


def _pairs(cell: str) -> tuple[tuple[str, str], ...]:
    return tuple(tuple(pair.split("=", 1)) for pair in cell.split())


INITIAL = re.compile(r"\b([A-Z])\.(?=\s)")


def _names(aliases: pd.DataFrame) -> dict:
    found = defaultdict(list)
    for row in aliases.itertuples():
        alias = Alias(row.actor_id, row.alias_kind, row.valid_from, row.valid_to)
        plain = INITIAL.sub(r"\1", row.alias) if row.alias_kind == "person" else row.alias
        for written in dict.fromkeys((row.alias, plain)):  # "George W. Bush", "George W Bush"
            found[words_of(written)].append((written, alias))
    return {words: tuple(rows) for words, rows in found.items()}


def _longest_from(names: list[tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for words in names:
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def _frames(frames: pd.DataFrame) -> dict[str, Frame]:
    return {
        row.frame_id: Frame(
            row.frame_id, row.event_type, tuple(row.source_slots.split()), tuple(row.target_slots.split()),
            tuple((slot, role) for role, slot in _pairs(row.other_slots)), tuple(row.content_slots.split()),
            row.effect, row.frame_direction,
        )
        for row in frames.itertuples()
    }  # fmt: skip


def _predicates(predicates: pd.DataFrame, frames: dict[str, Frame]) -> dict:
    found = defaultdict(list)
    for row in predicates.itertuples():
        words = tuple(row.pattern.split())
        found[words[0], row.pos].append(
            Predicate(row.predicate_id, words, row.pos, frames[row.frame_id], row.mode, row.cameo_code,
                      _pairs(row.needs), _pairs(row.blocks))
        )  # fmt: skip
    # the longest idiom first, then the row with more conditions: the special beats the general
    order = lambda p: (-len(p.words), -2 * len(p.needs) - len(p.blocks), p.predicate_id)  # noqa: E731
    return {key: tuple(sorted(rows, key=order)) for key, rows in found.items()}


def _offices(memberships: pd.DataFrame) -> dict:
    found = defaultdict(list)
    for row in memberships.itertuples():
        found[row.group_id, row.membership_role].append((row.valid_from, row.valid_to, row.member_id))
    return {key: tuple(sorted(rows)) for key, rows in found.items()}


def build(frames: dict[str, pd.DataFrame]) -> Lexicon:
    """Tables (as data/columns.csv has them, missing values "") -> Lexicon."""
    names = _names(frames["aliases"])
    nouns = defaultdict(set)
    for row in frames["nouns"].itertuples():
        nouns[row.lemma].add(row.noun_class)
    ontology = frames["ontology"]
    return Lexicon(
        actors={r.actor_id: Actor(r.actor_id, r.label, r.actor_kind, r.country_id, r.rollup_id) for r in frames["actors"].itertuples()},
        names=names,
        longest_from=_longest_from([*names, *(words_of(alias) for alias in frames["place_aliases"]["alias"])]),
        places={r.place_id: Place(r.place_id, r.label, r.place_kind, r.country_id, r.actor_id or r.country_id) for r in frames["places"].itertuples()},
        place_names={words_of(r.alias): r.place_id for r in frames["place_aliases"].itertuples()},
        nouns={lemma: frozenset(classes) for lemma, classes in nouns.items()},
        predicates=_predicates(frames["predicates"], _frames(frames["frames"])),
        ontology=ontology,
        goldstein={r.cameo_code: float(r.goldstein) for r in frames["cameo"].itertuples() if r.goldstein != ""},
        plover={(r.event_type, r.mode): float(r.plover_score) for r in frames["plover_scores"].itertuples()},
        default_cameo={(r.event_type, r.mode): r.default_cameo for r in ontology.itertuples()},
        offices=_offices(frames["memberships"]),
        dyads=tuple((r.actor_a, r.actor_b, r.valid_from, r.valid_to) for r in frames["dyads"].itertuples()),
    )  # fmt: skip


def read_tables(workspace: Workspace | None = None) -> dict[str, pd.DataFrame]:
    """The knowledge tables with "" for what is missing."""
    workspace = workspace or default_workspace()
    read = {name: tables.read(name, workspace) for name in TABLES}
    return {name: frame.astype("object").where(frame.notna(), "") for name, frame in read.items()}


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The project's lexicon, read once a process. Raises tables.TableError naming table, column and row."""
    found = build(read_tables())
    gc.freeze()  # it stays as long as the process: the collector need not walk it again and again
    return found
