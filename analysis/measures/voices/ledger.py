"""The ledger of claims: one row per event and holder, what the holder says of it, and who says otherwise.

In the ledger is what somebody alleges or denies, and what happened only on somebody's word. What a speaker does by
speaking (an accusation, a demand) is an act of its own and no claim. Source: methods section 3, table claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.measures.parties import Camps
from analysis.measures.records import codes, joined
from analysis.measures.tellings import NARRATOR, UNSPEC

QUOTES = '"“”„«»'
STANCES = {"denied": "denies", **dict.fromkeys(("planned", "hypothetical", "threatened"), "predicts")}
SPEAKING = ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "DENY")
MONITORS = ("ICRC", "OSCE", "UN", "UNHCR", "HRW", "AMNESTY")  # bodies whose task it is to watch and to report
OPPOSITE = {"asserts": "denies", "denies": "asserts"}


def claims(
    events: Iterable, mentions: Iterable, codings: Iterable, sentences: Iterable, camps: Camps, roles: Iterable
) -> list[dict]:
    """The rows of the table claims, by event and holder."""
    told = defaultdict(list)
    by_coding = {row.coding_id: row for row in codings}
    for row in mentions:
        told[row.event_id].append(by_coding[row.coding_id])
    text = {row.sentence_id: row for row in sentences}
    types = _holder_types(camps, roles)
    events = [event for event in events if _is_claimed(event)]
    mirrors = _mirrors(events)
    rows = []
    for event in events:
        found = _holdings(event, told[event.event_id], text)
        for holder in sorted(found):
            stance, coding, form, day = found[holder]
            against = [other for other, (other_stance, *_) in found.items() if other_stance == OPPOSITE.get(stance)]
            rows.append(
                {
                    "event_id": event.event_id,
                    "holder": holder,
                    "stance": stance,
                    "holder_type": types.get(holder) or ("party" if camps.is_party(holder) else "named_interested"),
                    "evidence_form": form,
                    "claim_date": day,
                    "contradicted_by": joined(against),
                    "mirror_event_id": mirrors.get(event.event_id, ""),
                    "evidence": coding,
                }
            )
    return rows


def _is_claimed(event) -> bool:
    holders = set(codes(event.claimants)) - {NARRATOR}
    if event.event_type in SPEAKING and holders <= set(codes(event.source)):
        return bool(event.denied_by)
    on_their_word = event.status == "realised" and holders and NARRATOR not in codes(event.claimants)
    return event.status in ("alleged", "denied") or bool(event.denied_by) or on_their_word


def _holder_types(camps: Camps, roles: Iterable) -> dict[str, str]:
    known = {code: "third_party_monitor" for code in MONITORS} | {NARRATOR: "narrator", UNSPEC: "anonymous"}
    for role in roles:
        if role.conflict_role == "mediator":
            known.setdefault(role.actor_id, "mediator")
    known |= {role.actor_id: "party_backer" for role in roles if role.conflict_role == "backer"}
    return known


def _holdings(event, told: list, text: Mapping) -> dict[str, tuple[str, str, str, str]]:
    """Holder -> (stance, coding, form of the evidence, day), from its first word on the event."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for coding in sorted(told, key=lambda row: (text[row.sentence_id].published, row.coding_id)):
        sentence = text[coding.sentence_id]
        for holder in codes(coding.claimant) or (NARRATOR,):
            stance = STANCES.get(coding.status, "asserts")
            form = "narration" if holder == NARRATOR else evidence_form(sentence, coding.char_start)
            found.setdefault(holder, (stance, coding.coding_id, form, sentence.published))
    for holder in codes(event.denied_by):
        if holder not in found:
            found[holder] = ("denies", event.evidence, "paraphrase", event.last_reported)
    return found


def evidence_form(sentence, offset: int) -> str:
    """direct_quote where the words stand between quotation marks of the sentence, else paraphrase."""
    before = sentence.text[: max(0, int(offset) - int(sentence.char_start))]
    return "direct_quote" if sum(before.count(mark) for mark in QUOTES) % 2 else "paraphrase"


def _mirrors(events: Iterable) -> dict[str, str]:
    """event_id -> the event in which the other side is said to have done the same on the same day."""
    shelf = {(e.event_type, e.source, e.target, e.event_date): e.event_id for e in events if e.direction == "directed"}
    found = {}
    for (event_type, source, target, day), event_id in shelf.items():
        other = shelf.get((event_type, target, source, day))
        if other and source and target and source != target:
            found[event_id] = other
    return found
