"""`parley clean NAME`: the notebook without outputs, counts and foreign metadata, so that saving it in JupyterLab re-runs nothing."""

from __future__ import annotations

from analysis.paths import NOTEBOOKS, Workspace
from analysis.reporting.notebookformat import nbformat

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def cleaned(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook's cells with their tags, ids counted from 0, and nothing else."""
    made = nbformat.v4.new_notebook(metadata=KERNEL)
    for number, cell in enumerate(notebook.cells):
        new = nbformat.v4.new_markdown_cell if cell.cell_type == "markdown" else nbformat.v4.new_code_cell
        tags = cell.metadata.get("tags", [])
        made.cells.append(new(cell.source, id=f"cell-{number:02d}", metadata={"tags": tags} if tags else {}))
    return made


def run(name: str, workspace: Workspace) -> None:
    """Writes data/interim/notebooks/NAME.ipynb. Raises FileNotFoundError naming the notebooks there are."""
    source = NOTEBOOKS / f"{name}.ipynb"
    if not source.exists():
        known = ", ".join(sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")))
        raise FileNotFoundError(f"{source}: no such notebook; there are {known}")
    target = workspace.interim / "notebooks" / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(cleaned(nbformat.read(source, 4))) + "\n"
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8", newline="\n")
