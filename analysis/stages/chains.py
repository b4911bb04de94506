"""chains: attempts at mediation step by step, cease-fires and their breaches, talks and who came, contacts, demands.

Reads   events, mentions, codings, sentences, articles, quantities, interactions, actors, memberships
Writes  chains (one row per attempt), chain_steps, ceasefires, breaches, attendance (one row per round of talks and
        actor), contacts (one row per pair and way of talking), demands, conditions (one row per act somebody is to do
        first), refusals (one row per refusal of talks or terms in one sentence), chain_measures
"""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from analysis.case import Case
from analysis.measures import edges
from analysis.measures.accounts import iso
from analysis.measures.chance import curveball
from analysis.measures.dyads import WRITTEN, are_apart
from analysis.measures.mediation import answers, ceasefires, conditions, contacts, demands, links
from analysis.measures.mediation.chains import AGREED, Chain, chains, outcome
from analysis.measures.mediation.refusals import Refusal, refusals
from analysis.measures.mediation.steps import steps, told_by_the_way
from analysis.measures.parties import Camps, camps
from analysis.measures.positions import measure
from analysis.measures.records import codes, frame, joined, records
from analysis.measures.rollup import rollup
from analysis.measures.structure import talks
from analysis.measures.tellings import voices

READS = (
    "events", "mentions", "codings", "sentences", "articles", "quantities", "interactions", "actors", "memberships",
)  # fmt: skip
WRITES = (
    "chains", "chain_steps", "ceasefires", "breaches", "attendance", "contacts", "demands", "conditions", "refusals",
    "chain_measures",
)  # fmt: skip
PARAMS = "network"
HELD_BACK = ("AGREE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "RETREAT")  # what a condition can be an answer by


def build(
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    quantities: pd.DataFrame,
    interactions: pd.DataFrame,
    actors: pd.DataFrame,
    memberships: pd.DataFrame,
    *,
    case: Case,
    params,
) -> dict[str, pd.DataFrame]:
    """The mediation of what is inside the case's window; without two parties there is nothing to mediate."""
    told = records(events)
    sides = camps(case, [(event.event_type, event.status, codes(event.source), codes(event.target)) for event in told])
    inside = [
        event for event in told if edges.in_window(event.event_date, event.status, case.window_start, case.window_end)
    ]
    said = records(mentions)
    coded, texts = records(codings), records(sentences)
    about = links.acts_about(coded, said)
    waits = conditions.conditions(coded, texts, sides, voices(records(articles), records(actors)))
    event_of = {row.coding_id: row.event_id for row in said}
    tellings = _tellings(said)
    told_in = {event_id: {coding_id.partition("/")[0] for coding_id in told_by} for event_id, told_by in tellings.items()}
    composites = rollup("composite", records(memberships), records(actors)).members()
    waiting = _waiting(waits, event_of, told, sides)
    beside = partial(links.beside, told_in=told_in, papers=links.by_article(told_in))
    accusers = links.accusers(told, about, told_in)
    within = {event.event_id for event in inside}
    said_no = [one for one in refusals(coded, texts, event_of, {*sides.parties, *case.sides}) if one.event_id in within]
    refused = {one.event_id for one in said_no if one.day}
    refused |= {one.content for one in said_no if one.day and one.act[0] == "CONSULT"}
    found = chains(steps(inside, sides, about, waiting, beside, accusers=accusers, refused=refused), composites) if sides.parties else []
    names = _names(found)
    waited = _homes(found, names, "condition")
    answering = waited | _homes(found, names, "refusal")
    last = case.window_end or max((event.last_reported for event in inside), default="")
    spells = ceasefires.spells(found, inside, sides, last, told_in, accusers)
    refusing = {one.content: one.refused_by for one in said_no if one.content}
    guessed = links.assumed(coded, said)
    rounds = [e for e in inside if not (e.mode == WRITTEN or told_by_the_way(e) or are_apart(e, sides) or e.event_id in guessed)]
    present = talks.attendance(rounds, refusing)
    kept = {event.event_id for event in inside if not told_by_the_way(event)} - guessed
    made = {
        "chains": [_chain(chain, names[chain.number]) for chain in found],
        "chain_steps": [row for chain in found for row in _steps(chain, names[chain.number])],
        "ceasefires": [_spell(spell, names[spell.chain], found[spell.chain]) for spell in spells],
        "breaches": [row for spell in spells for row in _breaches(spell, names[spell.chain])],
        "attendance": sorted(
            [*present, *talks.signings(_agreements(found, inside))], key=lambda row: (row["event_id"], row["actor_id"])
        ),
        "contacts": contacts.contacts(
            [row for row in records(interactions) if row.event_id in kept], contacts.ordinals(records(quantities), said)
        ),
        "demands": demands.demands(
            inside, about, sides, {event_of.get(condition.coding_id, "") for condition in waits}, tellings, said_no
        ),
        "conditions": _conditions(waits, event_of, waited, inside, _published(coded, texts)),
        "refusals": [_refusal(one, answering) for one in said_no],
        "chain_measures": [
            *answers.measures(found, spells, sides.parties, params.min_events),
            *_together(present),
            *_company(present, params.min_events, params.draws, params.seed),
        ],
    }
    return {name: frame(name, rows) for name, rows in made.items()}


def _tellings(mentions: list) -> dict[str, list[str]]:
    """event_id -> the codings that tell it."""
    found: dict[str, list[str]] = {}
    for row in mentions:
        found.setdefault(row.event_id, []).append(row.coding_id)
    return found


def _uttered(condition: conditions.Condition, event_of: dict[str, str], types: dict[str, str]) -> str:
    """The event by which a condition is made: the demand for it, else the refusal or process act it holds back, else
    what is to be done first; "" where that makes no event."""
    held = event_of.get(condition.held, "")
    speaks = held if types.get(held) in HELD_BACK else ""
    return event_of.get(condition.act, "") or speaks or event_of.get(condition.coding_id, "")


def _waiting(
    waits: list[conditions.Condition], event_of: dict[str, str], events: list, sides: Camps
) -> dict[str, tuple[str, ...]]:
    """event_id -> the parties that make a condition by it."""
    types = {event.event_id: event.event_type for event in events}
    found: dict[str, set[str]] = {}
    for condition in waits:
        parties = {sides.side(code) for code in condition.named_by if sides.is_party(code)}
        event_id = _uttered(condition, event_of, types)
        if parties and event_id:
            found.setdefault(event_id, set()).update(parties)
    return {event_id: tuple(sorted(parties)) for event_id, parties in found.items()}


def _conditions(
    waits: list[conditions.Condition], event_of: dict[str, str], homes: dict[str, str], inside: list, published: dict[str, str]
) -> list[dict]:
    """The rows of the table conditions: those whose events lie inside the window, each on the day its own text is of."""
    by_id = {event.event_id: event for event in inside}
    types = {event_id: event.event_type for event_id, event in by_id.items()}
    rows = []
    for condition in waits:
        event_id = event_of.get(condition.coding_id, "")
        if event_id in by_id:
            event, held = by_id[event_id], event_of.get(condition.held, "")
            uttered = _uttered(condition, event_of, types)
            rows.append(
                {
                    "coding_id": condition.coding_id,
                    "event_id": event_id,
                    "named_by": joined(condition.named_by),
                    "asked_of": joined(condition.asked_of),
                    "event_type": event.event_type,
                    "mode": event.mode,
                    "word": condition.word,
                    "held_event_id": held if held in by_id else "",
                    "day": published[condition.coding_id] or event.first_reported,
                    "chain_id": homes.get(uttered, ""),
                }
            )
    return rows


def _agreements(found: list[Chain], inside: list) -> list[tuple[object, frozenset[str]]]:
    """The agreement of each chain that has one, the event of its day that names most actors, and the chain's conveners."""
    by_id = {event.event_id: event for event in inside}
    made = []
    for chain in found:
        steps = [by_id[s.event_id] for s in chain.steps if s.stage in AGREED and s.day == iso(chain.agreed)]
        named = {e.event_id: len({*codes(e.source), *codes(e.target), *codes(e.third_parties)}) for e in steps}
        first = sorted(steps, key=lambda event: (-named[event.event_id], event.event_id))[:1]
        made += [(event, chain.conveners) for event in first]
    return made


def _names(found: list[Chain]) -> list[str]:
    """A chain is called by its first day and its conveners, "2020-10-08-RUS"; equal names get numbers."""
    taken: dict[str, int] = {}
    names = []
    for chain in found:
        plain = "-".join((chain.steps[0].day, *(sorted(chain.conveners) or ["PARTIES"])))
        taken[plain] = taken.get(plain, 0) + 1
        names.append(plain if taken[plain] == 1 else f"{plain}-{taken[plain]}")
    return names


def _homes(found: list[Chain], names: list[str], stage: str) -> dict[str, str]:
    """event_id -> the chain in which it is a step of this stage."""
    return {step.event_id: names[chain.number] for chain in found for step in chain.steps if step.stage == stage}


def _published(coded: list, sentences: list) -> dict[str, str]:
    """coding_id -> the day its sentence was published."""
    days = {row.sentence_id: row.published for row in sentences}
    return {row.coding_id: days.get(row.sentence_id, "") for row in coded}


def _refusal(one: Refusal, homes: dict[str, str]) -> dict:
    return {
        "coding_id": one.coding_id,
        "event_id": one.event_id,
        "refused_by": joined(one.refused_by),
        "refused_to": joined(one.towards),
        "refused_what": one.what,
        "day": one.day,
        "chain_id": homes.get(one.event_id, ""),
    }


def _chain(chain: Chain, name: str) -> dict:
    lag = answers.response_lag(chain)
    return {
        "chain_id": name,
        "conveners": joined(chain.conveners),
        "first_date": chain.steps[0].day,
        "last_date": iso(chain.last),
        "n_steps": len(chain.steps),
        "outcome": outcome(chain),
        "accepted_by": joined(answers.accepted_by(chain)),
        "refused_by": joined(answers.refused_by(chain)),
        "conditional_by": joined(answers.conditional_by(chain)),
        "agreed_date": iso(chain.agreed),
        "response_lag": "" if lag is None else lag,
    }


def _steps(chain: Chain, name: str) -> list[dict]:
    return [
        {
            "chain_id": name,
            "step_no": number,
            "stage": step.stage,
            "stage_no": step.stage_no,
            "event_id": step.event_id,
            "day": step.day,
            "conveners": joined(step.conveners),
            "parties": joined(step.parties),
            "taken_by": joined(step.by),
            "status": step.status,
        }
        for number, step in enumerate(chain.steps, 1)
    ]


def _spell(spell: ceasefires.Spell, name: str, chain: Chain) -> dict:
    row = {
        "chain_id": name,
        "agreed_date": spell.agreed,
        "end_date": spell.ends,
        "end_reason": spell.end_reason,
        "conveners": joined(chain.conveners),
        "n_breaches": len(spell.breaches),
    }
    for kind in ("alleged", "confirmed"):
        day, event_id, _, by = spell.first(kind) or ("", "", "", "")
        days, broken = spell.held(kind)
        row |= {
            f"{kind}_date": day,
            f"{kind}_event_id": event_id,
            f"{kind}_by": by,
            f"days_to_{kind}": days if broken else "",
        }
    return row


def _breaches(spell: ceasefires.Spell, name: str) -> list[dict]:
    return [
        {"chain_id": name, "event_id": event_id, "day": day, "breach": kind, "said_by": by}
        for day, event_id, kind, by in spell.breaches
    ]


def _together(present: list[dict]) -> list[dict]:
    """Hyperdegrees and co-participation: talks of any number count once for each who came."""
    held = talks.hypergraph(present)
    n = held.num_edges
    return [
        *(measure("talks_attended", "communication", a, "", value, n) for a, value in talks.hyperdegrees(held).items()),
        *(
            measure("co_participation", "communication", a, b, w, n)
            for (a, b), w in talks.co_participation(held).items()
        ),
    ]


def _company(present: list[dict], least: int, draws: int, seed: int) -> list[dict]:
    """Of each pair that sat together: how often it would, in talks of the same sizes with everybody in as many."""
    attended: dict[str, set[str]] = {}
    for talk, actors in talks.together(present).items():
        for actor in actors:
            attended.setdefault(actor, set()).add(talk)
    found = curveball.chances(attended, draws, np.random.default_rng(seed))
    note = "share of worlds with the same talks and as many for everybody in which they sit together as often; they do"
    n = len(set().union(*attended.values())) if attended else 0
    return [
        measure(
            "co_participation_p",
            "communication",
            a,
            b,
            p,
            n,
            least=least,
            note=f"{note} {len(attended[a] & attended[b])} times",
        )
        for (a, b), p in sorted(found.items())
    ]
