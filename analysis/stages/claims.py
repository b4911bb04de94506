"""claims: who says so and who denies it, what the losses are said to be, whose voice is heard.

Reads   events, mentions, codings, participants, quantities, sentences, articles, roles_found, and the knowledge table actors
Writes  claims (one row per event and holder), costs (one row per number of losses), voices (one row per publisher and
        claimant), publishers (one row per publisher), accord (one row per field: do publishers tell it alike?)
"""

from __future__ import annotations

import pandas as pd

from analysis.case import Case
from analysis.measures.edges import in_window
from analysis.measures.parties import camps
from analysis.measures.records import codes, frame, records
from analysis.measures.tellings import voiced
from analysis.measures.voices import accord, costs, heard, ledger

READS = ("events", "mentions", "codings", "participants", "quantities", "sentences", "articles", "roles_found", "actors")
WRITES = ("claims", "costs", "voices", "publishers", "accord")
PARAMS = "network"


def build(
    events: pd.DataFrame,
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
    participants: pd.DataFrame,
    quantities: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    roles_found: pd.DataFrame,
    actors: pd.DataFrame,
    *,
    case: Case,
    params,
) -> dict[str, pd.DataFrame]:
    """The five tables; below `params.min_events` claims a publisher's balance, and below as many events told by two
    publishers their accord, is insufficient. Claims and losses of an official text are its actor's; voices are counted as
    the text has them, narration apart."""
    told, coded, said, lines = (records(table) for table in (events, codings, mentions, sentences))
    sides = camps(case, [(event.event_type, event.status, codes(event.source), codes(event.target)) for event in told])
    papers = records(articles)
    spoken = records(voiced(codings, papers, records(actors)))
    inside = [event for event in told if in_window(event.event_date, event.status, case.window_start, case.window_end)]
    made = {
        "claims": ledger.claims(told, said, spoken, lines, sides, records(roles_found)),
        "costs": costs.costs(records(quantities), spoken, records(participants), said, lines, sides),
        "voices": heard.voices(coded, papers),
        "publishers": heard.publishers(coded, papers, sides, params.min_events),
        "accord": accord.accord(inside, said, coded, papers, params.min_events, params.draws, params.seed),
    }
    return {name: frame(name, rows) for name, rows in made.items()}
