"""What the acts of one sentence tell each other: an act and its content, a visit and what it is for, a charge and its denial."""

from __future__ import annotations

from dataclasses import replace

from analysis.coding.actors import Ref
from analysis.coding.document import Document
from analysis.coding.match import Match
from analysis.coding.participants import Cast
from analysis.coding.references import SIDES
from analysis.coding.setting import ARMED
from analysis.coding.slots import fillers
from analysis.lexicon import Lexicon

AGAINST = ("SANCTION", "COERCE", "ACCUSE", "ASSAULT", "REJECT")
OWN = ("its", "his", "her", "their", "our", "my")
FOR_THE_HOST = ("SUPPORT", "REQUEST", "AGREE", "AID", "ACCUSE")


def shared(doc: Document, lexicon: Lexicon, casts: dict[Match, Cast], linked: dict) -> dict[Match, Cast]:
    """The casts of a sentence with what its acts tell of each other; `linked`: content -> the link to its governor."""
    return answered(borrow(doc, lexicon, in_one_breath(doc, among_the_hit(doc, on_arrival(doc, casts))), linked))


def borrow(doc: Document, lexicon: Lexicon, made: dict[Match, Cast], linked: dict) -> dict[Match, Cast]:
    """What an act and its content tell each other: the target of an act is often only named in its content, and back.

    "offered to mediate between A and B": the offer is to A and B. "claimed that B shelled C": the claim is against B.
    "called on A for help": the help would come from A.
    """
    full = dict(made)
    for content, link in linked.items():
        act, frame = link.governor, link.governor.predicate.frame
        if act not in full or content not in full or not frame.event_type:
            continue
        mine, theirs = full[act], full[content]
        if content.predicate.frame.frame_id == "lose":
            if not theirs.states and mine.source:
                full[content] = replace(theirs, target=mine.source)  # "deny the loss of the city": their own
            continue  # who is said to have lost it did not take it
        if frame.frame_id == "apologise" and not theirs.source:
            others = tuple(ref for ref in theirs.target if ref.state not in mine.states) or _again(mine.target, content)
            full[content] = replace(theirs, source=_again(mine.source, content), target=others)  # "apologised to B for the downing"
            continue
        if frame.event_type == "DENY":
            if not theirs.states and content.event_type == "ASSAULT":  # "denied any attacks": its own
                full[content] = replace(theirs, source=mine.source, target=mine.target)
            elif not theirs.source and theirs.direction == "directed":  # "denied sending anyone"
                others = tuple(ref for ref in theirs.target if ref.state not in mine.states)
                full[content] = replace(theirs, source=mine.source, target=others)
            continue
        agreed = mine.direction == "mutual" and frame.event_type == "AGREE" and link.slot != "comp"
        if not theirs.states and mine.target and agreed:
            full[content] = replace(theirs, source=mine.source, target=mine.target)  # "A and B agreed to a truce"
            continue
        if mine.direction == "mutual" and not theirs.states and frame.effect == "alleged":
            full[content] = replace(mine, others=())  # "accused each other of violating the truce"
            continue
        if content.event_type in ("REQUEST", "ACCUSE", "REJECT", "DENY"):
            continue  # "rejected the call": somebody else's
        if not theirs.states and frame.effect == "demanded" and (mine.target or content.event_type == "CONSULT"):
            with_them = mine.source if content.event_type == "CONSULT" and act.is_noun else ()  # "a plea from A for consultations"
            full[content] = replace(theirs, source=(*mine.target, *with_them))
        elif (
            not theirs.source
            and mine.source
            and frame.effect in ("planned", "threatened", "declined")
            and frame.direction == "directed"
            and not (frame.effect == "declined" and content.is_noun and link.slot == "obj")  # "opposes the sale": another's
        ):
            full[content] = replace(
                theirs, source=mine.source, target=tuple(r for r in theirs.target if r.state not in mine.states)
            )
        hurt = content.event_type == "SANCTION" or (content.event_type == "ASSAULT" and all(ref.state.endswith(ARMED) for ref in mine.source))
        if frame.event_type == "ACCUSE" and hurt and theirs.source and not theirs.target:
            harmed = tuple(ref for ref in mine.source if ref.state not in theirs.states)
            full[content] = theirs = replace(theirs, target=_again(harmed, content))  # "lashed out at B for stopping exports": to them
        if not mine.target and mine.source and not (frame.frame_id == "request" and asks_others(doc, lexicon, act)):
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


def asks_others(doc: Document, lexicon: Lexicon, act: Match) -> bool:
    """ "warned its citizens not to travel to B", "calls on firms to cut their ties with B": one's own, or the firms, are
    asked, not B."""
    told = [] if act.is_noun else [k for slot in ("obj", "on", "to") for k in fillers(doc, act, slot) if k > act.head]
    own = any(doc.tokens[m].text.lower() in OWN for k in told for m in doc.kids(k, "poss"))
    return own or any(lexicon.noun_is(doc.tokens[k].lemma, name) for k in told for name in ("people", "business", "media") if doc.tokens[k].lemma not in SIDES)


def on_arrival(doc: Document, casts: dict[Match, Cast]) -> dict[Match, Cast]:
    """ "flew to Baku to show solidarity", "visits B to seek help": what somebody goes for is meant for whom he goes to."""
    full = dict(casts)
    for match, made in casts.items():
        verb = doc.tokens[match.verb]
        if made.target or not made.source or match.event_type not in FOR_THE_HOST or verb.dep not in ("advcl", "xcomp"):
            continue
        for other, visit in casts.items():
            if other.event_type == "CONSULT" and not other.is_noun and other.verb == verb.head and visit.target:
                hosts = tuple(ref for ref in (*visit.source, *visit.target) if ref.state not in made.states)
                full[match] = replace(made, target=_again(hosts, match))
    return full


def among_the_hit(doc: Document, casts: dict[Match, Cast]) -> dict[Match, Cast]:
    """ "struck B's positions, killing three fighters": those killed, if nobody says whose they are, are of who was struck."""
    full = dict(casts)
    for match, made in casts.items():
        verb = doc.tokens[match.verb]
        if match.predicate.frame.frame_id != "kill" or verb.tag != "VBG" or verb.dep not in ("advcl", "xcomp"):
            continue
        killed = doc.kids(match.head, "dobj")
        whose = any(doc.tokens[k].pos == "PROPN" or doc.tokens[k].entity == "NORP" for i in killed for k in doc.subtree(i))
        for other, hit in casts.items():
            if other.head == verb.head and other.event_type == "ASSAULT" and hit.direction == "directed" and hit.target and not hit.inferred and killed and not whose:
                full[match] = replace(made, source=hit.source or made.source, target=_again(hit.target, match))
    return full


def in_one_breath(doc: Document, casts: dict[Match, Cast]) -> dict[Match, Cast]:
    """ "closed its border with B and recalled its ambassador": the second sanction is against the same."""
    full = dict(casts)
    for match, made in casts.items():
        verb = doc.tokens[match.verb]
        if match.event_type != "SANCTION" or match.is_noun or made.target or verb.dep != "conj":
            continue
        for other, first in casts.items():
            same = {ref.state for ref in first.source} == {ref.state for ref in made.source}
            if other.verb == verb.head and same and other.event_type in AGAINST and first.target and not first.inferred:
                full[match] = replace(made, target=_again(first.target, match))
    return full


def answered(casts: dict[Match, Cast]) -> dict[Match, Cast]:
    """ "accused B of shelling the town, a charge that was rejected", "..., which B denied": whom a denial answers, and who
    denies, are told by the accusation in the same sentence."""
    full = dict(casts)
    for match, made in casts.items():
        if match.event_type != "DENY" or (made.source and made.target and not made.inferred):
            continue
        for other, charge in casts.items():
            if other.event_type != "ACCUSE" or other.head > match.head or not (charge.source and charge.target):
                continue
            if not made.states:
                full[match] = replace(made, source=_again(charge.target, match), target=_again(charge.source, match))
            elif {ref.state for ref in made.source} <= {ref.state for ref in charge.target}:
                full[match] = replace(made, target=_again(charge.source, match), inferred=False)
    return full


def _again(refs: tuple[Ref, ...], match: Match) -> tuple[Ref, ...]:
    return tuple(replace(ref, first=match.head, end=match.head + 1, head=match.head, resolution="reference") for ref in refs)
