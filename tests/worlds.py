"""Small worlds for the tests of events, interactions, network and scores: rows in short, other columns filled in."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from analysis import tables
from analysis.case import Case
from analysis.measures.ontology import from_tables
from analysis.paths import default_workspace
from analysis.stages import events as events_stage
from analysis.stages import interactions as interactions_stage
from analysis.stages import network as network_stage

KARABAKH = Case("toy", "toy", ("ARM", "AZE"), {"NKR": "ARM"})
NOBODY = Case("toy", "toy")
KNOWLEDGE = {
    name: tables.read(name, default_workspace())
    for name in ("ontology", "cameo", "plover_scores", "actors", "memberships")
}
MEANINGS = from_tables(KNOWLEDGE["ontology"], KNOWLEDGE["cameo"], KNOWLEDGE["plover_scores"])
EVENT_PARAMS = SimpleNamespace(window_days=2)
NETWORK_PARAMS = SimpleNamespace(min_events=5, level="state", draws=99, seed=1)
MEANING_TABLES = ("ontology", "cameo", "plover_scores")
CODING = {
    "about_coding_id": "",
    "kind": "act",
    "mode": "",
    "cameo_code": "",
    "trigger": "did",
    "char_start": 0,
    "char_end": 3,
    "source": "",
    "target": "",
    "status": "realised",
    "is_ongoing": False,
    "claimant": "NARRATOR",
    "claim_via": "",
    "direction": "directed",
    "event_date": "",
    "date_precision": "",
    "place_id": "",
    "place_text": "",
    "place_origin": "",
    "event_count": 1,
    "confidence": 0.9,
    "signs": "both",
    "is_inferred": False,
    "predicate_id": "",
    "rules": "",
}


def coding(where: str, event_type: str, source: str = "", target: str = "", **more) -> dict:
    """A coding "a#001/1"; its date is the day the text states unless date_precision says otherwise."""
    row = {**CODING, "coding_id": where, "event_type": event_type, "source": source, "target": target, **more}
    row["sentence_id"], row["article_id"] = where.split("/")[0], where.split("#")[0]
    row["date_precision"] = row["date_precision"] or ("day" if row["event_date"] else "unknown")
    return row


def participant(where: str, role: str, actor: str) -> dict:
    """An actor of a coding in a further role."""
    return {
        "coding_id": where,
        "participant_no": 0,
        "role": role,
        "actor_id": actor,
        "state": actor.split(":")[0],
        "text": actor,
        "resolution": "name",
    }


def told(
    codings: list[dict],
    published: dict[str, str] | None = None,
    people: list[dict] = (),
    lines: dict[str, str] | None = None,
    case: Case = KARABAKH,
    texts: dict[str, str] | None = None,
) -> dict:
    """The events stage on codings; by article its day (default 2020-10-07) and whose official line it carries, by
    sentence its text."""
    names = sorted({row["article_id"] for row in codings})
    days = {name: (published or {}).get(name, "2020-10-07") for name in names}
    sentences = [
        {"sentence_id": s, "article_id": s.split("#")[0], "text": (texts or {}).get(s, f"Sentence {s}.")}
        for s in sorted({row["sentence_id"] for row in codings})
    ]
    papers = [
        {"article_id": name, "publisher": f"Press {name}", "official_line": (lines or {}).get(name, "")}
        for name in names
    ]
    participants = [{**row, "participant_no": k} for k, row in enumerate(people, 1)]
    return events_stage.build(
        codings=table("codings", codings),
        participants=table("participants", participants),
        sentences=table("sentences", [{**row, "published": days[row["article_id"]]} for row in sentences]),
        articles=table("articles", [{**row, "published": days[row["article_id"]]} for row in papers]),
        **{name: KNOWLEDGE[name] for name in (*MEANING_TABLES, "actors")},
        case=case,
        params=EVENT_PARAMS,
    )


def event(event_id: str, event_type: str, source: str = "", target: str = "", **more) -> dict:
    """An event row for the stages that read events."""
    row = {
        "event_id": event_id,
        "event_type": event_type,
        "source": source,
        "target": target,
        "third_parties": "",
        "direction": "directed",
        "mode": "",
        "event_date": "2020-10-07",
        "layer": "relation",
        "status": "realised",
        "claimants": "NARRATOR",
        "event_count": 1,
        "first_reported": "2020-10-07",
        "n_publishers": 1,
    }
    row |= more
    row.setdefault("plover_score", MEANINGS.plover(event_type, row["mode"]))
    return row


def related(events: list[dict], case: Case = KARABAKH, level: str = "state") -> pd.DataFrame:
    """The interactions stage on event rows."""
    known = {name: KNOWLEDGE[name] for name in (*MEANING_TABLES, "actors", "memberships")}
    params = SimpleNamespace(**{**vars(NETWORK_PARAMS), "level": level})
    return interactions_stage.build(table("events", events), **known, case=case, params=params)


def papers(events: list[dict]) -> dict[str, pd.DataFrame]:
    """Mentions and articles of event rows: each told by the articles of its `told_in` (default one of its own)."""
    told_in = {row["event_id"]: row.get("told_in", (f"paper-{row['event_id']}",)) for row in events}
    names = sorted({name for some in told_in.values() for name in some})
    mentions = [
        {"event_id": event_id, "coding_id": f"{name}#{k:03d}/1"}
        for k, (event_id, some) in enumerate(told_in.items(), 1)
        for name in some
    ]
    articles = [{"article_id": name, "publisher": f"Press {name.split('-')[0]}"} for name in names]
    return {"mentions": table("mentions", mentions), "articles": table("articles", articles)}


def networked(events: list[dict], case: Case = KARABAKH, roles: list[dict] = (), **params) -> dict:
    """The interactions and the network stage on event rows; `params`: other values than NETWORK_PARAMS."""
    return network_stage.build(
        events=table("events", events),
        interactions=tables.check("interactions", related(events, case, params.get("level", "state"))),
        **papers(events),
        actors=KNOWLEDGE["actors"],
        memberships=KNOWLEDGE["memberships"],
        roles=table("roles", list(roles)),
        case=case,
        params=SimpleNamespace(**{**vars(NETWORK_PARAMS), **params}),
    )


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    """Rows -> a table in the types the runner gives; columns not named are missing."""
    columns = [column.name for column in tables.schema(name)]
    return tables.cast(name, pd.DataFrame(rows, columns=columns))


def cells(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """The named columns of a table as tuples, "" for what is missing, for whole-result comparison."""
    chosen = frame[list(columns)].astype(object)
    return [tuple(row) for row in chosen.where(chosen.notna(), "").itertuples(index=False)]
