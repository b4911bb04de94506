"""Tables as plain records and back: the one place where a missing value becomes "" and "" becomes missing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from analysis import tables


def records(frame: pd.DataFrame) -> list:
    """The rows of a table as named tuples, in order; what is missing is ""."""
    return list(frame.astype(object).where(frame.notna(), "").itertuples(index=False, name="Row"))


def frame(name: str, rows: list[dict]) -> pd.DataFrame:
    """Rows -> the table of that name in its types, by key; "" becomes missing. TableError for an unknown column."""
    return tables.cast(name, pd.DataFrame(rows)) if rows else tables.empty(name)


@lru_cache(maxsize=2**16)
def codes(cell: str) -> tuple[str, ...]:
    """The codes of a cell, joined there by ;. The codebook's "?" (not stated) is no code.

    >>> codes("ARM;NKR"), codes("?"), codes("")
    (('ARM', 'NKR'), (), ())
    """
    return tuple(code for code in (part.strip() for part in cell.split(";")) if code and code != "?")


def joined(codes: Iterable[str]) -> str:
    """Codes as a cell: sorted, each once, joined by ;."""
    return ";".join(sorted(set(codes)))
