"""Codings as the clustering sees them: one telling is one coding with its days as numbers and its actors as sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.measures.records import codes, records

NARRATOR = "NARRATOR"
UNSPEC = "UNSPEC"
BATTLE = ("ASSAULT", "COERCE", "MOBILIZE")
THIRD_ROLES = ("host", "convener", "mediator", "guarantor")
SIGNING = ("sign", "ceasefire", "settle", "assist", "mediate")  # modes of AGREE which are no plan to meet
NOT_YET = ("planned", "declined", "demanded")


@dataclass(frozen=True, slots=True)
class Telling:
    """One coding. `told` is the day of report, `day` the day of the event (ordinals, None = not known).

    `words`: the letters and digits of its sentence, by which a copied sentence is known again; `is_guessed`: of one-sided
    violence whose doer the text leaves out and the coder filled in: it says that it happened, not who did it."""

    coding_id: str
    article_id: str
    publisher: str
    told: int | None
    event_type: str
    mode: str
    cameo_code: str
    source: frozenset[str]
    target: frozenset[str]
    third: frozenset[str]
    persons: frozenset[tuple[str, str]]
    direction: str
    status: str
    claimants: tuple[str, ...]
    event_date: str
    precision: str
    day: int | None
    place: str
    event_count: int
    confidence: float
    about: str
    is_corrected: bool
    words: str = ""
    is_noun: bool = False
    is_guessed: bool = False

    @property
    def actors(self) -> frozenset[str]:
        """Everybody who takes part."""
        return self.source | self.target | self.third

    @property
    def is_stated(self) -> bool:
        """True if the text itself gives the day."""
        return self.day is not None and self.precision == "day"

    @property
    def is_fighting(self) -> bool:
        """True for mutual violence: all of one day is one event."""
        return self.event_type == "ASSAULT" and self.direction == "mutual"

    @property
    def family(self) -> str:
        """The event type under which tellings are compared: an agreed meeting is the meeting."""
        meets = self.event_type == "AGREE" and self.status in NOT_YET and self.mode not in SIGNING
        return "CONSULT" if meets else self.event_type

    @property
    def is_mutual(self) -> bool:
        """True where the order of the actors carries no meaning; of talks it never does."""
        return self.direction == "mutual" or self.family == "CONSULT"


def ordinal(text: str) -> int | None:
    """The number of a day, None for anything that is not one whole ISO day.

    >>> ordinal("1970-01-01"), ordinal("1994")
    (719163, None)
    """
    try:
        return date.fromisoformat(text).toordinal() if len(text) == 10 else None
    except ValueError:
        return None


def _principals(source: set[str], target: set[str], third: set[str]) -> tuple[frozenset, frozenset, frozenset]:
    """A third party brings two others together; who hosts or mediates for one other only is one of the two itself."""
    if len((source | target) - third) >= 2:
        return frozenset(source - third), frozenset(target - third), frozenset(third)
    return frozenset(source), frozenset(target), frozenset(third - source - target)


def _cast(participants: pd.DataFrame, persons: set[str]) -> tuple[dict, dict]:
    third, named = defaultdict(set), defaultdict(set)
    for row in records(participants[["coding_id", "role", "actor_id", "state"]]):
        if row.role in THIRD_ROLES and row.state:
            third[row.coding_id].add(row.state)
        if row.actor_id in persons:
            named[row.coding_id].add((row.state, row.actor_id))
    return third, named


def voices(articles: Iterable, actors: Iterable) -> dict[str, str]:
    """article_id -> the actor (rolled up) whose official line it carries; its narrator is that actor."""
    known = {row.actor_id: row.rollup_id for row in actors}
    return {row.article_id: known[row.official_line] for row in articles if row.official_line in known}


def voiced(codings: pd.DataFrame, articles: Iterable, actors: Iterable) -> pd.DataFrame:
    """The codings with claimant and status as the events take them: an actor's own text is that actor's word.

    Who counts claims or losses reads these, so that one sentence has one claimant in all tables.
    """
    lines_of = voices(articles, actors)
    rows = records(codings)
    return codings.assign(
        claimant=[";".join(_speakers(row, lines_of)) for row in rows],
        status=[_heard(row, row.article_id in lines_of) for row in rows],
    )


def _speakers(row, lines_of: dict[str, str]) -> tuple[str, ...]:
    """Who says so; the narrator of an official text is its actor, named once. To tell that something is demanded is no demand."""
    line = NARRATOR if row.status == "demanded" else lines_of.get(row.article_id, NARRATOR)
    said = (line if code == NARRATOR else code for code in codes(row.claimant))
    return tuple(dict.fromkeys(said))


def tellings(
    codings: pd.DataFrame,
    participants: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    actors: pd.DataFrame,
) -> list[Telling]:
    """The tellings of a case in the order of coding ids."""
    registry = {row.actor_id: row for row in records(actors[["actor_id", "actor_kind", "rollup_id"]])}
    third, named = _cast(participants, {code for code, row in registry.items() if row.actor_kind == "person"})
    guessed = set(
        participants.loc[(participants["role"] == "source") & (participants["resolution"] == "inferred"), "coding_id"]
    )
    lines = {row.sentence_id: row for row in records(sentences[["sentence_id", "published", "text"]])}
    papers = {row.article_id: row for row in records(articles)}
    lines_of = voices(papers.values(), registry.values())
    made = []
    for row in sorted(records(codings), key=lambda row: row.coding_id):
        paper = papers[row.article_id]
        if not (row.source or row.target):
            continue  # between people nobody can place: a coding, but no event of the network
        cast = _principals(set(codes(row.source)), set(codes(row.target)), third[row.coding_id])
        claimants = _speakers(row, lines_of)
        made.append(
            Telling(
                row.coding_id,
                row.article_id,
                paper.publisher,
                ordinal(lines[row.sentence_id].published or paper.published),
                row.event_type,
                row.mode,
                row.cameo_code,
                *cast,
                frozenset(named[row.coding_id]),
                row.direction,
                _heard(row, row.article_id in lines_of),
                claimants,
                row.event_date,
                row.date_precision,
                ordinal(row.event_date),
                row.place_id,
                int(row.event_count or 1),
                float(row.confidence or 0),
                row.about_coding_id,
                bool(row.corrected),
                _letters(lines[row.sentence_id].text),
                row.predicate_id.startswith("NOUN:"),
                row.coding_id in guessed and _is_bare_fact(row),
            )
        )
    return made


def _is_bare_fact(row) -> bool:
    """One-sided violence the narrator tells as having happened."""
    violent = row.event_type in BATTLE and row.direction == "directed"
    return violent and row.status == "realised" and NARRATOR in codes(row.claimant)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _heard(row, is_official: bool) -> str:
    """The status of a coding; what an actor's own text narrates of the battle is its claim."""
    narrated = row.status == "realised" and row.event_type in BATTLE and NARRATOR in codes(row.claimant)
    return "alleged" if narrated and is_official else row.status
