"""What earlier sentences left behind: who "he", "the ministry", "both sides", "the two leaders" can be.

Wrong is worse than unresolved: a reference without a clear candidate stays without an actor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.coding.document import Document

if TYPE_CHECKING:
    from analysis.coding.actors import Ref

SIDES = ("side", "party", "country", "neighbour", "neighbor", "foe", "rival", "nation", "state", "enemy", "belligerent",
         "adversary", "camp", "army", "force", "faction")  # fmt: skip
LEADERS = ("leader", "minister", "president", "diplomat", "premier", "counterpart", "man", "official")
PLURALS = frozenset((*SIDES, *LEADERS, "both", "each"))
WARRING = ("warring", "opposing", "rival", "conflicting", "belligerent")
SINGULAR = {
    "he": "person",
    "she": "person",
    "him": "person",
    "his": "person",
    "her": "person",
    "it": "thing",
    "its": "thing",
}
PLURAL = ("they", "them", "their")
# what only somebody is: "it was prepared to talk" speaks of a state
DISPOSED = ("prepared", "prepare", "ready", "willing", "unwilling", "able", "unable", "eager", "keen", "reluctant", "determined", "committed", "commit",
            "due", "set", "bind", "bound", "likely", "unlikely", "free", "open", "happy", "glad", "pleased", "confident", "sure", "concerned", "worried")  # fmt: skip
OWN_VOICE = ("we", "us", "our", "i", "me", "my")


def is_person(ref: Ref, lexicon) -> bool:
    """True for a person of the registry or a name the document introduced; a ministry or an army is none."""
    actor = lexicon.actor(ref.actor_id)
    return actor.kind == "person" if actor else ":" in ref.actor_id


def _is_empty(doc: Document, i: int) -> bool:
    """ "It is in everyone's interest to stop", "it was clear that ...": what it stands for comes later."""
    verb = doc.tokens[i].head
    if doc.tokens[i].dep != "nsubj" or doc.tokens[verb].lemma != "be":
        return False
    below = [verb, *(k for k in doc.kids(verb, "acomp", "attr") if doc.tokens[k].lemma not in DISPOSED)]
    told = [k for b in below for k in doc.kids(b, "xcomp", "ccomp", "advcl", "acl") if k > verb]
    return any(doc.tokens[m].tag == "TO" or doc.tokens[m].lemma == "that" for k in told for m in doc.kids(k, "aux", "mark"))


@dataclass
class Memory:
    """Who was spoken of, in the order of reading. Codes are roll-up codes; `parties` are the two of the document."""

    parties: tuple[str, ...] = ()
    rivals: dict[str, str] = field(default_factory=dict)  # whom each code stands against in this document
    opponents: dict[str, frozenset[str]] = field(default_factory=dict)  # everybody each code may stand against
    sides: dict[str, str] = field(default_factory=dict)  # an entity -> the party its fighting is counted with
    voice: str = ""  # who "we" is: the speaker of a quotation, or the publisher of an official text
    last: dict[str, str] = field(default_factory=dict)
    last_pair: tuple[str, ...] = ()
    last_states: tuple[str, ...] = ()  # the two states last named in one sentence
    last_leaders: tuple[str, ...] = ()  # the states of the two persons last named together
    persons_of: set[str] = field(default_factory=set)  # the states persons were named of so far
    official: str = ""  # whose official text this is
    last_group: tuple[str, ...] = ()
    persons: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    doers: dict[str, tuple] = field(default_factory=dict)  # event type -> who did the last such act
    acts: dict[tuple[str, str], Any] = field(
        default_factory=dict
    )  # (event type, noun) -> the cast of the last such act
    talks_day: str = ""  # the day of the planned talks last told of, ISO
    talks_places: set[str] = field(default_factory=set)  # where talks told of are or were to be held
    met: tuple[str, str, str] = ("", "", "")  # status, date and its precision of the meeting last told of
    accuser: dict[str, str] = field(default_factory=dict)  # who accused whom last: accused -> accuser

    def introduce(self, name: str, state: str) -> None:
        """A name once introduced with its state keeps it in the document."""
        self.persons.setdefault(name.lower(), f"{state}:{name.upper()}")

    def person(self, name: str) -> str:
        """The id given to a name introduced earlier, or ""."""
        return self.persons.get(name.lower(), "")

    def noun_seen(self, lemma: str, code: str) -> None:
        """ "The Foreign Ministry of Russia" makes "the ministry" Russian until another ministry comes."""
        self.nouns[lemma] = code

    def noun(self, lemma: str, noun_class: str) -> tuple[str, ...]:
        """Whose "the ministry", "the rebels" is, from the last one named."""
        code = self.nouns.get(lemma, "")
        return (code,) if code else ()

    def sentence_done(self, subjects: list[Ref], others: list[Ref], groups: list[tuple[str, ...]], lexicon) -> None:
        """Takes note of a sentence just read: its subjects, whoever else it names, and the codes of its plural subjects."""
        for ref in [*others, *subjects]:
            actor = lexicon.actor(ref.actor_id)
            kind = "person" if is_person(ref, lexicon) else "thing"
            self.last[kind] = ref.state
            if actor is None or actor.kind in ("armed_group", "organisation"):
                self.last["group"] = ref.state
            if kind == "person":
                self.last.setdefault("thing", ref.state)
                self.persons_of.add(ref.state)
        states = list(dict.fromkeys(ref.state for ref in [*subjects, *others]))
        countries = [code for code in states if (actor := lexicon.actor(code)) and actor.kind == "state"]
        self.last_states = tuple(countries[:2]) if len(countries) >= 2 else self.last_states
        if len(states) >= 2:
            self.last_pair = tuple(states[:2])
        leaders = list(dict.fromkeys(ref.state for ref in [*subjects, *others] if is_person(ref, lexicon)))
        if len(leaders) >= 2:
            self.last_leaders = tuple(leaders[:2])
        for group in groups:
            self.last_group = group or self.last_group

    def pronoun(self, doc: Document, i: int, subjects: list[Ref], things: list[Ref], persons: list[Ref], could_be) -> tuple[str, ...]:
        """The codes a pronoun stands for, or (). `subjects`, `things` (no persons) and `persons` stand before it in its
        sentence, nearest first; `could_be` tells whether words that name no person of the registry may still speak of one."""
        word = doc.tokens[i].text.lower()
        if word == "it" and _is_empty(doc, i):
            return ()
        if word in OWN_VOICE:
            return (self.voice,) if self.voice else ()
        if word in PLURAL:
            return self._they(doc, i, subjects)
        if word not in SINGULAR:
            return ()
        kind = SINGULAR[word]
        subjects = [ref for ref in subjects if ref.resolution == "name" or doc.tokens[ref.head].tag not in ("NNS", "NNPS")] if word != "it" else subjects
        if subjects:
            fitting = [ref for ref in subjects if could_be(ref) == (kind == "person")]
            if kind == "person" and not fitting and (before := persons[0].state if persons else self.last.get(kind)):
                return (before,)  # "Iran is wrong, he said": not Iran, if somebody was spoken of before
            if not fitting and word == "its":  # "Aliyev pressed Armenia and accused its premier": not Aliyev's
                fitting = [ref for ref in things if ref.state != subjects[0].state]
            return ((fitting or subjects)[0].state,)
        code = persons[0].state if persons and kind == "person" else self.last.get(kind, "")
        return (code,) if code else ()

    def _they(self, doc: Document, i: int, subjects: list[Ref]) -> tuple[str, ...]:
        groups: dict[int, list[str]] = {}
        for ref in subjects:
            groups.setdefault(doc.first_conjunct(ref.head), []).append(ref.state)
        for codes in groups.values():
            return tuple(dict.fromkeys(reversed(codes)))
        met = self.acts.get(("CONSULT", "")) if self.official else None
        spoke = met.states if met and self.official in met.states else ()  # "The President spoke with B. They discussed"
        return self.last_group or tuple(spoke) or self.parties

    def plural(self, doc: Document, i: int) -> tuple[str, ...]:
        """ "both sides", "the two leaders", "each side", "the warring parties": two codes, or () if it is no such phrase."""
        token = doc.tokens[i]
        if token.lemma not in PLURALS:
            return ()
        modifiers = [doc.tokens[k].lemma for k in doc.children[i] if k < i]
        if (
            token.lemma in ("both", "each")
            and token.pos in ("PRON", "DET", "NOUN")
            and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj")
        ):
            return self.last_pair or self.parties
        counted = any(m in ("both", "two", "each", "either", "2") for m in modifiers)
        if token.lemma == "party" and "political" in modifiers:
            return ()
        if token.lemma in ("party", "side") and "all" in modifiers:
            return self.parties
        if token.lemma in SIDES and (
            counted
            or any(m in WARRING for m in modifiers)
            or (token.lemma in ("side", "party", "foe", "rival") and token.tag == "NNS" and "the" in modifiers)
        ):
            if len(modifiers) - modifiers.count("the") > 2:
                return ()
            recent = token.lemma in ("country", "nation", "state") and self.last_states  # named last, not those the text is about
            between = () if self.official in self.last_pair and token.lemma == "party" and not counted else self.last_pair
            return recent or self.parties or between  # "the parties" of a government's own text are not itself
        if token.lemma in LEADERS and counted and token.tag == "NNS":
            one_of_them = len(set(self.last_leaders) & set(self.parties)) == 1 and not self.official
            mixed = one_of_them and set(self.parties) <= self.persons_of
            return (self.parties if mixed else self.last_leaders) or self.parties or self.last_pair
        definite = any(m in ("the", "these") for m in modifiers) and not any(doc.tokens[k].dep in ("poss", "prep") for k in doc.children[i])
        if token.lemma in LEADERS[:5] and token.tag == "NNS" and definite and len(self.last_group) >= 2:
            return self.last_group  # "the foreign ministers" of a group just named
        return ()
