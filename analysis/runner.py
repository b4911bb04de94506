"""The one runner of all stages: loads what a stage reads, checks, builds, checks, writes. Nothing else does I/O.

A stage is a module of analysis.stages with READS and WRITES (table names) and a pure `build`. build's parameters are
filled by name: a table it reads, `lexicon`, `case`, `params` (the section the stage names in PARAMS), `files` (the
article files), `published` (the day of articles without one), `cache` (a folder), `gold` (the case's hand-coded
sentences or None), `progress`.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable

import pandas as pd

from analysis import case, lexicon, tables
from analysis.params import Params
from analysis.paths import Workspace
from analysis.progress import Tracker, silent

STAGES = ("articles", "parses", "codings", "events", "interactions", "network", "scores")


def run(name: str, workspace: Workspace, params: Params, *, progress: Callable = Tracker, published: str | None = None) -> dict[str, int]:
    """Runs one stage; returns the number of rows of each table written. Raises TableError and the errors of the stage."""
    stage = importlib.import_module(f"analysis.stages.{name}")
    wanted = inspect.signature(stage.build).parameters
    given = {table: tables.read(table, workspace) for table in stage.READS}
    tables.check_references(given)
    for resource in wanted:
        if resource not in given:
            given[resource] = published if resource == "published" else _resource(resource, stage, workspace, params, progress)
    made = stage.build(**given)
    made = made if isinstance(made, dict) else {stage.WRITES[0]: made}
    if set(made) != set(stage.WRITES):
        raise tables.TableError(f"stage {name} declares {stage.WRITES} and made {tuple(made)}")
    return {table: _write(table, content, workspace) for table, content in made.items()}


def _write(table: str, content: pd.DataFrame | str, workspace: Workspace) -> int:
    tables.write(table, content, workspace)
    return len(content) if isinstance(content, pd.DataFrame) else 1


def _resource(name: str, stage, workspace: Workspace, params: Params, progress: Callable):
    if name == "lexicon":
        return lexicon.load()
    if name == "case":
        return case.load(workspace.case)
    if name == "params":
        return getattr(params, stage.PARAMS)
    if name == "cache":
        return workspace.cache / stage.__name__.rpartition(".")[2]
    if name == "progress":
        return progress
    if name == "gold":
        return _gold(workspace)
    if name == "files":
        from analysis import intake  # only the first stage needs the readers of file formats

        return intake.files(workspace.articles, params.articles.max_bytes)
    raise TypeError(f"{stage.__name__}.build asks for {name!r}, which is neither a table it reads nor anything the runner knows")


def _gold(workspace: Workspace) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """gold.tsv and gold_sheet.tsv of the case as text frames, or None where nobody has coded by hand."""
    gold, sheet = workspace.case / "gold.tsv", workspace.case / "gold_sheet.tsv"
    if not (gold.exists() and sheet.exists()):
        return None
    as_text = {"dtype": "str", "keep_default_na": False, "sep": "\t", "quoting": 3, "encoding": "utf-8"}
    return pd.read_csv(gold, **as_text), pd.read_csv(sheet, **as_text)


def run_river(workspace: Workspace, params: Params, *, report: bool = True, progress: Callable = Tracker, published: str | None = None) -> dict[str, int]:
    """All stages in order, then the report; returns the number of rows of each table."""
    counts: dict[str, int] = {}
    for name in STAGES:
        if progress is not silent:
            print(f"{name} ...", file=sys.stderr, flush=True)
        counts |= run(name, workspace, params, progress=progress, published=published)
    if report:
        from analysis.reporting import report as reporting

        reporting.run("chronicle", workspace, params)
    return counts
