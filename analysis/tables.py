"""data/columns.csv -> schemas; the one reader and the one writer of all tables.

In memory a text column is a pandas string column (missing: NaN), whole numbers are Int64, numbers float64, truth
values boolean; a date is text in the form 2020-09-27. On disk "" is missing, and "NA" is a country code.
"""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.paths import COLUMNS, Workspace, catalogue

DTYPES = {"str": "str", "date": "str", "int": "Int64", "float": "float64", "bool": "boolean"}
DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
SHARD_ROWS = 200_000
TEXT_FORMATS = ("graphml", "gexf", "json")


class TableError(ValueError):
    """A table is not as data/columns.csv says; the message names table, column, the first rows, and the remedy."""


@dataclass(frozen=True)
class Column:
    """One column of one table; type, vocabulary, unit and description are the same wherever the name stands."""

    table: str
    name: str
    type: str
    is_key: bool
    references: str
    nullable: bool
    vocabulary: tuple[str, ...]
    unit: str
    description: str


@lru_cache(maxsize=1)
def dictionary() -> dict[str, tuple[Column, ...]]:
    """Table -> its columns in order. A blank cell inherits from the first row of the same column name."""
    with COLUMNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        known = first.setdefault(row["column"], row)
        for key in ("type", "vocabulary", "unit", "description"):
            row[key] = row[key] or known[key]
    made: dict[str, list[Column]] = {}
    for row in rows:
        made.setdefault(row["table"], []).append(Column(
            row["table"], row["column"], row["type"], row["key"] == "yes", row["references"], row["nullable"] == "yes",
            tuple(row["vocabulary"].split("|")) if row["vocabulary"] else (), row["unit"], row["description"],
        ))  # fmt: skip
    return {table: tuple(columns) for table, columns in made.items()}


def schema(table: str) -> tuple[Column, ...]:
    """The columns of a table. Raises TableError for a table that data/columns.csv does not describe."""
    if table not in dictionary():
        raise TableError(f"data/columns.csv describes no table {table!r}")
    return dictionary()[table]


def key(table: str) -> list[str]:
    """The columns that identify a row."""
    return [column.name for column in schema(table) if column.is_key]


@lru_cache(maxsize=None)
def _pandera(table: str) -> pa.DataFrameSchema:
    columns = {}
    for column in schema(table):
        checks = [pa.Check.isin(column.vocabulary)] if column.vocabulary and column.type != "int" else []
        if column.vocabulary and column.type == "int":
            checks = [pa.Check.isin([int(word) for word in column.vocabulary])]
        if column.type == "date":
            checks.append(pa.Check.str_matches(DATE_PATTERN))
        columns[column.name] = pa.Column(DTYPES[column.type], checks=checks, nullable=column.nullable)
    return pa.DataFrameSchema(columns, unique=key(table), strict=True, ordered=True)


def empty(table: str) -> pd.DataFrame:
    """A table without rows, with its columns and types."""
    return cast(table, pd.DataFrame({column.name: [] for column in schema(table)}))


def cast(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame's columns in their order and types, rows sorted by key. Raises TableError for a missing or extra column."""
    names = [column.name for column in schema(table)]
    wrong = [name for name in names if name not in frame] + [name for name in frame if name not in names]
    if wrong:
        raise TableError(f"table {table}: columns missing or unknown: {', '.join(map(str, wrong))}; data/columns.csv has {', '.join(names)}")
    made = {}
    for column in schema(table):
        try:
            made[column.name] = _typed(frame[column.name], column.type)
        except (ValueError, TypeError) as error:
            raise TableError(f"table {table}, column {column.name}: not of type {column.type}: {error}") from error
    result = pd.DataFrame(made, columns=names)
    return result.sort_values(key(table), kind="stable").reset_index(drop=True)


def _typed(values: pd.Series, kind: str) -> pd.Series:
    if kind in ("str", "date"):
        known = values.astype("object")
        return known.where(known.notna() & (known != ""), None).astype("str")
    if kind == "bool":
        known = values.astype("object").map(lambda v: {"True": True, "False": False, "true": True, "false": False, "": None}.get(v, v) if isinstance(v, str) else v)
        return known.astype("boolean")
    known = values.astype("object")
    numbers = pd.to_numeric(known.where(known.notna() & (known != ""), None))
    return numbers.astype("Int64") if kind == "int" else numbers.astype("float64")


def check(table: str, frame: pd.DataFrame, where: str = "") -> pd.DataFrame:
    """The cast frame, checked against data/columns.csv. Raises TableError with column, first three bad rows and remedy."""
    made = cast(table, frame)
    try:
        return _pandera(table).validate(made, lazy=True)
    except pa.errors.SchemaErrors as error:
        raise TableError(f"{where or 'table ' + table}: {_explain(table, made, error)}") from error


def _explain(table: str, frame: pd.DataFrame, error: pa.errors.SchemaErrors) -> str:
    cases = error.failure_cases
    said = []
    for (column, rule), rows in cases.groupby(["column", "check"], dropna=False, sort=True):
        lines = sorted({int(i) for i in rows["index"].dropna()})[:3]
        shown = "; ".join(f"row {i + 2}: {dict(frame.iloc[i][[*key(table), *([column] if column in frame and column not in key(table) else [])]])}" for i in lines)
        said.append(f"column {column}: {rule} fails for {len(rows)} rows ({shown or rows['failure_case'].iloc[0]})")
    return "; ".join(said[:3]) + ". Mend the rows, or data/columns.csv if the table may have such rows."


def check_references(frames: dict[str, pd.DataFrame]) -> None:
    """Every foreign key among the given tables holds. Raises TableError naming the key and the first three orphans."""
    for table, frame in frames.items():
        for column in schema(table):
            other, _, name = column.references.partition(".")
            if not column.references or other not in frames:
                continue
            known = set(frames[other][name])
            orphans = sorted({value for value in frame[column.name].dropna() if value not in known})
            if orphans:
                raise TableError(f"table {table}, column {column.name}: not in {column.references}: {', '.join(orphans[:3])}. Add the row there or mend it here.")


def read(table: str, workspace: Workspace) -> pd.DataFrame:
    """A table from its file, checked. Raises TableError if the file is missing (saying which stage makes it) or wrong."""
    path, form = workspace.path(table), catalogue()[table]["format"]
    if not path.exists():
        stage = catalogue()[table]["stage"]
        raise TableError(f"{path}: no such table; " + (f"run `python -m analysis {stage}`" if stage else "it is kept by hand and must be there"))
    if form == "csv":
        return check(table, read_csv(path), where=str(path))
    if form == "parquet":
        return check(table, pd.read_parquet(path), where=str(path))
    if form == "shards":
        parts = [pd.read_parquet(part) for part in sorted(path.glob("part-*.parquet"))]
        return check(table, pd.concat(parts, ignore_index=True) if parts else empty(table), where=str(path))
    raise TableError(f"{path}: a {form} file is written for other programs, not read as a table")


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV file as text: nothing is guessed, "NA" stays "NA"."""
    try:
        return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[], encoding="utf-8", lineterminator="\n")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(f"{path}: cannot be read as a UTF-8 CSV file with a header line: {error}") from error


def write(table: str, content: pd.DataFrame | str, workspace: Workspace) -> Path:
    """Writes a table (sorted by key, LF, checked) or the text of a graph or JSON file; whole or not at all."""
    path, form = workspace.path(table), catalogue()[table]["format"]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    if form in TEXT_FORMATS:
        part.write_text(content, encoding="utf-8", newline="\n")
    elif form == "csv":
        check(table, content).to_csv(part, index=False, encoding="utf-8", lineterminator="\n", float_format="%.6g")
    elif form == "parquet":
        _to_parquet(check(table, content), part)
    else:
        return _write_shards(check(table, content), path, part)
    part.replace(path)
    return path


def _to_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False, compression="zstd", engine="pyarrow")


def _write_shards(frame: pd.DataFrame, path: Path, part: Path) -> Path:
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for number, start in enumerate(range(0, max(len(frame), 1), SHARD_ROWS)):
        _to_parquet(frame.iloc[start : start + SHARD_ROWS].reset_index(drop=True), part / f"part-{number:05d}.parquet")
    shutil.rmtree(path, ignore_errors=True)
    part.replace(path)
    return path
