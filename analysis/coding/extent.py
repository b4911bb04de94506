"""One act or several, over or going on: "held three rounds of talks", "spoke twice"; "is shelling", "fighting continued"."""

from __future__ import annotations

from analysis.coding.coding import Coding
from analysis.coding.document import Document
from analysis.coding.numbers import Number, numbers
from analysis.coding.quantities import ORDINALS

# only acts that are told one by one: "300 air strikes" are a number of strikes, not 300 events of a network
COUNTED = ("AGREE", "CONSULT", "RETREAT")
ROUNDS = ("round", "session", "meeting", "call", "visit")
OFTEN = {"twice": 2, "thrice": 3}
CONTINUING = ("continue", "keep", "rage", "persist", "drag", "intensify", "escalate", "remain")
STILL = ("still", "ongoing", "continuing", "continued")


def event_count(doc: Document, coding: Coding) -> int:
    """How many events the words stand for, at least: "three calls" 3, "met twice" 2, "at least four rounds of talks" 4.

    "Their fifth call" is one event; that there were four before it is the ordinal of the table `quantities`.
    """
    match = coding.match
    if coding.event_type not in COUNTED:
        return 1
    heads = {k for k in (match.head, *match.tokens) if doc.tokens[k].pos == "NOUN"}
    heads |= {k for k in doc.kids(match.verb, "dobj", "nsubjpass") if doc.tokens[k].lemma in ROUNDS}
    for k in sorted(heads):  # "three rounds of talks"
        above = doc.tokens[k].head
        if doc.tokens[above].lemma == "of" and doc.tokens[doc.tokens[above].head].lemma in ROUNDS:
            heads.add(doc.tokens[above].head)
    for k in doc.kids(match.verb, "advmod", "npadvmod"):
        if doc.tokens[k].text.lower() in OFTEN:
            return OFTEN[doc.tokens[k].text.lower()]
        if doc.tokens[k].lemma == "time":  # "spoke three times"
            heads.add(k)
    if not any(doc.kids(k, "nummod", "quantmod") for k in heads):
        return 1
    for found in numbers(doc, coding.sentence):
        if _counts(doc, found, heads) and (value := found.low or found.best):
            return max(1, int(value))
    return 1


def _counts(doc: Document, found: Number, heads: set[int]) -> bool:
    inside = range(found.first, found.end)
    return any(doc.tokens[i].head in heads and doc.tokens[i].text.lower() not in ORDINALS for i in inside)


def is_ongoing(doc: Document, coding: Coding) -> bool:
    """True where the text presents a realised act as going on: progressive ("is shelling", "has been shelling"), a verb of
    continuing, "still", or "since" a day."""
    if coding.status != "realised":
        return False
    verb, tokens = coding.match.verb, doc.tokens
    progressive = tokens[verb].tag == "VBG" and any(tokens[k].lemma == "be" for k in doc.kids(verb, "aux"))
    continuing = any(tokens[k].lemma in CONTINUING for k in (verb, *_above(doc, verb), *coding.match.tokens))
    still = any(
        tokens[k].text.lower() in STILL for k in (*doc.kids(verb, "advmod"), *doc.kids(coding.match.head, "amod"))
    )
    return progressive or continuing or still or coding.event_date.endswith("/..")


def _above(doc: Document, verb: int) -> list[int]:
    """ "continued to shell", "kept shelling"."""
    return [doc.tokens[verb].head] if doc.tokens[verb].dep == "xcomp" else []
