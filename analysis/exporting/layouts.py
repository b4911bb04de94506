"""data/reference/export_columns.csv -> the columns of each layout, and cells no reader can misread.

The file is the documentation and the code's order of columns at once; it names where each layout is published. A column
that nothing fills is there and empty: what a layout has and the tables do not know is never made up.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from analysis.paths import REFERENCE

COLUMNS_FILE = REFERENCE / "export_columns.csv"
BREAKS = re.compile("[\x00-\x20\x7f\x85\xa0\u2028\u2029]+")
FORMULA = ("=", "+", "-", "@")


class LayoutError(ValueError):
    """A scheme fills a column its layout does not have, or has no layout; the message names both."""


@lru_cache(maxsize=1)
def _layouts() -> dict[str, tuple[str, ...]]:
    with COLUMNS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row["scheme"], int(row["position"]))):
        made.setdefault(row["scheme"], []).append(row["column"])
    return {scheme: tuple(columns) for scheme, columns in made.items()}


def columns(scheme: str) -> tuple[str, ...]:
    """The columns of a layout in order. Raises LayoutError for a scheme that data/reference/export_columns.csv lacks."""
    if scheme not in _layouts():
        raise LayoutError(f"{COLUMNS_FILE.name} has no columns for {scheme!r}")
    return _layouts()[scheme]


def arranged(scheme: str, rows: Iterable[dict]) -> pd.DataFrame:
    """Rows -> the layout: its columns in order, "" where a row says nothing. Raises LayoutError for any other column."""
    names, rows = columns(scheme), list(rows)
    unknown = sorted({key for row in rows for key in row} - set(names))
    if unknown:
        raise LayoutError(f"{COLUMNS_FILE.name}: {scheme} has no column {', '.join(unknown)}")
    return pd.DataFrame([[row.get(name, "") for name in names] for row in rows], columns=list(names), dtype=object)


def one_line(value: object) -> object:
    """Text without tabs, line breaks and control characters; a number as it is.

    >>> one_line("a" + chr(9) + "b" + chr(10))
    'a b'
    """
    return BREAKS.sub(" ", value).strip() if isinstance(value, str) else value


def csv_text(frame: pd.DataFrame) -> str:
    """Comma-separated with a header. Text a spreadsheet would take for a formula begins with an apostrophe."""
    return _text(frame, lambda value: _no_formula(one_line(value)), delimiter=",")


def tsv_text(frame: pd.DataFrame) -> str:
    """Tab-separated with a header; a double quote becomes a single one, as not every reader of TSV knows quoting."""
    return _text(frame, _no_quote, delimiter="\t")


def bare_tsv_text(frame: pd.DataFrame) -> str:
    """Tab-separated without a header."""
    return _text(frame, _no_quote, header=False, delimiter="\t")


def _text(frame: pd.DataFrame, cell, header: bool = True, **options) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n", **options)
    if header:
        writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow([_number(cell(value)) for value in row])
    return made.getvalue()


def _no_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _no_quote(value: object) -> object:
    cleaned = one_line(value)
    return cleaned.replace('"', "'") if isinstance(cleaned, str) else cleaned


def _number(value: object) -> object:
    """Numbers as the project's tables print them: six significant digits, no needless point."""
    return f"{value:.6g}" if isinstance(value, float) and abs(value) < 1e6 else value
