"""An analyst's corrections of the coder: applied after coding, kept through rebuilds, never lost.

A row of a case's corrections.csv names a coding by its sentence and trigger (which survive new articles and new rules), or
by its id, and gives one field a new value. A correction whose coding is no longer there is an orphan: it is told in the
table `correction_log`, with what the analyst wrote, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis import gazetteer, tables
from analysis.calendar import is_edtf
from analysis.coding.places import origin
from analysis.lexicon import Lexicon

SIDES = ("source", "target")


@dataclass(frozen=True)
class Corrected:
    """The rows of codings and participants after correction, and the log (one row a correction)."""

    codings: list[dict]
    participants: list[dict]
    quantities: list[dict]
    log: list[dict]


def apply(
    codings: list[dict], participants: list[dict], quantities: list[dict], wanted: Iterable, texts: dict[str, str],
    lexicon: Lexicon,
) -> Corrected:  # fmt: skip
    """Applies `wanted` (rows of the table `corrections`, "" for what is missing) in the order of their keys.

    `texts` maps sentence ids to sentences. Rows of codings get `corrected`:
    the fields an analyst set, joined by a space.
    """
    by_id = {row["coding_id"]: dict(row) for row in codings}
    gone: set[str] = set()
    log = []
    for number, one in enumerate(wanted, 1):
        targets = _named(one, by_id, texts)
        fault = _fault(one, lexicon) or (
            "" if targets else "orphan: no coding has this id, or this trigger in this sentence"
        )
        for coding_id in targets if not fault else [""]:
            row = by_id.get(coding_id)
            log.append(_log(number, one, row, fault))
            if row is None:
                continue
            if one.field == "row":
                gone.add(coding_id)
                continue
            row[one.field] = one.value or None
            row["corrected"] = " ".join(dict.fromkeys([*(row.get("corrected") or "").split(), one.field]))
            if one.field == "place_id":
                row["place_origin"] = origin(one.value, row["place_text"]) or None
            if one.field in SIDES:
                participants = _recast(participants, coding_id, one.field, one.value, lexicon)
    keep = lambda rows: [row for row in rows if row["coding_id"] not in gone]  # noqa: E731
    made = [row | {"about_coding_id": None} if row["about_coding_id"] in gone else row for row in by_id.values()]
    return Corrected(keep(made), keep(participants), keep(quantities), log)


def _named(one, by_id: dict[str, dict], texts: dict[str, str]) -> list[str]:
    """The ids of the codings a correction means: sentence and trigger where given, else the id."""
    if one.sentence:
        return [
            coding_id
            for coding_id, row in by_id.items()
            if " ".join(texts[row["sentence_id"]].split()) == " ".join(one.sentence.split())
            and (not one.trigger or row["trigger"] == one.trigger)
            and (not one.coding_id or row["article_id"] == one.coding_id.partition("#")[0])
        ]
    row = by_id.get(one.coding_id)
    return [one.coding_id] if row and (not one.trigger or row["trigger"] == one.trigger) else []


def _fault(one, lexicon: Lexicon) -> str:
    """Why a correction cannot be applied, or ""."""
    fields = tables.vocabulary("corrections", "field")
    allowed = {name: tables.vocabulary("codings", name) for name in ("event_type", "status", "direction")} | {
        "row": ("delete",)
    }
    if one.field not in fields:
        return f"refused: {one.field!r} is none of {', '.join(fields)}"
    if one.field in allowed and one.value not in allowed[one.field]:
        return f"refused: {one.field} {one.value!r} is none of {', '.join(sorted(allowed[one.field]))}"
    if one.field == "event_date" and one.value and not is_edtf(one.value):
        return f"refused: event_date {one.value!r} is no day, month or year (2020-10-10)"
    if one.field == "place_id" and one.value and one.value not in lexicon.places and gazetteer.load().by_id(one.value) is None:
        return f"refused: place_id {one.value!r} is no place of data/lexicon/places.csv, and no GN with a number of GeoNames"
    return ""


def _log(number: int, one, row: dict | None, fault: str) -> dict:
    return {
        "correction_no": number, "coding_id": row["coding_id"] if row else one.coding_id or None, "sentence": one.sentence or None,
        "trigger": one.trigger or None, "field": one.field, "old_value": (row or {}).get(one.field) or None, "value": one.value or None,
        "outcome": fault.partition(":")[0] or "applied", "detail": fault.partition(": ")[2] or None, "who": one.who, "when": one.when, "why": one.why or None,
    }  # fmt: skip


def _recast(participants: list[dict], coding_id: str, side: str, codes: str, lexicon: Lexicon) -> list[dict]:
    """The participants of a coding with one side replaced by the analyst's codes."""
    others = [row for row in participants if row["coding_id"] == coding_id and row["role"] != side]
    added = [
        {
            "coding_id": coding_id, "role": side, "actor_id": code, "state": lexicon.rollup(code), "text": "",
            "char_start": None, "char_end": None, "resolution": "corrected",
        }
        for code in codes.split(";")
        if code
    ]  # fmt: skip
    numbered = [row | {"participant_no": number} for number, row in enumerate([*others, *added], 1)]
    return [row for row in participants if row["coding_id"] != coding_id] + numbered
