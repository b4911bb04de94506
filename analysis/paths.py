"""Where things are. No other module knows a path of the project."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
LEXICON = DATA / "lexicon"
REFERENCE = DATA / "reference"
CASES = DATA / "cases"
NOTEBOOKS = ROOT / "notebooks"
DOCS = ROOT / "docs"
REPORTS = ROOT / "reports"
COLUMNS = DATA / "columns.csv"
CATALOGUE = DATA / "catalogue.csv"
PARAMS = ROOT / "params.yaml"
ENDINGS = {
    "csv": ".csv",
    "parquet": ".parquet",
    "shards": "",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "json": ".json",
    "html": ".html",
}


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Table name -> its row of data/catalogue.csv (place, format, stage, row)."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["table"]: row for row in csv.DictReader(file)}


@dataclass(frozen=True)
class Workspace:
    """Where one run of the river reads a case and writes its tables."""

    case: Path
    tables: Path
    interim: Path
    reports: Path
    cache: Path

    def path(self, table: str) -> Path:
        """The file (or the folder of shards) of a table. Raises KeyError for a table the catalogue does not list."""
        row = catalogue()[table]
        folder = {
            "tables": self.tables, "interim": self.interim, "reports": self.reports, "case": self.case,
            "lexicon": LEXICON, "reference": REFERENCE,
        }[row["place"]]  # fmt: skip
        stem = table.removesuffix(f"_{row['format']}")
        return folder / f"{stem}{ENDINGS[row['format']]}"

    @property
    def articles(self) -> Path:
        """The folder of articles: `articles` below the case, or the case folder itself where there is none."""
        inner = self.case / "articles"
        return inner if inner.is_dir() else self.case


def default_workspace(case_id: str = "nagorno-karabakh-2020") -> Workspace:
    """The project's own folders, as dvc.yaml has them."""
    interim = DATA / "interim"
    return Workspace(CASES / case_id, DATA / "tables", interim, REPORTS, interim / "cache")


def river_workspace(case: Path, out: Path) -> Workspace:
    """The folders of `parley river CASE --out OUT`."""
    case, out = Path(case).resolve(), Path(out).resolve()
    return Workspace(case, out / "tables", out / "interim", out / "reports", out / "interim" / "cache")


def result_workspace(folder: Path) -> Workspace:
    """The tables somebody made before: the --out folder of `parley river`, or its folder of tables."""
    folder = Path(folder).resolve()
    out = folder if (folder / "tables").is_dir() else folder.parent
    tables = folder / "tables" if (folder / "tables").is_dir() else folder
    return Workspace(out, tables, out / "interim", out / "reports", out / "interim" / "cache")
