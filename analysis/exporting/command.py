"""`parley export --scheme SCHEME [--out PATH]`: the tables of a case in a layout another program reads."""

from __future__ import annotations

from pathlib import Path

from analysis.exporting import schemes
from analysis.paths import Workspace

FOLDER = "exports"


def main(scheme: str | None, workspace: Workspace, out: Path | None = None) -> int:
    """Writes the file and prints its path and rows; by default to `exports` beside the tables. Without a scheme it lists
    them. Raises ExportError, TableError."""
    if not scheme:
        width = max(map(len, schemes.SCHEMES))
        print("\n".join(f"{name:<{width}}  {known.says}" for name, known in schemes.SCHEMES.items()))
        return 0
    chosen = schemes.scheme(scheme)
    made = schemes.product(scheme, workspace)
    path = out or workspace.tables.parent / FOLDER / chosen.file_name
    if not chosen.is_folder and not path.suffix:
        path /= chosen.file_name  # a name without an ending is a folder
    path = schemes.save(scheme, made, path)
    print(f"{path}: {made.n_rows} row{'' if made.n_rows == 1 else 's'}")
    return 0
