"""data/columns.csv -> schemas; the one reader and the one writer of all tables.

In memory a text column is a pandas string column (missing: NaN), whole numbers are Int64, numbers float64, truth
values boolean; a date is text in the form 2020-09-27. On disk "" is missing, and "NA" is a country code.
"""

from __future__ import annotations

import csv
import shutil
import warnings
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.paths import COLUMNS, Workspace, catalogue

DTYPES = {"str": "str", "date": "str", "int": "Int64", "float": "float64", "bool": "boolean"}
TRUTH = {"True": True, "False": False, "true": True, "false": False, "": None}
SHARD_ROWS = 200_000
TEXT_FORMATS = ("graphml", "gexf", "json", "html")


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


def vocabulary(table: str, column: str) -> tuple[str, ...]:
    """The values a column may hold, () if any. Raises TableError for an unknown table, KeyError for an unknown column."""
    return {known.name: known.vocabulary for known in schema(table)}[column]


def key(table: str) -> list[str]:
    """The columns that identify a row."""
    return [column.name for column in schema(table) if column.is_key]


def is_day(value: str) -> bool:
    """True for a day of the calendar in the form 2020-09-27."""
    try:
        return len(value) == 10 and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@cache
def _pandera(table: str) -> pa.DataFrameSchema:
    columns = {}
    for column in schema(table):
        checks = [pa.Check.isin(column.vocabulary)] if column.vocabulary and column.type != "int" else []
        if column.vocabulary and column.type == "int":
            checks = [pa.Check.isin([int(word) for word in column.vocabulary])]
        if column.type == "date":
            checks.append(pa.Check(is_day, element_wise=True, name="is_a_day"))
        columns[column.name] = pa.Column(DTYPES[column.type], checks=checks, nullable=column.nullable)
    return pa.DataFrameSchema(columns, unique=key(table), strict=True, ordered=True)


def empty(table: str) -> pd.DataFrame:
    """A table without rows, with its columns and types."""
    return cast(table, pd.DataFrame({column.name: [] for column in schema(table)}))


def cast(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame's columns in their order and types, rows sorted by key. Raises TableError for a missing or extra column."""
    return _sorted(table, _cast(table, frame, f"table {table}"))


def _sorted(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(key(table), kind="stable").reset_index(drop=True)


def _cast(table: str, frame: pd.DataFrame, where: str) -> pd.DataFrame:
    names = [column.name for column in schema(table)]
    missing = [name for name in names if name not in frame]
    unknown = [str(name) for name in frame if name not in names]
    if missing or unknown:
        said = [
            f"{word} columns: {', '.join(some)}" for word, some in (("missing", missing), ("unknown", unknown)) if some
        ]
        raise TableError(f"{where}: {'; '.join(said)}. data/columns.csv has {','.join(names)}")
    made = {}
    for column in schema(table):
        try:
            made[column.name] = _typed(frame[column.name], column.type)
        except (ValueError, TypeError) as error:
            raise TableError(f"{where}, column {column.name}: not of type {column.type}: {error}") from error
    return pd.DataFrame(made, columns=names)


def _typed(values: pd.Series, kind: str) -> pd.Series:
    if kind in ("str", "date"):
        known = values.astype("object")
        return known.where(known.notna() & (known != ""), None).astype("str")
    if kind == "bool":
        return (
            values.astype("object")
            .map(lambda value: TRUTH.get(value, value) if isinstance(value, str) else value)
            .astype("boolean")
        )
    known = values.astype("object")
    numbers = pd.to_numeric(known.where(known.notna() & (known != ""), None), errors="raise")
    return numbers.astype("Int64") if kind == "int" else numbers.astype("float64")


def check(table: str, frame: pd.DataFrame, where: str = "") -> pd.DataFrame:
    """The frame in its types and sorted by key, if it is as data/columns.csv says.

    Raises TableError with column, rule and the first three bad rows: line numbers where the rows came from the file
    `where`, else positions.
    """
    made = _cast(table, frame, where or f"table {table}").reset_index(drop=True)
    try:
        _pandera(table).validate(made, lazy=True)
    except pa.errors.SchemaErrors as error:
        said = "; ".join(_faults(table, made, error.failure_cases, bool(where)))
        raise TableError(
            f"{where or 'table ' + table}: {said}. Mend the rows, or data/columns.csv if it should allow them"
        ) from error
    return _sorted(table, made)


def _faults(table: str, frame: pd.DataFrame, cases: pd.DataFrame, is_file: bool) -> list[str]:
    """One sentence for each column and rule that failed, with up to three rows."""
    said = []
    for (column, rule), rows in cases.groupby(["column", "check"], dropna=False, sort=True):
        lines = sorted({int(i) for i in rows["index"].dropna()})[:3]
        names = [*key(table), *([column] if column in frame and column not in key(table) else [])]
        shown = [f"{'line' if is_file else 'row'} {i + 2 if is_file else i} ({_cells(frame, i, names)})" for i in lines]
        said.append(f"{_rule(table, column, str(rule))}: {', '.join(shown) or rows['failure_case'].iloc[0]}")
    return said[:3]


def _cells(frame: pd.DataFrame, row: int, names: list[str]) -> str:
    cells = {name: frame[name].iloc[row] for name in names}
    return ", ".join(f"{name}={'' if pd.isna(value) else str(value)[:60]}" for name, value in cells.items())


def _rule(table: str, column: object, rule: str) -> str:
    """A failed rule in words."""
    known = {found.name: found for found in schema(table)}
    if "not_nullable" in rule:
        return f"column {column} is empty"
    if "unique" in rule:
        return f"the same key ({', '.join(key(table))}) stands twice"
    if rule.startswith("isin") and column in known:
        return f"column {column} is none of {'|'.join(known[column].vocabulary)}"
    if rule == "is_a_day":
        return f"column {column} is no day as 2020-09-27"
    return f"column {column}: {rule}"


def check_references(frames: dict[str, pd.DataFrame], only: str = "") -> None:
    """Every foreign key among the given tables (or of the table `only`) holds. Raises TableError naming the first three orphans."""
    for table, frame in frames.items():
        for column in schema(table) if only in ("", table) else ():
            other, _, name = column.references.partition(".")
            if not column.references or other not in frames:
                continue
            orphans = frame[frame[column.name].notna() & ~frame[column.name].isin(frames[other][name])]
            if len(orphans):
                names = list(dict.fromkeys([*key(table), column.name]))
                shown = "; ".join(f"({_cells(frame, row, names)})" for row in orphans.index[:3])
                raise TableError(
                    f"table {table}, column {column.name}: {len(orphans)} not in {column.references}: {shown}. Add the row there or mend it here"
                )


def read(table: str, workspace: Workspace) -> pd.DataFrame:
    """A table from its file, checked; empty where a case has none. Raises TableError if it is missing (saying who makes it) or wrong."""
    path, form = workspace.path(table), catalogue()[table]["format"]
    if not path.exists() and catalogue()[table]["place"] == "case":
        return empty(table)  # what a case has not said is not there
    if not path.exists():
        if catalogue()[table]["place"] == "case":
            return empty(table)  # any folder of articles is a case, also without hand-made tables
        stage = catalogue()[table]["stage"]
        raise TableError(
            f"{path}: no such table; "
            + (f"run `python -m analysis {stage}`" if stage else "it is kept by hand and must be there")
        )
    if form == "csv":
        return check(table, read_csv(path), where=str(path))
    if form == "parquet":
        return check(table, pd.read_parquet(path), where=str(path))
    if form == "shards":
        parts = [pd.read_parquet(part) for part in sorted(path.glob("part-*.parquet"))]
        return check(table, pd.concat(parts, ignore_index=True) if parts else empty(table), where=str(path))
    raise TableError(f"{path}: a {form} file is written for other programs, not read as a table")


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV file as text: nothing is guessed, "NA" stays "NA". Raises TableError if it is no UTF-8 CSV file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a line with too many cells
            return pd.read_csv(
                path, dtype="str", keep_default_na=False, na_values=[], encoding="utf-8-sig", index_col=False
            )
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError, pd.errors.ParserWarning) as error:
        said = str(error).strip().splitlines()[-1]
        raise TableError(
            f"{path}: cannot be read as a UTF-8 CSV file with a header line: {said}. Quote cells that hold a comma"
        ) from error


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
