"""Codings -> rows of the tables `codings`, `participants`, `quantities`, and the JSON object `parley code` prints."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.coding import confidence, dates, extent, places
from analysis.coding.coding import Coding
from analysis.coding.document import Document
from analysis.coding.match import Match
from analysis.coding.quantities import Quantity
from analysis.lexicon import Lexicon, load

SCHEMA_VERSION = "1.0"

CODING_COLUMNS = (
    "coding_id", "sentence_id", "article_id", "about_coding_id", "kind", "event_type", "mode", "cameo_code", "trigger", "char_start", "char_end",
    "source", "target", "status", "is_ongoing", "claimant", "claim_via", "direction", "event_date", "date_precision", "place_id", "place_text", "place_origin",
    "event_count", "confidence", "signs", "is_inferred", "predicate_id", "rules", "corrected",
)  # fmt: skip
PARTICIPANT_COLUMNS = (
    "coding_id",
    "participant_no",
    "role",
    "actor_id",
    "state",
    "text",
    "char_start",
    "char_end",
    "resolution",
)
QUANTITY_COLUMNS = (
    "coding_id",
    "quantity_no",
    "measure",
    "group",
    "low",
    "best",
    "high",
    "unit",
    "loss_of",
    "claimant",
    "period",
    "text",
    "char_start",
    "char_end",
)
MUTUAL_ROLE, SIDES = "participant", ("source", "target")
HURT, HARMING = ("deaths", "injured"), ("ASSAULT", "PROTEST")


def _cut(coding: Coding, start: int, end: int) -> str:
    """The words between two offsets of the article, from the coding's sentence."""
    base = coding.sentence.start
    return coding.sentence.text[max(0, start - base) : max(0, end - base)]


def rows(doc: Document, codings: list[Coding], lexicon: Lexicon | None = None) -> tuple[list[dict], list[dict], list[dict]]:
    """The rows of the three tables for one document; ids number the codings of a sentence from 1. `lexicon` is the one they
    were coded by (None: the project's)."""
    lexicon = lexicon or load()
    ids = _ids(codings)
    contents: dict[tuple, str] = {}
    for coding, coding_id in zip(codings, ids, strict=True):
        if coding.governor is not None:
            contents.setdefault((coding.governor, coding.sentence.number), coding_id)
    owners = _owners(doc, codings)
    acts = {(coding.match, coding.sentence.number) for coding in codings}
    made, people, numbers = [], [], []
    for coding, coding_id in zip(codings, ids, strict=True):
        is_content = coding.governor is not None and (coding.governor, coding.sentence.number) in acts
        about = contents.get((coding.match, coding.sentence.number)) if "refusal" not in coding.rules else None
        if "refusal" in coding.rules:
            about = next(
                i
                for c, i in zip(codings, ids, strict=True)
                if c.match == coding.match and c is not coding and c.sentence == coding.sentence
            )
        made.append(_coding_row(doc, coding, coding_id, about if about != coding_id else None, is_content, lexicon))
        people += _participant_rows(doc, coding, coding_id)
        numbers += _quantity_rows(doc, coding, coding_id, owners)
    return made, people, numbers


def _ids(codings: list[Coding]) -> list[str]:
    counts: dict[str, int] = {}
    ids = []
    for coding in codings:
        counts[coding.sentence.sentence_id] = counts.get(coding.sentence.sentence_id, 0) + 1
        ids.append(f"{coding.sentence.sentence_id}/{counts[coding.sentence.sentence_id]}")
    return ids


def _codes(refs: Iterable) -> str | None:
    return ";".join(dict.fromkeys(ref.state for ref in refs)) or None


def _coding_row(doc: Document, coding: Coding, coding_id: str, about: str | None, is_content: bool, lexicon: Lexicon) -> dict:
    start, end = doc.tokens[coding.first].start, doc.tokens[coding.end - 1].end
    return {
        "coding_id": coding_id, "sentence_id": coding.sentence.sentence_id, "article_id": doc.article_id, "about_coding_id": about,
        "kind": "content" if is_content else "act", "event_type": coding.event_type, "mode": coding.mode or None, "cameo_code": coding.cameo_code or None,
        "trigger": _cut(coding, start, end), "char_start": start, "char_end": end, "source": _codes(coding.cast.source), "target": _codes(coding.cast.target),
        "status": coding.status, "is_ongoing": extent.is_ongoing(doc, coding), "claimant": ";".join(coding.claimant), "claim_via": coding.claim_via, "direction": coding.cast.direction,
        "event_date": coding.event_date or None, "date_precision": coding.date_precision, "place_id": coding.place_id or None,
        "place_text": coding.place_text or None, "place_origin": places.origin(coding.place_id, coding.place_text) or None, "event_count": extent.event_count(doc, coding), "confidence": coding.confidence,
        "signs": " ".join(confidence.signs(coding.match, coding.cast, coding.status, lexicon)), "is_inferred": coding.cast.inferred,
        "predicate_id": coding.match.predicate.predicate_id, "rules": " ".join(coding.rules) or None, "corrected": None,
    }  # fmt: skip


def _participant_rows(doc: Document, coding: Coding, coding_id: str) -> list[dict]:
    made = coding.cast
    others = {ref.state: role for role, ref in made.others}
    listed = [("source", ref) for ref in made.source] + [("target", ref) for ref in made.target]
    if made.direction == "mutual":
        listed = [(others.get(ref.state, MUTUAL_ROLE), ref) for _, ref in listed]
    told = {ref.state for _, ref in listed}
    listed += [(role, ref) for role, ref in made.others if ref.state not in told]
    result = []
    for number, (role, ref) in enumerate(listed, 1):
        inferred = ref.resolution == "inferred"
        start, end = doc.tokens[ref.first].start, doc.tokens[ref.end - 1].end
        result.append({
            "coding_id": coding_id, "participant_no": number, "role": role, "actor_id": ref.actor_id or None, "state": ref.state or None,
            "text": "" if inferred else _cut(coding, start, end), "char_start": None if inferred else start, "char_end": None if inferred else end,
            "resolution": ref.resolution,
        })  # fmt: skip
    return result


def _owners(doc: Document, codings: list[Coding]) -> dict[tuple[int, Quantity], Match]:
    """(number of a sentence, quantity) -> the act it is told of: the nearest above it in the tree, else in the text.

    A sentence may tell two acts and five numbers; each number belongs to one act."""
    acts: dict[int, dict[int, Match]] = {}
    told: dict[tuple[int, Quantity], Match] = {}
    carrying = [coding for coding in codings if coding.quantities]
    for coding in carrying:
        tokens = dict.fromkeys((coding.match.verb, *coding.match.tokens), coding.match)
        acts.setdefault(coding.sentence.number, {}).update(tokens)
    for coding in carrying:
        near = acts[coding.sentence.number]
        for found in coding.quantities:
            above = next((near[k] for k in (found.head, *doc.ancestors(found.head)) if k in near), None)
            hurt = found.measure in HURT  # of an act that is no violence nobody dies: whose act it is is not coded
            able = {k: match for k, match in near.items() if not hurt or match.event_type in HARMING}
            nearest = min(able, key=lambda k: (abs(k - found.head), k), default=None)
            owner = above if above is not None and (not hurt or above.event_type in HARMING) else able.get(nearest)
            if owner is not None:
                told.setdefault((coding.sentence.number, found), owner)
    return told


def _quantity_rows(doc: Document, coding: Coding, coding_id: str, owners: dict[tuple[int, Quantity], Match]) -> list[dict]:
    mine = [found for found in coding.quantities if owners.get((coding.sentence.number, found)) == coding.match]
    spans = [when for when in dates.expressions(doc, coding.sentence) if when.precision == "interval"] if mine else []
    result = []
    for number, found in enumerate(mine, 1):
        start, end = doc.tokens[found.first].start, doc.tokens[found.end - 1].end
        when = min(spans, key=lambda when: abs(when.first - found.head), default=None)
        result.append({
            "coding_id": coding_id, "quantity_no": number, "measure": found.measure, "group": found.group or None, "low": found.low, "best": found.best,
            "high": found.high, "unit": found.unit or None, "loss_of": _whose(coding, found) or None, "claimant": found.claimant or None,
            "period": dates.in_tense(when, coding.sentence.published, coding.status) if when else None,
            "text": _cut(coding, start, end), "char_start": start, "char_end": end,
        })  # fmt: skip
    return result


def _whose(coding: Coding, found: Quantity) -> str:
    """The roll-up code of whom the counted words name: "2,300 Armenian troops"; "" where they do not say."""
    made = coding.cast
    people = [*made.target, *made.source, *(ref for _, ref in made.others)]
    return next((ref.state for ref in people if ref.state and found.first <= ref.head < found.end), "")


def joined(parts: Iterable[tuple[list[dict], list[dict], list[dict]]]) -> tuple[list[dict], list[dict], list[dict]]:
    """The rows of many documents as one list a table: codings, participants, quantities."""
    collected: tuple[list, list, list] = ([], [], [])
    for part in parts:
        for known, new in zip(collected, part, strict=True):
            known.extend(new)
    return collected


def frames(codings: list[dict], participants: list[dict], quantities: list[dict]) -> dict[str, pd.DataFrame]:
    """The three tables from their rows."""
    return {
        "codings": pd.DataFrame(codings, columns=list(CODING_COLUMNS)),
        "participants": pd.DataFrame(participants, columns=list(PARTICIPANT_COLUMNS)),
        "quantities": pd.DataFrame(quantities, columns=list(QUANTITY_COLUMNS)),
    }


def json_objects(doc: Document, codings: list[Coding]) -> list[dict]:
    """What `parley code` prints: one object a coding, with the keys DESIGN fixes."""
    made, people, numbers = rows(doc, codings)
    result = []
    for row, coding in zip(made, codings, strict=True):
        mine = [p for p in people if p["coding_id"] == row["coding_id"]]
        result.append({
            "schema_version": SCHEMA_VERSION, "doc_id": doc.article_id, "published": coding.sentence.published or None, "sentence_id": row["sentence_id"],
            "sentence": coding.sentence.text, "coding_id": row["coding_id"], "about_coding_id": row["about_coding_id"], "trigger": row["trigger"],
            "char_start": row["char_start"], "char_end": row["char_end"], "kind": row["kind"], "event_type": row["event_type"], "mode": row["mode"],
            "cameo_code": row["cameo_code"], "source": (row["source"] or "").split(";") if row["source"] else [],
            "target": (row["target"] or "").split(";") if row["target"] else [],
            "participants": [{key: p[key] for key in ("role", "actor_id", "state", "text", "char_start", "char_end")} for p in mine],
            "status": row["status"], "claimant": row["claimant"], "direction": row["direction"], "event_date": row["event_date"],
            "date_precision": row["date_precision"], "place": row["place_id"] or row["place_text"], "place_text": row["place_text"], "place_origin": row["place_origin"],
            "quantities": [{key: q[key] for key in ("measure", "group", "low", "best", "high", "unit", "loss_of", "period", "text")} for q in numbers if q["coding_id"] == row["coding_id"]],
            "confidence": row["confidence"],
        })  # fmt: skip
    return result
