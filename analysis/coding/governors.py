"""Which predicate speaks of which: "Russia accused Turkey of sending fighters" governs "sending"."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.coding.document import Document
from analysis.coding.match import Match
from analysis.coding.mending import FINITE
from analysis.coding.slots import POLITE, fillers, is_polite

# verbs and nouns between a governor and its content that change nothing: "an end to hostilities", "a series of attacks"
TRANSPARENT = frozenset(
    "end halt cessation stop series round wave number kind lot set start beginning resumption continuation possibility right need role use part day case pause "
    "restart outbreak escalation de-escalation return participation attendance".split()
)


RUMOURS = ("report", "rumour", "rumor", "allegation", "claim", "suggestion", "speculation")  # what is said, by whomever
MEANS = ("by", "through", "in")  # "accused B of trying to widen the war by firing a missile"


@dataclass(frozen=True, slots=True)
class Link:
    """The governor of a content and the slot the content stands in."""

    governor: Match
    slot: str


def _reach(doc: Document, i: int, by_token: dict[int, Match], depth: int = 0) -> list[Match]:
    """The matches a content position leads to: the one at the token, or those right below words that change nothing."""
    found = [by_token[i]] if i in by_token else []
    found += [by_token[k] for k in doc.kids(i, "aux") if k in by_token and by_token[k].is_modal]
    if found and doc.tokens[i].pos == "VERB":  # what is told of the clause is told of the acts it names
        named = doc.kids(i, "nsubj", "nsubjpass") + [k for a in doc.kids(i, "agent") for k in doc.kids(a, "pobj")]
        found += [by_token[k] for k in named if k in by_token and by_token[k] not in found]
    if found or depth > 3:
        return found
    token = doc.tokens[i]
    if token.pos in ("VERB", "AUX"):
        below = doc.kids(i, "xcomp", "dobj", "nsubjpass", "ccomp", "attr", "acomp", "nsubj")
        below += [k for prep in doc.kids(i, "prep") if doc.tokens[prep].lemma in MEANS for k in doc.kids(prep, "pcomp")]
    elif token.lemma in RUMOURS:
        below = doc.kids(i, "acl", "ccomp", "relcl")  # "denied claims its forces have left"
    elif token.lemma in TRANSPARENT or doc.kids(i, "prep"):
        below = [k for prep in doc.kids(i, "prep") for k in doc.objects_of(prep) + doc.kids(prep, "pcomp")] + doc.kids(
            i, "compound"
        )
    else:
        below = doc.kids(i, "compound", "poss")
    for k in below:
        for m in doc.conjuncts(k):
            found += _reach(doc, m, by_token, depth + 1)
    return found


def links(doc: Document, matches: list[Match]) -> dict[Match, Link]:
    """The governor of each match that has one. The nearest governor wins; nothing governs itself in a circle."""
    by_token = {match.head: match for match in matches}
    for match in matches:
        if match.support is not None and not match.is_modal:
            by_token.setdefault(match.support, match)
    found: dict[Match, Link] = {}
    for governor in sorted(matches, key=lambda m: -_depth(doc, m.verb)):
        if not governor.predicate.frame.effect:
            continue
        if governor.is_modal:
            does = _subjects_of(doc, governor.support)
            duties = [governor.support, *_without_helpers(doc, governor.support)]
            for content in (found_there for verb in duties for found_there in _reach(doc, verb, by_token)):
                if content.head in does:
                    continue  # "the strike should persuade B to act": what persuades is no demand
                if content is not governor and content not in found:
                    found[content] = Link(governor, "comp")
            continue
        for entry in governor.predicate.frame.content_slots:
            slot = entry.split(":")[0]
            for i in fillers(doc, governor, slot):
                for k in doc.conjuncts(i) if doc.tokens[i].pos != "VERB" else [i, *_verb_conjuncts(doc, i)]:
                    if k != i and _begins_anew(doc, governor, k):
                        continue
                    for content in _reach(doc, k, by_token):
                        if content.event_type in POLITE and is_polite(doc, governor.verb):
                            continue
                        if content is not governor and content not in found and not _governs(found, content, governor):
                            found[content] = Link(governor, slot)
                        elif content in found and _qualifies(doc, found[content].governor, content) and found[content].governor is not governor:
                            found.setdefault(found[content].governor, Link(governor, slot))  # "pressed for a renewed truce"
    _rest_of_reports(doc, matches, found)
    _rest_of_content(doc, matches, found)
    return found


def _without_helpers(doc: Document, verb: int) -> list[int]:
    """ "must recognise the border, withdraw and apologise": the bare verbs that share the helper of the first."""
    beside = [k for k in doc.kids(verb, "conj") if doc.tokens[k].tag in ("VB", "VBP") and not doc.kids(k, "nsubj", "nsubjpass", "aux")]
    return [m for k in beside for m in (k, *_without_helpers(doc, k))]


def _qualifies(doc: Document, governor: Match, content: Match) -> bool:
    """ "a renewed truce", "failed talks": a participle before the noun it speaks of."""
    token = doc.tokens[governor.head]
    return not governor.event_type and token.dep == "amod" and token.head == content.head


def _rest_of_content(doc: Document, matches: list[Match], found: dict[Match, Link]) -> None:
    """What is demanded or alleged deeper down: "urged B to seize the chance to reach a deal", "accused B of invading to
    seize the mines"; no further than the next verb with a tense."""
    told: dict[int, Link] = {}
    for governor in matches:
        if governor.predicate.frame.effect in ("demanded", "alleged") and not governor.is_modal:
            for slot in (entry.split(":")[0] for entry in governor.predicate.frame.content_slots):
                for i in fillers(doc, governor, slot):
                    if doc.tokens[i].tag in ("VB", "VBG"):
                        told.setdefault(i, Link(governor, slot))
    for match in matches if told else ():
        if match in found or doc.tokens[match.verb].tag not in ("VB", "VBG"):
            continue
        for k in doc.ancestors(match.verb):
            if k in told and told[k].governor is not match and not _governs(found, match, told[k].governor):
                found[match] = told[k]
                break
            if doc.tokens[k].tag in FINITE:
                break


def _rest_of_reports(doc: Document, matches: list[Match], found: dict[Match, Link]) -> None:
    """Whatever else stands inside a reported clause is reported too: "said talks are pointless while B attacks"."""
    told: dict[int, Link] = {}
    for governor in matches:
        if governor.predicate.frame.effect == "reported" and not governor.is_noun:
            for k in doc.kids(governor.head, "ccomp"):
                told.setdefault(k, Link(governor, "comp"))
    for match in matches:
        if match in found:
            continue
        for k in [match.verb, *doc.ancestors(match.verb)]:
            if k in told and told[k].governor is not match:
                found[match] = told[k]
                break
            if _meanwhile(doc, k):
                break


def _meanwhile(doc: Document, i: int) -> bool:
    """ "The rebels say they will march on the capital as President B calls for calm", "A said he saw no way out, while B
    demands a withdrawal": what others do meanwhile, and what nobody said; not "as they lack the means"."""
    token = doc.tokens[i]
    marks = {doc.tokens[k].lemma for k in doc.kids(i, "mark")}
    unshifted = token.tag in ("VBZ", "VBP") and doc.tokens[token.head].tag == "VBD"  # what is reported stands in the past
    if token.dep != "advcl" or not ("as" in marks or ("while" in marks and unshifted)):
        return False
    return any(doc.tokens[k].pos == "PROPN" for k in doc.kids(i, "nsubj", "nsubjpass"))


def _subjects_of(doc: Document, verb: int) -> list[int]:
    """The subjects of an active verb that has an object, of others none."""
    return doc.kids(verb, "nsubj") if doc.kids(verb, "dobj") else []


def _verb_conjuncts(doc: Document, i: int) -> list[int]:
    """Verbs coordinated with a content verb, and participles that go on telling it ("shelled the town, killing ten")."""
    found = []
    for k in doc.kids(i, "conj") + [
        k for k in doc.kids(i, "advcl") if doc.tokens[k].tag == "VBG" and not doc.kids(k, "mark")
    ]:
        if doc.tokens[k].pos in ("VERB", "AUX"):
            found += [k, *_verb_conjuncts(doc, k)]
    return found


def _begins_anew(doc: Document, governor: Match, k: int) -> bool:
    """ "A is wrong, he said, and he accused B": what comes behind an inserted "he said" with a subject of its own."""
    return doc.tokens[governor.verb].dep == "parataxis" and k > governor.verb and bool(doc.kids(k, "nsubj", "nsubjpass"))


def _depth(doc: Document, i: int) -> int:
    return sum(1 for _ in doc.ancestors(i))


def _governs(found: dict[Match, Link], upper: Match, lower: Match) -> bool:
    seen = 0
    while lower in found and seen < 50:
        lower = found[lower].governor
        if lower is upper:
            return True
        seen += 1
    return False


def spoken(above: list[Link]) -> list[Link]:
    """Governors, nearest first, without a claim that is itself denied: "denied claims that it shelled the town" says of
    the shelling what "denied shelling" says."""
    denied = len(above) > 1 and above[1].governor.predicate.frame.effect == "denied"
    return above[1:] if denied and above[0].governor.is_noun else above


def chain(found: dict[Match, Link], match: Match) -> list[Link]:
    """The governors of a match, nearest first."""
    above = []
    while match in found:
        above.append(found[match])
        match = found[match].governor
    return above
