"""The 35 hand-coded interactions of one dispatch of 7 October 2020, as rows of the table interactions.

seed_interactions.csv has a row for each direction of a mutual act; the table has one. Fighting and talks are mutual.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "seed_expected.json").read_text(encoding="utf-8"))
MUTUAL = ("ASSAULT", "CONSULT")


def interactions() -> list[SimpleNamespace]:
    """The rows as given: polarity, scores and layers are the hand coder's, nothing is computed anew."""
    with (HERE / "seed_interactions.csv").open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    rows = []
    for row in given:
        mutual = row["et"] in MUTUAL
        if mutual and row["src"] > row["tgt"]:
            continue
        rows.append(
            SimpleNamespace(
                event_id=row["row"],
                source_id=row["src"],
                target_id=row["tgt"],
                is_directed=not mutual,
                dyad_role="mutual" if mutual else "source_target",
                layer=row["layer"],
                sign=int(row["pol"]),
                weight=float(row["n"]),
                event_date="2020-10-07",
                event_type=row["et"],
                mode=row["mode"],
                status="realised",
                plover_score=float(row["plover"]),
                goldstein=float(row["gold"]),
                n_publishers=1,
            )  # fmt: skip
        )
    return rows
