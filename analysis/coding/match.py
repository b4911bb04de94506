"""A predicate found in the text, and the verb that carries a noun of action."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.coding.document import Document
from analysis.lexicon import Predicate

# verbs that lend a noun of action its subject, its objects, its tense ("launched an attack", "talks took place")
SUPPORT = frozenset(
    "strengthen deepen boost enhance prolong maintain impose reimpose tighten slap hold have conduct carry make take give issue stage mount engage undertake begin start continue resume open lead launch reach conclude strike seal "
    "deliver express voice lodge file extend pay exchange trade enter wage intensify renew repeat send offer step face keep do announce declare achieve "
    "attend join announce agree unleash fire perform place negotiate forge ink sustain pursue commit perpetrate execute "
    "report order sign occur happen erupt break rage escalate flare last go follow take come see host organise organize convene schedule set plan arrange expect".split()
)  # fmt: skip


GOING_ON = ("ongoing", "underway", "under", "on-going")
MEETINGS = ("talk", "negotiation", "meeting", "summit", "call", "conversation", "conference", "consultation")


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate found in the text. `head`: its first word; `tokens`: all its words; `support`: the verb that carries a noun."""

    predicate: Predicate
    head: int
    tokens: tuple[int, ...]
    support: int | None

    def __hash__(self) -> int:
        return self.head  # a token heads at most one match of a text

    @property
    def event_type(self) -> str:
        return self.predicate.frame.event_type

    @property
    def is_noun(self) -> bool:
        return self.predicate.pos == "NOUN"

    @property
    def is_modal(self) -> bool:
        """ "must", "should": the duty itself, not what it is a duty to do; `support` is the verb it helps."""
        return self.predicate.pos == "MODAL"

    @property
    def verb(self) -> int:
        """The token whose tense, voice and negation count."""
        return self.head if self.support is None or self.is_modal else self.support


# verbs whose subject gets what the noun says from somebody else
RECEIVING = ("receive", "draw", "face", "get", "win", "earn", "attract", "gain", "obtain", "secure", "garner", "enjoy", "encounter",
             "provoke", "prompt", "spark", "trigger", "elicit", "retain")  # fmt: skip
KEEPING = ("have", "enjoy", "retain", "keep")  # "has the backing of B"
RECEIVED = ("SUPPORT", "ACCUSE", "REQUEST", "AID", "THREATEN", "AGREE", "CONSULT")  # what one may get
OWNED = ("responsibility", "credit", "blame")  # "claimed responsibility for the attack"
OWNING = ("claim", "take", "accept", "assume", "admit")
ROUNDS = ("round", "series", "wave", "set", "spate", "barrage", "string", "campaign", "number", "flurry", "couple")


def _carrier(doc: Document, i: int) -> int | None:
    """The verb at i, or the verb whose object i is ("voiced concern in a call")."""
    if doc.tokens[i].pos == "VERB":
        return i
    head = doc.tokens[i].head
    return head if doc.tokens[i].dep == "dobj" and doc.tokens[head].pos == "VERB" else None


def _counted_by(doc: Document, i: int) -> int:
    """The noun that counts what i names, i itself where none does: "a new round of talks" is begun as talks are."""
    token, head = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    if token.dep != "pobj" or head.lemma != "of" or doc.tokens[head.head].lemma not in ROUNDS:
        return i
    return doc.first_conjunct(head.head)


def support_of(doc: Document, noun: int) -> int | None:
    """The support verb of a noun of action: it is its object, or its subject where something "took place"."""
    i = _counted_by(doc, doc.first_conjunct(noun))
    token, head = doc.tokens[i], doc.tokens[doc.tokens[i].head]
    on = head.lemma == "be" and any(doc.tokens[k].lemma in GOING_ON for k in doc.kids(head.i, "acomp", "advmod", "prep"))
    if token.dep == "nsubj" and on:
        return head.i  # "fierce fighting is under way"
    if token.dep == "pobj" and head.lemma == "for" and doc.tokens[head.head].lemma in OWNED:
        claim = doc.tokens[doc.tokens[head.head].head]
        if doc.tokens[head.head].dep == "dobj" and claim.lemma in OWNING:
            return claim.i  # "claimed responsibility for the attack"
    if token.dep in ("dobj", "nsubjpass", "nsubj", "attr") and head.lemma in SUPPORT and head.pos in ("VERB", "AUX"):
        return head.i
    if (
        token.dep == "pobj"
        and head.lemma in ("at", "in", "during")
        and token.lemma in MEETINGS
        and (verb := _carrier(doc, head.head)) is not None
    ):
        return verb  # "reached a deal at talks in Doha": whoever did it took part
    part = doc.tokens[head.head]
    if token.dep == "pobj" and head.lemma == "in" and part.lemma == "part" and doc.tokens[part.head].lemma == "take":
        return part.head  # "took part in the fighting"
    if (
        token.dep == "pobj"
        and head.dep == "prep"
        and doc.tokens[head.head].lemma in ("engage", "enter", "involve", "participate", "embroil", "lock")
    ):
        return doc.tokens[head.head].i if doc.tokens[head.head].pos == "VERB" else None
    return None


def receiver(doc: Document, match: Match) -> int | None:
    """The verb whose subject gets what the noun says: "drew criticism from B", "has the backing of B", "came under pressure";
    None for anything else."""
    if not match.is_noun or match.event_type not in RECEIVED or match.predicate.frame.frame_id in ("agree_noun", "mediate"):
        return None
    token = doc.tokens[doc.first_conjunct(match.head)]
    head = doc.tokens[token.head]
    if token.dep == "pobj" and head.lemma == "under" and doc.tokens[head.head].lemma in ("come", "be", "remain"):
        return head.head
    if token.dep != "dobj" or head.pos != "VERB" or doc.kids(head.i, "nsubjpass"):
        return None
    from_whom = any(doc.tokens[k].lemma in ("of", "from") for k in doc.kids(match.head, "prep"))
    kept = head.lemma in KEEPING and from_whom and match.event_type in ("SUPPORT", "AID")
    return head.i if kept or head.lemma in RECEIVING else None
