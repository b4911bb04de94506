"""The one runner of all stages: loads what a stage reads, checks, builds, checks, writes. Nothing else does I/O.

A stage is a module of analysis.stages with READS and WRITES (table names) and a pure `build`. build's parameters are
filled by name: a table it reads; `params`, the section the stage names in PARAMS; `lexicon`; `case`; `files`, the
article files; `gold`, the case's hand-coded sentences or None; `published`, the day of what has no date of its own;
`cache`, a folder of its own; `progress`, (label, total) -> a tracker with .advance(n).
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from types import ModuleType

import pandas as pd

from analysis import tables
from analysis.params import Params
from analysis.paths import Workspace, catalogue
from analysis.progress import Tracker

STAGES = (
    "articles",
    "parses",
    "codings",
    "events",
    "interactions",
    "network",
    "series",
    "chains",
    "claims",
    "uncertainty",
    "scores",
    "explorer",
)
PAGE = "explorer"  # made for readers, like the reports
REPORTS = ("chronicle", "mediation", "quality")
# What a stage may ask for beside tables, and the module that makes it. A stage that does not ask does not depend on it:
# the parses know nothing of the lexicon, so a new alias re-runs the codings and what follows, not the parsing.
RESOURCES = {"lexicon": "analysis.lexicon", "case": "analysis.case", "files": "analysis.intake"}
GOLD = ("gold.tsv", "gold_sheet.tsv")


def module(name: str) -> ModuleType:
    """The module of a stage. Raises KeyError for a name that is no stage."""
    if name not in STAGES:
        raise KeyError(f"no stage {name!r}; there are {', '.join(STAGES)}")
    return importlib.import_module(f"analysis.stages.{name}")


def table_names(stage: str) -> list[str]:
    """What a stage writes, as the catalogue says."""
    return [table for table, row in catalogue().items() if row["stage"] == stage]


def run(
    name: str, workspace: Workspace, params: Params, *, published: str = "", progress: Callable = Tracker
) -> dict[str, int]:
    """Runs one stage; returns the number of rows of each table written. Raises TableError and the errors of the stage."""
    stage = module(name)
    given = {table: tables.read(table, workspace) for table in stage.READS}
    tables.check_references(given)
    made = stage.build(**given, **_resources(stage, workspace, params, published, progress))
    made = made if isinstance(made, dict) else {stage.WRITES[0]: made}
    if set(made) != set(stage.WRITES):
        raise tables.TableError(f"stage {name} declares {stage.WRITES} and made {tuple(made)}")
    frames = {
        table: tables.check(table, content) for table, content in made.items() if isinstance(content, pd.DataFrame)
    }
    tables.check_references({**given, **frames})
    for table, content in made.items():
        tables.write(table, frames.get(table, content), workspace)
    return {table: len(frame) for table, frame in frames.items()}


def _resources(stage: ModuleType, workspace: Workspace, params: Params, published: str, progress: Callable) -> dict:
    """What build asks for beside its tables."""
    makers = {
        "params": lambda: getattr(params, stage.PARAMS),
        "lexicon": lambda: importlib.import_module(RESOURCES["lexicon"]).load(),
        "case": lambda: importlib.import_module(RESOURCES["case"]).load(workspace.case),
        "files": lambda: importlib.import_module(RESOURCES["files"]).files(
            workspace.articles, params.articles.max_bytes
        ),
        "gold": lambda: _gold(workspace),
        "published": lambda: published,
        "cache": lambda: workspace.cache / stage.__name__.rpartition(".")[2],
        "progress": lambda: progress,
    }
    wanted = [name for name in inspect.signature(stage.build).parameters if name not in stage.READS]
    unknown = [name for name in wanted if name not in makers]
    if unknown:
        raise TypeError(
            f"{stage.__name__}.build asks for {', '.join(unknown)}: neither a table it reads nor one of {', '.join(makers)}"
        )
    return {name: makers[name]() for name in wanted}


def _gold(workspace: Workspace) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """gold.tsv and gold_sheet.tsv of the case as text, or None where nobody has coded by hand (no file, or no row)."""
    paths = [workspace.case / name for name in GOLD]
    if not all(path.exists() for path in paths):
        return None
    as_text = {"dtype": "str", "keep_default_na": False, "sep": "\t", "quoting": 3, "encoding": "utf-8"}
    gold, sheet = (pd.read_csv(path, **as_text) for path in paths)
    return (gold, sheet) if len(gold) and len(sheet) else None


def run_river(
    workspace: Workspace, params: Params, *, published: str = "", report: bool = True, progress: Callable = Tracker,
    announce: Callable[[str], None] = lambda name: None,
) -> dict[str, int]:  # fmt: skip
    """All stages in order, then the reports; returns the number of rows of each table. `announce` hears each stage's name.

    Without `report` the page for readers is left out as well.
    """
    counts: dict[str, int] = {}
    for name in STAGES:
        if name == PAGE and not report:
            continue
        announce(name)
        counts |= run(name, workspace, params, published=published, progress=progress)
    if report:
        for name in REPORTS:
            announce(f"report {name}")
            importlib.import_module("analysis.reporting.report").run(name, workspace, params)
    return counts
