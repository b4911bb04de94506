"""Who a noun phrase stands for: names, "the Ukrainian president", "Syrian rebels", and, through references, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.coding.document import Document
from analysis.coding.mending import SUBJECTS
from analysis.coding.mentions import NAMED, Name
from analysis.coding.references import LEADERS, PLURAL, SIDES, Memory
from analysis.coding.setting import ARMED, REBELS, Setting
from analysis.coding.slots import CALLING, subjects
from analysis.lexicon import Lexicon, Place

# "dozens of Syrian fighters", "members of the European Union": what is counted is the actor
QUANTITIES = ("dozen", "each", "contingent", "column", "convoy", "hundred", "thousand", "number", "lot", "scores", "member", "some", "many", "most", "all", "several", "one", "two", "part", "majority", "group", "both", "faction", "wing", "branch", "remnant", "element")  # fmt: skip
GROUPS = ("group", "organisation", "organization", "movement", "militia", "bloc", "alliance")
BROKERS = ("mediator", "co-chair", "cochair", "broker")
FOES = ("foe", "enemy", "rival", "adversary", "opponent")
STATES = ("state", "contested_entity")
# what a group only described is called, by the class of its noun (codebook: the state it is of and its kind)
DESCRIBED = {"armed_group": ARMED[1:], "protesters": "PROTESTERS", "opposition": "OPPOSITION", "media": "MEDIA"}
FIRING = ("fire", "open", "shoot", "strike", "attack")  # "opened fire on their car"
LANDS = ("region", "enclave", "territory", "republic")  # what a text calls the one land of disputed status it names
INSTITUTIONS = ("government", "ministry", "cabinet", "parliament", "administration", "council", "army", "military", "navy", "junta",
                "presidency", "assembly", "court", "state")  # fmt: skip
ACCUSING = ("accuse", "blame", "condemn", "denounce", "charge", "criticise", "criticize")
BORDERS, MASSING = ("border", "frontier", "doorstep"), ("mass", "amass", "gather", "concentrate", "build")  # "masses troops on its border"
HURTING = ("expel", "capture", "kill", "arrest", "detain", "attack", "shell", "bomb", "destroy", "wound", "target", "hit", "strike", "sanction")  # not one's own
MEMBERS = ("member", "leader", "supporter", "activist", "politician", "lawmaker", "figure", "deputy", "party", "group")
# the noun classes an actor is described by, the narrower first
CLASSES = ("armed_group", "protesters", "opposition", "media", "forces", "civilians", "refugees", "captives", "organ")
OWN_STATE = ("organ", "forces", "civilians", "refugees", "captives")
# organs every state has: "police", "the government", "prosecutors" without a state are of the country the text is about
DOMESTIC = ("police", "government", "parliament", "prosecutor", "authority", "court", "lawmaker", "legislature", "legislator", "cabinet", "judge", "army", "military")
PORTFOLIOS = ("foreign", "defence", "defense", "interior", "health", "finance", "justice", "economy", "education", "energy", "emergency", "information", "of", "affair")
OFFICES = ("minister", "president", "premier", "chancellor", "leader", "secretary", "head", "chief", "commander", "envoy")
SPEAKING = ("spokesman", "spokeswoman", "spokesperson", "speaker", "lawyer", "negotiator")
OWN_TITLES = ("secretary", "senator", "spokesperson", "advisor", "adviser", "congressman", "congresswoman")
OWN_ARMY = ("army", "military", "navy")
OWN_MEN = ("troop", "soldier", "unit")  # "say troops have taken the village"
ADVISING = ("aide", "adviser", "advisor", "assistant")
RELATED = ("ally", "partner", "neighbour", "neighbor", "backer", "patron", "sponsor")
EXPLETIVE = ("there", "which", "that", "what", "who", "whom", "this")
CLAUSES = ("relcl", "advcl", "ccomp", "conj")  # what no noun phrase takes with it
REFERRING = ("he", "she", "it", "they", "him", "her", "them", "his", "its", "their")


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor in the text: finest id, roll-up code, the tokens first..end-1, and how the words were resolved."""

    actor_id: str
    state: str
    first: int
    end: int
    head: int
    resolution: str  # name, described, reference, inferred, unresolved (words only: no id, no code)

    def taken_up(self, i: int) -> Ref:
        """The same actor as the word at i that refers to it."""
        return replace(self, first=i, end=i + 1, head=i, resolution="reference")


def implied(code: str, head: int, how: str = "inferred") -> Ref:
    """An actor no words at token `head` name, but the context gives; `code` is a roll-up code."""
    return Ref(code, code, head, head + 1, head, how)


class Actors:
    """Resolves noun phrases of one document. Sentences are read in order, so that references look back."""

    def __init__(self, doc: Document, lexicon: Lexicon, memory: Memory, setting: Setting | None = None) -> None:
        self.doc, self.lexicon, self.memory = doc, lexicon, memory
        self.setting = setting or Setting(doc, lexicon)
        self.names = self.setting.names
        self._known: dict[int, tuple[Ref, ...]] = {}

    def is_contested(self, ref: Ref) -> bool:
        """True for an entity whose statehood is disputed: its name is mostly the name of the land."""
        actor = self.lexicon.actor(ref.actor_id)
        return actor is not None and actor.kind == "contested_entity"

    def of(self, head: int) -> tuple[Ref, ...]:
        """The actors of the noun phrase headed by `head`, coordination included; () if it names none."""
        found: list[Ref] = []
        for i in self.doc.conjuncts(head):
            for ref in self.one(i):
                if ref.actor_id not in [known.actor_id for known in found]:
                    found.append(ref)
        return tuple(found)

    def one(self, i: int) -> tuple[Ref, ...]:
        """The actors of the noun phrase headed by `i` alone (a plural reference may stand for several)."""
        if i not in self._known:
            self._known[i] = ()  # a phrase that refers to itself resolves to nobody
            self._known[i] = self._resolve(i)
        return self._known[i]

    def of_name(self, i: int) -> Ref | None:
        """The actor whose name token i belongs to, if it is in the registry and no place."""
        name = self.names.at.get(i)
        if name is None or name.kind == "place":
            return None
        if name.end - name.first > 1 and self.names.prefixed(name.first) and name.end < name.first + 4:
            return None
        if name.kind == "office" and i == name.end - 1 and (theirs := self._whose_office(i, name)):
            return theirs
        return self._ref(name.actor_id, name.first, name.end, i, "name")

    def _whose_office(self, i: int, name: Name) -> Ref | None:
        """ "Iran's National Security Council": the office of that name of another state."""
        owners = [self.names.at[k] for k in self.doc.kids(i, "poss") if k in self.names.at and k < name.first]
        states = [self.lexicon.rollup(owner.actor_id) for owner in owners if owner.kind != "place"]
        other = bool(states) and self.setting.is_state(states[0]) and states[0] != self.lexicon.rollup(name.actor_id)
        return self._ref(states[0], owners[0].first, name.end, i, "described") if other else None

    def _ref(self, actor_id: str, first: int, end: int, head: int, how: str) -> Ref:
        introduced = ":" in actor_id and self.lexicon.actor(actor_id) is None  # a person only this document knows
        state = actor_id.partition(":")[0] if introduced else actor_id
        return Ref(actor_id, self.lexicon.rollup(state), first, end, head, how)

    def _resolve(self, i: int) -> tuple[Ref, ...]:
        token = self.doc.tokens[i]
        if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"):
            return ()
        if token.lemma in SIDES and (told := [k for k in self.doc.kids(i, "appos") if self.of(k)]):
            return tuple(ref for k in told for ref in self.of(k))  # "all parties, in particular A and B"
        if token.lemma in QUANTITIES and (
            counted := [
                k for p in self.doc.kids(i, "prep") if self.doc.tokens[p].lemma == "of" for k in self.doc.objects_of(p)
            ]
        ):
            return tuple(ref for k in counted for ref in self.of(k))
        parties = self._told_together(i) or self._sides_of(i) or self.memory.plural(self.doc, i)
        if parties:
            return tuple(self._ref(code, i, i + 1, i, "reference") for code in parties)
        if token.text.lower() == "others" and token.dep in SUBJECTS and (told := self._others(i)):
            return told
        if token.pos == "PRON":
            if (several := self._plural_before(i)) is not None:
                return several
            if (token.text.lower() == "it" and self._is_of_a_thing(i)) or self._is_of_a_crowd(i):
                return ()
            if accused := self._accused_before(i):
                return accused
            before = self._not_itself(i, self._subjects_before(i))
            things = [ref for ref in self._named_before(i) if ":" not in ref.actor_id]
            persons = self._persons_before(i) if token.text.lower() in ("his", "her", "him") else []
            codes = self.memory.pronoun(self.doc, i, before, things, persons, self._may_be_person)
            spoken = {ref.state: ref for ref in before}  # the words are those of the antecedent, if the sentence has it
            return tuple(
                replace(spoken[code], actor_id=code, state=code, head=i, resolution="reference")
                if code in spoken and spoken[code].first < i
                else self._remembered(i, (code,))[0]
                for code in codes
            )
        named = self.of_name(i)
        phrase = self.doc.noun_phrase(i)
        if named and named.first <= i < named.end:
            several = self._owners(i, self._noun_class(i))
            if len(several) > 1:
                return several  # "the Armenian and [Azerbaijani armed forces]"
            whole = named if named.first <= phrase[0] else replace(named, first=phrase[0])
            return (self._with_person(i, whole),)
        if i in self.names.at and self.names.at[i].kind == "place":
            return self._place(i)
        if token.entity in ("FAC", "LOC", "GPE") and token.pos == "PROPN":  # "Ganja International Airport"
            for k in phrase:
                if k in self.names.at and self.names.at[k].kind == "place":
                    return self._place(k)
        if (foe := self._foe(i)) is not None:
            return foe
        described = self._described(i, phrase)
        if described:
            return described
        return self._unknown_name(i, phrase)

    def _accused_before(self, i: int) -> tuple[Ref, ...]:
        """ "An official accused B: 'They fired on us'": in what an accuser goes on to say, "they" are the accused."""
        tokens = self.doc.tokens
        if tokens[i].text.lower() not in ("they", "it") or tokens[i].dep not in SUBJECTS:
            return ()
        before = self.doc.before(i)
        colon = next((k for k in before if tokens[k].text == ":"), None)
        verb = next((k for k in before if colon is not None and k < colon and tokens[k].lemma in ACCUSING and tokens[k].pos == "VERB"), None)
        told = self.doc.kids(verb, "dobj") if verb is not None else []
        return tuple(ref.taken_up(i) for k in told for ref in self.of(k))

    def _others(self, i: int) -> tuple[Ref, ...]:
        """ "12 of its soldiers were killed and 30 others wounded": of those before."""
        verb = self.doc.tokens[self.doc.tokens[i].head]
        before = self.doc.kids(verb.head, *SUBJECTS) if verb.dep == "conj" else []
        return tuple(ref.taken_up(i) for k in before for ref in self.of(k))

    def _not_itself(self, i: int, before: list[Ref]) -> list[Ref]:
        """ "A cut ties with B, accusing it": the object of an act is not whoever does it; `before` are subjects, nearest first."""
        word, token = self.doc.tokens[i].text.lower(), self.doc.tokens[i]
        thing = self.doc.tokens[token.head]
        above = self.doc.tokens[thing.head]
        fired_on = thing.dep == "pobj" and above.lemma in ("on", "at") and self.doc.tokens[above.head].lemma in FIRING
        hurt = token.dep == "poss" and (fired_on or (thing.dep == "dobj" and above.lemma in HURTING))
        massed = token.dep == "poss" and thing.lemma in BORDERS and self.doc.tokens[self.doc.clause(i)].lemma in MASSING and not self.doc.kids(thing.i, "prep")
        called = word == "it" and thing.lemma in CALLING  # "calling it void": what has been told of
        if not (hurt or massed) and (word not in ("it", "them", "him", "her") or token.dep not in ("dobj", "dative") or called):
            return before
        own = {ref.state for k in subjects(self.doc, self.doc.clause(i) if massed or fired_on else thing.head if hurt else thing.i) for ref in self.of(k)}
        others = [ref for ref in before if ref.state not in own]
        named = [ref for ref in self._named_before(i) if ref.state not in own and ":" not in ref.actor_id] if word in ("it", "its") and own else []
        return others or named[:1] or (before if hurt or massed else [])

    def _subjects_before(self, i: int) -> list[Ref]:
        """Actors that are subjects earlier in the sentence of i, nearest first."""
        tokens, found = self.doc.tokens, []
        told = [k for k in self.doc.kids(tokens[i].head, "ccomp") if k < i] if tokens[i].dep == "nsubj" else []
        inside = {m for k in told for m in self.doc.subtree(k)}  # "B had widened the war, they said": others than B
        for k in self.doc.before(i):
            if k in inside:
                continue
            if tokens[k].dep in SUBJECTS and tokens[k].pos != "PRON":
                found += [ref for ref in self.of(k)]
        return found

    def _is_of_a_thing(self, i: int) -> bool:
        """ "The centre belongs to the army; it was hit": what "it" is has been named, though nobody knows whose it is."""
        tokens = self.doc.tokens
        if tokens[i].dep not in SUBJECTS:
            return False
        before = (k for k in self.doc.before(i) if tokens[k].dep in SUBJECTS and tokens[k].pos in ("NOUN", "PROPN"))
        named = next(before, None)
        if named is None or tokens[named].tag != "NN" or self._noun_class(named) or self.of(named):
            return False
        above = tokens[named].head
        return tokens[above].pos == "VERB" and not self.lexicon.noun_is(tokens[named].lemma, "people") and tokens[above].lemma not in ("say", "add", "tell")

    def _is_of_a_crowd(self, i: int) -> bool:
        """ "Thousands of people marched against the premier, whom they accuse": people nobody can place, not the last group."""
        tokens = self.doc.tokens
        if tokens[i].text.lower() not in PLURAL:
            return False
        before = (k for k in self.doc.before(i) if tokens[k].dep in SUBJECTS and tokens[k].pos in ("NOUN", "PROPN"))
        named = next(before, None)
        return named is not None and tokens[named].tag == "NNS" and self.lexicon.noun_is(tokens[named].lemma, "people") and not self.of(named)

    def _plural_before(self, i: int) -> tuple[Ref, ...] | None:
        """ "The navy engaged B's boats after they had opened fire": a plural between a singular subject and "they"; None
        where it is no such case."""
        tokens = self.doc.tokens
        if tokens[i].text.lower() not in ("they", "them"):
            return None
        named = self.doc.before(i)
        subject = next((k for k in named if tokens[k].dep in SUBJECTS and tokens[k].pos in ("NOUN", "PROPN")), None)
        if subject is None or tokens[subject].tag not in ("NN", "NNP") or self.doc.kids(subject, "conj"):
            return None
        between = [k for k in range(i - 1, subject, -1) if tokens[k].tag in ("NNS", "NNPS") and tokens[k].dep in ("dobj", "pobj")]
        found = (self.of(k) for k in between if self._noun_class(k) in ("forces", "armed_group", "organ", "protesters"))
        return next((tuple(replace(ref, head=i, resolution="reference") for ref in refs) for refs in found if refs), None)

    def _may_be_person(self, ref: Ref) -> bool:
        """ "a spokesman of the ministry", a name nobody knows; not the name of a state or an organisation."""
        actor, token = self.lexicon.actor(ref.actor_id), self.doc.tokens[ref.head]
        if ref.resolution == "reference" and token.pos == "PRON":
            return token.text.lower() in ("he", "she", "who")
        if token.lemma in INSTITUTIONS:
            return False
        if actor is not None and (ref.resolution == "name" or ref.head in self.names.at):
            return actor.kind == "person"
        return token.entity == "PERSON" or self.lexicon.noun_is(token.lemma, "people")

    def _named_before(self, i: int) -> list[Ref]:
        """The actors named earlier in the sentence of i, nearest first."""
        heads = [k for k in self.doc.before(i) if k in self.names.at and self.names.at[k].end == k + 1]
        return [ref for ref in map(self.of_name, heads) if ref]

    def _persons_before(self, i: int) -> list[Ref]:
        """The persons of known states named earlier in the sentence of i and not the subject of its clause, nearest first."""
        tokens = self.doc.tokens
        heads = [k for k in self.doc.before(i) if tokens[k].entity == "PERSON" and tokens[k].dep in ("pobj", "dobj", "appos")]
        return [ref for k in heads for ref in self.one(k) if self.setting.is_state(ref.state) or ":" in ref.actor_id]

    def _told_together(self, i: int) -> tuple[str, ...]:
        """ "Zarif spoke with Lavrov, and the two ministers agreed": the two persons named before in the sentence."""
        token = self.doc.tokens[i]
        if token.lemma not in LEADERS or token.tag != "NNS":
            return ()
        if not any(self.doc.tokens[k].lemma in ("two", "both") for k in self.doc.children[i] if k < i):
            return ()
        persons = [ref for ref in self._named_before(i) if ":" in ref.actor_id]
        states = list(dict.fromkeys(ref.state for ref in persons))
        return tuple(reversed(states[:2])) if len(states) >= 2 else ()

    def _sides_of(self, i: int) -> tuple[str, ...]:
        """ "the Yemeni parties", "Sudan's warring sides": the state, and whom the text knows for its opponent."""
        token = self.doc.tokens[i]
        if token.lemma not in ("party", "side", "belligerent", "faction") or token.tag != "NNS":
            return ()
        named = [self.of_name(k) for k in self.doc.noun_phrase(i) if k != i and not self.names.prefixed(k)]
        states = list(dict.fromkeys(ref.state for ref in named if ref and self.setting.is_state(ref.state)))
        return tuple(filter(None, (*states, self.memory.rivals.get(states[0])))) if len(states) == 1 else ()

    def phrase(self, i: int) -> Ref | None:
        """The noun phrase headed by i as words without a code; a pronoun gives the subject before it, if there is one."""
        tokens = self.doc.tokens
        if (
            tokens[i].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
            or tokens[i].lemma in EXPLETIVE
            or tokens[i].entity in ("DATE", "TIME")
        ):
            return None
        if tokens[i].pos == "PRON":
            before = [
                k
                for k in self.doc.before(i)
                if tokens[k].dep in SUBJECTS
                and tokens[k].pos in ("NOUN", "PROPN")
                and not (tokens[i].dep in ("dobj", "dative") and tokens[k].head == tokens[i].head)  # "pardoned him": another
            ]
            if tokens[i].text.lower() not in REFERRING or not before:
                return None
            i = before[0]
        inside = self._without_clauses(i)
        first, end = min(inside), max(inside) + 1
        while end - 1 > i and tokens[end - 1].pos in ("PUNCT", "ADP", "CCONJ"):
            end -= 1
        return Ref("", "", first, end, i, "unresolved")

    def _without_clauses(self, head: int) -> list[int]:
        """The head and what is below it, but no clause and no conjunct."""
        inside, labels = [head], self.doc.labels
        for k in inside:  # grows as it goes
            inside += [m for m in self.doc.children[k] if labels[m] not in CLAUSES]
        return inside

    def _remembered(self, i: int, codes: tuple[str, ...]) -> tuple[Ref, ...]:
        return tuple(self._ref(code, i, i + 1, i, "reference") for code in codes)

    def _owner(self, i: int, phrase: list[int]) -> Ref | None:
        """The state or organisation the head noun belongs to: "Armenian", "Iran's", "of Ukraine", "'s" of a reference."""
        tokens = self.doc.tokens
        for k in reversed([k for k in phrase if k != i]):
            if self.names.prefixed(k):
                continue
            if tokens[k].text.lower() == "whose":
                clause = next((m for m in self.doc.ancestors(k) if tokens[m].dep == "relcl"), None)
                if clause is not None and (refs := self.one(tokens[clause].head)):
                    return refs[0]
            if tokens[k].pos == "PRON" and tokens[k].dep == "poss":
                refs = self.one(k)
                if refs:
                    return refs[0]
            named = self.of_name(k)
            if named:
                return named
            held = k in self.names.at and self._noun_class(i) in OWN_STATE and tokens[k].dep in ("poss", "compound")
            if held and (ruling := self._place(k)) and (tokens[k].dep == "poss" or self.is_contested(ruling[0])):
                return ruling[0]  # "the region's army", "a Karabakh official": of whoever holds it
        for loyal in self.doc.kids(i, "amod", "acl"):
            for prep in (
                self.doc.kids(loyal, "prep")
                if tokens[loyal].lemma in ("loyal", "allied", "affiliated", "answerable")
                else []
            ):
                for k in self.doc.objects_of(prep):
                    if self.one(k):
                        return self.one(k)[0]
        for prep in self.doc.kids(i, "prep"):
            speaks = (tokens[prep].lemma == "for" and tokens[i].lemma in SPEAKING) or (
                tokens[prep].lemma == "to" and tokens[i].lemma in ADVISING
            )
            if (speaks or tokens[prep].lemma in ("of", "from", "in")) and tokens[prep].i == i + 1:
                for k in self.doc.objects_of(prep):
                    named = self.of_name(k)
                    if tokens[k].lemma in LANDS and self.definite(k) and self.setting.contested and self._noun_class(i) in OWN_STATE:
                        return self._ref(self.setting.contested, k, k + 1, k, "reference")  # "officials in the region"
                    if named and (tokens[prep].lemma != "in" or named.state == named.actor_id):
                        return named
                    refs = self.one(k) if tokens[prep].lemma == "of" and self._noun_class(k) == "forces" else ()
                    if refs and self.lexicon.actor(refs[0].state):
                        return refs[0]  # "the chief of the Ugandan military"
        return None

    def _is_surname(self, i: int) -> bool:
        """ "General Muhoozi Kainerugaba": the tagger took the last name for none, and the first for a person's."""
        tokens = self.doc.tokens
        named = i and tokens[i].pos == "PROPN" and not tokens[i].entity and i not in self.names.at
        return bool(named) and tokens[i - 1].entity == "PERSON" and tokens[i - 1].head == i and tokens[i - 1].dep == "compound"

    def _foe(self, i: int) -> tuple[Ref, ...] | None:
        """ "its foe", "his enemy": the other of the document's two parties; None where it is no such phrase."""
        if self.doc.tokens[i].lemma not in FOES or len(self.memory.parties) != 2:
            return None
        if not (owners := self.doc.kids(i, "poss")):
            return None
        own = {ref.state for k in owners for ref in self.one(k)}
        others = [code for code in self.memory.parties if code not in own]
        return self._remembered(i, tuple(others)) if len(others) == 1 else ()

    def _bare(self, i: int, noun_class: str) -> tuple[Ref, ...]:
        """ "the ministry", "rebels", "The President": nobody says whose."""
        token = self.doc.tokens[i]
        if self.memory.official and token.text[:1].isupper() and noun_class == "organ" and self.definite(i):
            return self._remembered(i, (self.memory.official,))  # "The President" of a government's own text
        if token.lemma in GROUPS and token.tag == "NN" and self.definite(i):
            named = [ref.state for ref in self._named_before(i) if self._is_group(ref)]
            return self._remembered(i, tuple(named[:1]) or tuple(filter(None, [self.memory.last.get("group")])))
        if token.lemma in BROKERS and self.definite(i) and self.setting.composite:
            return self._remembered(i, (self.setting.composite,))  # "the mediators": the group that the document names
        if token.lemma in ("separatist", "secessionist") and (land := self.setting.contested):
            return self._remembered(i, (land,))  # "the separatists" of a text that names whose they are
        if noun_class in ("protesters", "opposition") and self.setting.home:
            code = f"{self.setting.home}_{DESCRIBED[noun_class]}"
            return self._remembered(i, self.memory.noun(token.lemma, noun_class) or (code,))
        if noun_class == "refugees":
            return self._remembered(i, ("REFUGEES",))
        if noun_class == "armed_group":
            between_states = len(self.memory.parties) == 2 and all(map(self.setting.is_state, self.memory.parties))
            within = self.setting.home and (token.lemma in REBELS or not between_states)  # in a war of two states nobody can say whose "the fighters" are
            known = self.memory.noun(token.lemma, noun_class) or ((f"{self.setting.home}{ARMED}",) if within else ())
            return self._remembered(i, known)
        own = (token.lemma in OWN_ARMY and self.definite(i)) or (token.lemma in OWN_MEN and token.dep == "nsubj" and token.tag == "NNS" and not self.definite(i))
        if own and self._is_plain(i) and (said := self._sayer(i)):
            return self._remembered(i, said)
        if noun_class == "organ" and (self.definite(i) or token.tag in ("NNS", "NNP")):
            known = self.memory.noun(token.lemma, noun_class) if self.definite(i) else ()
            words = [self.doc.tokens[k] for k in self.doc.noun_phrase(i) if k != i]
            plain = self._is_plain(i)
            ministry = token.lemma == "ministry" and all(word.dep == "det" or word.lemma in PORTFOLIOS for word in words)
            domestic = (ministry or (token.lemma in DOMESTIC and plain)) and bool(self.setting.seat)
            return self._remembered(i, known or ((self.setting.seat,) if domestic else ()))
        return self._remembered(i, self.memory.noun(token.lemma, noun_class)) if self.definite(i) else ()

    def _is_plain(self, i: int) -> bool:
        """ "the army": nothing but an article before it."""
        return all(self.doc.tokens[k].dep == "det" for k in self.doc.noun_phrase(i) if k != i)

    def _sayer(self, i: int) -> tuple[str, ...]:
        """Who says the clause of i, by the code: "Aliyev declared that the army had taken the town" speaks of his."""
        tokens = self.doc.tokens
        for k in self.doc.ancestors(i):
            if tokens[k].dep == "ccomp":
                return tuple(ref.state for m in self.doc.kids(tokens[k].head, "nsubj") for ref in self.of(m))
        return ()

    def _is_group(self, ref: Ref) -> bool:
        actor = self.lexicon.actor(ref.actor_id)
        return actor is None or actor.kind in ("igo", "organisation", "armed_group", "composite")

    def _backed_group(self, i: int, phrase: list[int]) -> tuple[Ref, ...]:
        """ "the pro-Russian forces": not Russia's, but armed men of the country the text is about."""
        backers = {self.names.at[k].actor_id for k in phrase if k in self.names.at and self.names.prefixed(k)}
        home = self.setting.most_named(frozenset(self.lexicon.rollup(code) for code in backers))
        return self._remembered(i, (f"{home}{ARMED}",) if home else ())

    def _based(self, phrase: list[int]) -> str:
        """ "Pakistan-based militants": the state they are of, "" if it is no such phrase."""
        for k in phrase:
            name, tokens = self.names.at.get(k), self.doc.tokens
            after = " ".join(token.text.lower() for token in tokens[k + 1 : k + 3])
            if name and (tokens[k].text.lower().endswith("-based") or after == "- based"):
                return self.setting.holder(name)
        return ""

    def _office(self, i: int) -> tuple[Ref, ...]:
        """ "The minister", "the head of state", with nobody said to be whose: the person spoken of last."""
        doc, token = self.doc, self.doc.tokens[i]
        rest = [k for k in doc.kids(i, "prep", "appos", "poss", "compound", "amod", "relcl", "nmod")]
        of_state = [k for k in rest if [doc.tokens[m].lemma for m in doc.kids(k, "pobj")] in (["state"], ["government"])]
        bare = rest == of_state if token.lemma == "head" else [doc.tokens[k].lemma for k in rest] in ([], ["prime"])
        if not bare or (token.lemma == "head" and not of_state) or not self.definite(i) or (self.memory.official and token.text[:1].isupper()):
            return ()
        last = self.memory.last.get("person")
        return self._remembered(i, (last,)) if last else ()

    def _owners(self, i: int, noun_class: str) -> tuple[Ref, ...]:
        """ "the presidents of Kenya and Uganda", "the Greek and Cypriot ministers": a plural with several owners."""
        if self.doc.tokens[i].tag not in ("NNS", "NNPS") or noun_class not in OWN_STATE:
            return ()
        heads = self.doc.kids(i, "amod", "compound", "nmod", "poss")
        heads += [
            k
            for prep in self.doc.kids(i, "prep")
            if self.doc.tokens[prep].lemma in ("of", "from")
            for k in self.doc.kids(prep, "pobj")
        ]
        named = [self.of_name(m) for k in heads for m in self.doc.conjuncts(k) if not self.names.prefixed(m)]
        return tuple({ref.state: ref for ref in named if ref}.values())

    def _noun_class(self, i: int) -> str:
        """What kind of people a noun means; "opposition members" are the opposition."""
        beside = self.doc.kids(i, "compound", "amod") if self.doc.tokens[i].lemma in MEMBERS else []
        if any(self.doc.tokens[k].lemma == "opposition" for k in beside):
            return "opposition"
        classes = self.lexicon.nouns.get(self.doc.tokens[i].lemma)
        return next((name for name in CLASSES if name in classes), "") if classes else ""

    def _described(self, i: int, phrase: list[int]) -> tuple[Ref, ...]:
        token = self.doc.tokens[i]
        noun_class = self._noun_class(i)
        person = token.entity == "PERSON" or self._is_surname(i)
        if token.lemma in OFFICES and token.tag == "NN" and (known := self._office(i)):
            return known
        if not (noun_class or person or (token.entity in ("ORG", "NORP") and token.pos == "PROPN")):
            return ()
        several = self._owners(i, noun_class)
        if len(several) > 1:
            return several
        owner = self._owner(i, phrase)
        if person and (known := self.memory.person(token.text)):
            return (self._ref(known, phrase[0], i + 1, i, "name"),)
        if owner is None:
            if person and self.memory.official and any(self.doc.tokens[k].lemma in OWN_TITLES for k in phrase if k != i):
                self.memory.introduce(token.text, self.memory.official)  # "Homeland Security Secretary Alejandro Mayorkas"
                return (self._ref(self.memory.person(token.text), phrase[0], i + 1, i, "described"),)
            if person and self.setting.seat and not self.memory.official and any(self.doc.tokens[k].lemma in OFFICES for k in phrase if k != i):
                self.memory.introduce(token.text, self.setting.seat)  # "Interior Minister Gerald Darmanin" in a text on France
                return (self._ref(self.memory.person(token.text), phrase[0], i + 1, i, "described"),)
            if person or not noun_class:
                return self._with_apposition(i, phrase) if person else ()
            if noun_class == "armed_group" and (there := self._based(phrase)):
                return self._remembered(i, (f"{there}{ARMED}",))
            if noun_class in ("forces", "armed_group") and any(self.names.prefixed(k) for k in phrase):
                return self._backed_group(i, phrase)
            return self._bare(i, noun_class)
        if token.lemma in RELATED and any(k < i for k in self.doc.kids(i, "poss")):
            return ()  # "its ally", "Baku's closest partner": somebody else's state
        if person:
            self.memory.introduce(token.text, owner.state)
            return (Ref(f"{owner.state}:{token.text.upper()}", owner.state, phrase[0], i + 1, i, "described"),)
        actor = self.lexicon.actor(owner.actor_id)
        if noun_class in DESCRIBED and (own_name := self._apposed_name(i)):
            return (own_name,)
        if noun_class in DESCRIBED and (actor is None or actor.kind in STATES):
            code = f"{owner.state}_{DESCRIBED[noun_class]}"
        else:
            code = owner.actor_id if noun_class in (*OWN_STATE, *DESCRIBED) or token.entity == "ORG" else ""
        if not code:
            return ()
        self.memory.noun_seen(token.lemma, code)
        before = phrase[0] if owner.resolution == "reference" else min(phrase[0], owner.first)  # of "its army" these words alone
        return (self._with_person(i, Ref(code, self.lexicon.rollup(code), before, max(i + 1, owner.end if owner.first > i else 0), i, "described")),)

    def _apposed_name(self, i: int) -> Ref | None:
        """ "the Turkish group Grey Wolves", "the rebel group, the M23": the group's own name."""
        for k in [
            *self.doc.kids(i, "appos"),
            *([self.doc.tokens[i].head] if self.doc.tokens[i].dep in ("nmod", "compound") else []),
        ]:
            named = self.of_name(k)
            if named:
                return named
            if self.doc.tokens[k].pos == "PROPN" and self.doc.tokens[k].entity in ("ORG", "NORP"):
                found = self._unknown_name(k, self.doc.noun_phrase(k))
                return found[0] if found else None
        return None

    def definite(self, i: int) -> bool:
        """True for "the strike", "this offer"."""
        return any(self.doc.tokens[k].lemma in ("the", "this", "these", "those") for k in self.doc.kids(i, "det"))

    def _with_person(self, i: int, ref: Ref) -> Ref:
        """ "the Azerbaijani president, Ilham Aliyev": the person in apposition is the finer id, and is remembered."""
        for k in self.doc.kids(i, "appos"):
            named = self.of_name(k)
            if named and named.state == ref.state:
                return replace(ref, actor_id=named.actor_id, end=max(ref.end, named.end))
            if named is None and self.doc.tokens[k].entity == "PERSON":
                self.memory.introduce(self.doc.tokens[k].text, ref.state)
                return replace(ref, end=max(ref.end, k + 1))
        return ref

    def _with_apposition(self, i: int, phrase: list[int]) -> tuple[Ref, ...]:
        """ "Fayez al-Sarraj, the prime minister of Libya": the apposition gives the person a state."""
        for k in self.doc.kids(i, "appos"):
            for ref in self.one(k):
                self.memory.introduce(self.doc.tokens[i].text, ref.state)
                return (
                    Ref(f"{ref.state}:{self.doc.tokens[i].text.upper()}", ref.state, phrase[0], i + 1, i, "described"),
                )
        return self._unknown_name(i, phrase)

    def _place(self, i: int) -> tuple[Ref, ...]:
        """A place stands for the side an attack on it hits."""
        name, place = self.names.at[i], self._registered(i)
        if place is None or not place.actor_id:
            return ()
        return (self._ref(place.actor_id, name.first, name.end, i, "described"),)

    def _registered(self, i: int) -> Place | None:
        """The place of the registry that token i names."""
        name = self.names.at.get(i)
        return self.lexicon.places.get(name.actor_id) if name and name.kind == "place" else None

    def country(self, ref: Ref) -> str:
        """The state a named place lies in, by the registry; of an actor the actor itself."""
        place = self._registered(ref.head)
        return place.country_id if place is not None and place.country_id else ref.state

    def land(self, ref: Ref, takers: tuple[Ref, ...]) -> Ref:
        """Whom the taking of a place hits: the state it belongs to, or whoever holds it if that state takes it."""
        place = self._registered(ref.head)
        if place is None or not place.country_id or place.country_id in [taker.state for taker in takers]:
            return ref
        return replace(ref, actor_id=place.country_id, state=self.lexicon.rollup(place.country_id))

    def _unknown_name(self, i: int, phrase: list[int]) -> tuple[Ref, ...]:
        token = self.doc.tokens[i]
        if token.entity not in NAMED or token.pos != "PROPN":
            return ()
        if token.entity in ("GPE", "LOC", "FAC", "PERSON"):
            return ()  # a place holds nobody, a person nobody introduces stands for nobody
        name = self.names.spelled(i)
        if not name or len(name) < 2:
            return ()
        code = self.names.code(name)
        if phrase[0] and self.doc.tokens[phrase[0] - 1].text == "(" and code not in self.names.acronyms:
            return ()  # "(BBC News)": where the sentence is from
        return (Ref(code, code, phrase[0], i + 1, i, "name"),) if code else ()
