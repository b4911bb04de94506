"""Incidents that happened, one row an event: lethal ones as UCDP GED prints them, all in ACLED's shape (CSV).

Columns: UCDP GED codebook (versions 22.1 to 25.1 have the same 49); ACLED codebook (31 columns). ACLED's own rows are
neither used nor given on: the shape alone serves to compare. Violence is ASSAULT and the taking of territory by force.
Violence without a number of deaths does not go to GED. Sides stand in alphabetical order: they do not say who began.
"""

from __future__ import annotations

import pandas as pd

from analysis.exporting import layouts
from analysis.exporting.days import day, epoch_seconds, span, year
from analysis.exporting.events_plover import comment
from analysis.exporting.lookups import READS as LOOKUP_READS
from analysis.exporting.lookups import STATE, Lookups, lookups, realised
from analysis.exporting.tolls import READS as TOLL_READS
from analysis.exporting.tolls import tolls
from analysis.measures.records import codes

READS = (*LOOKUP_READS, *TOLL_READS)
# an inferred day is the day of report: near the event, not stated
GED_DATES = {"day": 1, "inferred_day": 2, "week": 3, "month": 4, "year": 5, "decade": 5, "interval": 5}
ACLED_DATES = {"day": 1, "inferred_day": 2, "week": 2, "month": 3}
TOWNS = ("city", "town", "village", "capital")
GED_PLACES = dict.fromkeys(TOWNS, 1) | {
    "district": 3,
    "region": 4,
    "contested_region": 4,
    "border": 5,
    "river": 5,
    "country": 6,
}
ACLED_PLACES = dict.fromkeys(TOWNS, 1) | {
    "district": 2,
    "border": 2,
    "river": 2,
    "region": 3,
    "contested_region": 3,
    "country": 3,
}
UNARMED = ("population", "media", "person", "organisation")
ARMED = (STATE, "contested_entity", "armed_forces", "armed_group")
STATE_FORCES, EXTERNAL_FORCES, PROTESTERS, CIVILIANS = 1, 8, 6, 7
BATTLE, REMOTE, ON_CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
MODES = {
    "aerial": (REMOTE, "Air/drone strike"),
    "drone": (REMOTE, "Air/drone strike"),
    "heavy-weapons": (REMOTE, "Shelling/artillery/missile attack"),
    "explosives": (REMOTE, "Remote explosive/landmine/IED"),
    "suicide-attack": (REMOTE, "Suicide bomb"),
    "abduct": (ON_CIVILIANS, "Abduction/forced disappearance"),
    "sexual": (ON_CIVILIANS, "Sexual violence"),
    **dict.fromkeys(("assassinate", "beat", "cleansing", "massacre", "targeted", "torture"), (ON_CIVILIANS, "Attack")),
}
CAMEO_ATTACKS = {"194": MODES["heavy-weapons"], "195": MODES["aerial"]}
STRATEGIC = {
    ("AGREE", "ceasefire"): "Agreement",
    ("AGREE", "sign"): "Agreement",
    ("COERCE", "arrest"): "Arrests",
    **{("RETREAT", mode): "Other" for mode in ("ceasefire", "withdraw", "release", "return", "disarm", "ease")},
    **{("MOBILIZE", mode): "Other" for mode in ("", "alert", "militia", "troops", "weapons")},
}


def is_violence(event) -> bool:
    """True for assault and for the taking of territory or positions."""
    return event.event_type == "ASSAULT" or (event.event_type, event.mode) == ("COERCE", "seize")


def sides(event, found: Lookups) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two sides of an incident in the order of their names; () for a side that is not known."""
    source, target = codes(event.source), codes(event.target)
    if event.direction == "mutual" and len(source) == 2 and not target:
        source, target = source[:1], source[1:]
    known = sorted((side for side in (source, target) if side), key=lambda side: [found.label(code) for code in side])
    return (*known, (), ())[:2]


def ged(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an event of violence that happened and of which a number of deaths is told, by event id."""
    found = lookups(frames)
    deaths = tolls(frames, "deaths", found)
    lethal = [event for event in realised(frames["events"]) if is_violence(event) and event.event_id in deaths]
    return layouts.arranged("ged", [_ged(event, deaths[event.event_id], found) for event in lethal])


def _ged(event, toll, found: Lookups) -> dict:
    first, second = sides(event, found)
    start, end = span(event.event_date)
    place, article = found.place(event), found.article(event)
    side_a, side_b = (", ".join(found.label(code) for code in side) for side in (first, second))
    sources = [f"{told.publisher}, {told.published}, {told.title}" for told in found.told_in(event)]
    return {
        "id": event.event_id,
        "relid": event.evidence,
        "year": year(event.event_date),
        "type_of_violence": _type_of_violence(first, second, found),
        "conflict_name": event.case_id,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else "",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": event.n_publishers,
        "source_article": "; ".join(sources),
        "source_office": article.publisher,
        "source_date": article.published,
        "source_headline": article.title,
        "source_original": event.claimants,
        "where_prec": GED_PLACES.get(place.place_kind, "") if place else "",
        "where_coordinates": place.label if place else "",
        "where_description": found.codings[event.evidence].place_text,
        "adm_1": place.label if place and place.place_kind == "region" else "",
        "adm_2": place.label if place and place.place_kind == "district" else "",
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "geom_wkt": f"POINT ({place.longitude:.6g} {place.latitude:.6g})" if place and place.latitude != "" else "",
        "country": found.country_name(place),
        "event_clarity": 1 if event.event_count == 1 else 2,
        "date_prec": GED_DATES.get(event.date_precision, ""),
        "date_start": start,
        "date_end": end,
        "deaths_civilians": toll.civilians,
        "deaths_unknown": toll.best - (toll.civilians or 0),
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
    }


def _type_of_violence(first: tuple, second: tuple, found: Lookups) -> int | str:
    """1 state-based, 2 between others, 3 one-sided; "" where a side is not known or of no known kind."""
    kinds = [{found.kind(code) for code in side} for side in (first, second)]
    if not all(kinds) or "" in kinds[0] | kinds[1]:
        return ""
    unarmed = [side <= set(UNARMED) for side in kinds]
    if any(unarmed):
        return 3 if unarmed.count(True) == 1 else ""
    if not (kinds[0] | kinds[1]) <= set(ARMED):
        return ""
    return 1 if {STATE, "armed_forces"} & (kinds[0] | kinds[1]) else 2


def acled(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an event that happened and is of a kind ACLED codes, by event id; talks and words are none."""
    found = lookups(frames)
    deaths = tolls(frames, "deaths", found)
    made = [(event, _kind(event, found)) for event in realised(frames["events"])]
    return layouts.arranged("acled", [_acled(event, kind, deaths, found) for event, kind in made if kind])


def _kind(event, found: Lookups) -> tuple[str, str, str] | None:
    """(disorder type, event type, sub-event type) in ACLED's words; None for what ACLED does not code."""
    if is_violence(event):
        return "Political violence", *_violence(event, found)
    if event.event_type == "PROTEST":
        kinds = {"riot": ("Riots", "Violent demonstration")}
        return "Demonstrations", *kinds.get(event.mode, ("Protests", ""))
    if (event.event_type, event.mode) in STRATEGIC:
        return "Strategic developments", "Strategic developments", STRATEGIC[event.event_type, event.mode]
    return None


def _violence(event, found: Lookups) -> tuple[str, str]:
    if event.event_type == "COERCE":
        return BATTLE, ""  # whose territory it is ACLED's sub-types would have us say
    if known := MODES.get(event.mode) or CAMEO_ATTACKS.get(event.cameo_code):
        return known
    if _targets_civilians(event, found):
        return ON_CIVILIANS, "Attack"
    if not codes(event.target):
        return "", ""
    return BATTLE, "Armed clash" if event.direction == "mutual" else ""


def _targets_civilians(event, found: Lookups) -> bool:
    target = codes(event.target)
    return is_violence(event) and bool(target) and all(found.kind(code) in UNARMED for code in target)


def _acled(event, kind: tuple[str, str, str], deaths: dict, found: Lookups) -> dict:
    place = found.place(event)
    first, second = sides(event, found)
    inter = [_inter(side, event, place, found) for side in (first, second)]
    article_days = [event.last_reported or event.first_reported]
    toll = deaths.get(event.event_id) if is_violence(event) else None
    return {
        "event_id_cnty": event.event_id,
        "event_date": day(event.event_date),
        "year": year(event.event_date),
        "time_precision": ACLED_DATES.get(event.date_precision, ""),
        "disorder_type": kind[0],
        "event_type": kind[1],
        "sub_event_type": kind[2],
        "actor1": found.label(first[0]) if first else "",
        "assoc_actor_1": "; ".join(found.label(code) for code in first[1:]),
        "inter1": inter[0],
        "actor2": found.label(second[0]) if second else "",
        "assoc_actor_2": "; ".join(found.label(code) for code in second[1:]),
        "inter2": inter[1],
        "interaction": int("".join(str(one) for one in sorted(inter))) if "" not in inter else "",
        "civilian_targeting": "Civilian targeting" if _targets_civilians(event, found) else "",
        "country": found.country_name(place),
        "location": place.label if place else "",
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "geo_precision": ACLED_PLACES.get(place.place_kind, "") if place else "",
        "source": "; ".join(found.publishers(event)),
        "notes": ". ".join(filter(None, [comment(event), found.quoted(event)])),
        "fatalities": toll.best if toll else "",
        "timestamp": epoch_seconds(article_days[0]),
    }


def _inter(side: tuple, event, place, found: Lookups) -> int | str:
    """ACLED's number of a sort of actor, "" where it is not certain (state forces abroad are external forces)."""
    if not side:
        return ""
    kind, country = found.kind(side[0]), found.country(side[0])
    if kind in (STATE, "armed_forces") and place and place.country_id:
        return STATE_FORCES if country == place.country_id else EXTERNAL_FORCES
    if kind in ("population", "media"):
        return PROTESTERS if event.event_type == "PROTEST" else CIVILIANS
    return ""
