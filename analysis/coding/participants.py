"""Who takes part in an act: the frame's slots filled, in the frame's order of preference, as source, target and other roles."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.coding.actors import Actors, Ref
from analysis.coding.document import Document
from analysis.coding.match import Match, receiver
from analysis.coding.references import SIDES
from analysis.coding.slots import fillers, infinitive, intended, objects, passive, prepositional, subjects

LAND = ("seize", "retreat")  # frames whose object is land or goods, not an actor
RECIPROCAL = ("each other", "one another", "the other")
TRADED = ("trade", "exchange", "swap")
# "the strike", "the deal", "the truce", "the initiative": the act of which event type it was
TOLD_BEFORE = {"violence": "ASSAULT", "deal": "AGREE", "truce": "AGREE", "request": "REQUEST"}
# violence of two sides: "the fighting that killed 30,000" was nobody's alone
TWO_SIDED = ("fighting", "conflict", "war", "clash", "battle", "hostility", "violence", "combat", "firefight",
             "skirmish")  # fmt: skip
HIT_WHERE = ("in", "of", "near", "at", "on", "around", "inside", "outside")
# what somebody suffers: "B's murder" is nobody's act of B
SUFFERED = ("murder", "killing", "death", "assassination", "arrest", "detention", "imprisonment", "suffering", "plight")
TAKING = ("capture", "seizure", "takeover", "occupation", "annexation", "conquest", "fall", "loss", "siege", "blockade")  # of another's land
BROUGHT_ABOUT = ("host", "mediate")  # the frames of what a third party does for two others
BREAKAWAY = ("breakaway", "separatist", "secessionist", "rebel", "proclaimed", "declared")
BY_THEIR_OWN = ("offensive", "operation", "campaign", "aggression", "advance", "provocation", "manoeuvre")
AIMED = ("assault", "attack", "raid", "offensive", "advance", "onslaught", "strike", "airstrike", "aggression")
DETERRING = ("deter", "counter", "confront", "fight", "repel", "contain", "pressure", "intimidate", "combat", "stop", "resist", "attack")
TOLD_TO = ("obj", "on", "iobj")  # the slots of whoever is asked
ANSWERING = ("respond", "reply", "react", "answer", "accede", "yield", "bow", "object")
ASKED_BY = ("at", "on", "upon")  # "at the request of", "on the urging of"


@dataclass(frozen=True, slots=True)
class Cast:
    """The two sides of an act and everybody else with a role; `inferred` if the context gave a side."""

    source: tuple[Ref, ...]
    target: tuple[Ref, ...]
    others: tuple[tuple[str, Ref], ...]
    direction: str
    inferred: bool = False

    @property
    def states(self) -> list[str]:
        found: list[str] = []
        for side in (self.source, self.target):
            for ref in side:
                if ref.state not in found:
                    found.append(ref.state)
        return found


def _refs(
    doc: Document, actors: Actors, match: Match, slots: tuple[str, ...], without: tuple[Ref, ...] = ()
) -> tuple[Ref, ...]:
    """The actors of the first slot that names any; modifiers of a noun count name by name."""
    taken = {ref.state for ref in without}
    for slot in slots:
        found: list[Ref] = []
        for i in fillers(doc, match, slot):
            if slot == "with" and actors.lexicon.noun_is(doc.tokens[i].lemma, "aid") and not match.is_noun and match.event_type == "AID":
                continue  # "evacuated its people with Saudi help": who helps is not helped
            if (
                slot == "in"
                and match.predicate.frame.frame_id == "kill"
                and not actors.lexicon.noun_is(doc.tokens[i].lemma, "violence")
            ):
                continue  # "killed in the shelling" says who killed, "killed in Hama" does not
            if match.is_noun and doc.tokens[i].dep in ("compound", "amod", "nmod") and i < match.head:
                refs = () if _is_where(actors, i, match.head) else tuple(ref for ref in [actors.of_name(i)] if ref)
            else:
                refs = actors.of(i) or _owner_of_event(doc, actors, i) or _hit_there(doc, actors, match, slot, i)
                if refs and taken.issuperset(ref.state for ref in refs):
                    beyond = "with" if doc.tokens[i].lemma in ("border", "frontier", "boundary") else "between"
                    refs = _named_after(doc, actors, i, beyond)  # "suspended its mediation between A and B", "its border with B"
                if match.predicate.frame.frame_id in LAND and slot in ("obj", "of"):
                    refs = tuple(actors.land(ref, without) for ref in refs)
            if slot in ("obj", "of") and match.predicate.frame.frame_id in LAND:
                refs = tuple(
                    ref for ref in refs if actors.lexicon.actor(ref.actor_id) or ref.resolution != "name"
                )  # names of villages
            if match.predicate.frame.frame_id == "retreat" and slot == "obj":  # "left Syria", not "withdrew its troops"
                refs = tuple(ref for ref in refs if ref.resolution == "name" and ref.head == i)
            if match.predicate.frame.frame_id == "visit":  # "went to Geneva" visits nobody in particular
                refs = tuple(
                    ref for ref in refs if (name := actors.names.at.get(ref.head)) is None or name.kind != "place"
                )
            for ref in refs:
                if ref.state not in taken and ref.state not in [known.state for known in found]:
                    found.append(ref)
        if found:
            return tuple(found)
        if slot == "obj" and match.event_type == "AID" and any(_is_own(doc, actors, i, taken) for i in fillers(doc, match, slot)):
            return ()  # "assists its citizens in B": its own, not B
        if slot == "obj" and any(_broken_away(doc, actors, i) for i in fillers(doc, match, slot)):
            return ()
        if slot in TOLD_TO and match.event_type == "REQUEST" and any(_is_somebody(doc, actors, i) for i in fillers(doc, match, slot)):
            return ()  # "calls on firms to cut their ties with B": the firms are asked, not B
    return ()


def _is_own(doc: Document, actors: Actors, i: int, own: set[str]) -> bool:
    """ "its citizens", "65 nationals": people of whoever acts (`own` are its codes)."""
    whose = doc.tokens[i].lemma in ("national", "citizen") and not any(actors.of_name(k) for k in doc.noun_phrase(i))
    return whose or any(ref.state in own for ref in actors.of(i))


def _is_somebody(doc: Document, actors: Actors, i: int) -> bool:
    """True for a noun that can be asked: people, organs, armed men; not a thing or a time."""
    classes = actors.lexicon.nouns.get(doc.tokens[i].lemma, frozenset())
    return doc.tokens[i].pos in ("NOUN", "PROPN") and doc.tokens[i].lemma not in SIDES and bool(classes & {"people", "organ", "forces", "armed_group", "civilians"})


def _is_where(actors: Actors, k: int, noun: int) -> bool:
    """ "a Kabul car bombing": a capital before a noun of violence is where it was, not whose."""
    name = actors.names.at.get(k)
    capital = name is not None and name.kind == "capital_metonym" and actors.doc.tokens[k].dep == "compound"
    return capital and actors.lexicon.noun_is(actors.doc.tokens[noun].lemma, "violence")


def _owner_of_event(doc: Document, actors: Actors, i: int) -> tuple[Ref, ...]:
    """ "condemned the Turkish offensive", "welcomed the decision by Israel": whose act it is."""
    if doc.tokens[i].pos != "NOUN" or doc.tokens[i].lemma in SUFFERED:
        return ()
    if broken := _broken_away(doc, actors, i):
        return tuple(ref for ref in broken if actors.is_contested(ref))
    for k in [
        *doc.kids(i, "poss"),
        *(m for p in doc.kids(i, "prep") if doc.tokens[p].lemma == "by" for m in doc.objects_of(p)),
    ]:
        refs = actors.of(k)
        if refs:
            return refs
    if found := _named_after(doc, actors, i, "between"):
        return found  # "the deal between A and B, announced by C"
    acts = not any(actors.lexicon.noun_is(doc.tokens[i].lemma, name) for name in ("people", "organ", "forces"))
    for made in doc.kids(i, "acl") if acts else ():  # "the threats made by B"
        if any(row.frame.frame_id in BROUGHT_ABOUT for row in actors.lexicon.verb(doc.tokens[made].lemma)):
            continue  # "the deal brokered by B" is no deal of B's
        for agent in doc.kids(made, "agent"):
            for k in doc.kids(agent, "pobj"):
                if refs := actors.of(k):
                    return refs
    for k in doc.kids(i, "amod", "compound", "nmod"):
        named = [ref for m in doc.conjuncts(k) if m < i and not actors.names.prefixed(m) and not _is_where(actors, m, i) and (ref := actors.of_name(m))]
        if named:
            return tuple(named)
    lemma = doc.tokens[i].lemma
    if lemma not in TAKING and not actors.lexicon.noun_is(lemma, "violence") and (found := _named_after(doc, actors, i, "of")):
        return found  # "the leadership role of B"
    if actors.lexicon.noun_is(lemma, "violence") and (found := _named_after(doc, actors, i, "from")):
        return found  # "killed by sniper fire from B"
    one_sided = lemma not in TWO_SIDED and not any(doc.tokens[k].lemma == "of" for k in doc.kids(i, "prep"))
    known = actors.memory.doers if actors.definite(i) else {}
    for noun_class, told in TOLD_BEFORE.items():  # "condemned the strike": whose it was is told before
        if told in known and actors.lexicon.noun_is(lemma, noun_class) and (one_sided or told != "ASSAULT"):
            return tuple(ref.taken_up(i) for ref in known[told])
    if actors.lexicon.noun_is(doc.tokens[i].lemma, "territory"):  # "several cities in Artsakh", "the town of Gori"
        for k in (
            m for p in doc.kids(i, "prep") if doc.tokens[p].lemma in ("in", "of", "inside") for m in doc.objects_of(p)
        ):
            refs = actors.of(k)
            if refs:
                return refs
    return ()


def _broken_away(doc: Document, actors: Actors, i: int) -> tuple[Ref, ...]:
    """ "the Georgian regions of South Ossetia and Abkhazia", "two breakaway regions of Georgia": the actors named behind
    "of" where the land is not, or no longer, the state's beside it; else ()."""
    named = _named_after(doc, actors, i, "of")
    apart = any(doc.tokens[k].lemma in BREAKAWAY for k in doc.noun_phrase(i))
    return named if apart or any(actors.is_contested(ref) for ref in named) else ()


def _named_after(doc: Document, actors: Actors, i: int, word: str) -> tuple[Ref, ...]:
    """The actors of the preposition `word` right below a noun."""
    return tuple(ref for k in doc.kids(i, "prep") if doc.tokens[k].lemma == word for m in doc.objects_of(k) for ref in actors.of(m))


def _hit_there(doc: Document, actors: Actors, match: Match, slot: str, i: int) -> tuple[Ref, ...]:
    """ "struck a bridge in the Terter district", "hit an apartment block in its second city": whoever holds the place."""
    token = doc.tokens[i]
    thing = token.pos == "NOUN" or (token.pos == "PROPN" and token.entity in ("", "FAC", "ORG", "LOC"))
    if match.event_type != "ASSAULT" or slot in match.predicate.frame.source_slots or not thing:
        return ()
    if slot not in ("obj", "on", "at", "of", "in", "subj"):
        return ()
    for k in doc.noun_phrase(i):
        if k != i and k in actors.names.at and actors.names.at[k].kind == "place":
            return actors.one(k)
    beside = doc.kids(match.head, "prep") if slot == "obj" and doc.tokens[i].head == match.head else []
    for p in [*doc.kids(i, "prep"), *(p for p in beside if doc.tokens[p].lemma in ("in", "near", "around"))]:
        if doc.tokens[p].lemma in HIT_WHERE:
            for k in doc.objects_of(p):
                if actors.lexicon.noun_is(doc.tokens[k].lemma, "violence"):
                    continue  # "civilians in the conflict over the region"
                if refs := actors.of(k) or _owner_of_event(doc, actors, k) or _hit_there(doc, actors, match, slot, k):
                    return refs
    return ()


def cast(doc: Document, actors: Actors, match: Match) -> Cast:
    """The participants the sentence states."""
    frame = match.predicate.frame
    target_slots = frame.target_slots
    if match.is_noun and frame.event_type in ("REQUEST", "AGREE", "THREATEN"):
        target_slots = tuple(slot for slot in target_slots if slot != "of")  # "at the request of Lithuania"
    source = _source(doc, actors, match, target_slots)
    target = _receivers(doc, actors, match, source) or _refs(doc, actors, match, target_slots, without=source)
    for elsewhere in TARGETS_ELSEWHERE:
        own = {ref.state for ref in source}
        target = target or tuple(ref for ref in elsewhere(doc, actors, match) if ref.state not in own)
    if not source and frame.event_type in ("DENY", "REJECT") and not match.is_noun and passive(doc, match.head):
        source = _refs(doc, actors, match, ("in",), without=target)  # "was dismissed in Yerevan"
    if not target and not match.is_noun and len(match.tokens) > 1 and "word" not in target_slots:
        target = _refs(doc, actors, match, ("word",), without=source)  # "expelled the Libyan ambassador"
    others = tuple(
        (role, ref)
        for slot, role in frame.other_slots
        for ref in _refs(doc, actors, match, (slot,), without=(*source, *target))
        if not (slot == "in" and actors.is_contested(ref))  # "a truce in Karabakh": where, not who hosts it
    )
    if _reciprocal(doc, match) and len({ref.state for ref in source}) >= 2 and not target:
        return Cast(source[:1], source[1:], others, "mutual")
    if frame.direction == "directed":
        both = _both_sides(doc, match, source)
        if both and not target and frame.event_type in ("ASSAULT", "COERCE", "ACCUSE", "SANCTION"):
            return Cast(source[:1], source[1:], others, "mutual")
        return Cast(source, target, others, "directed")
    return _mutual(doc, actors, match, source, target, others)


def _source(doc: Document, actors: Actors, match: Match, target_slots: tuple[str, ...]) -> tuple[Ref, ...]:
    """Who acts, by the frame's slots, else whose act a noun is, else who rules where somebody was arrested."""
    frame = match.predicate.frame
    source = _refs(doc, actors, match, frame.source_slots)
    if source:
        return source
    if match.is_noun and (doc.tokens[match.head].lemma in BY_THEIR_OWN or _aimed_at(doc, match)):
        source = _refs(doc, actors, match, ("of",))  # "the offensive of B", "the assault of B on the town"
    if match.is_noun and not source and "of" not in target_slots and frame.frame_id != "release":
        source = _refs(doc, actors, match, ("of",))  # "the withdrawal of Armenian forces"
    if not source and frame.frame_id == "release" and not match.is_noun and passive(doc, match.head) and not fillers(doc, match, "subj"):
        source = _refs(doc, actors, match, ("in",)) or tuple(
            ref for k in fillers(doc, match, "from") for ref in _named_after(doc, actors, k, "in")
        )  # "were released from captivity in B"
    if not source and frame.event_type == "ASSAULT" and not match.is_noun and passive(doc, match.head):
        flown = match.predicate.words[0] in ("fire", "launch")  # "rockets fired from B"; "were killed by sniper fire from B"
        source = _refs(doc, actors, match, ("from",)) if flown or fillers(doc, match, "subj") else ()
    if not source and frame.frame_id == "retreat" and not match.is_noun and passive(doc, match.head):
        source = _refs(doc, actors, match, ("obj",)) or tuple(
            ref for k in fillers(doc, match, "obj") if actors.lexicon.noun_is(doc.tokens[k].lemma, "forces") for ref in actors.of(k)
        )  # "B's troops were withdrawn"
    if not source and frame.frame_id == "coerce" and not match.is_noun and not fillers(doc, match, "subj"):
        source = _refs(doc, actors, match, ("in",))  # "was arrested in Niger": by whoever rules there
    if not source and match.predicate.words[0] == "expel" and passive(doc, match.head) and not fillers(doc, match, "subj"):
        source = _refs(doc, actors, match, ("from",))  # "were expelled from Belarus": by it
    return source


def _receivers(doc: Document, actors: Actors, match: Match, source: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """ "A drew criticism from B", "A came under pressure from B", "A's attack drew criticism": A is the target."""
    verb = receiver(doc, match)
    gets = [] if verb is None else subjects(doc, verb)
    given = {ref.state for ref in source}
    return tuple(ref for k in gets for ref in actors.of(k) or _owner_of_event(doc, actors, k) if ref.state not in given)


def _let_in(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "agreed to let observers of B in": with one who agrees, those it is good for."""
    frame = match.predicate.frame
    if frame.frame_id not in ("agree", "promise") or match.is_noun or len(_refs(doc, actors, match, frame.source_slots)) != 1:
        return ()
    near = [k for k in intended(doc, match.head) if doc.tokens[k].dep in ("dobj", "nsubj", "dative")]
    return tuple(ref for k in near for ref in actors.of(k) if ref.resolution in ("name", "described"))


def _targeted(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "carried out a raid, targeting B"."""
    if match.event_type != "ASSAULT":
        return ()
    beside = [k for k in doc.kids(match.verb, "advcl") if doc.tokens[k].lemma in ("target", "hit")]
    return tuple(ref for k in beside for m in objects(doc, k) for ref in actors.of(m))


def _threatened(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "threatened to intervene in B"."""
    if match.event_type != "THREATEN" or match.is_noun:
        return ()
    return tuple(ref for k in intended(doc, match.head) for ref in actors.of(k) if ref.resolution in ("name", "described"))


def _deterred(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "moves warships to deter B", "sent troops to counter threats from B": against whom forces are called up."""
    if match.event_type != "MOBILIZE":
        return ()
    aims = [k for i in (match.verb, *match.tokens) for k in doc.kids(i, "advcl", "acl", "xcomp", "relcl") if infinitive(doc, k)]
    against = [m for k in aims if doc.tokens[k].lemma in DETERRING for m in objects(doc, k)]
    return tuple(ref for m in against for ref in actors.of(m) or _owner_of_event(doc, actors, m) or _named_after(doc, actors, m, "from"))


def _mediated_between(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "the EU-facilitated dialogue on an accord between A and B", "A and B reached a deal mediated by C"."""
    if match.predicate.frame.frame_id != "mediate":
        return ()
    verb = doc.tokens[match.head]
    thing = doc.tokens[verb.head]
    above = doc.tokens[thing.head].head if thing.dep == "pobj" and doc.tokens[thing.head].lemma in ("to", "on") else thing.head
    if verb.dep == "acl" and thing.dep in ("dobj", "pobj") and doc.tokens[above].pos == "VERB":
        made = tuple(ref for k in subjects(doc, above) for ref in actors.of(k))
        if len({ref.state for ref in made}) > 1:
            return made
    after = range(match.head, doc.end(match.head))
    pairs = [_named_after(doc, actors, doc.tokens[k].head, "between") for k in after if doc.tokens[k].lemma == "between"]
    return next((pair for pair in pairs if len(pair) > 1), ())


def _aimed_targets(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    return tuple(ref for k in _aimed_at(doc, match) for ref in actors.of(k))


def _aimed_at(doc: Document, match: Match) -> list[int]:
    """ "The assault of the army on the town": what it is aimed at beside what it is of."""
    if match.event_type != "ASSAULT" or doc.tokens[match.head].lemma not in AIMED:
        return []
    owners = prepositional(doc, match.head, "of")
    places = [match.head, *owners] if owners else []
    found = [k for i in places for word in ("on", "against", "upon") for k in prepositional(doc, i, word)]
    return [k for k in found if doc.tokens[k].entity not in ("DATE", "TIME")]


def _both_sides(doc: Document, match: Match, source: tuple[Ref, ...]) -> bool:
    """ "Both sides hold prisoners": two opponents in one word do it to each other; so do two who break their truce."""
    heads = {ref.head for ref in source}
    if match.predicate.frame.frame_id == "violate" and not match.is_noun:
        return len(source) == len({ref.state for ref in source}) == 2
    return len(source) == 2 and len(heads) == 1 and doc.tokens[next(iter(heads))].lemma in ("side", "party", "both", "country", "nation")


def _at_request(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "The Council meets at the request of Lithuania": the request is to whoever does what was asked for."""
    head = doc.tokens[match.head]
    preposition = doc.tokens[head.head]
    answers = preposition.lemma == "to" and doc.tokens[preposition.head].lemma in ANSWERING  # "responding to a plea from A"
    if not match.is_noun or match.event_type != "REQUEST" or head.dep != "pobj" or not (answers or preposition.lemma in ASKED_BY):
        return ()
    return tuple(ref for k in subjects(doc, preposition.head) for ref in actors.of(k))


def _helped(doc: Document, actors: Actors, match: Match) -> tuple[Ref, ...]:
    """ "retook the town with Russian help": whoever does it is helped."""
    head = doc.tokens[match.head]
    preposition = doc.tokens[head.head]
    if not match.is_noun or match.event_type != "AID" or head.dep != "pobj" or preposition.lemma != "with":
        return ()
    above = doc.tokens[preposition.head]
    doers = subjects(doc, above.i) if above.pos == "VERB" and not passive(doc, above.i) else []
    return tuple(ref for k in doers for ref in actors.of(k))


# where whom an act is done to may stand beside the frame's slots, tried in order
TARGETS_ELSEWHERE = (_at_request, _helped, _let_in, _targeted, _threatened, _deterred, _mediated_between, _aimed_targets)


def _mutual(doc: Document, actors: Actors, match: Match, source, target, others) -> Cast:
    """Mutual frames list their participants; of "either" frames only plural subjects without a target are mutual."""
    frame = match.predicate.frame
    if match.predicate.words[0] == "be" and not target:  # "both said they were ready": not with each other
        return Cast(source, target, others, "directed")
    if frame.frame_id in BROUGHT_ABOUT:
        role = "host" if frame.frame_id == "host" else "mediator"
        return Cast(source, target, tuple((role, ref) for ref in source), "mutual")
    if frame.frame_id == "consult" and len(source) == 1 and len({ref.state for ref in target}) > 1 and _at_one_table(doc, match):
        return Cast(source, target, tuple(("mediator", ref) for ref in source), "mutual")
    if frame.frame_id in ("agree_noun", "sign", "truce") and fillers(doc, match, "between") and len(target) > 1:
        return Cast(target[:1], target[1:], others, "mutual")  # "C announced an agreement between A and B"
    if any(doc.tokens[k].lemma == "unilateral" for k in doc.kids(match.head, "amod")):
        return Cast(source, target, others, "directed")
    if frame.frame_id == "truce" and len(source) == 1 and any(_is_whose(doc, i) for slot in ("obj", "of") for i in fillers(doc, match, slot)):
        return Cast(source, target, others, "directed")  # "A must stop its attacks": A's alone
    if frame.direction == "mutual" or not target or frame.frame_id == "fight":
        everyone = (*source, *target)
        return Cast(everyone[:1], everyone[1:], others, "mutual")
    if not source and len(target) > 1:
        return Cast(target[:1], target[1:], others, "mutual")  # "cooperation between A and B"
    gives = not match.is_noun and fillers(doc, match, "inf") and not fillers(doc, match, "with")  # "A agreed to send monitors to B"
    return Cast(source, target, others, "mutual" if frame.event_type in ("AGREE", "COOPERATE") and not gives else "directed")


def _at_one_table(doc: Document, match: Match) -> bool:
    """ "met the two ministers first one by one and then together"."""
    if "together" not in doc.words(match.head):
        return False
    near = [k for k in doc.subtree(match.verb) if doc.tokens[k].text.lower() == "together"]
    return any(doc.tokens[k - 1].text.lower() not in ("not", "never") for k in near)


def _is_whose(doc: Document, i: int) -> bool:
    """ "its attacks", "their offensive": with a pronoun of its owner."""
    return any(doc.tokens[k].text.lower() in ("its", "his", "her", "their") for k in doc.kids(i, "poss"))


def _reciprocal(doc: Document, match: Match) -> bool:
    """ "accused each other", "traded accusations": whoever is named does it to whoever else is."""
    if match.predicate.words[0] in TRADED:
        return True
    if doc.words(match.head).isdisjoint(("other", "another")):
        return False
    inside = sorted(k for i in match.tokens for k in doc.subtree(i))
    if not any(doc.tokens[k].text.lower() in ("other", "another") for k in inside):
        return False
    words = " ".join(doc.tokens[k].text.lower() for k in inside)
    return any(phrase in words for phrase in RECIPROCAL)


def unresolved(doc: Document, actors: Actors, match: Match, made: Cast) -> tuple[tuple[str, Ref], ...]:
    """Noun phrases in the frame's slots that name no known actor, and what the act bears on: role and words, no code.

    "Police arrested 18 people": the police and the people are told, though nobody can say whose they are.
    """
    frame = match.predicate.frame
    told: list[tuple[str, Ref]] = []
    spans = [(ref.first, ref.end) for ref in (*made.source, *made.target) if ref.resolution != "inferred"]
    heads_known = {ref.head for ref in (*made.source, *made.target)}

    def add(role: str, i: int, everywhere: bool = False) -> bool:
        ref = actors.phrase(i)
        if ref is None or (role, ref.first) in [(known, other.first) for known, other in told]:
            return False
        if everywhere and ref.first in [other.first for _, other in told]:
            return False
        if not everywhere and any(first < ref.end and end > ref.first for first, end in spans):
            return False
        told.append((role, ref))
        spans.append((ref.first, ref.end))
        return True

    for role, refs, slots in (
        ("source", made.source, frame.source_slots),
        ("target", made.target, frame.target_slots),
    ):
        stated = any(ref.resolution != "inferred" for ref in refs)
        if role == "target" and match.event_type in ("ASSAULT", "COERCE") and not match.is_noun:  # "an attack on the compound killed ten"
            hit = [k for s in fillers(doc, match, "subj") if actors.lexicon.noun_is(doc.tokens[s].lemma, "violence")
                   for word in ("on", "against") for k in prepositional(doc, s, word)]  # fmt: skip
            for k in hit:
                add(role, k)
        for slot in slots:  # where one of "Kuwait and its allies" is known, the other is told all the same
            heads = [i for i in fillers(doc, match, slot) if doc.tokens[i].dep not in ("amod", "compound", "nmod")]
            if stated and heads and made.direction == "directed" and doc.coordinated.isdisjoint(heads):
                break  # whoever is told is known, and told alone
            found = [(i, k) for i in heads for k in doc.conjuncts(i)]
            apart = made.direction == "mutual" and not any(i in heads_known for i in heads)  # "B's mayor met with A": only A is known
            if any([add(role, k) for i, k in found if not stated or apart or k != i]) or (stated and found):
                break
    bears_on = [k for i in match.tokens for k in objects(doc, i)]
    if match.support is not None:
        bears_on += [k for k in objects(doc, match.support) if k != match.head]
    if not match.is_noun and frame.event_type in ("AGREE", "REJECT", "REQUEST", "THREATEN"):
        bears_on += intended(doc, match.head)
    known = {ref.head for ref in (*made.source, *made.target) if ref.resolution != "inferred"}
    for k in bears_on:
        if k not in known:
            add("object", k, everywhere=True)
    return tuple(told)
