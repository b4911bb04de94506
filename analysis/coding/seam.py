"""The seam for other coders: what a coder is asked, what it may answer, and what becomes of an answer that is wrong.

A coder is given a Document and returns rows of the tables codings, participants and quantities. The built-in rules are one;
`endpoint` is another, for a model a user runs. Whatever a coder outside this package says passes `checked`: types and
statuses of the vocabulary, evidence that stands literally in the sentence, codes that are codes. What does not pass is
told, and makes no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from analysis import tables
from analysis.calendar import is_edtf
from analysis.coding.coder import code_document
from analysis.coding.document import Document, Sentence
from analysis.coding.rows import rows
from analysis.lexicon import Lexicon

Rows = tuple[list[dict], list[dict], list[dict]]
CODE = re.compile(r"[A-Z0-9][A-Z0-9_:]{1,79}")


class Coder(Protocol):
    """Anything that codes a document; `faults` are lines for the user about what it left out."""

    faults: list[str]

    def code(self, doc: Document) -> Rows:
        """Rows of codings, participants and quantities of one document."""


@dataclass
class RulesCoder:
    """The built-in coder: lexicon and rules."""

    lexicon: Lexicon
    parties: tuple[str, ...] = ()
    sides: dict[str, str] | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        self.faults: list[str] = []

    def code(self, doc: Document) -> Rows:
        found = code_document(doc, self.lexicon, self.parties, self.sides)
        return rows(doc, [coding for coding in found if coding.confidence >= self.min_confidence], self.lexicon)


def checked(answers: Iterable[object], doc: Document, lexicon: Lexicon, name: str) -> tuple[Rows, list[str]]:
    """Answers of a coder outside -> rows, and a line for each answer that is refused.

    An answer is an object with sentence_id, trigger (words of that sentence), event_type, source and target (lists of
    codes), status, claimant, and, if it likes, direction, event_date and confidence.
    """
    sentences = {sentence.sentence_id: sentence for sentence in doc.sentences if sentence.kind == "sentence"}
    codings, people, faults, counts = [], [], [], {}
    for answer in answers:
        fault = _fault(answer, sentences)
        if fault:
            faults.append(f"{doc.article_id}: {fault}")
            continue
        sentence = sentences[answer["sentence_id"]]
        counts[sentence.sentence_id] = counts.get(sentence.sentence_id, 0) + 1
        coding_id = f"{sentence.sentence_id}/{counts[sentence.sentence_id]}"
        codings.append(_coding(answer, sentence, doc.article_id, coding_id, lexicon, name))
        people += _participants(answer, coding_id, lexicon)
    return (codings, people, []), faults


def _fault(answer: object, sentences: dict[str, Sentence]) -> str:
    """What is wrong with an answer, or ""."""
    if not isinstance(answer, dict):
        return f"an answer is no object: {str(answer)[:60]!r}"
    sentence = sentences.get(str(answer.get("sentence_id")))
    trigger = answer.get("trigger")
    if sentence is None:
        return f"no sentence {str(answer.get('sentence_id'))[:60]!r}"
    if not isinstance(trigger, str) or not trigger.strip() or trigger not in sentence.text:
        return f"{sentence.sentence_id}: the words {str(trigger)[:60]!r} do not stand in the sentence"
    if answer.get("event_type") not in tables.vocabulary("codings", "event_type"):
        return f"{sentence.sentence_id}: no event type {str(answer.get('event_type'))[:40]!r}"
    if answer.get("status") not in tables.vocabulary("codings", "status"):
        return f"{sentence.sentence_id}: no status {str(answer.get('status'))[:40]!r}"
    for side in ("source", "target"):
        codes = answer.get(side) or []
        if not isinstance(codes, list) or not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
            return f"{sentence.sentence_id}: {side} is no list of codes: {str(codes)[:60]!r}"
    if not isinstance(answer.get("claimant") or "", str):
        return f"{sentence.sentence_id}: claimant is no text"
    if answer.get("direction") not in (None, *tables.vocabulary("codings", "direction")):
        return f"{sentence.sentence_id}: no direction {str(answer['direction'])[:40]!r}"
    if answer.get("event_date") and not is_edtf(str(answer["event_date"])):
        return f"{sentence.sentence_id}: no date {str(answer['event_date'])[:40]!r}"
    return ""


def _coding(answer: dict, sentence: Sentence, article_id: str, coding_id: str, lexicon: Lexicon, name: str) -> dict:
    start = sentence.start + sentence.text.index(answer["trigger"])
    kind = answer["event_type"]
    day = str(answer.get("event_date") or "")
    sure = answer.get("confidence")
    claimant = [code for code in (answer.get("claimant") or "").split(";") if CODE.fullmatch(code)]
    return {
        "coding_id": coding_id, "sentence_id": sentence.sentence_id, "article_id": article_id, "about_coding_id": None, "kind": "act",
        "event_type": kind, "mode": None, "cameo_code": lexicon.default_cameo.get((kind, "")) or None, "trigger": answer["trigger"],
        "char_start": start, "char_end": start + len(answer["trigger"]), "source": _states(answer, "source", lexicon),
        "target": _states(answer, "target", lexicon), "status": answer["status"], "is_ongoing": False,
        "claimant": ";".join(claimant) or "NARRATOR", "claim_via": None, "direction": answer.get("direction") or "directed",
        "event_date": day or None, "date_precision": {10: "day", 7: "month", 4: "year"}.get(len(day), "unknown"), "place_id": None, "place_text": None, "place_origin": None,
        "event_count": 1, "confidence": min(1.0, max(0.0, float(sure))) if isinstance(sure, int | float) else 0.5, "signs": None, "is_inferred": False,
        "predicate_id": None, "rules": f"coder:{name}", "corrected": None,
    }  # fmt: skip


def _states(answer: dict, side: str, lexicon: Lexicon) -> str | None:
    return ";".join(dict.fromkeys(lexicon.rollup(code) for code in answer.get(side) or [])) or None


def _participants(answer: dict, coding_id: str, lexicon: Lexicon) -> list[dict]:
    told = [(side, code) for side in ("source", "target") for code in dict.fromkeys(answer.get(side) or [])]
    mutual = answer.get("direction") == "mutual"
    return [
        {
            "coding_id": coding_id, "participant_no": number, "role": "participant" if mutual else side, "actor_id": code,
            "state": lexicon.rollup(code), "text": "", "char_start": None, "char_end": None, "resolution": "described",
        }
        for number, (side, code) in enumerate(told, 1)
    ]  # fmt: skip
