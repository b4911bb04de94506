"""dvc.yaml says what is true: declared code, tables, case files and parameters are those the stages really use.

Code is compared by following the imports (DVC infers nothing). When such a test fails, put the files it names into the
stage's deps, or take them out.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from analysis import lexicon, runner
from analysis.intake.canonical import CASE_FILES
from analysis.paths import PARAMS, ROOT, catalogue, default_workspace
from analysis.reporting import data as reporting

PIPELINE = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
ALL = list(PIPELINE)
NO_EFFECT = {"analysis/progress.py"}  # shows how far a stage is
NOT_DEPENDED_ON = {"parse.engine", "parse.workers"}  # decide who works, never what comes out
CASE = "data/cases/${case}/"


def files(name: str) -> set[Path]:
    """The files of a module of the project, with the packages it lies in."""
    path = ROOT / Path(*name.split("."))
    found = {p for p in (path.with_suffix(".py"), path / "__init__.py") if p.exists()}
    packages = {p / "__init__.py" for p in path.parents if p.is_relative_to(ROOT / "analysis")} if found else set()
    return found | {p for p in packages if p.exists()}


def imported(source: str) -> set[Path]:
    """The files of the project that a source imports, anywhere in it."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return {file for name in names if name.split(".")[0] == "analysis" for file in files(name)}


def closure(waiting: set[Path]) -> set[str]:
    """The files reached by imports, as paths below the root."""
    seen: set[Path] = set()
    while waiting:
        file = waiting.pop()
        if file not in seen and file.relative_to(ROOT).as_posix() not in NO_EFFECT:
            seen.add(file)
            waiting |= imported(file.read_text(encoding="utf-8"))
    return {file.relative_to(ROOT).as_posix() for file in seen}


def asked(stage: str) -> set[str]:
    """What a stage asks the runner for."""
    return set(inspect.signature(module(stage).build).parameters)


def module(stage: str):
    return importlib.import_module(f"analysis.stages.{stage}")


def notebook_code() -> str:
    cells = [
        cell
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code"
    ]
    return "\n".join(cell.source for cell in cells if not cell.source.startswith("%"))


def code(stage: str) -> set[str]:
    """The code a stage's result depends on."""
    if stage == "clean":
        return closure(files("analysis.reporting.clean"))
    if stage == "report":
        return closure(files("analysis.reporting.report") | imported(notebook_code()))
    resources = [name for key, name in runner.RESOURCES.items() if key in asked(stage)]
    return closure(set().union(*map(files, ["analysis.runner", f"analysis.stages.{stage}", *resources])))


def listed(stage: str, key: str) -> set[str]:
    return {next(iter(item)) if isinstance(item, dict) else item for item in definition(stage).get(key, [])}


def definition(stage: str) -> dict:
    return PIPELINE[stage].get("do", PIPELINE[stage])


def table_path(name: str) -> str:
    return default_workspace("${case}").path(name).relative_to(ROOT).as_posix()


def test_the_river_is_complete():
    assert [*runner.STAGES, "clean", "report"] == ALL


@pytest.mark.parametrize("stage", ALL)
def test_every_stage_is_described_for_a_reader(stage):
    assert len(definition(stage)["desc"].split()) >= 8


@pytest.mark.parametrize("stage", ALL)
def test_declared_code_is_the_imported_code(stage):
    declared = {dep for dep in listed(stage, "deps") if dep.endswith(".py")}
    missing, idle = sorted(code(stage) - declared), sorted(declared - code(stage))
    assert not missing and not idle, f"dvc.yaml, stage {stage}: add {missing}, take out {idle}"


@pytest.mark.parametrize("stage", runner.STAGES)
def test_declared_tables_are_those_read_and_written(stage):
    read = {*module(stage).READS, *(lexicon.TABLES if "lexicon" in asked(stage) else ())}
    wanted = {table_path(table) for table in read} | {"data/columns.csv", "data/catalogue.csv"}
    case_files = {"articles": "files", "case.yaml": "case", "gold.tsv": "gold", "gold_sheet.tsv": "gold"}
    wanted |= {CASE + name for name, resource in case_files.items() if resource in asked(stage)}
    wanted |= {path.relative_to(ROOT).as_posix() for path in getattr(module(stage), "FILES", ())}
    assert {dep for dep in listed(stage, "deps") if not dep.endswith(".py")} == wanted
    assert listed(stage, "outs") | listed(stage, "metrics") == {table_path(table) for table in module(stage).WRITES}


def test_report_depends_on_the_tables_it_reads():
    declared = {dep for dep in listed("report", "deps") if dep.startswith(("data/tables/", "data/lexicon/"))}
    assert declared == {table_path(table) for table in reporting.TABLES}


def test_the_parses_know_nothing_of_the_lexicon():
    """A new alias re-runs the codings and what follows, not the parsing."""
    assert not [dep for dep in listed("parses", "deps") if "lexicon" in dep or "reference" in dep or "coding" in dep]


SECTIONS = [module(stage).PARAMS for stage in runner.STAGES if "params" in asked(stage)]
SHARED = {section for section in SECTIONS if SECTIONS.count(section) > 1}


@pytest.mark.parametrize("stage", runner.STAGES)
def test_declared_parameters_are_those_used(stage):
    values = yaml.safe_load(PARAMS.read_text(encoding="utf-8"))
    section = module(stage).PARAMS if "params" in asked(stage) else None
    used = set(values[section]) if section else set()
    if section in SHARED:  # a section of several stages: each depends on what its own code names
        used = set(re.findall(r"\bparams\.(\w+)", inspect.getsource(module(stage))))
    wanted = {f"{section}.{key}" for key in used} - NOT_DEPENDED_ON
    assert set(definition(stage).get("params", [])) == wanted


def test_every_parameter_is_somebodys():
    values = yaml.safe_load(PARAMS.read_text(encoding="utf-8"))
    known = {f"{section}.{key}" for section, keys in values.items() if isinstance(keys, dict) for key in keys}
    assert {name for stage in ALL for name in definition(stage).get("params", [])} == known - NOT_DEPENDED_ON


def test_derived_files_in_git_are_not_cached():
    for stage in ALL:
        for item in [*definition(stage).get("outs", []), *definition(stage).get("metrics", [])]:
            path, options = next(iter(item.items())) if isinstance(item, dict) else (item, {})
            assert (options.get("cache") is False) == (not path.startswith("data/interim/")), path


def test_catalogue_and_stages_agree():
    for stage in runner.STAGES:
        assert set(runner.table_names(stage)) == set(module(stage).WRITES)
    for table, row in catalogue().items():
        assert bool(row["stage"]) == (row["place"] in ("tables", "interim", "reports")), table


def test_a_case_that_parley_add_makes_has_the_files_the_stages_need():
    needed = {dep.removeprefix(CASE) for stage in runner.STAGES for dep in listed(stage, "deps") if dep.startswith(CASE)}
    assert "corrections.csv" in needed and needed - {"articles"} <= set(CASE_FILES)


def test_the_case_of_the_parameters_has_its_files():
    case = default_workspace(yaml.safe_load(PARAMS.read_text(encoding="utf-8"))["case"]).case
    for stage in runner.STAGES:
        for dep in listed(stage, "deps"):
            assert not dep.startswith(CASE) or (case / dep.removeprefix(CASE)).exists(), dep
