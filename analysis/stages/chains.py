"""chains: attempts at mediation step by step, cease-fires and their breaches, talks and who came, contacts, demands.

Reads   events, mentions, codings, quantities, interactions, actors, memberships
Writes  chains (one row per attempt), chain_steps, ceasefires, breaches, attendance (one row per round of talks and
        actor), contacts (one row per pair and way of talking), demands, chain_measures
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.measures import edges
from analysis.measures.accounts import iso
from analysis.measures.mediation import answers, ceasefires, contacts, demands, links
from analysis.measures.mediation.chains import Chain, chains, outcome
from analysis.measures.mediation.steps import steps
from analysis.measures.parties import camps
from analysis.measures.positions import measure
from analysis.measures.records import codes, frame, joined, records
from analysis.measures.rollup import rollup
from analysis.measures.structure import talks

READS = ("events", "mentions", "codings", "quantities", "interactions", "actors", "memberships")
WRITES = ("chains", "chain_steps", "ceasefires", "breaches", "attendance", "contacts", "demands", "chain_measures")
PARAMS = "network"


def build(
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
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
    about = links.acts_about(records(codings), said)
    composites = rollup("composite", records(memberships), records(actors)).members()
    found = chains(steps(inside, sides, about), composites) if sides.parties else []
    names = _names(found)
    last = case.window_end or max((event.last_reported for event in inside), default="")
    spells = ceasefires.spells(found, inside, sides, last, _sentences(said))
    kept = {event.event_id for event in inside}
    refusing = _refusals(inside, about)
    present = talks.attendance(inside, refusing)
    made = {
        "chains": [_chain(chain, names[chain.number]) for chain in found],
        "chain_steps": [row for chain in found for row in _steps(chain, names[chain.number])],
        "ceasefires": [_spell(spell, names[spell.chain], found[spell.chain]) for spell in spells],
        "breaches": [row for spell in spells for row in _breaches(spell, names[spell.chain])],
        "attendance": present,
        "contacts": contacts.contacts(
            [row for row in records(interactions) if row.event_id in kept], contacts.ordinals(records(quantities), said)
        ),
        "demands": demands.demands(inside, about),
        "chain_measures": [*answers.measures(found, spells, sides.parties, params.min_events), *_together(present)],
    }
    return {name: frame(name, rows) for name, rows in made.items()}


def _sentences(mentions: list) -> dict[str, set[str]]:
    """event_id -> the sentences that tell it."""
    found: dict[str, set[str]] = {}
    for row in mentions:
        found.setdefault(row.event_id, set()).add(row.coding_id.partition("/")[0])
    return found


def _names(found: list[Chain]) -> list[str]:
    """A chain is called by its first day and its conveners, "2020-10-08-RUS"; equal names get numbers."""
    taken: dict[str, int] = {}
    names = []
    for chain in found:
        plain = "-".join((chain.steps[0].day, *(sorted(chain.conveners) or ["PARTIES"])))
        taken[plain] = taken.get(plain, 0) + 1
        names.append(plain if taken[plain] == 1 else f"{plain}-{taken[plain]}")
    return names


def _refusals(inside: list, about: dict) -> dict[str, set[str]]:
    """Talks -> who refused them: the sources of rejections that speak of them."""
    by_id = {event.event_id: event for event in inside}
    return {
        content: {code for act in acts if act in by_id and by_id[act].event_type == "REJECT" for code in codes(by_id[act].source)}
        for content, acts in about.items()
    }  # fmt: skip


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
