"""What an event type and mode mean: polarity, quad class, layer, CAMEO code, scores.

A mode that is not listed means what its type means.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.measures.records import records

Key = tuple[str, str]


@dataclass(frozen=True)
class Ontology:
    """The tables ontology, plover_scores and cameo, by (event type, mode) and by CAMEO code."""

    polarities: dict[Key, int]
    quads: dict[Key, str]
    layers: dict[Key, str]
    cameo_codes: dict[Key, str]
    plover_scores: dict[Key, float]
    goldsteins: dict[str, float]

    def polarity(self, event_type: str, mode: str) -> int:
        """-1 hostile, 1 cooperative, 0 neither."""
        return _find(self.polarities, event_type, mode, 0)

    def quad(self, event_type: str, mode: str = "") -> str:
        """VC, MC, VK or MK (PLOVER manual)."""
        return _find(self.quads, event_type, mode, "")

    def layer(self, event_type: str, mode: str) -> str:
        """The layer of a realised event, before its actors are looked at."""
        return _find(self.layers, event_type, mode, "relation")

    def cameo(self, event_type: str, mode: str) -> str:
        """The CAMEO code used where the predicate gives none."""
        return _find(self.cameo_codes, event_type, mode, "")

    def plover(self, event_type: str, mode: str) -> float | str:
        """The PLOVER score, "" where the scale has none (DENY)."""
        return _find(self.plover_scores, event_type, mode, "")

    def goldstein(self, cameo_code: str) -> float | str:
        """The Goldstein value, "" where the code has none."""
        return self.goldsteins.get(cameo_code, "")


def _find(table: dict, event_type: str, mode: str, missing):
    found = table.get((event_type, mode), "")
    return found if found != "" else table.get((event_type, ""), missing)


def from_tables(ontology: pd.DataFrame, cameo: pd.DataFrame, plover_scores: pd.DataFrame) -> Ontology:
    """The three tables -> Ontology."""
    rows = records(ontology)
    return Ontology(
        {(r.event_type, r.mode): int(r.polarity) for r in rows},
        {(r.event_type, r.mode): r.quad for r in rows},
        {(r.event_type, r.mode): r.layer for r in rows},
        {(r.event_type, r.mode): r.default_cameo for r in rows},
        {(r.event_type, r.mode): float(r.plover_score) for r in records(plover_scores) if r.plover_score != ""},
        {r.cameo_code: float(r.goldstein) for r in records(cameo) if r.goldstein != ""},
    )
