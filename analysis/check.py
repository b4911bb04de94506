"""`parley check`: what is wrong in which row of the hand-made tables and articles, and how to mend it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from analysis import case, intake, tables
from analysis.paths import Workspace, catalogue


def problems(workspace: Workspace) -> Iterator[str]:
    """One line for each problem: file, row, what is wrong, remedy."""
    by_hand = [name for name, row in catalogue().items() if row["place"] in ("lexicon", "reference")]
    by_hand += [name for name, row in catalogue().items() if row["place"] == "case" and workspace.path(name).exists()]
    frames = {}
    for name in by_hand:
        try:
            frames[name] = tables.read(name, workspace)
        except tables.TableError as error:
            yield str(error)
    if len(frames) < len(by_hand):
        return
    for name in frames:
        try:
            tables.check_references({name: frames[name]} | {other: frames[other] for other in frames if other != name})
        except tables.TableError as error:
            yield str(error)
            return
    yield from _aliases(frames["aliases"], workspace)
    yield from _predicates(frames, workspace)
    yield from _case(workspace)


def _aliases(aliases, workspace: Workspace) -> Iterator[str]:
    owners = defaultdict(list)
    for number, row in enumerate(aliases.fillna("").itertuples(), 2):
        owners[row.alias].append((number, row.actor_id, row.valid_from or "0000", row.valid_to or "9999"))
    for alias, rows in owners.items():
        for k, (number, actor, start, end) in enumerate(rows):
            for other_number, other, other_start, other_end in rows[k + 1 :]:
                if actor != other and not (end < other_start or other_end < start):
                    yield f"{workspace.path('aliases')}: rows {number} and {other_number}: {alias!r} names {actor} and {other} on the same day; give the rows dates or drop one"


def _predicates(frames: dict, workspace: Workspace) -> Iterator[str]:
    classes = {*frames["nouns"]["noun_class"], "place"}  # a place is known by the parser, not by a list of nouns
    for number, row in enumerate(frames["predicates"].fillna("").itertuples(), 2):
        for pair in f"{row.needs} {row.blocks}".split():
            slot, _, word = pair.partition("=")
            unknown = [option for option in word.split("|") if option.startswith("@") and option[1:] not in classes]
            if not (slot and word) or unknown:
                yield f"{workspace.path('predicates')}: row {number} ({row.predicate_id}): {pair!r} should be slot=word or slot=@class with a class of nouns.csv"


def _case(workspace: Workspace) -> Iterator[str]:
    try:
        case.load(workspace.case)
    except case.CaseError as error:
        yield str(error)
    for source in intake.files(workspace.articles, 5_000_000) if workspace.articles.is_dir() else []:
        article = intake.read(source)
        if article.reject:
            yield f"{workspace.articles / source.name}: {article.reject}: {article.detail}"
        elif not article.published:
            yield f"{workspace.articles / source.name}: no day of publication; add `published: 2020-10-07` to its front matter"


def main(workspace: Workspace) -> int:
    """Prints the problems; 0 if there is none, else 2."""
    found = list(problems(workspace))
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(found)} problems" if found else "all hand-made tables and articles are in order")
    return 2 if found else 0
