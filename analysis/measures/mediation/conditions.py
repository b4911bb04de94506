"""What an actor makes its yes depend on: "no halt until B's troops depart", "only if B signs", "unless B leaves".

Codings carry no conditions; the words between two triggers of one sentence do. A condition is an act somebody is to do
first, introduced by one of WORDS with no other act and no comma between; what it holds back is the act before that word,
or, where the word opens the sentence, the act after it. "A condition for a halt, the
withdrawal of B": what follows is held back, and the next act is the condition. "A must leave before the war ends": what is demanded is the
condition, what follows "before" is held back. Plain "until" and "before" also tell of time, so that they count only where
what is held back is refused or has not happened. Who names the condition: who utters the demand for it or the refusal,
else who is said to say so, else who takes part in what is held back, else the adversary of the one party that is to do it;
nobody sets itself a condition.

Where no such act is coded, the coder may still have found that a condition is made and by whom ("no truce was possible unless
the mercenaries left", "made an end conditional on a withdrawal", "a truce depends on it"): then that demand is the condition.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.measures.parties import Camps
from analysis.measures.records import codes
from analysis.measures.tellings import NARRATOR, UNSPEC

ALWAYS = r"unless|only (?:if|when|once|after)|provided that|providing that|on (?:the )?condition(?: that)?|as long as|so long as"
IN_TIME = r"until|till|before"
NOUN = r"(?<!no )(?<!without )\b(?:pre)?conditions? (?:for|of|to)"  # "a single condition for a halt, the withdrawal"
WORDS = re.compile(rf"\b(?:{ALWAYS}|{IN_TIME})\b|{NOUN}\b", re.IGNORECASE)
DEPENDING = re.compile(r"\b(?:conditional|contingent|dependent|depend(?:s|ed|ing)?|hing(?:es|ed|ing)) (?:up)?on\b", re.IGNORECASE)
STATED = frozenset({"frame:condition", "frame:set_condition", "frame:hinge"})  # the rules by which the coder finds that a condition is made
YIELDING = ("AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")  # what may be asked for first
SPEAKING = ("REJECT", "REQUEST", "THREATEN")
HOLDING = ("declined", "not_occurred", "demanded", "planned", "threatened", "hypothetical")
BREAK = re.compile(r"[,;:–—]")


@dataclass(frozen=True)
class Condition:
    """One condition in one sentence; codings by id, "" where what is held back is not coded."""

    coding_id: str
    held: str
    act: str  # the coding by which it is uttered: a demand, a refusal; "" where none is
    word: str
    named_by: tuple[str, ...]
    asked_of: tuple[str, ...]


def conditions(codings: Iterable, sentences: Iterable, camps: Camps, voices: Mapping[str, str]) -> list[Condition]:
    """The conditions of a case by coding id. `voices`: article -> the actor whose official line it carries.

    Where nobody can be said to name it, there is no row; a coding is the condition of one word only.
    """
    by_sentence = defaultdict(list)
    for row in codings:
        by_sentence[row.sentence_id].append(row)
    found: dict[str, Condition] = {}
    for sentence in sentences:
        rows = sorted(by_sentence.get(sentence.sentence_id, ()), key=lambda row: (int(row.char_start), row.coding_id))
        acts = {row.about_coding_id: row for row in rows if row.about_coding_id}
        for word in WORDS.finditer(sentence.text) if rows else ():
            pair = _pair(word, sentence, rows, acts)
            if pair and pair[0].coding_id not in found:
                made = _condition(word[0].lower(), *pair, acts, camps, voices.get(sentence.article_id, ""))
                if made:
                    found[made.coding_id] = made
        for made in _stated(sentence, rows, {one.coding_id for one in found.values()}):
            found[made.coding_id] = made
    return [found[coding_id] for coding_id in sorted(found)]


def _stated(sentence, rows: list, known: set[str]) -> list[Condition]:
    """The conditions the coder found made in a sentence of which no other is known: the act asked for, else the demand itself."""
    if any(row.coding_id in known for row in rows):
        return []
    made = []
    for row in rows:
        if row.event_type != "REQUEST" or STATED.isdisjoint(row.rules.split()) or not row.source or not row.target:
            continue
        asked = next((one for one in rows if one.coding_id == row.about_coding_id and _is_yielding(one)), None)
        held = next((one for one in rows if one not in (row, asked) and one.event_type in YIELDING and one.status in HOLDING), None)
        word = DEPENDING.search(sentence.text) or WORDS.search(sentence.text)
        first, act = (asked, row.coding_id) if asked is not None else (row, "")
        made.append(Condition(first.coding_id, held.coding_id if held is not None else "", act, word[0].lower() if word else row.trigger, codes(row.source), codes(row.target)))
    return made


def _pair(word: re.Match, sentence, rows: list, acts: Mapping) -> tuple | None:
    """(what is to be done first, what is held back or None) of one word; None for a word of time only."""
    start = int(sentence.char_start)
    before = [row for row in rows if int(row.char_end) - start <= word.start()]
    after = [row for row in rows if int(row.char_start) - start >= word.end()]
    near = [row for row in after if not BREAK.search(sentence.text[word.end() : int(row.char_start) - start])]
    first = near[0] if near else None
    if re.fullmatch(NOUN, word[0], re.IGNORECASE):
        return (after[1], first) if first and len(after) > 1 and _is_yielding(after[1]) else None
    last = _utterance(before[-1], acts) if before else None
    in_time = re.fullmatch(IN_TIME, word[0], re.IGNORECASE)
    if word[0].lower() == "before" and before and before[-1].status == "demanded" and _is_yielding(before[-1]):
        return before[-1], first
    if first is None or not _is_yielding(first):
        return None
    later = next((row for row in after if int(row.char_start) > int(first.char_start)), None)
    if not in_time:
        return first, last or later
    holds = last is not None and (last.event_type == "REJECT" or last.status in HOLDING)
    return (first, last) if holds else None


def _is_yielding(row) -> bool:
    return row.event_type in YIELDING and row.status != "historical"


def _utterance(row, acts: Mapping):
    """The refusal that speaks of a declined act, where there is one."""
    return acts.get(row.coding_id, row)


def _condition(word: str, first, held, acts: Mapping, camps: Camps, voice: str) -> Condition | None:
    act = acts.get(first.coding_id)
    doers = set(codes(first.source)) | (set(codes(first.target)) if first.direction == "mutual" else set())
    uttered = codes(act.source) if act is not None else ()
    refusing = codes(held.source) if held is not None and held.event_type in SPEAKING else ()
    taking_part = (codes(held.source), codes(held.target)) if held is not None else ()
    lines = [code for row in (held, first) if row is not None for code in codes(row.claimant)]
    said = [voice if code == NARRATOR else code for code in lines]
    one = {camps.side(code) for code in doers}
    adversary = [camps.other(party) for party in one if party in camps.parties] if len(one) == 1 else []
    for named in (uttered, refusing, said, *taking_part, adversary):
        others = {code for code in named if code and code not in (NARRATOR, UNSPEC) and camps.side(code) not in one}
        if others:
            return Condition(
                first.coding_id, held.coding_id if held is not None else "", act.coding_id if act is not None else "",
                word, tuple(sorted(others)), tuple(sorted(doers)),
            )  # fmt: skip
    return None
