"""Notebooks read tables and call functions; they hold no functions, no paths, no outputs."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest

from analysis.paths import NOTEBOOKS
from analysis.reporting.clean import KERNEL, cleaned

FILES = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def notebook(request):
    return nbformat.read(request.param, 4)


def test_there_are_notebooks():
    assert FILES


def test_no_outputs_and_no_foreign_metadata(notebook):
    assert dict(notebook.metadata) == KERNEL
    assert nbformat.writes(cleaned(notebook)) == nbformat.writes(notebook)


def test_first_a_question_then_parameters(notebook):
    first, second = notebook.cells[:2]
    assert first.cell_type == "markdown" and "?" in first.source
    assert second.metadata["tags"] == ["parameters"]
    assert all(
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) for node in ast.parse(second.source).body
    )
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in notebook.cells) == 1


def test_no_functions_no_paths_no_reading(notebook):
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree))
        assert not re.search(r"read_csv|open\(|Path\(|\.\./|/home|pd\.read", cell.source)
