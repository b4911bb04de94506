"""What each event is in a mediation: the states of methods 2.12.

1 call          a third party asks the parties to stop or to talk
2 offer         a third party offers to mediate or to host, or talks with it are announced
3 acceptance    a party agrees to a third party's call or talks     refusal   it declines them     ignored
  condition     it makes its yes depend on what somebody does first
4 talks         joint (both parties at one table), separate (a party and a third, or brokering of which no table is told),
                shuttle_call (by telephone)
5 agreement     the parties agree to stop fighting (cease-fire) or to settle (full)
6 violation     one party breaks what was agreed: alleged by somebody, or confirmed (realised), as breaches has it
7 settlement    an agreement to settle the dispute that took place
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from analysis.measures.dyads import BROKERED, PHONE, WRITTEN, are_apart
from analysis.measures.layers import COMMUNICATION, PROCESS
from analysis.measures.mediation.breaches import CONFIRMED, VIOLATE, breach
from analysis.measures.naming import is_described
from analysis.measures.parties import Camps
from analysis.measures.records import codes

NUMBER = {
    "call": 1, "offer": 2, "acceptance": 3, "refusal": 3, "ignored": 3, "condition": 3, "joint_talks": 4, "separate_talks": 4,
    "shuttle_call": 4, "cease_fire": 5, "violation": 6, "settlement": 7,
}  # fmt: skip
OFFERING = ("offer", "mediate")
AGREED_BY_MODE = {"ceasefire": "cease_fire", "sign": "settlement", "settle": "settlement"}
TALKING = ("meet", "mediate")
IGNORED = "1246"
CONFIRMED_TIER = 1
HOMELESS = ("cease_fire", "condition", "joint_talks", "refusal", "settlement")  # may be told without whom they are due to


@dataclass(frozen=True)
class Step:
    """One event as a step.

    `conveners`: third parties; `parties`: the parties it is addressed to or taken by; `about`: the events it speaks of;
    `beside`: of a step told without a convener the events told in the same article, the nearest sentence first.
    """

    stage: str
    event_id: str
    day: str
    conveners: frozenset[str]
    parties: frozenset[str]
    by: tuple[str, ...]
    status: str
    about: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def stage_no(self) -> int:
        """The state it is in, 1 to 7."""
        return NUMBER[self.stage]


def steps(
    events: Iterable,
    camps: Camps,
    about: Mapping[str, tuple[str, ...]],
    waits: Mapping[str, tuple[str, ...]] | None = None,
    beside: Callable[[str], tuple[str, ...]] = lambda event_id: (),
    accusers: Mapping[str, frozenset[str]] = MappingProxyType({}),
    refused: Collection[str] = (),
) -> list[Step]:
    """The steps of a case by day, state and event id.

    `about`: event_id -> the acts that speak of it; `waits`: event_id -> the parties that make a condition by it;
    `beside`: event_id -> the events told in the same article, the nearest first; `accusers`: what links.accusers gives;
    `refused`: the refusals of talks or terms (see refusals.py) and the talks they speak of.
    """
    waits = waits or {}
    events = list(events)
    by_id = {event.event_id: event for event in events}
    contents = defaultdict(list)
    for content, acts in sorted(about.items()):
        for act in acts:
            contents[act].append(content)
    found = []
    for event in events:
        acts = [by_id[act] for act in about.get(event.event_id, ()) if act in by_id]
        waiting = waits.get(event.event_id, ()) if event.status != "historical" else ()
        stage = "condition" if waiting else _stage(event, camps, event.event_id in refused)
        if stage:
            spoken_of = (event.event_id, *contents[event.event_id])
            step = _step(event, stage, camps, acts, spoken_of, waiting, beside)
            found.append(_said(step, event, camps, accusers) if stage == "violation" else step)
    return sorted(found, key=lambda step: (step.day, step.stage_no, step.event_id))


def _step(
    event, stage: str, camps: Camps, acts: list, about: tuple[str, ...], waiting: tuple[str, ...], beside: Callable
) -> Step:
    everybody = {*codes(event.source), *codes(event.target), *codes(event.third_parties)}
    parties = {camps.side(code) for code in everybody if camps.is_party(code)}
    by = waiting or codes(event.source)
    if stage == "refusal" and event.event_type == "CONSULT":
        by = tuple(sorted({code for act in acts if act.event_type == "REJECT" for code in codes(act.source)}))
    outside = frozenset(code for code in _bringing(event, camps) if _may_mediate(code, camps))
    conveners = frozenset() if stage == "violation" else outside
    day = event.event_date if len(event.event_date) == 10 else event.first_reported
    near = beside(event.event_id) if stage in HOMELESS and not conveners else ()
    return Step(
        stage,
        event.event_id,
        day,
        conveners,
        frozenset(parties),
        by,
        event.status,
        about,
        near,
    )


def _said(step: Step, event, camps: Camps, accusers: Mapping[str, frozenset[str]]) -> Step:
    """A violation with who says so, and as realised only where it is confirmed."""
    kind, by = breach(event, camps, accusers.get(event.event_id, frozenset()))
    return replace(step, by=by, status="realised" if kind == CONFIRMED else "alleged")


def _bringing(event, camps: Camps) -> set[str]:
    """Who may be the convener: whom an outsider asks is none, and nor is who is spoken to together with a party."""
    source, target = set(codes(event.source)), set(codes(event.target))
    if event.event_type == "REQUEST":
        return source
    everybody = source | target | set(codes(event.third_parties))
    if event.event_type != "CONSULT" or codes(event.third_parties):
        return everybody
    apart = [side for side in (source, target) if side and not any(camps.is_party(code) for code in side)]
    return apart[0] if len(apart) == 1 else everybody


def told_by_the_way(event) -> bool:
    """True for brokering of which no text gives the day: "their mediation has kept talks alive", "truces brokered by
    Moscow". It says who mediates, but is no round of talks of that day."""
    return (
        event.event_type == "CONSULT"
        and event.mode == BROKERED
        and event.date_precision in ("inferred_day", "unknown")
    )


def _may_mediate(code: str, camps: Camps) -> bool:
    return not (camps.is_party(code) or is_described(code))


def _stage(event, camps: Camps, is_refusal: bool) -> str:
    """The stage of an event, "" for what is no step: background, demands and hopes without an addressee."""
    everybody = {*codes(event.source), *codes(event.target), *codes(event.third_parties)}
    outside = any(_may_mediate(code, camps) for code in everybody)
    party = any(camps.is_party(code) for code in everybody)
    if event.status == "historical" or not party or told_by_the_way(event):
        return ""
    by_party = bool(codes(event.source)) and all(camps.is_party(code) for code in codes(event.source))
    if is_refusal:
        return "refusal" if by_party or event.event_type == "CONSULT" else ""
    if event.status == "realised" and not event.event_date:
        return ""  # told, but nobody says when: "earlier truces brokered by Moscow"
    rules = {"REQUEST": _request, "CONSULT": _talks, "AGREE": _agreement, "RETREAT": _truce, "REJECT": _ignored}
    if event.event_type in rules:
        return rules[event.event_type](
            event, camps.names_both(everybody) and not are_apart(event, camps), outside, by_party
        )
    breaks = event.event_type == "ASSAULT" and event.mode == VIOLATE and event.status in ("alleged", "realised")
    return "violation" if breaks else ""


def _request(event, both: bool, outside: bool, by_party: bool) -> str:
    if not outside or by_party or event.layer != PROCESS or event.status != "realised":
        return ""
    return "offer" if event.mode in OFFERING else "call"


def _talks(event, both: bool, outside: bool, by_party: bool) -> str:
    if event.status == "planned":
        return "offer" if outside else ""
    if event.status != "realised" or event.layer != COMMUNICATION or not (outside or both):
        return ""
    if event.mode == WRITTEN:
        return "call" if outside and not by_party else ""  # a letter is no talk
    if both and event.mode not in (*PHONE, BROKERED):
        return "joint_talks"
    return ("shuttle_call" if event.mode in PHONE else "separate_talks") if outside else ""


def _agreement(event, both: bool, outside: bool, by_party: bool) -> str:
    if event.status != "realised":
        return ""
    if both and event.mode in AGREED_BY_MODE:
        return AGREED_BY_MODE[event.mode]
    to_somebody = outside or event.mode in TALKING
    return "acceptance" if event.layer == PROCESS and by_party and to_somebody else ""


def _truce(event, both: bool, outside: bool, by_party: bool) -> str:
    agreed = event.mode == "ceasefire" and event.status == "realised"
    return "cease_fire" if agreed and both and event.direction == "mutual" else ""


def _ignored(event, both: bool, outside: bool, by_party: bool) -> str:
    told = event.status in ("realised", "alleged") and event.cameo_code == IGNORED
    return "ignored" if told and by_party and event.layer == PROCESS else ""
