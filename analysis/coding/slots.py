"""Who fills a slot of a predicate: voice, control, relative clauses, possessives, compounds, prepositions.

A slot is `subj` (who does it), `obj` (to whom), `iobj`, `comp` (a clause), `until` (who must do something first), `below`
(the nouns of prepositions further down), or a preposition (`with`, `against`, `by` ...).
`subj` of a noun of action is its possessor, its modifier, its by-phrase or the subject of its support verb.
"""

from __future__ import annotations

from analysis.coding.document import Document
from analysis.coding.match import RECEIVING, Match, receiver
from analysis.coding.mending import FINITE, SUBJECTS

SAID = (
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "DENY",
    "SUPPORT",
    "AGREE",
)  # nouns of these come "from" who utters them
# verbs whose object, not subject, does what the infinitive says, where the parser takes it for a clause of purpose
ASKING = ("press", "push", "urge", "ask", "pressure", "lobby", "invite", "summon", "force", "allow", "order", "encourage", "warn", "tell", "appeal", "task", "beg", "implore", "compel", "enable", "permit")  # fmt: skip
# "are involved in the fighting": the passive of these still acts
INVOLVED = ("involve", "engage", "embroil", "lock", "entangle")
RELATIVES = ("which", "who", "whom", "that", "whose")
OBJECT_DEPS = ("dobj", "obj", "oprd")
# what only somebody can do, never an offer or an attack
PERSONAL = ("refuse", "deny", "reject", "say", "accuse", "demand", "insist", "want", "support", "vow", "oppose", "urge",
            "blame")  # fmt: skip
# what somebody puts out: "a report accusing the army" accuses in the name of whoever issued it
DOCUMENTS = ("report", "statement", "resolution", "letter", "lawsuit", "complaint", "note", "declaration", "petition",
             "bill", "memorandum", "communique", "decree", "order", "message", "tweet", "suit", "motion", "draft")  # fmt: skip
TURNED_DOWN = ("veto", "reject", "oppose", "block", "dismiss", "welcome", "back", "support", "criticise", "criticize")  # of another's paper
HARMING = ("kill", "wound", "injure", "destroy", "damage", "maim", "hurt", "trap", "displace")
POLITE = ("SUPPORT", "ACCUSE")  # the acts one may wish to do and does
USING = ("use", "exploit", "abuse", "promise")  # "used a speech to criticise B": who speaks does
CALLING = ("call", "describe", "term", "dub", "label", "see", "regard", "consider", "characterise", "characterize")
LETTING = ("allow", "let", "permit", "grant", "guarantee")
PROTESTING = ("protest", "demand", "oppose", "denounce", "condemn", "reject", "resist")  # "went on strike to protest the law"
WAITING = ("until", "till", "unless")
# "authorised the delivery of weapons": whoever decides on an act without a doer does it
DECIDING = ("authorise", "authorize", "approve", "clear", "suspend", "halt", "freeze", "postpone", "cancel", "delay", "resume", "boost",
            "increase", "reduce", "cut", "restore", "consider", "plan", "finance", "promise", "pledge", "oversee", "complete")  # fmt: skip
DECIDED = ("AID", "MOBILIZE", "RETREAT", "SANCTION", "CONCEDE")
CARRYING = ("AID", "MOBILIZE")  # what is brought to somebody
LED = ("led", "claimed", "launched", "conducted", "staged", "orchestrated")  # what stands behind "Saudi-"


def passive(doc: Document, verb: int) -> bool:
    """True for "was attacked", "attacked by", "the attacked town"."""
    if doc.kids(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    beside = doc.tokens[verb].dep == "conj" and doc.tokens[verb].tag == "VBN" and not doc.kids(verb, "nsubj", "aux", "dobj")
    if beside and doc.kids(doc.tokens[verb].head, "nsubjpass", "auxpass"):
        return True  # "was dragged from a car and beaten"
    if doc.kids(verb, "nsubj") and doc.tokens[verb].dep != "amod":
        return False  # "conferred by telephone": the parser takes the means for the doer
    if doc.kids(verb, "agent"):
        return True
    token = doc.tokens[verb]
    reduced = (
        token.tag == "VBN" and token.dep in ("acl", "amod", "relcl", "advcl") and not doc.kids(verb, "aux", "dobj")
    )
    return reduced or (token.tag in ("VBN", "JJ", "VBD") and token.dep == "amod")


def _antecedent(doc: Document, i: int) -> int:
    """The noun a relative pronoun stands for, else i itself."""
    if doc.tokens[i].text.lower() in RELATIVES and doc.tokens[i].tag in ("WDT", "WP", "WP$", "IN", "DT"):
        clause = doc.clause(i)
        while doc.tokens[clause].dep in ("conj", "xcomp", "ccomp") and doc.tokens[clause].head != clause:
            clause = doc.tokens[clause].head
        if doc.tokens[clause].dep == "relcl":
            return _name_beside(doc, i, clause) or doc.tokens[clause].head
    return i


def _name_beside(doc: Document, i: int, clause: int) -> int:
    """ "the offer from Yerevan, which refuses ...": an offer refuses nothing, the name before the comma does; else 0."""
    head = doc.tokens[clause].head
    named = i >= 2 and doc.tokens[i - 1].text == "," and doc.tokens[i - 2].pos == "PROPN"
    if not named or doc.tokens[clause].lemma not in PERSONAL or doc.tokens[head].pos != "NOUN":
        return 0
    return i - 2 if i - 2 in doc.subtree(head) else 0


def _issuers(doc: Document, pronoun: int, stands_for: int, depth: int) -> list[int]:
    """ "adopted a resolution which demands ...": who adopted it demands; else what the pronoun stands for."""
    token = doc.tokens[stands_for]
    verb = doc.tokens[token.head]
    issued = stands_for != pronoun and token.lemma in DOCUMENTS and token.dep == "dobj" and verb.lemma not in TURNED_DOWN
    if issued and verb.lemma in RECEIVING:
        return prepositional(doc, stands_for, "from") or [stands_for]
    return (subjects(doc, verb.i, depth + 1) if issued and depth < 6 else []) or [stands_for]


# verbs that name through a preposition whom they want to act
ASKED_THROUGH = {
    "call": ("on", "upon", "for"), "appeal": ("to", "for"), "plead": ("with",), "prevail": ("on", "upon"),
    "press": ("for",), "push": ("for",), "wait": ("for",), "lean": ("on",), "insist": ("on",),
}  # fmt: skip


def subjects(doc: Document, verb: int, depth: int = 0) -> list[int]:
    """The grammatical subjects of a verb, inherited through coordination, control and participles."""
    named = doc.kids(verb, "nsubj", "nsubjpass")
    fronted = len(named) > 1 and doc.tokens[named[0]].text.lower() in RELATIVES  # "fighters which, he said, B refused to take"
    own = [m for k in named[fronted:] for m in _issuers(doc, k, _antecedent(doc, k), depth)]
    if own or depth > 6:
        return [k for k in own if doc.tokens[k].text.lower() not in ("there",)]
    token = doc.tokens[verb]
    above = token.head
    named = [k for k in doc.kids(verb, "intj", "npadvmod", "compound") if k == verb - 1 and doc.tokens[k].pos == "PROPN"]
    if named:
        return named  # a name before its verb that the parser took for an exclamation
    if above == verb:
        return []
    if token.dep == "conj" and doc.tokens[above].pos in ("VERB", "AUX"):
        shared = subjects(doc, above, depth + 1)
        return [k for k in shared if k < verb] if token.tag in FINITE else shared  # a verb with a tense follows its subject
    if token.dep in ("acomp", "oprd") and doc.tokens[above].pos in ("VERB", "AUX"):
        return subjects(doc, above, depth + 1)  # "B is willing [to withdraw]"
    if token.dep == "xcomp":
        uses = doc.tokens[above].lemma in USING
        controlled = _asked(doc, above, verb) if token.tag == "VB" and not passive(doc, above) and not uses else []
        return controlled or subjects(doc, above, depth + 1)
    if token.dep == "acl" and token.tag == "VBG" and doc.tokens[above].lemma in DOCUMENTS:
        held = doc.tokens[above].dep == "dobj" and doc.tokens[doc.tokens[above].head].lemma in TURNED_DOWN
        theirs = [k for k in modifiers(doc, above) if doc.tokens[k].pos == "PROPN"] or prepositional(doc, above, "by") or [above]
        return theirs if held else _noun_subjects(doc, above, depth) or theirs
    if token.dep == "acl" and token.tag in ("VBG", "VBN"):
        return [above]
    if token.dep == "acl" and doc.tokens[above].pos in ("NOUN", "PROPN"):
        return _noun_subjects(doc, above, depth)
    if token.dep == "advcl" and (token.tag in ("VBG", "VBN") or infinitive(doc, verb)):
        if doc.tokens[above].pos in ("VERB", "AUX"):
            if token.tag == "VBG" and passive(doc, above) and (_agents(doc, above) or token.lemma in HARMING):
                return _agents(doc, above)  # "was shot down [by B], killing the pilot"
            asks = doc.tokens[above].lemma in (*ASKING, *ASKED_THROUGH)
            asked = infinitive(doc, verb) and asks and not passive(doc, above)
            return (_asked(doc, above, verb) if asked else []) or subjects(doc, above, depth + 1)
        return []
    if token.dep == "pcomp":
        return _pcomp_subjects(doc, above, depth)
    if token.dep == "relcl" and infinitive(doc, verb) and doc.kids(verb, "dobj"):
        return _noun_subjects(doc, above, depth)  # "sent a shipment to help B": who sent it helps
    if token.dep == "relcl" and not own:
        return [above] if not doc.kids(verb, "dobj") or passive(doc, verb) else []
    if token.dep == "amod":
        return [above]
    return []


def _asked(doc: Document, above: int, verb: int) -> list[int]:
    """Whom the verb above wants to act: "urged B to stop", "called on B to stop", "appealed to B to stop"."""
    through = ASKED_THROUGH.get(doc.tokens[above].lemma, ())
    named = [
        k
        for prep in doc.kids(above, "prep")
        if doc.tokens[prep].lemma in through and prep < verb
        for k in doc.kids(prep, "pobj")
    ]
    return named or doc.kids(above, "dobj")


def infinitive(doc: Document, verb: int) -> bool:
    """True for "to attack"."""
    return any(doc.tokens[k].tag == "TO" for k in doc.kids(verb, "aux"))


def opens_condition(doc: Document, modal: int, verb: int) -> bool:
    """ "will help should war break out", "should fighting spread": a "should" before its subject, or taken for the helper of
    what is no bare verb."""
    if doc.tokens[modal].text.lower() != "should":
        return False
    before = modal < min(doc.kids(verb, "nsubj", "nsubjpass"), default=0)
    return before or (doc.tokens[verb].tag == "VBG" and not any(doc.tokens[k].lemma == "be" for k in doc.kids(verb, "aux")))


def is_subjunctive(doc: Document, verb: int) -> bool:
    """ "insisted that the troops be withdrawn": a bare "be" behind "that" tells what shall happen."""
    helpers = doc.kids(verb, "aux", "auxpass")
    bare = any(doc.tokens[k].tag == "VB" and doc.tokens[k].text.lower() == "be" for k in helpers)
    return bare and not any(doc.tokens[k].tag in ("MD", "TO") or doc.tokens[k].lemma in ("do", "will") for k in helpers)


def is_polite(doc: Document, verb: int) -> bool:
    """ "I want to thank B", "we would like to congratulate B": who says so does it."""
    own = any(doc.tokens[k].text.lower() in ("i", "we") for k in doc.kids(verb, "nsubj"))
    return own and doc.tokens[verb].lemma in ("want", "wish", "like")


def _noun_subjects(doc: Document, noun: int, depth: int) -> list[int]:
    """The subject of "offer to mediate": whoever makes the offer."""
    owners = doc.kids(noun, "poss") or [k for k in prepositional(doc, noun, "of") if doc.tokens[k].pos == "PROPN"]
    owners = owners or prepositional(doc, noun, "by") or prepositional(doc, noun, "between")  # "the decision by B to send troops"
    head = doc.tokens[noun].head
    if not owners and doc.tokens[noun].dep in ("dobj", "attr") and doc.tokens[head].pos in ("VERB", "AUX"):
        return subjects(doc, head, depth + 1)
    above = doc.tokens[doc.tokens[head].head]
    if not owners and doc.tokens[noun].dep == "pobj" and doc.tokens[head].lemma == "in" and above.pos == "VERB":
        return subjects(doc, above.i, depth + 1)  # "attacked in an effort to retake the town"
    return owners


def _pcomp_subjects(doc: Document, preposition: int, depth: int) -> list[int]:
    """ "accused B of shelling": B; "apologised for shelling", "by shelling": the subject."""
    governor = doc.tokens[preposition].head
    if doc.tokens[governor].pos not in ("VERB", "AUX"):
        return doc.kids(governor, "poss") or prepositional(doc, governor, "of")  # "the courage of the people in demanding ..."
    if passive(doc, governor):
        return subjects(doc, governor, depth + 1)
    if doc.tokens[preposition].lemma in ("of", "for", "from", "into"):
        through = [k for p in doc.kids(governor, "prep") if doc.tokens[p].lemma in ("at", "against") and p < preposition
                   for k in doc.objects_of(p)]  # fmt: skip  ("lashed out at B for closing the border")
        return doc.kids(governor, *OBJECT_DEPS) or through or subjects(doc, governor, depth + 1)
    return subjects(doc, governor, depth + 1)


def _agents(doc: Document, verb: int) -> list[int]:
    found = [k for agent in doc.kids(verb, "agent") for k in doc.kids(agent, "pobj")]
    before = [k for k in doc.kids(verb, "npadvmod", "compound", "amod", "nmod") if k < verb]  # "Russia-brokered"
    if not found:  # "was condemned in a joint statement by A and B"
        papers = [k for p in doc.kids(verb, "prep") if doc.tokens[p].lemma == "in" for k in doc.objects_of(p)]
        found = [m for k in papers if doc.tokens[k].lemma in DOCUMENTS for m in prepositional(doc, k, "by")]
    return found or (before if doc.tokens[verb].dep in ("amod", "compound", "nmod") else [])


def prepositional(doc: Document, i: int, word: str) -> list[int]:
    """What the prepositions `word` below token i govern, nouns and verbs alike; "between" also as a dative or agent."""
    if i not in doc.leading:
        return []
    found = []
    direct = doc.kids(i, "prep", "agent", "dative")
    beside = [k for prep in direct if prep in doc.coordinated for k in doc.kids(prep, "conj") if doc.tokens[k].lemma in ("with", "to", "from", "on", "against")]
    for prep in [*direct, *beside]:  # "talks with B on Sunday and with C on Monday"
        token = doc.tokens[prep]
        if token.lemma == word or token.text.lower() == word:
            found += doc.objects_of(prep) + doc.kids(prep, "pcomp", *(("amod", "acomp") if word == "as" else ()))
        else:  # "from within", "along with B", "together with B"
            for inner in doc.kids(prep, "prep") if token.text.lower() != "according" else ():
                if doc.tokens[inner].lemma == word:
                    found += doc.objects_of(inner)
    for adverb in doc.kids(i, "advmod", "acomp", "prt"):
        if doc.tokens[adverb].text.lower() in (
            "together",
            "along",
            "directly",
            "separately",
            "out",
            "up",
            "back",
            "down",
            "away",
            "off",
        ):
            found += [
                k for prep in doc.kids(adverb, "prep") if doc.tokens[prep].lemma == word for k in doc.objects_of(prep)
            ]
    return found


def _verb_slot(doc: Document, match: Match, slot: str) -> list[int]:
    verb = match.head
    if slot == "subj":
        return _agents(doc, verb) if passive(doc, verb) else subjects(doc, verb)
    if slot == "obj":
        last = match.tokens[-1]
        direct = [k for k in doc.kids(verb, *OBJECT_DEPS) if k not in match.tokens]
        if passive(doc, verb) and (acted := [k for k in subjects(doc, verb) if k not in match.tokens]):
            return acted  # "were released from captivity"
        if not direct and len(match.tokens) > 1 and doc.tokens[last].dep in ("prep", "agent", "dative"):
            return doc.objects_of(last) + doc.kids(last, "pcomp")
        if passive(doc, verb):
            return subjects(doc, verb)
        own = [_antecedent(doc, k) for i in match.tokens for k in doc.kids(i, *OBJECT_DEPS) if k not in match.tokens]
        own = own or _relative_object(doc, verb)
        return own or _small_clause(doc, verb) or _shared_object(doc, verb)
    if slot == "iobj":
        found = doc.kids(verb, "dative")
        return [k for i in found for k in (doc.kids(i, "pobj") or [i])]
    if slot == "comp":
        words = [verb, *(k for k in match.tokens if doc.tokens[k].dep in ("acomp", "oprd", "dobj"))]
        found = [k for i in words for k in doc.kids(i, "ccomp", "xcomp", *(("acl",) if i != verb else ()))]
        if not found and doc.tokens[verb].dep == "parataxis" and match.predicate.frame.effect == "reported":
            return [doc.tokens[verb].head]  # "the troops, Yerevan says, attacked the town"
        return found + [k for k in doc.kids(verb, "advcl") if infinitive(doc, k)]
    if slot == "word":  # "summoned the Turkish ambassador": the noun is one of the predicate's words
        return [k for k in match.tokens[1:] if doc.tokens[k].pos in ("NOUN", "PROPN")]
    if slot == "doer":  # "demanded that B stop": whoever is to do what the clause says
        clauses = doc.kids(verb, "ccomp") + [k for p in doc.kids(verb, "prep") if doc.tokens[p].lemma in ("on", "upon") for k in doc.kids(p, "pcomp")]
        return [k for c in clauses for k in subjects(doc, c) if not passive(doc, c)]
    if slot == "inf":
        return [k for i in match.tokens for k in doc.kids(i, "ccomp", "xcomp", "advcl", "acl") if infinitive(doc, k)]
    if slot == "against" and match.event_type == "PROTEST" and (against := _protested(doc, match)):
        return against
    if slot == "until":
        return _waited_for(doc, verb)
    if slot == "below":
        return _below(doc, match)
    places = list(match.tokens) + doc.kids(verb, *OBJECT_DEPS)
    if match.event_type == "CONSULT" and slot in (
        "with",
        "to",
    ):  # "conferred by telephone with B", "spoke in a call with B"
        places += [
            k
            for prep in doc.kids(verb, "prep", "agent")
            if doc.tokens[prep].lemma in ("by", "in", "over", "via", "on", "during")
            for k in [prep, *(m for m in doc.objects_of(prep) if doc.tokens[m].lemma != "response")]
        ]
    return list(dict.fromkeys(k for i in places for k in prepositional(doc, i, slot)))


def _relative_object(doc: Document, verb: int) -> list[int]:
    """ "the war Russia started", "a charge Yerevan levels at Baku": the noun is what the clause bears on."""
    if doc.tokens[verb].dep != "relcl" or passive(doc, verb) or doc.kids(verb, *OBJECT_DEPS, "ccomp", "xcomp"):
        return []
    own = doc.kids(verb, "nsubj")
    return [doc.tokens[verb].head] if own and doc.tokens[own[0]].text.lower() not in RELATIVES else []


def _called(doc: Document, i: int) -> list[int]:
    """ "what he called [Turkish threats]", "what it described as [a provocation]": the thing so called; else i itself."""
    if doc.tokens[i].lemma not in CALLING or not any(
        doc.tokens[k].text.lower() == "what" for k in doc.subtree(i) if doc.tokens[k].head == i
    ):
        return [i]
    named = [k for k in doc.kids(i, "oprd", "dobj", "attr", "ccomp") if doc.tokens[k].text.lower() != "what"]
    return named or [k for p in doc.kids(i, "prep") if doc.tokens[p].lemma == "as" for k in doc.objects_of(p)] or [i]


def _protested(doc: Document, match: Match) -> list[int]:
    """ "went on a hunger strike to protest against B", "a march, protesting the law": what the clause below is against."""
    below = [k for i in (match.verb, *match.tokens) for k in doc.kids(i, "advcl", "relcl", "acl", "xcomp") if doc.tokens[k].lemma in PROTESTING]
    return [m for k in below for m in [*prepositional(doc, k, "against"), *doc.kids(k, "dobj")]]


def _waited_for(doc: Document, verb: int) -> list[int]:
    """ "will not leave until B signs", "unless it is paid by B": who is to do something first."""
    return [k for c in waiting_clauses(doc, verb) for k in ((passive(doc, c) and _agents(doc, c)) or subjects(doc, c))]


def waiting_clauses(doc: Document, verb: int) -> list[int]:
    """The verbs of "until B signs", "unless it is paid" below a verb or its infinitive."""
    inside = (verb, *doc.kids(verb, "xcomp", "acomp"))
    return [k for i in inside for k in doc.kids(i, "advcl") if any(doc.tokens[m].lemma in WAITING for m in doc.kids(k, "mark", "advmod"))]


def _denials(doc: Document, verb: int) -> list[int]:
    """ "not", "never", "no" of "no truce is possible", "there can be no truce"."""
    own = doc.kids(verb, "neg") + [k for k in doc.kids(verb, "advmod") if doc.tokens[k].lemma == "never" or is_over(doc, k)]
    return own + [m for k in doc.kids(verb, "nsubj", "attr") for m in doc.kids(k, "det") if doc.tokens[m].lemma == "no"]


def is_over(doc: Document, adverb: int) -> bool:
    """ "no longer", "not any longer": of what held once."""
    return doc.tokens[adverb].text.lower() == "longer" and adverb > 0 and doc.tokens[adverb - 1].text.lower() in ("no", "any")


def _below(doc: Document, match: Match) -> list[int]:
    """ "gave millions to help refugees in B", "lifted the curfew in B": the nouns of the prepositions further down."""
    tops = [k for i in match.tokens for k in doc.kids(i, *OBJECT_DEPS, "nsubjpass")]
    tops += [k for i in match.tokens for k in doc.kids(i, "xcomp", "advcl") if infinitive(doc, k)]
    tops += doc.kids(match.head, "acl", "relcl") if match.is_noun else []
    inside = sorted({k for top in tops for k in doc.subtree(top)} - set(match.tokens))
    whom = [k for k in inside if doc.tokens[k].dep == "dobj" and infinitive(doc, doc.tokens[k].head)]
    return whom + [k for k in inside if doc.tokens[k].dep == "pobj" and doc.tokens[doc.tokens[k].head].lemma in BEARING]


def _shared_object(doc: Document, verb: int) -> list[int]:
    """ "attacked and captured the town": the object of the last verb serves the first."""
    nouns = [k for other in doc.kids(verb, "conj") if not doc.kids(other, "nsubj") for k in doc.kids(other, "dobj")]
    return nouns if doc.tokens[verb].tag in ("VBD", "VBN", "VBP", "VBZ") and not doc.kids(verb, "prep", "prt") else []


def _small_clause(doc: Document, verb: int) -> list[int]:
    """ "urged [B to stop]", "left [B alone]", "allowed [B] expanded access": the subject of a clause without a tense."""
    return [
        k
        for c in doc.kids(verb, "ccomp")
        if infinitive(doc, c)
        or (doc.tokens[c].pos == "ADJ" and not doc.kids(c, "cop", "mark"))
        or (doc.tokens[c].tag in (("VBN", "VBD") if doc.tokens[verb].lemma in LETTING else ("VBN",)) and doc.kids(c, "dobj")
            and not doc.kids(c, "aux", "auxpass", "mark"))
        for k in doc.kids(c, "nsubj")
    ]


def _noun_slot(doc: Document, match: Match, slot: str) -> list[int]:
    noun, support = match.head, match.support
    if slot == "subj":
        return _noun_doers(doc, match)
    if slot == "obj" and match.predicate.frame.frame_id == "release":
        return doc.kids(noun, "poss")  # "the tanker's release"
    if slot == "obj" or (slot == "from" and match.event_type in SAID):
        return []
    if slot == "iobj":
        return [] if support is None else [k for i in doc.kids(support, "dative") for k in (doc.kids(i, "pobj") or [i])]
    if slot == "comp":
        return doc.kids(noun, "acl", "ccomp") + [k for k in doc.kids(noun, "relcl") if infinitive(doc, k)]
    if slot == "inf":
        return [k for k in doc.kids(noun, "acl") if infinitive(doc, k)]
    if slot == "below":
        return _below(doc, match)
    if slot == "doer":
        return [k for c in doc.kids(noun, "ccomp", "acl") for k in doc.kids(c, "nsubj")]
    places = list(match.tokens) + ([support] if support is not None else [])
    if match.event_type in CARRYING and slot in ("to", "into", "for", "in", "along"):  # "the deployment of troops to B", "approved the sale of arms to B"
        places += [k for k in prepositional(doc, noun, "of") if doc.tokens[k].pos == "NOUN"]
        places += [doc.tokens[noun].head] if doc.tokens[noun].dep == "dobj" and slot == "to" else []
    return list(dict.fromkeys(k for i in places for k in prepositional(doc, i, slot)))


def modifiers(doc: Document, noun: int) -> list[int]:
    """Names before a noun: "Turkish airstrikes", "Armenian-Azerbaijani clashes", "Russia's offer".

    What hangs on a participle before the noun ("the Russia-brokered truce") modifies the participle.
    """
    inside = {m for k in doc.kids(noun, "amod") if doc.tokens[k].tag in ("VBN", "VBG") for m in doc.subtree(k)}
    return [
        k
        for k in doc.noun_phrase(noun)
        if k != noun and k not in inside and doc.tokens[k].pos in ("PROPN", "ADJ", "NOUN", "PRON")
    ]


def _noun_doers(doc: Document, match: Match) -> list[int]:
    noun = match.head
    owners = (doc.kids(noun, "poss") if match.predicate.frame.frame_id != "release" else []) + _leaders(doc, match)
    if (verb := receiver(doc, match)) is not None:
        froms = [k for word in ("from", "by", "of") for i in (noun, verb) for k in prepositional(doc, i, word)]
        return owners + froms + [k for k in modifiers(doc, noun) if doc.tokens[k].pos in ("PROPN", "ADJ")]
    by = prepositional(doc, noun, "by")
    if not owners and not by and match.event_type in SAID:
        by = prepositional(doc, noun, "from")  # "appeals from the United Nations"
    if owners or by:
        return owners + by
    named = [k for k in modifiers(doc, noun) if doc.tokens[k].pos == "PROPN" or (doc.tokens[k].pos == "ADJ" and not _is_plain(doc, k))]
    support = match.support
    head = doc.tokens[doc.tokens[noun].head]
    if support is None and not named and head.lemma == "on" and doc.tokens[noun].lemma in ("visit", "trip", "tour"):
        above = doc.tokens[head.head]  # "Macron, on a visit to Latvia, ..."
        return subjects(doc, above.i) if above.pos in ("VERB", "AUX") else [above.i]
    if (
        support is None
        and not named
        and doc.tokens[doc.first_conjunct(noun)].dep == "pobj"
        and prepositional(doc, noun, "with")
    ):
        return subjects(doc, doc.clause(noun))  # "captured the town after clashes with B"
    if support is None and not named and doc.tokens[noun].dep == "dobj" and head.lemma in DECIDING and not passive(doc, head.i):
        return subjects(doc, head.i) if match.event_type in DECIDED else []
    if support is None or doc.tokens[doc.first_conjunct(noun)].dep in SUBJECTS:
        return named + ([k for k in _agents(doc, support)] if support is not None else [])
    if doc.tokens[support].lemma == "report" and match.event_type in ("ASSAULT", "COERCE"):
        return named  # "reported a strike": whose is not said
    if passive(doc, support) and doc.tokens[support].lemma not in INVOLVED:
        return named + _agents(doc, support)
    return [k for k in subjects(doc, support) if k != noun] + named


def _is_plain(doc: Document, i: int) -> bool:
    """ "fresh", "fierce": an adjective that can name nobody; "separatist", "pro-Russian", "Turkish" can."""
    token = doc.tokens[i]
    return token.text.islower() and not token.entity and token.text.isalpha() and not token.lemma.endswith(("ist", "an"))


def _leaders(doc: Document, match: Match) -> list[int]:
    """ "a Saudi-led strike", "UN-led mediation": who leads an act does it."""
    if match.event_type not in ("ASSAULT", "CONSULT", "COERCE"):
        return []
    led = [k for k in doc.kids(match.head, "amod") if doc.tokens[k].text.lower() in LED]
    return [m for k in led for m in doc.kids(k, "npadvmod", "nmod", "compound") if m < k]


def fillers(doc: Document, match: Match, slot: str) -> list[int]:
    """The heads of whatever fills a slot, nouns and verbs, in the order of preference."""
    if match.is_modal:  # "B must stop", "the shelling of B must stop"
        return (
            subjects(doc, match.support if doc.tokens[match.head].dep == "aux" else match.head)
            if slot == "subj"
            else []
        )
    key = (match.head, match.predicate.predicate_id, slot)
    if key not in doc.slots:  # two readings, and conditions beside participants, ask the same
        found = _noun_slot(doc, match, slot) if match.is_noun else _verb_slot(doc, match, slot)
        doc.slots[key] = [k for i in found for k in _called(doc, i)]
    return doc.slots[key]


def intended(doc: Document, verb: int) -> list[int]:
    """What the infinitive of a speech act bears on: "agreed to release [the prisoners]"."""
    found = []
    inside = (verb, *doc.kids(verb, "acomp"))
    infinitives = [m for i in inside for m in doc.kids(i, "xcomp")]
    gerunds = [m for i in inside for p in doc.kids(i, "prep") if doc.tokens[p].lemma == "to" for m in doc.kids(p, "pcomp")]  # "committed to opening"
    for k in [*infinitives, *gerunds]:
        found += objects(doc, k) + _small_clause(doc, k) + intended(doc, k)
    return found


BEARING = ("in", "to", "for", "against", "on", "at", "from", "with", "over", "into", "of", "toward", "towards", "about", "between")


def objects(doc: Document, i: int) -> list[int]:
    """What an act bears on: the objects of the word, and the nouns of the prepositions below it."""
    found = doc.kids(i, *OBJECT_DEPS, "nsubjpass", "dative")
    for prep in doc.kids(i, "prep", "dative"):
        if doc.tokens[prep].lemma in BEARING:
            found += doc.objects_of(prep)
    return [k for k in found if doc.tokens[k].pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ")]


def anything_in(doc: Document, match: Match, slot: str) -> list[int]:
    """What fills a slot, coordination included; for the conditions of a predicate. `mod` are a noun's modifiers,
    `direct` is a direct object beside the words of an idiom, `self` the head itself, `poss` the owner of a noun, `named` what something is called,
    `is` what it is said to be, `unless` what has to happen first, `subjunctive` a clause that tells what shall be, `not` the words that deny it.
    """
    if slot == "is":
        return doc.kids(match.verb, "attr", "acomp")
    if slot == "named":
        return doc.kids(match.verb, "oprd")
    if slot == "mod":
        return modifiers(doc, match.head)
    if slot == "direct":
        return [k for i in match.tokens for k in doc.kids(i, *OBJECT_DEPS) if k not in match.tokens]
    if slot == "self":
        return [match.head]
    if slot == "poss":
        return doc.kids(match.head, "poss")
    if slot == "unless":
        return waiting_clauses(doc, match.verb)
    if slot == "subjunctive":
        return [k for k in doc.kids(match.verb, "ccomp") if is_subjunctive(doc, k)]
    if slot == "not":
        return _denials(doc, match.verb)
    found = fillers(doc, match, slot)
    if slot == "subj" and match.is_noun and match.support is not None:
        found = found + subjects(doc, match.support)
    return [k for i in found for k in doc.conjuncts(i)]
