"""Which words express an act: matches of the predicate table in a sentence, the longest idiom first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from analysis.coding.document import Document, Sentence
from analysis.coding.match import Match, receiver, support_of
from analysis.coding.mending import SUBJECTS
from analysis.coding.mentions import Name
from analysis.coding.slots import anything_in, opens_condition
from analysis.lexicon import Lexicon, Predicate

MODAL = "MODAL"
POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


# "40 percent of their arms", "some of its restrictions": what counts is behind the "of"
PARTS = ("dozen", "hundred", "thousand", "number", "series", "round", "percent", "some", "most", "many", "part", "majority", "half", "third",
         "quarter", "rest", "remainder", "bulk", "all", "several", "portion", "batch", "tranche", "ton", "tonne", "worth", "million", "billion")  # fmt: skip
QUESTIONS = ("why", "whether", "how", "where", "what", "who")
SHIFTED = ("as", "by", "with", "over")


def _below(doc: Document, matched: list[int], lemma: str) -> int | None:
    """A child of a word already matched that has this lemma (an adverb or particle, a preposition, an object)."""
    for i in matched:
        for k in doc.children[i]:
            token = doc.tokens[k]
            if token.text.lower() == "according":
                continue  # "withdrew from the town, according to B": no accord
            if (token.lemma == lemma or token.text.lower() == lemma) and token.dep not in (
                "nsubj",
                "conj",
                "relcl",
                "punct",
                "det",
                "aux",
            ):
                return k
    if lemma in SHIFTED:  # "dismissed the reports as lies": the parser hangs the phrase below the object
        for i in matched:
            for k in (p for o in doc.kids(i, "dobj") for p in doc.kids(o, "prep")):
                if doc.tokens[k].lemma == lemma:
                    return k
    if lemma == "for":  # "called for the attacks to end": the parser hangs "for" below the end
        for i in matched:
            for k in (m for c in doc.kids(i, "advcl", "ccomp", "xcomp") for m in doc.kids(c, "mark")):
                if doc.tokens[k].lemma == lemma:
                    return k
    # "take into custody": the noun below the preposition of the same phrase
    for i in matched:
        for k in doc.children[i]:
            if doc.tokens[k].dep == "prep":
                for m in doc.kids(k, "pobj", "prep"):
                    if doc.tokens[m].lemma == lemma and k in matched:
                        return m
    return None


@cache
def _options(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What may stand for each word of an idiom but its head."""
    return tuple(tuple(word.split("|")) for word in words[1:])


@cache
def _wanted(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """The words an idiom cannot do without beside its head, and the options for each of the others."""
    options = _options(words)
    return frozenset(one[0] for one in options if len(one) == 1), tuple(several for several in options if len(several) > 1)


def words_at(doc: Document, head: int, predicate: Predicate) -> tuple[int, ...]:
    """The tokens of the predicate's words if its head stands at `head`, else ()."""
    if len(predicate.words) == 1:
        return (head,)
    matched, waiting = [head], list(_options(predicate.words))
    while waiting:  # a modifier comes before its noun in the row, but hangs below it in the tree
        for options in waiting:
            found = next((k for o in options if (k := _below(doc, matched, o)) is not None), None)
            if found is not None and found not in matched:
                matched.append(found)
                waiting.remove(options)
                break
        else:
            return ()
    return tuple(sorted(matched, key=lambda k: (k != head, k)))


def _word_fits(doc: Document, lexicon: Lexicon, i: int, wanted: str) -> bool:
    lemma = doc.tokens[i].lemma
    if wanted == "*":
        return True
    options = wanted.split("|")
    if "@named" in options and doc.tokens[i].entity == "PERSON":
        return True
    if "@person" in options and (doc.tokens[i].entity == "PERSON" or lexicon.noun_is(lemma, "people")):
        return True
    token = doc.tokens[i]
    if "@nation" in options and token.entity == "NORP" and token.tag in ("NNS", "NNPS"):
        return True
    if "@place" in options and (token.entity in ("GPE", "LOC") or (token.text.lower(),) in lexicon.place_names):
        return True
    classes = [option[1:] for option in options if option.startswith("@")]
    counted = (
        [k for p in doc.kids(i, "prep") if doc.tokens[p].lemma == "of" for k in doc.objects_of(p) if doc.tokens[k].pos != "PRON"]
        if lemma in PARTS or token.tag == "CD"
        else []
    )
    heads = [i, *_antecedents(doc, i)] if classes else []
    phrase = [doc.tokens[k].lemma for k in [*(m for k in heads for m in _own_words(doc, k)), *counted]]
    named = lemma in options or any(doc.tokens[k].lemma in options for k in counted)
    return named or any(lexicon.noun_is(word, name) for word in phrase for name in classes)


def _antecedents(doc: Document, i: int) -> list[int]:
    """ "The truce came under strain as both said that it had been violated": the thing the sentence began with."""
    here = doc.tokens[i]
    if here.text.lower() != "it":
        return []
    first = i
    while first and doc.tokens[first - 1].sentence == here.sentence:
        first -= 1
    return [k for k in range(first, i) if doc.tokens[k].dep in SUBJECTS and doc.tokens[k].pos == "NOUN"][
        :1
    ]


def _own_words(doc: Document, i: int) -> list[int]:
    """A noun and its modifiers without its possessor: of "the president's invitation" the invitation."""
    owners = {k for m in doc.noun_phrase(i) for p in doc.kids(m, "poss") for k in doc.subtree(p)}
    return [k for k in doc.noun_phrase(i) if k == i or k not in owners]


def _fits(doc: Document, lexicon: Lexicon, match: Match) -> bool:
    def holds(slot: str, wanted: str) -> bool:
        return any(_word_fits(doc, lexicon, i, wanted) for i in anything_in(doc, match, slot))

    needed = all(holds(slot, wanted) for slot, wanted in match.predicate.needs)
    return needed and not any(holds(slot, wanted) for slot, wanted in match.predicate.blocks)


def _is_own_threat(doc: Document, lexicon: Lexicon, match: Match, names: Mapping[int, Name]) -> bool:
    """ "A warned that it would strike" is a threat; "A warned that B would strike" and "that the war would kill" are none."""

    def named(i: int) -> set[str]:
        return {lexicon.rollup(names[k].actor_id) for k in doc.subtree(i) if k in names and names[k].kind != "place"}

    who = {code for i in doc.kids(match.head, "nsubj") for code in named(i)}
    for clause in doc.kids(match.head, "ccomp"):
        for i in doc.kids(clause, "nsubj", "nsubjpass"):
            if named(i):
                return not who or bool(who & named(i))
            return not lexicon.noun_is(doc.tokens[i].lemma, "violence")
    return True


def find(doc: Document, lexicon: Lexicon, sentence: Sentence, names: Mapping[int, Name] = MappingProxyType({})) -> list[Match]:
    """All matches of a sentence in the order of their heads; a token heads at most one match.

    A token inside a name (`names`, or a proper noun of an organisation or a war) expresses no act: the Syrian
    Democratic Forces, the Second World War, the Government of National Accord.
    """
    taken: set[int] = set()
    found: list[Match] = []
    for i in range(sentence.first, sentence.end):
        token = doc.tokens[i]
        if token.pos in ("AUX", "VERB") and (duty := _duty(doc, lexicon, i)):
            found.append(duty)
            continue
        if i in taken or token.pos not in POS or token.tag == "MD" or i in names:
            continue
        if token.dep == "amod" and token.tag == "VBN" and i and doc.tokens[i - 1].text == "-" and _is_force(lexicon, token):
            continue  # "a shoulder-fired missile", "the rebel-held town", "Iran-backed militias": a quality
        if token.dep == "amod" and i > 1 and doc.tokens[i - 1].text == "-" and doc.tokens[i - 2].pos in ("ADJ", "ADV"):
            continue  # "an open-ended halt", "a long-held view": a quality
        if token.lemma in ("ask", "wonder") and _is_question(doc, i):
            continue  # "asked why nobody had come"
        if token.dep == "amod" and token.tag == "VBG":
            continue  # "a lasting truce", "the advancing troops": a quality, not an act
        if token.pos == "PROPN" and token.entity in ("DATE", "ORG", "EVENT", "PERSON", "FAC", "WORK_OF_ART", "PRODUCT"):
            continue
        match = _first_match(doc, lexicon, i, POS[token.pos], names)
        if match:
            found.append(match)
            taken.update(match.tokens)
    return sorted((m for m in found if not any(m.head in other.tokens[1:] for other in found)), key=lambda m: m.head)


def _is_question(doc: Document, verb: int) -> bool:
    for clause in doc.kids(verb, "ccomp", "advcl"):
        if any(doc.tokens[k].lemma in QUESTIONS for k in doc.kids(clause, "advmod", "mark", "nsubj", "dobj", "attr")):
            return True
    return False


def _is_force(lexicon: Lexicon, token) -> bool:
    rows = lexicon.verb(token.lemma)
    force = any(row.frame.event_type in ("ASSAULT", "COERCE", "MOBILIZE") for row in rows)
    return force or token.lemma in ("back", "support", "fund", "sponsor", "train", "arm", "equip")


def _duty(doc: Document, lexicon: Lexicon, i: int) -> Match | None:
    """ "must", "should", "needs to", "has to": somebody who speaks demands it of the subject; not a condition ("should it fail")."""
    token = doc.tokens[i]
    rows = lexicon.predicates.get((token.lemma, MODAL)) or lexicon.predicates.get((token.text.lower(), MODAL))
    if not rows:
        return None
    verb = token.head if token.dep == "aux" else next(iter(doc.kids(i, "xcomp")), None)
    helps = token.tag == "MD" if token.dep == "aux" else verb is not None and doc.tokens[verb].tag == "VB"
    if not helps or verb is None or (token.dep == "aux" and i < min(doc.kids(verb, "nsubj", "nsubjpass") or [0])):
        return None
    return None if opens_condition(doc, i, verb) else Match(rows[0], i, (i,), verb)


def _first_match(doc: Document, lexicon: Lexicon, i: int, pos: str, names: Mapping[int, Name]) -> Match | None:
    """The first row that fits at i; most idioms lack one of their words in the sentence."""
    token, present = doc.tokens[i], doc.words(i)
    wanted = ["VERB", "ADJ"] if pos == "ADJ" and token.tag in ("VBN", "VBG", "JJ") else [pos]
    for name in wanted:
        for predicate in lexicon.predicates.get((token.lemma, name), ()):
            if len(predicate.words) > 1:
                needed, several = _wanted(predicate.words)
                if not needed <= present or any(map(present.isdisjoint, several)):
                    continue
            tokens = words_at(doc, i, predicate)
            if not tokens:
                continue
            support = support_of(doc, i) if name == "NOUN" else None
            match = Match(predicate, i, tokens, support)
            if name == "NOUN" and support is None and (verb := receiver(doc, match)) is not None:
                match = replace(match, support=verb)
            told_of = predicate.frame.frame_id == "warn_that" and not _is_own_threat(doc, lexicon, match, names)
            if _fits(doc, lexicon, match) and not told_of:
                return match
    return None
