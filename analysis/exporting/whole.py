"""All tables of the project as they are: a folder of Parquet files, or a Data Package (CSV files with a descriptor).

The Data Package (datapackage.org, profile tabular-data-package) holds the derived tables without a change, so nothing is
guarded against spreadsheets there. Parquet holds the hand-made tables too. A table a case does not have is left out.
"""

from __future__ import annotations

import io
import json

import pandas as pd

from analysis import dictionary
from analysis.paths import catalogue

DERIVED = tuple(name for name, row in catalogue().items() if (row["place"], row["format"]) == ("tables", "csv"))
BY_HAND = tuple(name for name, row in catalogue().items() if row["place"] in ("lexicon", "reference", "case"))
OPEN = "CC0-1.0"


def parquet(frames: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """File name -> its bytes, one file a table."""
    made = {}
    for name, frame in sorted(frames.items()):
        file = io.BytesIO()
        frame.to_parquet(file, index=False, compression="zstd", engine="pyarrow")
        made[f"{name}.parquet"] = file.getvalue()
    return made


def datapackage(frames: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """File name -> its bytes, one CSV file a table, and datapackage.json."""
    made = {f"{name}.csv": _csv(frame).encode() for name, frame in sorted(frames.items())}
    return made | {"datapackage.json": _descriptor(frames).encode()}


def _csv(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False, lineterminator="\n", float_format="%.6g")


def _descriptor(frames: dict[str, pd.DataFrame]) -> str:
    """The project's own descriptor for the tables that are there; it states a licence only where all articles have it."""
    package = json.loads(dictionary.datapackage())
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in frames]
    for resource in package["resources"]:
        keys = [key for key in resource["schema"].pop("foreignKeys", []) if _is_there(key, frames)]
        resource["schema"] |= {"foreignKeys": keys} if keys else {}
    if "articles" not in frames or not (frames["articles"]["licence"] == OPEN).all():
        del package["licenses"]
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _is_there(key: dict, frames: dict[str, pd.DataFrame]) -> bool:
    return key["reference"]["resource"] in ("", *frames)
