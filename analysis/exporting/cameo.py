"""CAMEO dyads of what happened, as Phoenix and as GDELT 2.0 print them (tab-separated, without a header).

One row a dyad (source actor, target actor) of the table interactions. Columns: Phoenix daily files (openeventdata,
phoenix_pipeline); GDELT Event Codebook 2.0 of 19 February 2015. Phoenix sums its classes to five (0 to 4), GDELT to four.
An agreement to meet or talk is CAMEO 036. Who brings two others together without talks of its own mediates: 045.
"""

from __future__ import annotations

import pandas as pd

from analysis.exporting import layouts
from analysis.exporting.days import DAY, MONTH, day, year
from analysis.exporting.lookups import INTERGOVERNMENTAL, STATE, Lookups, lookups, realised
from analysis.exporting.lookups import READS as LOOKUP_READS
from analysis.measures.records import records

READS = (*LOOKUP_READS, "interactions", "cameo")
INTENT_TO_MEET, MEDIATE = "036", "045"
ROLES = {"armed_forces": "MIL", "media": "MED", "population": "CVL", INTERGOVERNMENTAL: "IGO"}
GDELT_QUADS = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}
GDELT_PLACES = {"country": 1, "region": 5, "contested_region": 5, "district": 5}
GDELT_TOWNS, GDELT_TOWN = ("city", "town", "village", "capital"), 4


def phoenix(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a dyad of an event that happened, by event id and dyad."""
    known = _Dyads(frames)
    return layouts.arranged("phoenix", [_phoenix(row, known) for row in known.rows])


def gdelt(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a dyad of an event that happened, by event id and dyad; 61 columns."""
    known = _Dyads(frames)
    return layouts.arranged("gdelt", [_gdelt(row, known) for row in known.rows])


class _Dyads:
    """The realised interactions and what is known of their events and codes."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        self.rows = realised(frames["interactions"])
        self.found: Lookups = lookups(frames)
        self.events = {row.event_id: row for row in records(frames["events"])}
        self.codes = {row.cameo_code: row for row in records(frames["cameo"])}

    def event(self, row):
        return self.events[row.event_id]

    def code(self, row) -> str:
        """The CAMEO code of a dyad; "" where the event has none."""
        if row.dyad_role == "third_party" and row.layer != "communication":
            return MEDIATE
        return INTENT_TO_MEET if self._is_agreement_to_meet(self.event(row)) else self.event(row).cameo_code

    def _is_agreement_to_meet(self, event) -> bool:
        if event.event_type != "AGREE" or event.mode not in ("", "meet"):
            return False
        about = [coding.about_coding_id for coding in self.found.tellings[event.event_id]]
        contents = [self.found.codings[key] for key in about if key]
        return event.mode == "meet" or any(
            content.event_type == "CONSULT" and content.status == "planned" for content in contents
        )

    def goldstein(self, row):
        return self.codes[code].goldstein if (code := self.code(row)) else ""

    def quad(self, row):
        return self.codes[code].quad_phoenix if (code := self.code(row)) else ""


def _actor(code: str, found: Lookups) -> tuple[str, str]:
    """(CAMEO entity, role): the state or, outside every state, our own code; the role only where it is certain."""
    return found.country(code) or code, "" if found.kind(code) == STATE else ROLES.get(found.kind(code), "")


def _phoenix(row, known: _Dyads) -> dict:
    event, code = known.event(row), known.code(row)
    place = known.found.place(event)
    of_day = day(event.event_date)
    made = {
        "EventID": _dyad_id(row),
        "Date": of_day.replace("-", ""),
        "Year": year(event.event_date),
        "Month": event.event_date[5:7] if _has_month(event.event_date) else "",
        "Day": of_day[8:10],
        "EventCode": code,
        "EventRootCode": code[:2],
        "QuadClass": known.quad(row),
        "GoldsteinScore": known.goldstein(row),
        "Lat": place.latitude if place else "",
        "Lon": place.longitude if place else "",
        "LocationName": place.label if place else "",
        "CountryCode": place.country_id if place else "",
        "SentenceID": event.evidence,
        "URLs": ";".join(sorted({url for article in known.found.told_in(event) for url in article.url.split()})),
        "NewsSources": ";".join(known.found.publishers(event)),
    }
    for side, actor in (("Source", row.source_id), ("Target", row.target_id)):
        entity, role = _actor(actor, known.found)
        made |= {f"{side}ActorFull": entity + role, f"{side}ActorEntity": entity, f"{side}ActorRole": role}
    return made


def _gdelt(row, known: _Dyads) -> dict:
    event, code = known.event(row), known.code(row)
    of_day = day(event.event_date)
    made = {
        "GLOBALEVENTID": _dyad_id(row),
        "SQLDATE": of_day.replace("-", ""),
        "MonthYear": event.event_date[:7].replace("-", "") if _has_month(event.event_date) else "",
        "Year": year(event.event_date),
        "FractionDate": _fraction(of_day),
        "IsRootEvent": int(_is_in_lead(event, known.found)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": next((quad for quad, roots in GDELT_QUADS.items() if code and int(code[:2]) in roots), ""),
        "GoldsteinScale": known.goldstein(row),
        "NumMentions": event.n_mentions,
        "NumSources": event.n_publishers,
        "NumArticles": event.n_articles,
        **_action_place(known.found.place(event)),
        "DATEADDED": f"{event.first_reported.replace('-', '')}000000" if event.first_reported else "",
        "SOURCEURL": _source(event, known.found),
    }
    for number, actor in (("1", row.source_id), ("2", row.target_id)):
        entity, role = _actor(actor, known.found)
        made |= {
            f"Actor{number}Code": entity + role,
            f"Actor{number}Name": known.found.label(actor).upper(),
            f"Actor{number}CountryCode": known.found.country(actor),
            f"Actor{number}Type1Code": role,
        }
    return made


def _dyad_id(row) -> str:
    """Our event id and the dyad, as one event may be several dyads."""
    return f"{row.event_id}/{row.source_id}/{row.target_id}"


def _has_month(written: str) -> bool:
    return bool(DAY.fullmatch(written) or MONTH.fullmatch(written))


def _fraction(of_day: str) -> str:
    """The year and the share of it passed, counting 30 days a month and 365 a year, as GDELT does."""
    if not of_day:
        return ""
    passed = 30 * (int(of_day[5:7]) - 1) + int(of_day[8:10])
    return f"{int(of_day[:4]) + min(passed / 365, 0.9999):.4f}"


def _is_in_lead(event, found: Lookups) -> bool:
    """True if the first paragraph of an article tells it."""
    return any(found.sentences[coding.sentence_id].paragraph_no == 1 for coding in found.tellings[event.event_id])


def _action_place(place) -> dict:
    if place is None:
        return {}
    town = GDELT_TOWN if place.place_kind in GDELT_TOWNS else ""
    return {
        "ActionGeo_Type": GDELT_PLACES.get(place.place_kind, town),
        "ActionGeo_FullName": place.label,
        "ActionGeo_Lat": place.latitude,
        "ActionGeo_Long": place.longitude,
        "ActionGeo_FeatureID": place.place_id,
    }


def _source(event, found: Lookups) -> str:
    """The address of the article that tells it best if it has one address, else the key of that coding."""
    addresses = found.article(event).url.split()
    return addresses[0] if len(addresses) == 1 else event.evidence
