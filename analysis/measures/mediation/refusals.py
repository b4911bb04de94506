"""Who refuses talks or terms: the one definition, which steps, attendance, answers to demands and reports all read.

A coding is such a refusal where somebody says no (REJECT that happened or is claimed, not a mere ignoring) and what is
refused is named as talks, a truce or terms: by what the refusal speaks of, where that is coded, else by the words of its
sentence. Of the words, the first that names a thing decides, so that "rejected reports of talks" refuses an account and
no talks. They are looked for behind the verb; before it where the verb is passive ("refused by B", "a plan B rejected");
earlier in the sentence where only a pronoun stands for it ("declined to send its own"). What no word of the sentence
names is left out: to refuse to step down, to brush a report aside, to ignore a truce is no answer to talks. A refusal
told in the pluperfect lies before what else is told, so that it has no day but one the text gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from analysis.measures.records import codes

REFUSING, SAYING_NO = "REJECT", ("realised", "alleged")
IGNORING = "frame:ignore"  # the coder's rule, in codings.rules
TALKS, TRUCE, TERMS, ACCOUNT = "talks", "truce", "terms", "account"
NAMES = {
    ACCOUNT: r"accounts?|accusations?|allegations?|charges?|claims?|criticism|denials?|disinformation|reports?|statements?|suggestions? that|version",
    TALKS: r"consultations?|contacts?|dialogue|discuss\w*|invitations?|mediat\w*|meet|meetings?|negotiat\w*|summits?|talks?",
    TRUCE: r"armistice|cease-?fires?|halt|pause|truces?|(?:end|stop)\w* (?:of |to )?(?:the |all )?(?:fighting|hostilities|operations?|shelling|shooting|war)",
    TERMS: r"acceptable|accords?|agreements?|appeals?|calls?|compromises?|concessions?|conditions?|corridors?|deals?|demands?|deployment|evacuat\w*|exchanges?"
    r"|guarantees?|monitors?|observers?|offers?|peace|peacekeep\w*|plans?|proposals?|pull-?outs?|resolutions?|roles?|settlement|terms|withdraw\w*",
}  # fmt: skip
NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in NAMES.items()), re.IGNORECASE)
ASIDE = re.compile(r"^\s*,[^,;:]{1,40},")  # "turned down, for the time being, the idea"
STOP = re.compile(r"[;:–—]|,(?! (?:and|or) )")
UNNAMED = re.compile(r"^\W*(?:to \w+ )?(?:it|its own|one|so|that|their own|them|these|this|those)\b", re.IGNORECASE)
PASSIVE = re.compile(r"^\W*(?:by\b|$)", re.IGNORECASE)
EARLIER = re.compile(r"\bhad (?:\w+ ){0,2}$", re.IGNORECASE)
CEASEFIRE = ("ceasefire", "settle", "sign")
OF_ACT = {"CONSULT": TALKS, "AGREE": TERMS, "AID": TERMS, "CONCEDE": TERMS, "COOPERATE": TERMS, "RETREAT": TERMS}


@dataclass(frozen=True)
class Refusal:
    """One refusal in one sentence. `what`: talks, truce or terms; `act`: type and mode of what is refused, ("", "") where
    it is not coded, and `content`: the event it is, "" for none; `day`: the day the text gives, else of its article, ""
    for what is told in the pluperfect without a day."""

    coding_id: str
    event_id: str
    refused_by: tuple[str, ...]
    towards: tuple[str, ...]
    what: str
    act: tuple[str, str]
    content: str
    day: str


def refusals(codings: Iterable, sentences: Iterable, event_of: Mapping[str, str], parties: Collection[str]) -> list[Refusal]:
    """The refusals of a case by coding id. `event_of`: coding -> event; codings of no event are left out. `parties`: whoever
    fights or counts with who does; others refuse talks, but no terms."""
    codings = list(codings)
    rows = {row.coding_id: row for row in codings}
    texts = {row.sentence_id: row for row in sentences}
    spoken_of = {row.about_coding_id for row in codings if row.event_type == REFUSING and row.about_coding_id}
    found = []
    for coding_id in sorted(rows):
        row = rows[coding_id]
        if coding_id not in event_of or not _says_no(row, spoken_of):
            continue
        sentence = texts[row.sentence_id]
        content = rows.get(row.about_coding_id) if row.event_type == REFUSING else row
        what = _of_act(content) if content is not None else _in_words(row, sentence)
        if what == TERMS and not set(codes(row.source)) & parties:
            continue  # who is no party has no terms to refuse: a role for somebody else, a plan of its own
        if what:
            act = (content.event_type, content.mode) if content is not None else ("", "")
            event = event_of.get(content.coding_id, "") if content is not None else ""
            found.append(Refusal(coding_id, event_of[coding_id], codes(row.source), codes(row.target), what, act, event, _day(row, sentence)))
    return found


def _day(row, sentence) -> str:
    before = sentence.text[: int(row.char_start) - int(sentence.char_start)]
    stated = row.event_date if row.date_precision == "day" else ""
    return stated or ("" if EARLIER.search(before) else sentence.published)


def _says_no(row, spoken_of: set[str]) -> bool:
    """A refusal that is told, or something told as refused of which no act of refusing is coded."""
    if row.event_type != REFUSING:
        alone = row.status == "declined" and row.direction == "directed" and row.event_type in OF_ACT
        return alone and row.coding_id not in spoken_of
    return row.status in SAYING_NO and bool(codes(row.source)) and IGNORING not in row.rules.split()


def _of_act(content) -> str:
    """What is refused, by what is coded of it; "" for what is neither talks nor terms."""
    if content.event_type in ("AGREE", "RETREAT") and content.mode in CEASEFIRE:
        return TRUCE
    return OF_ACT.get(content.event_type, "")


def _in_words(row, sentence) -> str:
    """What is refused, by the words of the sentence; "" where they name nothing, or an account."""
    start, end = int(row.char_start) - int(sentence.char_start), int(row.char_end) - int(sentence.char_start)
    behind = STOP.split(ASIDE.sub(" ", sentence.text[end:]), maxsplit=1)[0]
    before = sentence.text[:start]
    if PASSIVE.search(behind):
        parts = [sentence.text[start:end], STOP.split(before)[-1]]
    elif UNNAMED.search(behind):
        parts = [before]
    else:
        parts = [sentence.text[start:end] + behind]
    found = next((match.lastgroup for part in parts if (match := NAMED.search(part))), "")
    return "" if found == ACCOUNT else found or ""
