"""How many: killed, wounded, displaced, captured, destroyed; "fifth call", "an 11th day"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.calendar import MONTHS
from analysis.coding.document import Document, Sentence

NUMBER_WORDS = {
    word: value
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12}  # fmt: skip
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "hundred": 100, "dozen": 12}
ORDINALS = {
    word: k
    for k, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
MEASURES = {
    "deaths": "kill die dead death slay fatality toll casualty body",
    "injured": "wound injure hurt injury",
    "displaced": "displace flee evacuate refugee homeless",
    "detained": "capture detain arrest prisoner hostage captive",
    "destroyed": "destroy disable down tank drone vehicle aircraft helicopter missile",
    "troops": "troop soldier peacekeeper fighter militant mercenary",
}
MEASURE_OF = {word: measure for measure, words in MEASURES.items() for word in words.split()}
CIVIL, MILITARY = (
    ("civilian", "resident", "child", "woman", "journalist"),
    ("soldier", "serviceman", "troop", "fighter", "officer"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; low, best, high as the text gives them (one round figure fills best only)."""

    measure: str
    group: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    first: int
    end: int


def value_of(doc: Document, i: int) -> float | None:
    """The value of the number that ends at token i: "2,300", "1.5 million", "dozens" is none.

    Numbers too large to be counts (phone numbers, identifiers) are none either.
    """
    token = doc.tokens[i]
    text = token.text.lower().replace(",", "")
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", text):
        return float(text)
    if text in SCALES:
        below = [value for k in doc.kids(i, "compound", "nummod", "det") if (value := value_of(doc, k)) is not None]
        return (below[0] if below else 1.0) * SCALES[text]
    return float(NUMBER_WORDS[text]) if text in NUMBER_WORDS else None


def _bounds(doc: Document, i: int, value: float) -> tuple[float | None, float | None, float | None]:
    before = " ".join(doc.tokens[k].text.lower() for k in range(max(0, i - 3), i))
    if re.search(r"(?:at least|more than|over|no fewer than|no less than|upwards of)\s*(?:\w+\s)?$", before + " "):
        return value, None, None
    if re.search(r"(?:up to|at most|no more than|fewer than|less than|under)\s*(?:\w+\s)?$", before + " "):
        return None, None, value
    return None, value, None


def quantities(doc: Document, sentence: Sentence) -> list[Quantity]:
    """The counted losses and ordinals of a sentence, in order."""
    found = []
    for i in range(sentence.first, sentence.end):
        token = doc.tokens[i]
        if (
            token.text.lower() in ORDINALS
            and token.dep == "amod"
            and doc.tokens[token.head].lemma
            in (
                "call",
                "talk",
                "meeting",
                "round",
                "day",
                "conversation",
                "visit",
                "truce",
                "ceasefire",
                "cease-fire",
                "week",
            )
        ):
            noun = doc.tokens[token.head]
            found.append(
                Quantity("ordinal", "", None, float(ORDINALS[token.text.lower()]), None, noun.lemma, i, token.head + 1)
            )
        elif _is_date(doc, i):
            continue
        elif token.dep in ("nummod", "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj") and token.pos == "NUM":
            value = value_of(doc, i)
            counted = _counted(doc, i)
            if value is not None and counted:
                measure, group, unit, last = counted
                found.append(
                    Quantity(
                        measure,
                        group,
                        *_bounds(doc, min(i, *doc.children[i]) if doc.children[i] else i, value),
                        unit,
                        i,
                        last + 1,
                    )
                )
    return found


def _is_date(doc: Document, i: int) -> bool:
    """True beside the name of a month: "Sept. 27", "May 1992"."""
    beside = [doc.tokens[k].text for k in (i - 1, i + 1) if 0 <= k < len(doc.tokens)]
    return any(word.lower() in MONTHS and word[:1].isupper() for word in beside)


def _counted(doc: Document, i: int) -> tuple[str, str, str, int] | None:
    """What a number counts: (measure, group, unit, last token), from its noun and the verb around it."""
    token = doc.tokens[i]
    noun = token.head if token.dep == "nummod" else i
    if doc.tokens[noun].pos not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return None
    verbs = [k for k in doc.ancestors(noun) if doc.tokens[k].pos == "VERB"][:1] + doc.kids(
        noun, "acl", "amod", "relcl", "acomp"
    )
    words = [doc.tokens[k].lemma for k in [*verbs, noun]]
    measure = next((MEASURE_OF[word] for word in words if word in MEASURE_OF), None)
    if measure is None or any(
        doc.tokens[k].lemma
        in (
            "day",
            "week",
            "month",
            "year",
            "hour",
            "kilometer",
            "kilometre",
            "mile",
            "percent",
            "%",
            "minister",
            "call",
        )
        for k in (noun,)
    ):
        return None
    lemma = doc.tokens[noun].lemma
    group = "civilian" if lemma in CIVIL else "military" if lemma in MILITARY else "unspecified"
    return measure, group, "" if noun == i else lemma, max(noun, i)
