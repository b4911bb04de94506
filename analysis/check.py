"""`parley check`: what is wrong in which row of the hand-made tables and articles, and how to mend it."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis import case, intake, params, tables
from analysis.intake import frontmatter
from analysis.intake.article import KINDS, stated
from analysis.intake.cleaning import normal
from analysis.intake.dating import as_day
from analysis.intake.decoding import Unreadable, decode
from analysis.paths import Workspace, catalogue


def problems(workspace: Workspace) -> Iterator[str]:
    """One line for each problem: file, row, what is wrong, remedy."""
    by_hand = [name for name, row in catalogue().items() if row["place"] in ("lexicon", "reference", "case")]
    frames = {}
    for name in by_hand:
        try:
            frames[name] = tables.read(name, workspace)
        except tables.TableError as error:
            yield str(error)
    for name, frame in frames.items():
        try:
            tables.check_references({**frames, name: frame}, only=name)
        except tables.TableError as error:
            yield f"{workspace.path(name)}: {error}"
    if "aliases" in frames:
        yield from _aliases(frames["aliases"], workspace)
    if {"predicates", "nouns"} <= set(frames):
        yield from _predicates(frames, workspace)
    actors = set(frames["actors"]["actor_id"]) if "actors" in frames else set()
    yield from _case(workspace, actors)
    yield from _articles(workspace, actors)


def _lines(frame: pd.DataFrame, name: str, workspace: Workspace) -> dict[tuple, int]:
    """Key of a row -> its line in the file (the table in memory is sorted by key, the file need not be)."""
    on_disk = tables.read_csv(workspace.path(name))[tables.key(name)]
    return {tuple(row): number for number, row in enumerate(on_disk.itertuples(index=False), 2)}


def _aliases(aliases: pd.DataFrame, workspace: Workspace) -> Iterator[str]:
    """A name that means two actors on the same day."""
    line = _lines(aliases, "aliases", workspace)
    owners = defaultdict(list)
    for row in aliases.fillna("").itertuples():
        at = line[tuple(getattr(row, column) for column in tables.key("aliases"))]
        owners[row.alias].append((at, row.actor_id, row.valid_from or "0000", row.valid_to or "9999"))
    for alias, rows in owners.items():
        for k, (at, actor, start, end) in enumerate(rows):
            for other_at, other, other_start, other_end in rows[k + 1 :]:
                if actor != other and not (end < other_start or other_end < start):
                    yield (f"{workspace.path('aliases')}: lines {at} and {other_at}: {alias!r} names {actor} and {other} on the same day; "
                           "give the rows dates, or drop one")  # fmt: skip


def _predicates(frames: dict[str, pd.DataFrame], workspace: Workspace) -> Iterator[str]:
    line = _lines(frames["predicates"], "predicates", workspace)
    classes = {*frames["nouns"]["noun_class"], "place", "person", "named", "nation"}  # these four the parser knows, not a list of nouns
    for row in frames["predicates"].fillna("").itertuples():
        for pair in f"{row.needs} {row.blocks}".split():
            slot, _, word = pair.partition("=")
            unknown = [option for option in word.split("|") if option.startswith("@") and option[1:] not in classes]
            if not (slot and word) or unknown:
                at = line[(row.predicate_id,)]
                yield f"{workspace.path('predicates')}: line {at} ({row.predicate_id}): {pair!r} should be slot=word, or slot=@class with a class of nouns.csv"


def _case(workspace: Workspace, actors: set[str]) -> Iterator[str]:
    file = workspace.case / "case.yaml"
    if not workspace.case.is_dir():
        yield f"{workspace.case}: no such case; make the folder, or set `case:` in params.yaml to one below data/cases"
        return
    try:
        found = case.load(workspace.case)
    except case.CaseError as error:
        yield str(error)
        return
    for code in [*found.parties, *found.sides, *found.sides.values()]:
        if actors and code not in actors:
            yield f"{file}: {code} is no actor of data/lexicon/actors.csv; correct it or add the actor"
    for actor, party in found.sides.items():
        if party not in found.parties:
            yield f"{file}: sides: {actor} counts with {party}, which is none of the parties"


def _articles(workspace: Workspace, actors: set[str]) -> Iterator[str]:
    if not workspace.articles.is_dir():
        return
    for source in intake.files(workspace.articles, params.load().articles.max_bytes):
        file = workspace.articles / source.name
        article = intake.read(source)
        if article.reject:
            yield f"{file}: {article.reject}: {article.detail}"
            continue
        front = _front(source)
        if (day := stated(front, "published")) and not as_day(day):
            yield f"{file}: published: {day!r} is no date; write it as 2020-10-07"
        elif not article.published:
            yield f"{file}: no day of publication; add `published: 2020-10-07` to its front matter"
        if (kind := stated(front, "kind")) and kind.lower() not in KINDS:
            yield f"{file}: kind: {kind!r} is none of {', '.join(KINDS)}"
        if actors and article.official_line and article.official_line not in actors:
            yield f"{file}: official_line: {article.official_line} is no actor of data/lexicon/actors.csv; correct it or add the actor"


def _front(source: intake.SourceFile) -> frontmatter.Front:
    """The front matter of a text file; {} for other kinds of files."""
    if not re.fullmatch(r"\.(md|markdown|txt|text)", source.ending):
        return {}
    try:
        return frontmatter.split(normal(decode(source.raw).text))[0]
    except Unreadable:
        return {}


def main(workspace: Workspace) -> int:
    """Prints the problems; 0 if there is none, else 2."""
    found = list(problems(workspace))
    for problem in found:
        print(problem, file=sys.stderr)
    print(
        f"{len(found)} problems"
        if found
        else f"all hand-made tables and the articles of {workspace.case.name} are in order"
    )
    return 2 if found else 0
