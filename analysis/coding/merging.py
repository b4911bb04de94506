"""What is one event: a verb with its object, talks with their broker, two words for one act."""

from __future__ import annotations

from dataclasses import replace

from analysis.coding.coding import Coding
from analysis.coding.document import Document
from analysis.coding.governors import Link
from analysis.coding.match import Match
from analysis.coding.mending import SUBJECTS
from analysis.coding.participants import Cast
from analysis.coding.slots import subjects

STOPPING = ("truce", "stop", "prevent")


def stopped(doc: Document, matches: list[Match]) -> dict[Match, tuple[Match, bool]]:
    """The fighting that something else says is to stop: match -> what says so, and True if the words tell more of it.

    "demanded an end to the fighting" speaks of no second act; "to halt the worst fighting in decades" tells of one, and
    that one goes on, whatever becomes of the demand.
    """
    found = {}
    for match in matches:
        if not match.is_noun or match.event_type != "ASSAULT" or match.support is not None:
            continue
        for other in matches:
            stops = other.predicate.frame.frame_id in STOPPING or other.predicate.mode == "ceasefire"
            if other is match or not stops or match.head in other.tokens:
                continue
            below = doc.kids(other.head, "dobj", "nsubj", "nsubjpass") if not other.is_noun else []
            below += [k for p in doc.kids(other.head, "prep") for k in doc.objects_of(p)]
            if match.head in below:
                found[match] = other, any(_describes(doc, k) for k in doc.children[match.head])
    return found


def _describes(doc: Document, k: int) -> bool:
    """ "the worst fighting in decades", "the shelling that killed ten": more than where it is and whose."""
    token = doc.tokens[k]
    return token.dep in ("relcl", "acl") or (token.dep == "amod" and not token.entity)


def with_mediators(found: list[Coding], linked: dict[Match, Link]) -> list[Coding]:
    """Brokered or hosted talks are one CONSULT: the mediator's row goes into the talks it governs."""
    by_match = {coding.match: coding for coding in found}
    gone: set[Match] = set()
    for match, link in linked.items():
        governor = link.governor
        if (
            governor.predicate.frame.frame_id in ("host", "mediate")
            and match in by_match
            and governor in by_match
            and by_match[match].event_type == "CONSULT"
        ):
            talks, broker = by_match[match], by_match[governor]
            refs = tuple(ref for ref in broker.cast.source if ref.state not in talks.cast.states)
            made = replace(
                talks.cast,
                others=(*talks.cast.others, *broker.cast.others),
                target=(*talks.cast.target, *refs),
                direction="mutual",
            )
            by_match[match] = replace(talks, cast=made, status=broker.status, governor=broker.governor)
            gone.add(governor)
    return [
        by_match.get(coding.match, coding) if coding.event_type == "CONSULT" else coding
        for coding in found
        if coding.match not in gone
    ]


def joined(casts: dict[Match, Cast], doc: Document) -> dict[Match, Cast]:
    """A verb and its object that tell the same act are one: "attended talks with B", "started the conflict with B"."""
    by_head = {match.head: match for match in casts if match.is_noun or doc.tokens[match.head].dep in SUBJECTS}
    made = dict(casts)
    for match in (match for match in casts if not match.is_noun):
        objects = doc.kids(match.head, "dobj", "nsubjpass")
        agents = [k for agent in doc.kids(match.head, "agent") for k in doc.kids(agent, "pobj")]
        for k in dict.fromkeys([*objects, *agents, *subjects(doc, match.head)]):
            noun = by_head.get(k)
            if noun is None or noun not in made:
                continue
            mine, theirs = made[match], made[noun]
            extra = tuple(ref for ref in (*theirs.source, *theirs.target) if ref.state not in mine.states)
            if noun.event_type == match.event_type == "AGREE" and doc.tokens[match.head].dep == "relcl" and noun.support is not None:
                del made[match]  # "reached a deal that the board would approve": reaching it is the act
                break
            if noun.event_type == match.event_type:
                if not (mine.source or theirs.states) and noun.predicate.frame.direction != "directed":
                    del made[match]  # "clashes left ten dead": the clashes are the act
                    break
                if k not in objects and match.predicate.frame.frame_id == "kill" and theirs.target and not (mine.source or theirs.source):
                    del made[match]  # "a strike on the town killed three": the strike is the act, whoever flew it
                    break
                if k in objects:
                    made[match] = replace(mine, target=(*mine.target, *extra), others=(*mine.others, *theirs.others))
                else:  # "Armenian shelling of Ganja killed ten": who shelled, killed, and there
                    there = theirs.target if match.event_type == "ASSAULT" else ()
                    made[match] = replace(mine, source=mine.source or theirs.source, target=mine.target or there)
                del made[noun]
            elif (noun.event_type, match.event_type) == ("ASSAULT", "COERCE") and not mine.source:
                del made[match]  # "the fighting displaced thousands"
                break
            elif set(theirs.states) <= set(mine.states) and match.event_type == "CONSULT":
                del made[noun]  # "discussed the conflict with B"
    return made


MERGED = ("CONSULT", "ASSAULT", "AGREE", "RETREAT")


def without_doubles(doc: Document, codings: list[Coding]) -> list[Coding]:
    """Two words for the same act in one sentence are one row; of mutual acts the row with more actors stays."""
    kept: list[Coding] = []
    for coding in codings:
        known = next((k for k, other in enumerate(kept) if coding.key == other.key and coding.claimant == other.claimant), None)
        if known is None:
            kept.append(coding)
        elif coding.event_type == "ASSAULT" and kept[known].date_precision == "inferred_day" and coding.date_precision not in ("inferred_day", "unknown"):
            kept[known] = replace(kept[known], event_date=coding.event_date, date_precision=coding.date_precision)  # one of the two words has the day
    return [one for one in kept if not any(_contained(one, other) or _goes_on(doc, one, other) for other in kept if other is not one)]


def _goes_on(doc: Document, one: Coding, other: Coding) -> bool:
    """ "whom we have been fighting and eliminating": a second verb for the same act, without a target of its own."""
    if one.event_type != other.event_type or one.event_type != "ASSAULT" or one.match.is_noun or other.match.is_noun:
        return False
    states = lambda refs: {ref.state for ref in refs}  # noqa: E731
    same = states(one.cast.source) == states(other.cast.source) and one.status == other.status
    verb = doc.tokens[one.match.verb]
    return same and not one.cast.target and verb.dep == "conj" and verb.head == other.match.verb


def _contained(one: Coding, other: Coding) -> bool:
    same = one.event_type == other.event_type and one.event_type in MERGED and one.status == other.status
    mutual = one.cast.direction == "mutual" or not one.cast.target
    return same and mutual and set(one.cast.states) < set(other.cast.states) and one.match.head != other.match.head
