"""The explorer: one HTML page of the events, their network and their sentences, which asks nothing of any other place.

The page holds the data as JSON and builds every word of it as text, so that no article can act as markup or script.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.figures import style
from analysis.figures.network import places
from analysis.figures.timeline import QUAD_OF
from analysis.measures import edges
from analysis.measures.records import codes
from analysis.paths import Workspace
from analysis.reporting import data, sections
from analysis.reporting.data import Run
from analysis.reporting.wording import LAYERS, ROLES, STATUS, VERBS, day

NAME = "explorer.html"
MOST_EVENTS, MOST_SENTENCES = 5000, 3  # of a large case; a smaller one is shown whole
WHOLE_CASE = 8000  # sentences
LONGEST = 700  # characters of a sentence
MOST_THIRD_PARTIES = 36
GROUPS = {
    "happened": ("happened", ("realised",)),
    "planned": ("planned", ("planned",)),
    "open": ("demanded, threatened or possible", ("demanded", "threatened", "hypothetical")),
    "refused": ("refused or did not happen", ("declined", "not_occurred")),
    "claimed": ("only claimed, or denied", ("alleged", "denied")),
}
# what would end the script element or a line of JavaScript
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def page(run: Run) -> str:
    """The whole page as text: the same tables give the same text."""
    parts = {
        "TITLE": html.escape(f"{run.case.title}: explorer"),
        "STYLE": colours() + _beside("explorer.css"),
        "SCRIPT": _beside("explorer.js"),
        "DATA": embedded(payload(run)),
    }
    return re.sub(r"\{\{(TITLE|STYLE|SCRIPT|DATA)\}\}", lambda found: parts[found[1]], _beside("explorer.html"))


def write(workspace: Workspace) -> Path:
    """Writes reports/explorer.html from the tables of a workspace and returns where it is."""
    made = page(data.load(workspace))
    target = workspace.reports / NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(made, encoding="utf-8", errors="replace", newline="\n")
    return target


def embedded(value: object) -> str:
    """JSON that may stand inside a script element.

    >>> embedded({"text": "</script>"})
    '{"text":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(ESCAPES)


def colours() -> str:
    """The colours of the figures as CSS properties."""
    named = {"party": style.PARTY, "third": style.THIRD, **{quad.lower(): c for quad, c in style.QUADS.items()}}
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in named.items())} }}\n"


def payload(run: Run) -> dict:
    """All the page shows, in plain lists and dicts."""
    inside, chosen = events(run)
    told = mentions(run, chosen)
    most = None if len(told) <= WHOLE_CASE else MOST_SENTENCES
    rows = _events(run, chosen, told, most)
    used = sorted({code for row in rows for key in ("source", "target", "third", "says", "denies") for code in row[key]}
                  | set(run.nodes["actor_id"]) | set(run.parties))  # fmt: skip
    cited = sorted({quote[0] for row in rows for quote in row["quotes"]})
    return {
        "title": run.case.title,
        "case": run.case.case_id,
        "window": list(run.window),
        "counts": _counts(run, inside),
        "omitted": {"events": len(inside) - len(chosen), "sentences_each": most or 0},
        "notice": sections.CONSTRUCTED if (run.articles["article_kind"] == "reconstruction").any() else "",
        "parties": list(run.parties),
        "inferred": run.case.parties_inferred,
        "labels": {code: style.name(code, run.label) for code in used},
        "places": _places(run),
        "articles": _articles(run, cited),
        "events": rows,
        "roles": _roles(run),
        "marks": [[row.day, int(row.label), row.what] for row in sections.ceasefires(run).itertuples()],
        "words": {
            "types": VERBS,
            "status": STATUS,
            "layers": LAYERS,
            "groups": {name: list(found) for name, found in GROUPS.items()},
            "quads": {quad: style.QUAD_LABELS[quad] for quad in ("MK", "VK", "MC", "VC")},
            "quad_of": QUAD_OF,
        },
    }


def events(run: Run) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The events the network is made of, and those the page has room for: most articles first, then most certain."""
    start, end = run.case.window_start, run.case.window_end
    kept = [
        edges.in_window(date, status, start, end)
        for date, status in zip(run.events["event_date"], run.events["status"], strict=True)
    ]
    inside = run.events[kept]
    best = inside.sort_values(["n_articles", "confidence", "event_id"], ascending=[False, False, True]).head(MOST_EVENTS)
    return inside, best.sort_values(["event_date", "event_id"])


def mentions(run: Run, chosen: pd.DataFrame) -> pd.DataFrame:
    """event_id, coding_id of the chosen events; of each event the sentence that tells it best first."""
    best = chosen[["event_id", "evidence"]]
    told = run.mentions.merge(best, on="event_id")
    told = told.assign(later=told["coding_id"] != told["evidence"])
    return told.sort_values(["event_id", "later", "coding_id"])[["event_id", "coding_id"]]


def quote(sentence: str, start: int, end: int, longest: int = LONGEST) -> list[str]:
    """What stands before the trigger, the trigger, what stands behind it; far words of a long sentence are left out.

    >>> quote("They met in Geneva.", 5, 8)
    ['They ', 'met', ' in Geneva.']
    """
    before, after = sentence[:start], sentence[end:]
    room = max(longest - (end - start), 0)
    if len(before) + len(after) > room:
        left = min(len(before), max(room // 2, room - len(after)))
        before = "…" + before[len(before) - left :] if left < len(before) else before
        after = after[: room - left] + "…" if room - left < len(after) else after
    return [before, sentence[start:end], after]


def _events(run: Run, chosen: pd.DataFrame, told: pd.DataFrame, most: int | None) -> list[dict]:
    quotes = _quotes(run, told, most)
    dyads = _dyads(run, chosen)
    start, end = run.window
    return [
        {
            "id": e.event_id,
            "type": e.event_type,
            "source": list(codes(e.source)),
            "target": list(codes(e.target)),
            "third": list(codes(e.third_parties)),
            "persons": list(codes(e.persons)),
            "mutual": e.direction == "mutual",
            "date": e.event_date,
            "when": day(e.event_date),
            "day": e.event_date if len(e.event_date) == 10 and start <= e.event_date <= end else "",
            "precision": e.date_precision,
            "layer": e.layer,
            "status": e.status,
            "says": list(codes(e.claimants)),
            "denies": list(codes(e.denied_by)),
            "n": [int(e.n_mentions), int(e.n_articles), int(e.n_publishers)],
            "confidence": round(float(e.confidence), 2),
            "evidence": e.evidence,
            "quotes": quotes.get(e.event_id, []),
            "dyads": dyads.get(e.event_id, []),
        }
        for e in chosen.itertuples()
    ]


def _quotes(run: Run, told: pd.DataFrame, most: int | None) -> dict[str, list]:
    """event_id -> article, number of the sentence, and the sentence in three pieces."""
    shown = told if most is None else told.groupby("event_id").head(most)
    found: dict[str, list] = {}
    for row in shown.merge(run.evidence, left_on="coding_id", right_index=True, how="inner").itertuples():
        if not isinstance(row.sentence, str):  # the sentence is not in the table
            continue
        start, end = int(row.char_start - row.sentence_start), int(row.char_end - row.sentence_start)
        found.setdefault(row.event_id, []).append(
            [row.article_id, int(row.sentence_no), *quote(row.sentence, start, end)]
        )
    return found


def _dyads(run: Run, chosen: pd.DataFrame) -> dict[str, list]:
    """event_id -> its lines in the network: the two ends, whether they may be told apart, how many events it stands for."""
    found: dict[str, list] = {}
    for row in run.interactions[run.interactions["event_id"].isin(chosen["event_id"])].itertuples():
        _, source, target, directed = edges.edge_key(row)
        found.setdefault(row.event_id, []).append([source, target, int(directed), float(row.weight)])
    return found


def _places(run: Run) -> dict[str, list[float]]:
    """Fixed places of all actors of the edges: who talks most is nearest to the middle, whatever layer is shown."""
    rows = run.edges.assign(talk=run.edges["layer"].isin(["communication", "process"]) * run.edges["n_events"])
    ends = pd.concat([rows.set_index(end)[["talk", "n_events"]] for end in ("source_id", "target_id")])
    weight = ends.groupby(level=0).sum()
    order = sorted(weight.index, key=lambda code: (-weight.talk[code], -weight.n_events[code], code))
    third = [code for code in order if code not in run.parties][:MOST_THIRD_PARTIES]
    found = places(run.parties, [*sorted(run.parties), *third])
    return {code: [round(x, 3), round(y, 3)] for code, (x, y) in found.items()}


def _articles(run: Run, cited: Iterable[str]) -> dict[str, list[str]]:
    """article_id -> publisher, title, day, addresses."""
    rows = run.articles.set_index("article_id").loc[list(cited)]
    return {
        a.Index: [a.publisher or "no publisher", a.title, day(a.published), " ".join(a.url.split()[:4])]
        for a in rows.itertuples()
    }


def _roles(run: Run) -> list[dict]:
    """The roles found, with the share of draws of articles in which each was found, where it was measured."""
    measured = run.uncertainty[run.uncertainty["measure"] == "role"]
    share = dict(zip(zip(measured["actor_id"], measured["counterpart_id"], strict=True), measured["share_of_draws"], strict=True))  # fmt: skip
    return [
        {
            "actor": r.actor_id,
            "role": ROLES.get(r.conflict_role, r.conflict_role),
            "side": r.side,
            "since": day(r.since),
            "until": day(r.until),
            "events": int(r.n_events),
            "basis": r.basis,
            "share": _share(share.get((r.actor_id, f"{r.conflict_role} of {r.side}" if r.side else r.conflict_role))),
        }
        for r in run.roles_found.itertuples()
    ]


def _share(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else round(float(value), 3)


def _counts(run: Run, inside: pd.DataFrame) -> dict[str, int]:
    return {
        "articles": len(run.articles),
        "publishers": run.articles["publisher"].replace("", "no publisher").nunique(),
        "events": len(inside),
        "outside": len(run.events) - len(inside),
    }


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
