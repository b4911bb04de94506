"""PLOVER records (one JSON object a line, every status) and POLECAT rows (tab-separated, what happened).

One record an event, with lists of actors. Fields of PLOVER: chapter "JSON data fields" of the PLOVER manual
(openeventdata/PLOVER; source renamed actor in 2.0), which allows fields of one's own: `auxiliary` holds the status of
what did not simply happen. Columns of POLECAT: header of its weekly files (Harvard Dataverse, doi:10.7910/DVN/AJGVIT).
A mutual event has all its sides as actors and no recipient. The Nagorno-Karabakh authorities are AZE with the sector PRE
in PLOVER's country list; their own code stays in identifier_id. Modes PLOVER does not have stay in project fields.
"""

from __future__ import annotations

import json

import pandas as pd

from analysis.exporting import layouts
from analysis.exporting.days import span
from analysis.exporting.lookups import INTERGOVERNMENTAL, REALISED, Lookups, lookups, realised
from analysis.exporting.lookups import READS as LOOKUP_READS
from analysis.exporting.tolls import READS as TOLL_READS
from analysis.exporting.tolls import tolls
from analysis.gazetteer import PREFIX, is_id
from analysis.measures.records import codes, records

READS = (*LOOKUP_READS, *TOLL_READS, "ontology", "plover_scores")
COUNTRY_AND_SECTOR = {"NKR": ("AZE", "PRE")}  # as PLOVER has it; a code of PLOVER, not a statement of this project
SECTORS = {"armed_forces": "MIL", "media": "MED", "population": "CVL"}
QUAD_NUMBERS = {"VC": 1, "MC": 2, "VK": 3, "MK": 4}
QUAD_NAMES = {
    "VC": "VERBAL COOPERATION",
    "MC": "MATERIAL COOPERATION",
    "VK": "VERBAL CONFLICT",
    "MK": "MATERIAL CONFLICT",
}
PROJECT_TYPES = ("DENY",)
PLOVER_MODES = "mode of the PLOVER manual"


def plover(frames: dict[str, pd.DataFrame]) -> list[dict]:
    """One record an event of any status, by event id, its fields in the order of the layout; None where not known."""
    found = lookups(frames)
    meanings = _Meanings(frames)
    dead, injured = tolls(frames, "deaths", found), tolls(frames, "injured", found)
    names = layouts.columns("plover")
    made = []
    for event in records(frames["events"]):
        record = _record(event, found, meanings) | {
            "dead": dead[event.event_id].best if event.event_id in dead else None,
            "injured": injured[event.event_id].best if event.event_id in injured else None,
        }
        made.append({name: record.get(name) for name in names})
    return made


def json_lines(rows: list[dict]) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


class _Meanings:
    """Which modes are PLOVER's, and the quad class of a type and mode."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        rows = records(frames["ontology"])
        self.modes = {(row.event_type, row.mode) for row in records(frames["plover_scores"])}
        self.modes |= {(row.event_type, row.mode) for row in rows if row.provenance.startswith(PLOVER_MODES)}
        self.quads = {(row.event_type, row.mode): row.quad for row in rows}

    def mode(self, event) -> str:
        return event.mode if (event.event_type, event.mode) in self.modes else ""

    def quad(self, event) -> str:
        return self.quads.get((event.event_type, event.mode)) or self.quads.get((event.event_type, ""), "")


def sides(event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(actors, recipients): all on one side of a mutual event, as PLOVER has it."""
    source, target = codes(event.source), codes(event.target)
    return (tuple(sorted({*source, *target})), ()) if event.direction == "mutual" else (source, target)


def country_and_sector(code: str, found: Lookups) -> tuple[str, str]:
    """PLOVER's code and sector of an actor, "" where not known; without a country our own code."""
    if code in COUNTRY_AND_SECTOR:
        return COUNTRY_AND_SECTOR[code]
    kind = found.kind(code)
    if kind == INTERGOVERNMENTAL:
        return "IGO", ""
    return found.country(code) or code, SECTORS.get(kind, "")


def _actor(code: str, found: Lookups) -> dict:
    country, sector = country_and_sector(code, found)
    return {
        "code": country,
        "sector": sector or None,
        "actor_text": found.label(code),
        "identifier_id": code,
        "identifier_text": found.label(code),
    }


def _record(event, found: Lookups, meanings: _Meanings) -> dict:
    actors, recipients = sides(event)
    start, end = span(event.event_date)
    coding, sentence, article = found.codings[event.evidence], found.sentence(event), found.article(event)
    return {
        "id": event.event_id,
        "has_event": True,
        "date": start or None,
        "enddate": (end or None) if end != start else None,
        "actor": [_actor(code, found) for code in actors],
        "recipient": [_actor(code, found) for code in recipients],
        "event": [event.event_type],
        "event_loc": _location(event, found),
        "event_text": [coding.trigger],
        "quad_code": QUAD_NUMBERS.get(meanings.quad(event)),
        "event_scale": _known(event.plover_score),
        "mode": [mode] if (mode := meanings.mode(event)) else [],
        "context": [],
        "text": found.quoted(event) or None,
        "text_info": {"sequence": sentence.sentence_no, "start": sentence.char_start, "end": sentence.char_end},
        "cite_info": {
            "citation": article.article_id,
            "url": article.url or None,
            "title": article.title or None,
            "language": article.language,
            "publication": article.publisher or None,
            "license": article.licence or None,
        },
        "comment": comment(event),
        "auxiliary": None if event.status == REALISED else event.status,
        "status": event.status,
        "status_history": event.status_history,
        "claimants": list(codes(event.claimants)),
        "denied_by": list(codes(event.denied_by)),
        "certainty_tier": event.certainty_tier,
        "confidence": event.confidence,
        "third_parties": [_actor(code, found) for code in codes(event.third_parties)],
        "direction": event.direction,
        "layer": event.layer,
        "date_precision": event.date_precision,
        "project_mode": event.mode or None,
        "cameo_code": event.cameo_code or None,
        "goldstein": _known(event.goldstein),
        "n_mentions": event.n_mentions,
        "n_articles": event.n_articles,
        "n_publishers": event.n_publishers,
        "evidence": event.evidence,
    }


def _location(event, found: Lookups) -> dict | None:
    place = found.place(event)
    if place is None:
        return None
    return {
        "name": place.label,
        "latitude": _known(place.latitude),
        "longitude": _known(place.longitude),
        "cc3": place.country_id or None,
    } | ({"geonameid": int(place.place_id.removeprefix(PREFIX))} if is_id(place.place_id) else {})


def _known(value):
    return None if value == "" else value


def comment(event) -> str:
    """Status, evidence and who says or denies it, in words."""
    said = [f"{event.event_id}, {event.status}, evidence {event.evidence}", f"according to {event.claimants}"]
    return "; ".join(said + ([f"denied by {event.denied_by}"] if event.denied_by else []))


def polecat(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an event that happened, of PLOVER's own types; lists joined by "; "."""
    found, meanings = lookups(frames), _Meanings(frames)
    events = [event for event in realised(frames["events"]) if event.event_type not in PROJECT_TYPES]
    return layouts.arranged("polecat", [_polecat(event, found, meanings) for event in events])


def _polecat(event, found: Lookups, meanings: _Meanings) -> dict:
    actors, recipients = sides(event)
    place, article = found.place(event), found.article(event)
    return {
        "Event ID": event.event_id,
        "Event Date": span(event.event_date)[0],
        "Event Type": event.event_type,
        "Event Mode": meanings.mode(event),
        "Intensity": event.plover_score,
        "Quad Code": QUAD_NAMES.get(meanings.quad(event), ""),
        **_party("Actor", actors, found),
        **_party("Recipient", recipients, found),
        "Placename": place.label if place else "",
        "City": place.label if place and place.place_kind in ("city", "town", "village", "capital") else "",
        "District": place.label if place and place.place_kind == "district" else "",
        "Province": place.label if place and place.place_kind == "region" else "",
        "Country": place.country_id if place else "",
        "Latitude": place.latitude if place else "",
        "Longitude": place.longitude if place else "",
        "Raw Placename": found.codings[event.evidence].place_text,
        "Source": "; ".join(found.publishers(event)),
        "Publication Date": article.published,
        "Language": article.language,
        "Version": f"evidence {event.evidence}",
    }


def _party(side: str, members: tuple[str, ...], found: Lookups) -> dict:
    pairs = [country_and_sector(code, found) for code in members]
    countries = [country for country, _ in pairs]
    sectors = [sector for _, sector in pairs if sector]
    return {
        f"{side} Name": "; ".join(found.label(code) for code in members),
        f"{side} Country": "; ".join(countries),
        f"Primary {side} Sector": sectors[0] if len(members) == 1 and sectors else "",
        f"{side} Sectors": "; ".join(sectors),
        f"{side} Name Raw": "; ".join(members),
    }
