"""Who takes part in an act: the frame's slots filled, in the frame's order of preference, as source, target and other roles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.coding.actors import Actors, Ref
from analysis.coding.document import Document
from analysis.coding.match import Match
from analysis.coding.slots import fillers, subjects

LAND = ("seize", "retreat")  # frames whose object is land or goods, not an actor
RECIPROCAL = ("each other", "one another", "the other")
INFER_MUTUAL = ("fight", "truce", "continue_truce", "agree_noun", "consult")
INFER_OTHER = (
    "sign",
    "fight",
    "attack",
    "kill",
    "destroy",
    "seize",
    "violate",
    "truce",
    "continue_truce",
    "suffer",
    "threaten",
    "lose",
)
CALLS = ("request", "demand", "offer", "invite", "warn_against")
BROKERED = ("mediate", "host")


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
        return list(dict.fromkeys(ref.state for ref in (*self.source, *self.target)))


def _refs(
    doc: Document, actors: Actors, match: Match, slots: tuple[str, ...], without: tuple[Ref, ...] = ()
) -> tuple[Ref, ...]:
    """The actors of the first slot that names any; modifiers of a noun count name by name."""
    taken = {ref.state for ref in without}
    for slot in slots:
        found: list[Ref] = []
        for i in fillers(doc, match, slot):
            if match.is_noun and doc.tokens[i].dep in ("compound", "amod", "nmod") and i < match.head:
                refs = tuple(ref for ref in [actors.of_name(i)] if ref)
            else:
                refs = actors.of(i) or _owner_of_event(doc, actors, i)
                if match.predicate.frame.frame_id in LAND and slot in ("obj", "of"):
                    refs = tuple(actors.land(ref, without) for ref in refs)
            if slot == "obj" and match.predicate.frame.frame_id in LAND:
                refs = tuple(
                    ref for ref in refs if actors.lexicon.actor(ref.actor_id) or ref.resolution != "name"
                )  # names of villages
            if match.predicate.frame.frame_id == "visit":  # "went to Geneva" visits nobody in particular
                refs = tuple(
                    ref for ref in refs if (name := actors.names.at.get(ref.head)) is None or name.kind != "place"
                )
            for ref in refs:
                if ref.state not in taken and ref.state not in [known.state for known in found]:
                    found.append(ref)
        if found:
            return tuple(found)
    return ()


def _owner_of_event(doc: Document, actors: Actors, i: int) -> tuple[Ref, ...]:
    """ "condemned the Turkish offensive", "welcomed the decision by Israel": whose act it is."""
    if doc.tokens[i].pos != "NOUN":
        return ()
    for k in [
        *doc.kids(i, "poss"),
        *(m for p in doc.kids(i, "prep") if doc.tokens[p].lemma == "by" for m in doc.objects_of(p)),
    ]:
        refs = actors.of(k)
        if refs:
            return refs
    for k in doc.kids(i, "amod", "compound", "nmod"):
        ref = actors.of_name(k)
        if ref and not actors.prefixed(k):
            return (ref,)
    if actors.lexicon.noun_is(doc.tokens[i].lemma, "territory"):  # "several cities in Artsakh", "the town of Gori"
        for k in (
            m for p in doc.kids(i, "prep") if doc.tokens[p].lemma in ("in", "of", "inside") for m in doc.objects_of(p)
        ):
            refs = actors.of(k)
            if refs:
                return refs
    return ()


def cast(doc: Document, actors: Actors, match: Match) -> Cast:
    """The participants the sentence states."""
    frame = match.predicate.frame
    target_slots = frame.target_slots
    if match.is_noun and frame.event_type in ("REQUEST", "AGREE", "THREATEN"):
        target_slots = tuple(slot for slot in target_slots if slot != "of")  # "at the request of Lithuania"
    source = _refs(doc, actors, match, frame.source_slots)
    if match.is_noun and not source and "of" not in target_slots:
        source = _refs(doc, actors, match, ("of",))  # "the withdrawal of Armenian forces"
    target = _refs(doc, actors, match, target_slots, without=source)
    others = tuple(
        (role, ref)
        for slot, role in frame.other_slots
        for ref in _refs(doc, actors, match, (slot,), without=(*source, *target))
    )
    if _reciprocal(doc, match) and len({ref.state for ref in source}) >= 2 and not target:
        return Cast(source[:1], source[1:], others, "mutual")
    if frame.direction == "directed":
        return Cast(source, target, others, "directed")
    return _mutual(doc, actors, match, source, target, others)


def _mutual(doc: Document, actors: Actors, match: Match, source, target, others) -> Cast:
    """Mutual frames list their participants; of "either" frames only plural subjects without a target are mutual."""
    frame = match.predicate.frame
    if frame.frame_id in ("host", "mediate"):
        role = "host" if frame.frame_id == "host" else "mediator"
        return Cast(source, target, tuple((role, ref) for ref in source), "mutual")
    if frame.direction == "mutual" or not target or frame.frame_id == "fight":
        everyone = (*source, *target)
        return Cast(everyone[:1], everyone[1:], others, "mutual")
    return Cast(source, target, others, "mutual" if frame.event_type in ("AGREE", "COOPERATE") else "directed")


def _reciprocal(doc: Document, match: Match) -> bool:
    words = " ".join(doc.tokens[k].text.lower() for k in sorted(k for i in match.tokens for k in doc.subtree(i)))
    return any(phrase in words for phrase in RECIPROCAL)


def infer(made: Cast, match: Match, parties: tuple[str, ...], sides: dict[str, str], anchor: int, rollup) -> Cast:
    """Fills an unstated side from the document's two parties (codebook: the unstated opponent)."""
    if len(parties) != 2:
        return made
    frame = match.predicate.frame.frame_id
    known = made.states
    if not known and frame in INFER_MUTUAL:
        first, second = (Ref(code, rollup(code), anchor, anchor + 1, anchor, "inferred") for code in parties)
        return replace(made, source=(first,), target=(second,), direction="mutual", inferred=True)
    if frame in BROKERED and not made.target and not set(known) & set(parties):
        both = tuple(Ref(code, rollup(code), anchor, anchor + 1, anchor, "inferred") for code in parties)
        return replace(made, target=both, inferred=True)
    side_of = {code: sides.get(code, code) for code in known}
    if frame in CALLS and made.source and not made.target and not set(side_of.values()) & set(parties):
        both = tuple(Ref(code, rollup(code), anchor, anchor + 1, anchor, "inferred") for code in parties)
        return replace(made, target=both, inferred=True)  # a third party calls on the two that fight
    if frame == "kill" and not made.source or frame not in INFER_OTHER:
        return made
    if len(known) == 1 and side_of[known[0]] in parties:
        other = next(code for code in parties if code != side_of[known[0]])
        ref = Ref(other, rollup(other), anchor, anchor + 1, anchor, "inferred")
        if made.source and not made.target:
            return replace(made, target=(ref,), inferred=True)
        if made.target and not made.source:
            return replace(made, source=(ref,), inferred=True)
    return made


def borrow(made: dict[Match, Cast], linked: dict) -> dict[Match, Cast]:
    """What an act and its content tell each other: the target of an act is often only named in its content, and back.

    "offered to mediate between A and B": the offer is to A and B. "claimed that B shelled C": the claim is against B.
    "called on A for help": the help would come from A.
    """
    full = dict(made)
    for content, link in linked.items():
        act, frame = link.governor, link.governor.predicate.frame
        if act not in full or content not in full or not frame.event_type or frame.event_type == "DENY":
            continue
        mine, theirs = full[act], full[content]
        if mine.direction == "mutual" and not theirs.states and frame.effect == "alleged":
            full[content] = replace(mine, others=())  # "accused each other of violating the truce"
            continue
        if content.event_type in ("REQUEST", "ACCUSE", "REJECT", "DENY"):
            continue  # "rejected the call": somebody else's
        if not theirs.states and mine.target and frame.effect == "demanded":
            full[content] = replace(theirs, source=mine.target)
        elif (
            not theirs.source
            and mine.source
            and frame.effect in ("planned", "threatened", "declined")
            and frame.direction == "directed"
        ):
            full[content] = replace(
                theirs, source=mine.source, target=tuple(r for r in theirs.target if r.state not in mine.states)
            )
        if not mine.target and mine.source:
            own = {ref.state for ref in mine.source}
            named = (
                theirs.source
                if frame.effect in ("alleged", "demanded") and theirs.direction == "directed"
                else (*theirs.source, *theirs.target)
            )
            fitting = tuple(ref for ref in named if ref.state not in own and ref.resolution != "inferred")
            if fitting:
                full[act] = replace(mine, target=fitting)
    return full


def subject_refs(doc: Document, actors: Actors, verb: int) -> tuple[Ref, ...]:
    """The actors that are the subject of a verb."""
    return tuple(ref for i in subjects(doc, verb) for ref in actors.of(i))
