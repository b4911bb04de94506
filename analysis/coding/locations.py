"""The places that codings name, as rows of the table `locations`: of the registry, or of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable

from analysis import gazetteer
from analysis.coding.places import origin

POINTS = ("capital", "city", "town", "village")


def located(codings: Iterable[dict], registry: Iterable, countries: Iterable[str]) -> list[dict]:
    """A row for every place_id of `codings`, by place_id. `registry`: rows of the table `places`, "" for what is missing;
    `countries`: the codes a country_id may be (others are left out)."""
    known = {row.place_id: row for row in registry}
    named = sorted({row["place_id"] for row in codings if row["place_id"]})
    allowed = frozenset(countries)
    return [_of_registry(known[key]) if key in known else _of_gazetteer(key, allowed) for key in named]


def _of_registry(row) -> dict:
    number = lambda cell: None if cell == "" else cell  # noqa: E731
    return {
        "place_id": row.place_id, "label": row.label, "place_kind": row.place_kind, "place_precision": _precision(row.place_kind),
        "country_id": row.country_id or None, "latitude": number(row.latitude), "longitude": number(row.longitude),
        "place_origin": origin(row.place_id, row.label), "population": None, "provenance": row.provenance,
    }  # fmt: skip


def _of_gazetteer(place_id: str, countries: frozenset[str]) -> dict:
    """Raises KeyError for an id of neither."""
    place = gazetteer.load().by_id(place_id)
    if place is None:
        raise KeyError(f"{place_id}: no place of data/lexicon/places.csv, and none of the gazetteer")
    return {
        "place_id": place_id, "label": place.label, "place_kind": place.kind, "place_precision": _precision(place.kind),
        "country_id": place.country_id if place.country_id in countries else None, "latitude": place.latitude, "longitude": place.longitude,
        "place_origin": origin(place_id, place.label), "population": place.population, "provenance": gazetteer.SOURCE,
    }  # fmt: skip


def _precision(kind: str) -> str:
    return "point" if kind in POINTS else "country" if kind == "country" else "area"
