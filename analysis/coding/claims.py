"""Who says so: the reporting verb above, "according to", a quotation that goes on, reportedly."""

from __future__ import annotations

from analysis.coding.actors import Actors, Ref
from analysis.coding.document import Document, Sentence
from analysis.coding.governors import RUMOURS, Link
from analysis.coding.match import Match
from analysis.coding.references import is_person
from analysis.coding.slots import fillers, subjects
from analysis.coding.status import UNTIL, is_to_come

NARRATOR, UNSPEC = "NARRATOR", "UNSPEC"
HEDGES = ("reportedly", "allegedly", "purportedly", "supposedly", "apparently")
SHORT = 8  # words before a colon that can be no more than who speaks
DOUBTED = frozenset((*HEDGES, *RUMOURS))
TITLES = ("minister", "president", "premier", "spokesman", "spokeswoman", "spokesperson", "ministry", "official", "envoy", "leader")
CLAIMING = ("reported", "alleged", "denied", "demanded", "threatened", "hypothetical", "declined")
TALLIES = ("count", "toll", "tally")
OPEN, CLOSE = ("“", '"', "``", "«"), ("”", '"', "''", "»")


def speakers(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """Who utters a predicate: its subject; of "according to" and nouns of saying their owner."""
    found: list[Ref] = []
    for slot in match.predicate.frame.source_slots:
        for i in fillers(doc, match, slot):
            found += [ref for ref in actors.of(i) if ref.state not in [known.state for known in found]]
        if found:
            break
    return tuple(found)


def according_to(doc: Document, actors: Actors, sentence: Sentence, match: Match) -> tuple[Ref, ...] | None:
    """Whom the clause of the match names after "according to"; () for nobody known, None where it does not stand."""
    if "ccording to" not in sentence.text:
        return None
    clauses = {match.verb, *list(doc.ancestors(match.verb))}
    for i in range(sentence.first, sentence.end):
        token = doc.tokens[i]
        stands = token.lemma in ("accord", "according") and i + 1 < sentence.end and doc.tokens[i + 1].lemma == "to"
        if stands and (token.head in clauses or i in clauses or token.head == i):
            heads = doc.objects_of(i + 1) or doc.objects_of(i)
            return tuple(ref for k in heads for ref in actors.of(k))
    return None


def _follows_rumour(doc: Document, first: int) -> bool:
    """ "following reports [that] B is sending fighters": the clause that begins at `first` is what the reports say."""
    k = first + 1 if doc.tokens[first].text.lower() in ("following", "after", "amid", "despite") else first - 1
    return 0 <= k < len(doc.tokens) and doc.tokens[k].tag == "NNS" and doc.tokens[k].lemma in RUMOURS


def hedged(doc: Document, match: Match) -> bool:
    """ "reportedly", "was reported to have", "reports that", "is said to"."""
    if doc.words(match.head).isdisjoint(DOUBTED):
        return False
    clauses = [match.verb, *(k for k in [doc.tokens[match.verb].head] if doc.tokens[match.verb].dep in ("ccomp", "xcomp"))]
    if any(_follows_rumour(doc, min(doc.subtree(k))) for k in clauses):
        return True
    near = [match.verb, *([doc.tokens[match.verb].head])]
    return any(
        doc.tokens[k].lemma in HEDGES or doc.tokens[k].text.lower() in HEDGES
        for i in near
        for k in doc.kids(i, "advmod")
    )


def claimant(
    doc: Document, actors: Actors, sentence: Sentence, match: Match, above: list[Link], carried: tuple[str, ...]
) -> tuple[str, ...]:
    """The codes of whoever the sentence says it is from: (NARRATOR,), (UNSPEC,) or roll-up codes.

    `carried` is the speaker of a quotation that goes on from the sentence before, or ().
    """
    named = according_to(doc, actors, sentence, match)
    if named is not None:
        return _codes(named) or (UNSPEC,)
    medium: tuple[str, ...] = ()  # "Baku said, Tass reported": the agency passes the word on
    for link in above:
        if link.governor.predicate.frame.effect in CLAIMING and link.governor.predicate.frame.frame_id not in (
            "manage",
            "fail",
            "prevent",
            "stop",
        ):
            codes = _codes(speakers(doc, actors, link.governor))
            if codes and not all(_is_medium(actors, code) for code in codes):
                return codes
            inner = _said_beside(doc, actors, link.governor) if codes else ()
            if inner:
                return inner
            medium = medium or codes
            if codes:
                continue
            if link.governor.is_noun and link.governor.predicate.frame.effect == "demanded":
                return (UNSPEC,)  # "has nothing against appeals for a halt, A said": it is not A that appeals
            nobodys = doc.tokens[link.governor.verb].dep in ("xcomp", "pcomp")  # "it is too early to speak of talks, A said"
            if link.governor.predicate.frame.effect in ("reported", "alleged") and not nobodys:
                return (UNSPEC,)
    if medium:
        return medium
    if before := _announced(doc, actors, sentence):
        return before
    if waiting := _who_waits(doc, actors, match):
        return waiting
    if hedged(doc, match):
        return (UNSPEC,)
    return carried or (NARRATOR,)


def told_by(doc: Document, actors: Actors, i: int) -> tuple[str, ...]:
    """Who says the clause of token i ("four died, the authorities said", "raised their count to 19"): codes, (UNSPEC,) for
    somebody nobody can place, () where nobody is said to."""
    tokens = doc.tokens
    for k in doc.ancestors(i):
        after = [m for p in doc.kids(k, "prep") for m in (p, *doc.kids(p, "prep")) if tokens[p].text.lower() == "according"]
        if after:
            return _codes(tuple(ref for p in after for m in doc.objects_of(p) for ref in actors.of(m))) or (UNSPEC,)
        beside = [m for m in doc.kids(k, "parataxis") if _reports(actors, tokens[m].lemma)]
        says = beside[0] if beside else tokens[k].head if tokens[k].dep == "ccomp" and _reports(actors, tokens[tokens[k].head].lemma) else None
        counts = tokens[k].pos == "VERB" and any(tokens[m].lemma in TALLIES for m in doc.kids(k, "dobj"))
        if says is not None or counts:
            return _codes(tuple(ref for m in subjects(doc, k if says is None else says) for ref in actors.of(m))) or (UNSPEC,)
    return ()


def _reports(actors: Actors, lemma: str) -> bool:
    return any(row.frame.effect in ("reported", "alleged") for row in actors.lexicon.verb(lemma))


def _announced(doc: Document, actors: Actors, sentence: Sentence) -> tuple[str, ...]:
    """ "Medvedev: Russia will help its citizens", "Foreign minister: we want peace": who speaks stands before the colon."""
    k = next((k for k in range(sentence.first, min(sentence.first + SHORT, sentence.end)) if doc.tokens[k].text == ":"), 0)
    named = actors.of(k - 1) if k > sentence.first and doc.tokens[k - 1].pos in ("PROPN", "NOUN") else ()
    persons = tuple(ref for ref in named if is_person(ref, actors.lexicon) or doc.tokens[ref.head].lemma in TITLES)
    return _codes(persons)


def _who_waits(doc: Document, actors: Actors, match: Match) -> tuple[str, ...]:
    """ "A will fight on until B withdraws", "A ruled out talks before B leaves": A demands it of B."""
    waits = doc.tokens[match.verb].dep == "advcl" and is_to_come(doc, match.verb)
    if not waits or not any(doc.tokens[k].text.lower() in UNTIL for k in doc.kids(match.verb, "mark")):
        return ()
    return _codes(tuple(ref for k in subjects(doc, doc.tokens[match.verb].head) for ref in actors.of(k)))


def _said_beside(doc: Document, actors: Actors, match: Match) -> tuple[str, ...]:
    """ "B did it, A said, Tass reported": the parser hangs what A said beside what the agency reports."""
    for k in doc.kids(match.verb, "parataxis"):
        for subject in doc.kids(k, "nsubj"):
            if codes := _codes(actors.of(subject)):
                return codes
    return ()


def _is_medium(actors: Actors, code: str) -> bool:
    actor = actors.lexicon.actor(code)
    return actor is not None and actor.kind == "media"


def via(actors: Actors, sentence: Sentence, claimants: tuple[str, ...], doers: list[str]) -> str:
    """Through whom a claim is told: the news agency, paper or broadcaster the sentence names beside who makes it; or "".

    "Baku said, Tass reported", "told Reuters": a medium that itself acts or is acted on is none.
    """
    if claimants in ((NARRATOR,), ()):
        return ""
    for i in range(sentence.first, sentence.end):
        name = actors.names.at.get(i)
        told_by = name.actor_id if name and name.kind != "place" else ""
        if told_by and _is_medium(actors, told_by) and told_by not in {*claimants, *doers}:
            return told_by
    return ""


def _codes(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.state for ref in refs))


def is_quotation(doc: Document, sentence: Sentence) -> bool:
    """True if the whole sentence stands in quotation marks, or in a quotation opened before and not yet closed."""
    words = [doc.tokens[i].text for i in range(sentence.first, sentence.end)]
    return (
        bool(words)
        and words[0] in OPEN
        and words[-1] in (*CLOSE, ".", "!", "?")
        and not any(w in CLOSE for w in words[1:-2])
    )
