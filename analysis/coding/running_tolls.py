"""Running counts of the dead: "Baku says 92 of its civilians have died", "raised its toll to 1,221".

Such a number tells no act, so that no coding carries it. It counts from a day on, and the next one takes its place; numbers
of one incident, and what a count has grown by ("27 more"), are none. Whose dead are counted is said by the counted words
("31 of its civilians"), by a side ("on the Armenian side"); else a party, or who counts with one, counts its own, and
anybody else the dead of all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from analysis.coding import claims, dates
from analysis.coding.actors import Actors
from analysis.coding.document import Document, Sentence
from analysis.coding.numbers import Number, numbers
from analysis.coding.quantities import Quantity, quantities
from analysis.coding.references import Memory
from analysis.coding.slots import subjects
from analysis.lexicon import Lexicon

WORDS = re.compile(r"\b(?:dead|deaths?|died|killed|toll|losses|lives)\b", re.IGNORECASE)
NAMES_A_SOURCE = re.compile(r"\b(?:according to|count of|said|says?|report\w*)\b", re.IGNORECASE)
GROWTH = ("more", "further", "another", "additional", "new", "fresh")  # "27 more": what a count grows by
GROWING = ("bring", "take", "lift", "raise", "put", "push", "swell", "climb", "rise", "increase", "reach", "stand")
TALLIES = ("toll", "total", "count", "number", "loss", "tally", "figure", "dead")
COUNTING = ("count", "report", "acknowledge", "announce", "record", "list", "publish", "register", "confirm", "give", "put", "admit")
BOTH = ("each", "both", "either")
SERVICE = ("soldier", "serviceman", "servicemen", "troop", "fighter", "military", "army")


def running_tolls(doc: Document, lexicon: Lexicon, sides: Mapping[str, str], parties: Collection[str], carried: Collection[int]) -> list[dict]:
    """The rows of the table running_tolls for one document. `sides`: code -> the party it counts with; `carried`: where in the
    text the numbers begin that a coding carries."""
    telling = [sentence for sentence in doc.sentences if sentence.kind == "sentence" and WORDS.search(sentence.text)]
    if not telling:
        return []
    actors, ours = Actors(doc, lexicon, Memory()), {*parties, *sides}
    return [row for sentence in telling for row in _of_sentence(doc, actors, sentence, ours, carried)]


def _of_sentence(doc: Document, actors: Actors, sentence: Sentence, ours: Collection[str], carried: Collection[int]) -> list[dict]:
    """The rows of one sentence. `ours`: who counts its own dead where it names nobody's."""
    grown = [made for number in numbers(doc, sentence) if (made := _grown_to(doc, sentence, number) or _before_its_noun(doc, number))]
    read = {made.end for made in grown}
    found = [one for one in quantities(doc, sentence) if one.measure == "deaths" and one.end not in read and doc.tokens[one.first].start not in carried]
    told = {one: _teller(doc, actors, one) for one in (*found, *grown)}
    known = next((who for who in told.values() if who), ())
    rows: list[dict] = []
    for one in sorted(told, key=lambda one: one.first):
        if one not in grown and not _is_running(doc, sentence, one):
            continue
        who = told[one] or known
        whose = _whose(doc, actors, one, who)
        placed = tuple(code for code in who if actors.lexicon.actor(code))
        if whose is None or not (whose or placed):
            continue
        loss = whose or (who if set(who) <= set(ours) else ())
        by = placed or ((claims.UNSPEC,) if who or NAMES_A_SOURCE.search(sentence.text) else (claims.NARRATOR,))
        rows.append(_row(doc, sentence, one, len(rows) + 1, loss, by))
    return rows


def _row(doc: Document, sentence: Sentence, one: Quantity, number: int, loss: tuple[str, ...], who: tuple[str, ...]) -> dict:
    start, end = doc.tokens[one.first].start, doc.tokens[one.end - 1].end
    return {
        "sentence_id": sentence.sentence_id, "toll_no": number, "article_id": doc.article_id, "published": sentence.published or None, "measure": one.measure,
        "group": one.group if one.group != "unspecified" else _group(doc, sentence, one), "low": one.low, "best": one.best, "high": one.high, "loss_of": ";".join(loss) or None, "claimant": ";".join(who),
        "text": sentence.text[start - sentence.start : end - sentence.start], "char_start": start, "char_end": end,
    }  # fmt: skip


def _grown_to(doc: Document, sentence: Sentence, number: Number) -> Quantity | None:
    """ "bringing the toll to 158", "raised their count of military dead by 44 to 1,221": the count it has come to."""
    token = doc.tokens[number.end - 1]
    if number.high is not None and number.low is not None and number.first and doc.tokens[number.first - 1].text.lower() == "by":
        number = Number(number.end - 1, number.end, None, number.high, None)  # "by 44 to 1,221" is no range
    prep = doc.tokens[token.head]
    verb = doc.tokens[prep.head]
    if token.dep != "pobj" or prep.lemma not in ("to", "at", "above", "past") or verb.lemma not in GROWING:
        return None
    tallies = [k for k in [*doc.kids(verb.i, "dobj", "nsubj", "nsubjpass"), *subjects(doc, verb.i)] if doc.tokens[k].lemma in TALLIES]
    if not tallies:
        return None
    of = {doc.tokens[m].lemma for k in tallies for m in doc.subtree(k)}
    if of & {"injured", "wounded", "injury", "injure", "wound"}:
        return None  # mostly of one incident
    group = "civilian" if "civilian" in of else "military" if of & set(SERVICE) else "unspecified"
    return Quantity("deaths", group, number.low, number.best, number.high, "", number.first, number.end, number.end - 1)


def _before_its_noun(doc: Document, number: Number) -> Quantity | None:
    """ "1,177 military and 50 civilian deaths": the first number stands before the noun of both."""
    behind = [token.lemma for token in doc.tokens[number.end : number.end + 5]]
    if behind[:2] not in (["military", "and"], ["civilian", "and"]) or not {"death", "fatality", "dead"} & {token.lemma for token in doc.tokens[number.end : number.end + 7]}:
        return None
    return Quantity("deaths", behind[0], number.low, number.best, number.high, "death", number.first, number.end, number.end - 1)


def _group(doc: Document, sentence: Sentence, one: Quantity) -> str:
    """Who is counted, by the counted words, else by the one group the sentence names."""
    own = {doc.tokens[k].lemma for k in range(one.first, one.end)}
    beside = own & {"civilian", "military"} or {doc.tokens[k].lemma for k in range(sentence.first, sentence.end)}
    civil, service = "civilian" in beside, bool(beside & set(SERVICE))
    return "civilian" if civil and not service else "military" if service and not civil else "unspecified"


def _is_running(doc: Document, sentence: Sentence, one: Quantity) -> bool:
    """True for what is told in the perfect, since a day, or as counted; not for "27 more", nor for who were killed in a house."""
    words = {doc.tokens[k].text.lower() for k in range(one.first, one.end)}
    before = doc.tokens[one.first - 1].text.lower() if one.first > sentence.first else ""
    than = "than" in words
    if words & set(GROWTH) - ({"more"} if than else set()) or before in GROWTH:
        return False
    since = any(when.is_open and dates.in_tense(when, sentence.published, "realised")[:4] >= sentence.published[:4] for when in dates.expressions(doc, sentence))
    if since:
        return True
    for k in doc.ancestors(one.head):
        token = doc.tokens[k]
        if token.pos not in ("VERB", "AUX"):
            continue
        if token.tag == "VBN" and not doc.kids(k, "aux", "auxpass"):
            continue  # "counts 63 civilians killed"
        perfect = any(doc.tokens[m].lemma == "have" for m in doc.kids(k, "aux"))
        return perfect or (token.lemma in COUNTING and one.head in _objects(doc, k))
    return False


def _objects(doc: Document, verb: int) -> set[int]:
    return {m for k in doc.kids(verb, "dobj", "ccomp") for m in doc.subtree(k)}


def _teller(doc: Document, actors: Actors, one: Quantity) -> tuple[str, ...]:
    """Who counts, by the codes: who says so, or the subject of a verb of counting; () where nobody can be placed."""
    told = tuple(code for code in claims.told_by(doc, actors, one.head) if code != claims.UNSPEC)
    if told:
        return told
    for k in doc.ancestors(one.head):
        counts = doc.tokens[k].pos == "VERB" and doc.tokens[k].lemma in (*COUNTING, *GROWING)
        if counts and (who := tuple(dict.fromkeys(ref.state for m in subjects(doc, k) for ref in actors.of(m)))):
            return who
    return ()


def _whose(doc: Document, actors: Actors, one: Quantity, who: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whose dead the words name, () where they name nobody, None for a number that counts on each side."""
    named = tuple(dict.fromkeys(ref.state for k in range(one.first, one.end) for ref in actors.one(k)))
    if named:
        return named
    clause = doc.clause(one.head)
    for side in (k for k in doc.subtree(clause) if doc.tokens[k].lemma == "side" and doc.tokens[doc.tokens[k].head].lemma == "on"):
        words = doc.noun_phrase(side)
        if any(doc.tokens[k].lemma in BOTH for k in [*words, *doc.kids(side, "det")]):
            return None
        if of := tuple(ref.state for k in words if k != side and (ref := actors.of_name(k))):
            return of
        if any(doc.tokens[k].lemma in ("other", "its", "their") for k in words):
            return who
    return ()
