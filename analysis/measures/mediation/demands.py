"""What a party is asked to do, by whom, and what it answered.

A demand is the demanded event a request, threat or rejection speaks of, or a request that names no content. It is asked
of whom the asking acts address, else of who is to act: of an act done together all of them save those who ask. The answer
is the first later act of whom it is asked of, at most ANSWER_DAYS on: met (the same came true, on a day a text gives or
its article has), agreed (they promised it themselves), refused (one of them refused it, see refusals.py, on a day that is
known: who "had refused" may have done so before anybody asked); else open. That something failed is no refusal, that others wish for it no promise, a sentence "unless they leave" no withdrawal, a
telephone call of a third party no talks of the parties, and nothing told in the sentence of the demand an answer to it.
A truce answers a demand for one whoever else the demand names beside the parties. Demands of the two parties on one another that exclude each
other are for the reader to see, not for a rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from analysis.measures.dyads import ONE_TO_ONE, are_apart
from analysis.measures.mediation.refusals import TALKS as OF_TALKS
from analysis.measures.mediation.refusals import TRUCE as OF_TRUCE
from analysis.measures.mediation.refusals import Refusal
from analysis.measures.mediation.steps import told_by_the_way
from analysis.measures.parties import Camps
from analysis.measures.records import codes, joined
from analysis.measures.tellings import NARRATOR, UNSPEC, ordinal

ANSWER_DAYS = 7
DEMANDING = ("REQUEST", "THREATEN", "REJECT")
ASKED_FOR = ("RETREAT", "AGREE", "CONSULT", "CONCEDE", "COOPERATE", "AID", "SUPPORT")  # nobody demands violence
ANSWER = {"realised": "met", "planned": "agreed"}
TRUCE = {("RETREAT", "ceasefire"), ("AGREE", "ceasefire"), ("AGREE", "settle"), ("AGREE", "sign")}
TALKS = {("AGREE", "meet"), ("AGREE", "mediate")}
Shelf = Mapping[str, list[tuple[str, object]]]


def demands(
    events: Iterable,
    about: Mapping[str, tuple[str, ...]],
    camps: Camps,
    conditions: Collection[str] = (),
    tellings: Mapping[str, Iterable[str]] = MappingProxyType({}),
    refusals: Iterable[Refusal] = (),
) -> list[dict]:
    """One row per demanded event, sorted by first day and event id.

    `about`: event_id -> the acts that speak of it; `conditions`: events that are only told as conditions; `tellings`:
    event_id -> the codings that tell it; `refusals`: of talks or terms.
    """
    events = list(events)
    by_id = {event.event_id: event for event in events}
    speaking = {event_id: [by_id[act] for act in acts if act in by_id] for event_id, acts in about.items()}
    shelf = _by_actor(event for event in events if event.event_id not in conditions)
    said_no = tuple(sorted((refusal for refusal in refusals if refusal.day), key=lambda one: (one.day, one.coding_id)))
    rows = []
    for event in events:
        if event.status != "demanded" or event.event_type not in ASKED_FOR:
            continue
        asking = [act for act in speaking.get(event.event_id, ()) if act.event_type in DEMANDING]
        asked = [code for act in asking for code in codes(act.target)]
        row = _row(event, asking, asked, _Shelf(shelf, speaking, camps, tellings, said_no))
        if row["demanded_of"] and not set(codes(row["demanded_by"])) & set(codes(row["demanded_of"])):
            rows.append(row)  # nobody asks a thing of itself: who asks was read wrongly
    return sorted(rows, key=lambda row: (row["first_date"], row["event_id"]))


@dataclass(frozen=True)
class _Shelf:
    """Where answers are looked for."""

    by_actor: Shelf
    speaking: Mapping[str, list]
    camps: Camps
    tellings: Mapping[str, Iterable[str]]
    refusals: tuple[Refusal, ...]

    def sentences(self, event) -> set[str]:
        """The sentences that tell an event."""
        return {coding_id.partition("/")[0] for coding_id in self.tellings.get(event.event_id, ())}


def _row(event, asking: list, asked: list[str], shelf: _Shelf) -> dict:
    actors = {*codes(event.source), *codes(event.target)}
    days = sorted(act.event_date or act.first_reported for act in asking) or [event.first_reported]
    answer, answered_by, answer_date = _answer(event, _answering(event, actors, shelf.camps), days[0], shelf)
    by = [code for act in asking for code in codes(act.source)] or codes(event.claimants)
    doing = actors - set(by) if event.direction == "mutual" else codes(event.source)
    return {
        "event_id": event.event_id,
        "demanded_by": joined(code for code in by if code not in (NARRATOR, UNSPEC)),
        "demanded_of": joined(asked or doing),
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": joined(actors),
        "first_date": days[0],
        "last_date": days[-1],
        "n_demands": len(asking) or event.n_mentions,
        "answer": answer,
        "answered_by": answered_by,
        "answer_date": answer_date,
        "evidence": _uttered(event, asking, shelf),
    }


def _uttered(event, asking: list, shelf: _Shelf) -> str:
    """The telling to quote: one that stands in the sentence of an asking act, where the surest one does not."""
    where = {sentence for act in asking for sentence in shelf.sentences(act)}
    told = [event.evidence, *sorted(shelf.tellings.get(event.event_id, ()))]
    return next((coding_id for coding_id in told if coding_id.partition("/")[0] in where), event.evidence)


def _by_actor(events: Iterable) -> Shelf:
    """Actor -> (day, event) of what may answer a demand, by day."""
    shelf = defaultdict(list)
    for event in events:
        if event.status in ANSWER and (event.status != "realised" or ordinal(event.event_date) is not None):
            when = event.event_date if ordinal(event.event_date) is not None else _first_said(event)
            for actor in {*codes(event.source), *codes(event.target)}:
                shelf[actor].append((when, event))
    return {actor: sorted(found, key=lambda pair: (pair[0], pair[1].event_id)) for actor, found in shelf.items()}


def _first_said(event) -> str:
    """The day of the first report that gives an event the status it has in the end."""
    told = (entry.split(":") for entry in event.status_history.split())
    return next((day for day, status, *_ in told if status == event.status and day != "undated"), event.first_reported)


def _answering(event, actors: set[str], camps: Camps) -> set[str]:
    """Who has to take part in the answer: of a truce the parties alone."""
    parties = {code for code in actors if camps.is_party(code)}
    return parties or actors if (event.event_type, event.mode) in TRUCE else actors


def _answer(demand, actors: set[str], day: str, shelf: _Shelf) -> tuple[str, str, str]:
    """(met, agreed, refused or open; the event that says so; its day, else that of its first report)."""
    kept, refused = _kept(demand, actors, day, shelf), _refused(demand, actors, day, shelf)
    return min((found for found in (kept, refused) if found), key=lambda found: found[2], default=("open", "", ""))


def _refused(demand, actors: set[str], day: str, shelf: _Shelf) -> tuple[str, str, str] | None:
    """The first refusal of what was asked for, by one of those who were to do it."""
    own, asked = shelf.sentences(demand), (demand.event_type, demand.mode)
    doing = actors if demand.direction == "mutual" or asked in TRUCE else set(codes(demand.source))
    for refusal in shelf.refusals:
        of_it = (
            refusal.act == asked
            or (refusal.what == OF_TRUCE and asked in TRUCE)
            or (refusal.what == OF_TALKS and (demand.event_type == "CONSULT" or asked in TALKS) and _among(demand, refusal))
        )
        elsewhere = refusal.coding_id.partition("/")[0] not in own
        if of_it and elsewhere and day <= refusal.day <= _until(day) and doing & set(refusal.refused_by):
            return "refused", refusal.event_id, refusal.day
    return None


def _among(demand, refusal: Refusal) -> bool:
    """Talks of the same actors: who turns down talks of two has not thereby refused a summit of four."""
    asking_aside = {*refusal.refused_by, *refusal.towards, *codes(demand.claimants)}
    return {*codes(demand.source), *codes(demand.target)} <= asking_aside


def _until(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=ANSWER_DAYS)).isoformat() if day else ""


def _kept(demand, actors: set[str], day: str, shelf: _Shelf) -> tuple[str, str, str] | None:
    """The first later act by which they did or promised it."""
    until = _until(day)
    own = shelf.sentences(demand)
    candidates = min((shelf.by_actor.get(actor, []) for actor in sorted(actors)), key=len, default=[])
    for when, event in candidates[bisect_left(candidates, day, key=lambda pair: pair[0]) :]:
        if when > until:
            break
        acts = shelf.speaking.get(event.event_id, ())
        said_at_once = shelf.sentences(event) & own
        if not said_at_once and _answers(event, demand, actors, shelf.camps) and _is_their_word(event, actors, acts):
            return ANSWER[event.status], event.event_id, when
    return None


def _answers(event, demand, actors: set[str], camps: Camps) -> bool:
    """True for the act that was asked for, of whom it was asked: the same type and mode, or the agreement on it."""
    if event.event_id == demand.event_id or not actors <= {*codes(event.source), *codes(event.target)}:
        return False
    acts = (demand.event_type, demand.mode), (event.event_type, event.mode)
    if acts[0] in TRUCE:
        return acts[1] in TRUCE
    if demand.event_type == "CONSULT":
        if told_by_the_way(event) or camps.names_both(actors) and (event.mode in ONE_TO_ONE or are_apart(event, camps)):
            return False
        return event.event_type == "CONSULT" or acts[1] in TALKS
    return acts[0] == acts[1] and codes(event.source) == codes(demand.source)


def _is_their_word(event, actors: set[str], acts: Iterable) -> bool:
    """What is only planned is a promise where they say so themselves, or an agreement of theirs speaks of it."""
    if event.status != "planned":
        return True
    own = {code for act in acts if act.event_type == "AGREE" for code in codes(act.source) + codes(act.target)}
    return actors <= set(codes(event.claimants)) or actors <= own
