"""`parley report NAME`: the notebook executed by papermill, its blocks set as a PDF, its figures written as PNG."""

from __future__ import annotations

import base64
import logging
import os
import shutil
from pathlib import Path

from analysis import case
from analysis.params import Params
from analysis.paths import ROOT, Workspace
from analysis.reporting import clean
from analysis.reporting.blocks import MIME
from analysis.reporting.notebookformat import nbformat
from analysis.reporting.typeset import pdf

EARLIEST = "2000-01-01"  # the date of a report on articles without any


class ReportError(RuntimeError):
    """The notebook failed; the message names the cell and where the notebook as far as it went can be read."""


def run(name: str, workspace: Workspace, params: Params) -> Path:
    """Executes the notebook, writes reports/NAME.pdf and reports/figures/NAME/*.png; returns the PDF's path."""
    clean.run(name, workspace)
    source = workspace.interim / "notebooks" / f"{name}.ipynb"
    given = {"case_dir": str(workspace.case), "tables_dir": str(workspace.tables), "interim_dir": str(workspace.interim), "reports_dir": str(workspace.reports),
             "top_events": params.report.top_events, "earlier_dir": params.report.earlier}  # fmt: skip
    blocks = collect(execute(source, given))
    figures = workspace.reports / "figures" / name
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir(parents=True)
    for block in blocks:
        if block["kind"] == "figure":
            (figures / f"{block['name']}.png").write_bytes(base64.b64decode(block["png"]))
    heading = next((block["text"] for block in blocks if block["kind"] == "title"), name)
    target = workspace.reports / f"{name}.pdf"
    part = target.with_suffix(".part")
    part.write_bytes(pdf(blocks, heading, case.load(workspace.case).window_end or EARLIEST))
    part.replace(target)
    return target


def execute(source: Path, given: dict[str, object]) -> nbformat.NotebookNode:
    """The executed notebook. A parameter the notebook does not know, or of another type, raises ReportError."""
    import papermill  # after nbformat, see notebookformat
    from papermill.exceptions import PapermillExecutionError

    known = papermill.inspect_notebook(str(source))
    for key, value in given.items():
        if key not in known:
            raise ReportError(f"{source.name}: its parameters cell has no {key}; it has {', '.join(known)}")
        if known[key]["default"].strip("\"'").isdigit() != isinstance(value, int):
            raise ReportError(
                f"{source.name}: parameter {key} is {value!r}, its default {known[key]['default']}: not of one type"
            )
    failed = source.with_name(f"{source.stem}.executed.ipynb")
    logging.getLogger("papermill").setLevel(logging.ERROR)
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = str(ROOT) + (os.pathsep + before if before else "")
    try:
        return papermill.execute_notebook(str(source), str(failed), parameters=given, kernel_name="python3", progress_bar=False, cwd=str(ROOT), log_output=False,
                                          execution_timeout=900, extra_arguments=["--log-level=ERROR"])  # fmt: skip
    except PapermillExecutionError as error:
        raise ReportError(
            f"{source.stem}.ipynb, cell {error.cell_index}: {error.ename}: {error.evalue}. As far as it went: {failed}"
        ) from error
    finally:
        os.environ["PYTHONPATH"] = before


def collect(notebook: nbformat.NotebookNode) -> list[dict]:
    """The blocks a notebook shows, in order."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            block = output.get("data", {}).get(MIME)
            if block:
                found.append(block)
    return found
