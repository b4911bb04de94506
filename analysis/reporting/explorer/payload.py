"""Tables -> what the explorer page shows, in plain lists: short enough for a phone, complete for a case of a hundred articles.

A large case is cut, never in silence: `omitted` says how many events and sentences the page does not carry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.figures.network import drawn, places
from analysis.measures import edges
from analysis.measures.records import codes
from analysis.reporting import turning
from analysis.reporting.cover import notice
from analysis.reporting.data import Run
from analysis.reporting.explorer.embed import size
from analysis.reporting.explorer.quotes import LONGEST_TITLE, Quotes, cut
from analysis.reporting.wording import LAYERS, ROLES, STATUS, VERBS, day

# the statuses a line of the network tells apart, in the order in which one wins over the next
GROUPS = {
    "happened": ("happened", ("realised",)),
    "planned": ("planned", ("planned",)),
    "claimed": ("only claimed, or denied", ("alleged", "denied")),
    "open": ("demanded, threatened or possible", ("demanded", "threatened", "hypothetical")),
    "refused": ("refused, or did not happen", ("declined", "not_occurred")),
}
STATUSES = [status for status in STATUS if status != "historical"]  # history is outside the window
FEW = 5
FIELDS = ("type", "layer", "status", "date", "when", "mutual", "source", "target", "third", "says", "denies", "confidence", "mentions", "articles", "publishers",
          "evidence", "pairs", "quotes")  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What a page carries at most, so that it stays below three million bytes and a phone can draw it."""

    events: int = 8000
    event_bytes: int = 1_000_000
    word_bytes: int = 1_300_000
    totals: int = 1000


def payload(run: Run, limits: Limits | None = None) -> dict:
    """All the page shows. Actors, articles and sentences are numbered, and named by their number."""
    limits = limits or Limits()
    inside = events(run)
    names = Names(run, inside)
    quotes = Quotes(run, limits.word_bytes)
    chosen = spread(inside).head(limits.events)
    rows = _rows(run, chosen, names, limits.event_bytes)
    told = _quoted(run, chosen.head(len(rows)), rows, quotes)
    rows.sort(key=lambda row: (row[3] == "", row[3], row[-3]))  # by day; what has none comes last
    return {
        "title": run.case.title,
        "window": list(run.window),
        "notice": notice(run),
        "n": {"articles": len(run.articles), "publishers": _publishers(run), "events": len(inside), "told": told},
        "omitted": {"events": len(inside) - len(rows), "quotes": told - sum(len(row[-1]) for row in rows)},
        "parties": [names.number(code) for code in run.parties if names.knows(code)],
        "inferred": run.case.parties_inferred,
        "names": names.listed,
        "n_actors": names.n_actors,
        "totals": _totals(run, names, limits.totals) if len(rows) < len(inside) else [],
        "places": _places(run, names),
        "roles": _roles(run, names),
        "marks": [[mark.day, mark.what] for mark in turning.of_kind(run, turning.AGREEMENT).itertuples()],
        "fields": FIELDS,
        "events": rows,
        "sentences": quotes.sentences,
        "articles": quotes.articles,
        "types": list(VERBS.items()),
        "statuses": [[status, STATUS[status]] for status in STATUSES],
        "layers": list(LAYERS.items()),
        "groups": [[name, words, list(found)] for name, (words, found) in GROUPS.items()],
    }


def events(run: Run) -> pd.DataFrame:
    """The events the network is made of; those that most articles tell come first."""
    start, end = run.case.window_start, run.case.window_end
    kept = [
        edges.in_window(date, status, start, end)
        for date, status in zip(run.events["event_date"], run.events["status"], strict=True)
    ]
    order = ["n_articles", "n_mentions", "confidence", "event_id"]
    return run.events[pd.Series(kept, index=run.events.index, dtype=bool)].sort_values(
        order, ascending=[False, False, False, True]
    )


def spread(inside: pd.DataFrame) -> pd.DataFrame:
    """The events in an order of which any first part shows the whole: a few of every line and status, then shares.

    Only the most told ones would leave out whole lines of a large case, and a reader would think nobody talked there.
    """
    same = inside.groupby(["layer", "status", "source", "target", "third_parties"], sort=False)["event_id"]
    rank, n = same.cumcount(), same.transform("size")
    return inside.assign(turn=rank.where(rank < FEW, FEW + rank / n)).sort_values("turn", kind="stable")


class Names:
    """Codes and their names by number: the parties, the other actors from the busiest on, then those who only speak."""

    def __init__(self, run: Run, inside: pd.DataFrame):
        acts: Counter[str] = Counter()
        for column in ("source", "target", "third_parties"):
            acts.update(code for cell in inside[column] for code in codes(cell))
        kept = run.interactions["event_id"].isin(inside["event_id"])
        acts.update({code: 0 for end in ("source_id", "target_id") for code in run.interactions.loc[kept, end]})
        acts.update(dict.fromkeys(run.parties, 0))
        speaks = {code for column in ("claimants", "denied_by") for cell in inside[column] for code in codes(cell)}
        actors = sorted(acts, key=lambda code: (code not in run.parties, -acts[code] * (code not in run.parties), code))
        self.n_actors = len(actors)
        order = [*actors, *sorted(speaks - set(actors))]
        self.listed = [[code, cut(run.label(code), LONGEST_TITLE)] for code in order]
        self._numbers = {code: number for number, code in enumerate(order)}

    def knows(self, code: str) -> bool:
        """True for a code the page names."""
        return code in self._numbers

    def number(self, code: str) -> int:
        """The number of a code."""
        return self._numbers[code]

    def numbers(self, cell: str) -> list[int]:
        """The numbers of codes joined by ;."""
        return [self._numbers[code] for code in codes(cell)]


def _rows(run: Run, chosen: pd.DataFrame, names: Names, room: int) -> list[list]:
    """One list per event in the order of FIELDS, without quotes, until there is no room."""
    start, end = run.window
    pairs = _pairs(run, chosen, names)
    types, layers = list(VERBS), list(LAYERS)
    rows = []
    for e in chosen.itertuples():
        dated = e.event_date if len(e.event_date) == 10 and start <= e.event_date <= end else ""
        row = [
            types.index(e.event_type), layers.index(e.layer), STATUSES.index(e.status), dated, "" if dated else day(e.event_date), int(e.direction == "mutual"),
            names.numbers(e.source), names.numbers(e.target), names.numbers(e.third_parties), names.numbers(e.claimants), names.numbers(e.denied_by),
            round(float(e.confidence), 2), int(e.n_mentions), int(e.n_articles), int(e.n_publishers), e.evidence, pairs.get(e.event_id, []), [],
        ]  # fmt: skip
        room -= size(row)
        if room < 0:
            break
        rows.append(row)
    return rows


def _pairs(run: Run, chosen: pd.DataFrame, names: Names) -> dict[str, list]:
    """event_id -> its lines in the network: the two ends and how many contacts the event stands for."""
    found: dict[str, list] = {}
    for row in run.interactions[run.interactions["event_id"].isin(chosen["event_id"])].itertuples():
        weight = float(row.weight)
        ends = sorted((names.number(row.source_id), names.number(row.target_id)))
        found.setdefault(row.event_id, []).append([*ends, int(weight) if weight.is_integer() else weight])
    return found


def _quoted(run: Run, chosen: pd.DataFrame, rows: list[list], quotes: Quotes) -> int:
    """Fills in the quotes: first one sentence of every event, then the second ones; returns how many there are to quote."""
    told = _tellings(run, chosen)
    number = {event_id: place for place, event_id in enumerate(chosen["event_id"])}
    for row in told.itertuples():
        quote = quotes.add(row)
        if quote is None:
            break
        rows[number[row.event_id]][-1].append(quote)
    return len(told)


def _tellings(run: Run, chosen: pd.DataFrame) -> pd.DataFrame:
    """The codings of the events with their sentences: every event's best one, in the order of events, then the next."""
    best = chosen[["event_id", "evidence"]].assign(place=range(len(chosen)))
    told = run.mentions.merge(best, on="event_id")
    told = told.assign(later=told["coding_id"] != told["evidence"]).sort_values(["place", "later", "coding_id"])
    told = told.assign(turn=told.groupby("event_id").cumcount()).sort_values(["turn", "place"])
    where = run.sentences[["sentence_id", "sentence_no", "text", "char_start"]]
    where = where.rename(columns={"text": "sentence", "char_start": "sentence_start"})
    columns = ["coding_id", "sentence_id", "article_id", "char_start", "char_end"]
    kept = run.codings[run.codings["coding_id"].isin(told["coding_id"])]
    return told.merge(kept[columns], on="coding_id").merge(where, on="sentence_id")


def _places(run: Run, names: Names) -> list[list]:
    """Number, x and y of the actors that stand in the reports' picture of talks; the page puts others below and above."""
    talks = run.edges[run.edges["layer"] == "communication"]
    where = places(run.parties, drawn(talks, run.parties))
    return [[names.number(code), round(x, 3), round(y, 3)] for code, (x, y) in where.items() if names.knows(code)]


def _totals(run: Run, names: Names, most: int) -> list[list]:
    """Layer, two ends and the events of their line in the whole table, which a cut page cannot count; most events first."""
    found: Counter[tuple[int, int, int]] = Counter()
    layers = list(LAYERS)
    for edge in run.edges.itertuples():
        ends = sorted((names.number(edge.source_id), names.number(edge.target_id)))
        found[layers.index(edge.layer), *ends] += int(edge.n_events)
    return [[*line, n] for line, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _roles(run: Run, names: Names) -> list[list]:
    """Number of an actor and its roles in words."""
    return [[names.number(code), words] for code, words in role_words(run).items() if names.knows(code)]


def role_words(run: Run) -> dict[str, str]:
    """Actor -> the roles found for it, in words: mediator, backer of Armenia."""
    found: dict[str, list[str]] = {}
    for role in run.roles_found.itertuples():
        words = ROLES.get(role.conflict_role, role.conflict_role)
        found.setdefault(role.actor_id, []).append(words + (f" of {run.label(role.side)}" if role.side else ""))
    return {code: ", ".join(dict.fromkeys(words)) for code, words in sorted(found.items())}


def _publishers(run: Run) -> int:
    return run.articles["publisher"].replace("", "no publisher").nunique()


def told_by_most(run: Run, top: int) -> Iterable:
    """Event, its sentence in three pieces and its article, of the events most articles tell."""
    found = _tellings(run, events(run).head(top))
    for row in found[found["turn"] == 0].itertuples():
        begin, end = int(row.char_start - row.sentence_start), int(row.char_end - row.sentence_start)
        yield row.event_id, (row.sentence[:begin], row.sentence[begin:end], row.sentence[end:]), row.article_id
