"""How many: killed, wounded, displaced, captured, destroyed, villages and land taken, how long; "fifth call", "an 11th day"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.coding.document import Document, Sentence
from analysis.coding.numbers import Number, numbers

ORDINALS = {
    word: k
    for k, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1
    )
}  # fmt: skip
NUMBERED = frozenset(
    "call talk meeting round day conversation visit truce ceasefire cease-fire week month time attempt summit negotiation session exchange".split()
)


def _by_word(measures: dict[str, str]) -> dict[str, str]:
    return {word: measure for measure, words in measures.items() for word in words.split()}


# what a verb does to whom it is done to, or (intransitive) to its subject
DONE_TO = _by_word(
    {
        "deaths": "kill slay murder execute massacre behead assassinate slaughter",
        "injured": "wound injure hurt maim hospitalise hospitalize",
        "displaced": "displace uproot evacuate expel deport",
        "detained": "capture detain arrest imprison abduct kidnap seize hold release free exchange swap take",
        "destroyed": "destroy disable down shoot neutralize neutralise knock lose demolish raze",
    }
)
DONE_BY = {"die": "deaths", "perish": "deaths", "succumb": "deaths", "flee": "displaced", "escape": "displaced"}
NOUNS = _by_word(
    {
        "deaths": "death fatality dead killing murder massacre",
        "injured": "injury wounded injured",
        "displaced": "refugee displacement evacuation evacuee",
        "detained": "prisoner hostage captive detainee capture arrest",
        "destroyed": "destruction",
        "other": "casualty",
    }
)
BEHIND = {
    "dead": "deaths",
    "killed": "deaths",
    "wounded": "injured",
    "injured": "injured",
    "displaced": "displaced",
    "homeless": "displaced",
}
LIVES = ("claim", "lose", "cost", "take")
ARMS = frozenset(
    "tank drone vehicle aircraft helicopter missile jet plane warplane fighter-jet launcher gun howitzer truck ship boat uav rocket depot warship".split()
)
BUILDINGS = frozenset("house home building school hospital bridge church mosque depot".split())
TROOPS = frozenset(
    "troop soldier peacekeeper fighter militant mercenary serviceman recruit conscript reservist monitor observer".split()
)
CIVIL = frozenset(
    "civilian resident child woman journalist villager worker student doctor nurse baby infant passenger medic reporter teacher farmer".split()
)
MILITARY = TROOPS - {"monitor", "observer"} | frozenset(
    "officer rebel airman commando combatant insurgent general pilot".split()
)
LAND = frozenset(
    "village settlement town city district position height outpost checkpoint municipality province commune".split()
)
TAKING = frozenset(
    "capture take seize retake recapture liberate occupy conquer regain overrun lose cede return control hold clear free surrender".split()
)
AREAS = {"kilometer": 1.0, "kilometre": 1.0, "km": 1.0, "mile": 2.589988, "hectare": 0.01, "acre": 0.00404686}  # in km2
AREA_SIGNS = {"km2": 1.0, "km²": 1.0, "sq": 1.0}
SPANS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}  # in days
LASTING = frozenset("last continue extend hold rage drag run endure prolong".split())
WHAT_LASTS = frozenset(
    "ceasefire cease-fire truce pause halt war conflict siege blockade curfew operation offensive battle fighting lull fire campaign occupation".split()
)
SHARES = frozenset("half third quarter percent % most majority part proportion".split())
OBJECTS, SUBJECTS = ("nsubjpass", "dobj"), ("nsubj",)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts; low, best, high as the text gives them (one round figure fills best only).

    `head`: the token of what is counted (of the number, where its noun is left out). `claimant`: who says the number, where
    its own clause says so (codes joined by ";")."""

    measure: str
    group: str
    low: float | None
    best: float | None
    high: float | None
    unit: str
    first: int
    end: int
    head: int
    claimant: str = ""


def quantities(doc: Document, sentence: Sentence) -> list[Quantity]:
    """The counted losses, gains, lengths and ordinals of a sentence, in order."""
    found = [made for number in numbers(doc, sentence) if (made := _counted(doc, number, sentence))]
    found += [made for i in range(sentence.first, sentence.end) if (made := _ordinal(doc, i))]
    return sorted(found, key=lambda one: (one.first, one.end))


def _ordinal(doc: Document, i: int) -> Quantity | None:
    """ "their fifth phone talk", "for an 11th day", "a third straight day"."""
    token = doc.tokens[i]
    if token.dep not in ("amod", "compound"):
        return None
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)", token.text.lower())
    value = int(digits[1]) if digits else ORDINALS.get(token.text.lower())
    noun = doc.tokens[token.head]
    if (value, noun.lemma) == (1, "time"):  # "for the first time" numbers nothing
        return None
    if not value or noun.lemma not in NUMBERED or noun.i < i:
        return None
    return Quantity("ordinal", "", None, float(value), None, noun.lemma, i, token.head + 1, token.head)


def _counted(doc: Document, number: Number, sentence: Sentence) -> Quantity | None:
    noun, node = _noun(doc, number)
    measure, unit, factor = _area(doc, number, noun)
    if not measure:
        measure, unit, factor = _length(doc, noun)
    measure = measure or _measure(doc, number, noun, node, sentence)
    if not measure or _is_share(doc, node) or _is_of_them(doc, noun):
        return None
    lemma = "" if noun is None else doc.tokens[noun].lemma
    people = measure in ("deaths", "injured", "displaced", "detained", "troops", "other")
    group = "" if not people else "civilian" if lemma in CIVIL else "military" if lemma in MILITARY else "unspecified"
    scaled = [None if value is None else round(value * factor, 6) for value in (number.low, number.best, number.high)]
    end = number.end if noun is None else max(number.end, noun + 1)
    return Quantity(measure, group, *scaled, unit or lemma, number.first, end, node if noun is None else noun)


def _noun(doc: Document, number: Number) -> tuple[int | None, int]:
    """What a number counts ("2,300 Armenian troops", "dozens of people"; None where it stands alone: "12 wounded"), and
    the token by which it hangs in its sentence."""
    tokens, inside = doc.tokens, range(number.first, number.end)
    for i in reversed(inside):
        if tokens[i].dep in ("nummod", "quantmod", "compound", "advmod") and tokens[i].head not in inside:
            k = tokens[i].head
            while (
                tokens[k].pos == "NUM" and tokens[k].dep in ("nummod", "quantmod", "compound") and tokens[k].head != k
            ):
                k = tokens[k].head
            if tokens[k].pos in ("NOUN", "PROPN", "ADJ") and k >= number.end:
                return k, k
        for prep in doc.kids(i, "prep"):
            if tokens[prep].lemma == "of" and prep >= number.end and (behind := doc.objects_of(prep)):
                return behind[0], i
    return None, number.end - 1


def _is_share(doc: Document, head: int) -> bool:
    """ "half of the 150,000 residents": the number is the whole, not what is told of."""
    prep = doc.tokens[doc.tokens[head].head]
    return doc.tokens[head].dep == "pobj" and prep.lemma == "of" and doc.tokens[prep.head].lemma in SHARES


def _is_of_them(doc: Document, noun: int | None) -> bool:
    """ "five members of one family": the second number counts no others."""
    if noun is None or doc.tokens[noun].dep != "pobj":
        return False
    prep = doc.tokens[doc.tokens[noun].head]
    return prep.lemma == "of" and bool(doc.kids(prep.head, "nummod"))


def _area(doc: Document, number: Number, noun: int | None) -> tuple[str, str, float]:
    after = doc.tokens[number.end] if number.end < len(doc.tokens) else None
    if after is not None and after.text.lower() in AREA_SIGNS:
        return "area_km2", "km2", AREA_SIGNS[after.text.lower()]
    if noun is None:
        return "", "", 1.0
    lemma = doc.tokens[noun].lemma
    is_square = any(doc.tokens[k].lemma in ("square", "sq", "sq.") for k in doc.kids(noun, "amod", "compound", "nmod"))
    if lemma in AREAS and (is_square or lemma in ("hectare", "acre")):
        return "area_km2", "km2", AREAS[lemma]
    return "", "", 1.0


def _length(doc: Document, noun: int | None) -> tuple[str, str, float]:
    """ "a 72-hour truce", "fought for three days", "the siege lasted three months"; not "three days ago", "within two weeks"."""
    if noun is None or doc.tokens[noun].lemma not in SPANS:
        return "", "", 1.0
    token = doc.tokens[noun]
    above = doc.tokens[token.head]
    lasts = (
        (token.dep in ("compound", "nmod", "npadvmod", "amod") and above.lemma in WHAT_LASTS)
        or (token.dep in ("npadvmod", "dobj") and above.lemma in LASTING)
        or (token.dep == "pobj" and above.lemma == "for")
        or (
            token.dep == "pobj" and above.lemma == "of" and doc.tokens[above.head].lemma in ("fighting", "war", "siege")
        )
        or (token.dep == "poss" and above.lemma in WHAT_LASTS)
    )
    return ("duration_days", "day", SPANS[token.lemma]) if lasts else ("", "", 1.0)


def _measure(doc: Document, number: Number, noun: int | None, head: int, sentence: Sentence) -> str:
    tokens = doc.tokens
    lemma = "" if noun is None else tokens[noun].lemma
    if lemma in SPANS or lemma in AREAS:
        return ""
    after = (head if noun is None else noun) + 1
    while after < sentence.end and tokens[after].text.lower() in (
        "people",
        "others",
        "more",
        "were",
        "was",
        "reported",
    ):
        after += 1
    behind = BEHIND.get(tokens[after].text.lower(), "") if after < sentence.end and tokens[after].tag != "VBD" else ""
    known = NOUNS.get(lemma, "") or behind or _by_modifier(doc, head if noun is None else noun)
    verb, is_patient, prep = _governor(doc, head)  # of the node: "dozens of people" hang by "dozens"
    done = _by_verb(doc, verb, is_patient, lemma) if verb is not None else ""
    if lemma == "life":
        return "deaths" if verb is not None and tokens[verb].lemma in LIVES else ""
    if lemma in LAND:
        return (
            "territory_units" if verb is not None and tokens[verb].lemma in (*TAKING, "capture") else _taken(doc, prep)
        )
    if lemma in ARMS or lemma in BUILDINGS:
        return "destroyed" if "destroyed" in (done, NOUNS.get(_above(doc, prep), "")) else ""
    if noun is not None and tokens[noun].pos == "PROPN" and not known:
        return ""
    nominal = NOUNS.get(_above(doc, prep), "") if prep is not None and tokens[prep].lemma == "of" else ""
    if "deaths" in (done, nominal) or "injured" in (done, nominal):
        return done or nominal  # "the murder of five hostages"
    toll = _toll(doc, head) if noun is None else ""
    return known or done or nominal or toll or ("troops" if lemma in TROOPS else "")


def _by_modifier(doc: Document, noun: int) -> str:
    """ "five dead soldiers", "12 soldiers killed on Monday", "two children who died"."""
    for k in doc.kids(noun, "amod", "acl", "relcl"):
        token = doc.tokens[k]
        if token.dep == "amod" and token.text.lower() in BEHIND:
            return BEHIND[token.text.lower()]
        if token.dep == "acl" and _is_to_hospital(doc, k):
            return "injured"
        patient = token.dep == "acl" and token.tag == "VBN" or bool(doc.kids(k, "nsubjpass"))
        if patient and token.lemma in DONE_TO and DONE_TO[token.lemma] != "destroyed":
            return DONE_TO[token.lemma]
        if token.lemma in DONE_BY:
            return DONE_BY[token.lemma]
    return ""


def _governor(doc: Document, head: int) -> tuple[int | None, bool, int | None]:
    """(verb, True if what is counted suffers it, the preposition between) of a counted noun, coordination looked through."""
    tokens = doc.tokens
    i = doc.first_conjunct(head)
    above = tokens[i].head
    if tokens[i].dep in ("pobj",):
        return None, False, above
    if tokens[i].dep == "appos" or tokens[above].pos not in ("VERB", "AUX", "ADJ"):
        return None, False, None
    return above, tokens[i].dep in OBJECTS or _is_cut_short(doc, i, above), None


def _is_cut_short(doc: Document, i: int, verb: int) -> bool:
    """ "21 were killed and 70 wounded": a subject of a passive whose auxiliary is left out."""
    token = doc.tokens[verb]
    cut = token.tag in ("VBN", "VBD", "JJ") and not doc.kids(verb, "dobj") and token.dep in ("conj", "ROOT", "ccomp")
    return doc.tokens[i].dep == "nsubj" and cut and token.lemma in DONE_TO and not doc.kids(verb, "aux")


def _by_verb(doc: Document, verb: int, is_patient: bool, lemma: str) -> str:
    token = doc.tokens[verb]
    if _is_to_hospital(doc, verb):
        return "injured"
    if not is_patient:
        return DONE_BY.get(token.lemma, "")
    measure = DONE_TO.get(token.lemma, "")
    if measure == "destroyed" and lemma not in ARMS and lemma not in BUILDINGS:
        return "deaths" if token.lemma == "lose" and lemma in (*TROOPS, "man") else ""
    if measure == "detained" and (
        lemma in ARMS
        or lemma in BUILDINGS
        or token.lemma in ("take", "hold")
        and lemma not in (*MILITARY, *CIVIL, "people")
    ):
        return ""
    return measure


def _is_to_hospital(doc: Document, verb: int) -> bool:
    """ "46 taken to hospital"."""
    into = (doc.tokens[k].lemma for p in doc.kids(verb, "prep") for k in doc.objects_of(p))
    return doc.tokens[verb].lemma in ("take", "rush", "bring", "admit") and "hospital" in into


def _taken(doc: Document, prep: int | None) -> str:
    """ "the capture of 12 villages", "control of three towns"."""
    return (
        "territory_units"
        if _above(doc, prep) in ("capture", "seizure", "loss", "control", "liberation", "occupation")
        else ""
    )


def _above(doc: Document, prep: int | None) -> str:
    return "" if prep is None else doc.tokens[doc.tokens[prep].head].lemma


def _toll(doc: Document, head: int) -> str:
    """ "The death toll rose to 532", "a toll of 532", "raised their count of deaths to 19"."""
    token = doc.tokens[head]
    prep = doc.tokens[token.head]
    if token.dep != "pobj" or prep.lemma not in ("to", "at", "of"):
        return ""
    told = [prep.head, *doc.kids(prep.head, "nsubj", "dobj")]
    counts = [k for k in told if doc.tokens[k].lemma in ("count", "tally", "number")]
    counted = [NOUNS.get(doc.tokens[m].lemma, "") for k in counts for p in doc.kids(k, "prep") for m in doc.objects_of(p)]
    return "deaths" if any(doc.tokens[k].lemma == "toll" for k in told) else next(filter(None, counted), "")
