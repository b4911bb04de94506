"""The file of a data set, in the layout its makers publish -> reference rows as they stand, and the lines that are bad.

Read are only the columns named here. Layouts: UCDP GED codebook (CSV, 49 columns); ACLED codebook (CSV export, 31
columns); GDELT Event codebook 2.0 (61 tab-separated columns without a header, also as the .zip it is published in);
ICEWS Coded Event Data, doi:10.7910/DVN/28075 (tab-separated, 20 columns); POLECAT, doi:10.7910/DVN/AJGVIT
(tab-separated, 40 columns), or PLOVER records as one JSON object a line (PLOVER manual 2.0 draft).
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from analysis.errors import UsageError

KINDS = ("ged", "acled", "gdelt", "icews", "plover")
GDELT_COLUMNS = 61
GDELT = {
    "id": 0, "day": 1, "code1": 5, "name1": 6, "country1": 7, "group1": 8, "sector1": 12,
    "code2": 15, "name2": 16, "country2": 17, "group2": 18, "sector2": 22, "type": 26, "url": 60,
}  # fmt: skip
NEEDED = {
    "ged": "id type_of_violence side_a side_b date_prec date_start date_end best high low".split(),
    "acled": "event_id_cnty event_date time_precision event_type sub_event_type actor1 actor2 fatalities".split(),
    "icews": ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "CAMEO Code",
              "Target Name", "Target Sectors", "Target Country"],
    "plover": ["Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name",
               "Recipient Country"],
}  # fmt: skip
LONGEST = 7  # days an event may span and still be said to have a day
COARSEST = {"ged": 2, "acled": 1}  # date_prec 2: within 2 to 6 days; time_precision 1: the day
DEATHS = {"ged": ("low", "best", "high"), "acled": ("", "fatalities", "")}


class CompareError(UsageError):
    """The file or folder is not what it must be; the message says what is missing."""


@dataclass(frozen=True)
class Name:
    """An actor as the data set has it: names and codes from the most to the least telling, its sectors, its country."""

    words: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...] = ()
    sectors: tuple[str, ...] = ()
    country: str = ""

    @property
    def shown(self) -> str:
        """The name for lists; "" where the row names nobody."""
        return next((word for word in (*self.words, self.country) if word), "")


@dataclass(frozen=True)
class ReferenceRow:
    """One row of the file: its days (first to last), actors on both sides, whether order has a meaning, deaths."""

    line: int
    reference_id: str
    first: date
    last: date
    is_exact: bool
    side_a: tuple[Name, ...]
    side_b: tuple[Name, ...]
    is_directed: bool
    their_type: str
    deaths: tuple[float | None, float | None, float | None] = (None, None, None)
    note: str = ""


@dataclass(frozen=True)
class BadRow:
    """One line that could not be read, and why."""

    line: int
    reason: str


def read(kind: str, file: Path) -> tuple[list[ReferenceRow], list[BadRow]]:
    """The rows of a file and its bad lines. Raises CompareError for an unknown kind and for a file of another layout."""
    if kind not in KINDS:
        raise CompareError(f"--with {kind}: no such layout; there are {', '.join(KINDS)}")
    text = _text(Path(file))
    if not text.strip():
        raise CompareError(f"{file}: the file is empty")
    if kind == "gdelt":
        lines, make = _gdelt_lines(text, file), _gdelt
    elif kind == "plover" and text.lstrip().startswith("{"):
        lines, make = _json_lines(text), _plover_json
    else:
        lines, make = _table_lines(kind, text, file), MAKERS[kind]
    rows, bad = [], []
    for line, found in lines:
        try:
            rows.append(make(line, _whole(found)))
        except ValueError as error:
            bad.append(BadRow(line, str(error)))
    return rows, bad


def _text(file: Path) -> str:
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                members = [name for name in archive.namelist() if not name.endswith("/")]
                if len(members) != 1:
                    raise CompareError(f"{file}: expected one file in the archive, found {len(members)}")
                content = archive.read(members[0])
        else:
            content = file.read_bytes()
    except (OSError, zipfile.BadZipFile) as error:
        raise CompareError(f"{file}: cannot be read: {error}") from error
    return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _whole(found: dict | str) -> dict:
    """The cells of a line; a text is the reason why there are none."""
    if isinstance(found, str):
        raise ValueError(found)
    return found


def _table_lines(kind: str, text: str, file: Path) -> Iterator[tuple[int, dict | str]]:
    """Line number and cells by column; the header decides what separates cells, and names are compared without case."""
    head = text.split("\n", 1)[0]
    mark = max("\t,;", key=head.count)
    quoting = csv.QUOTE_NONE if mark == "\t" else csv.QUOTE_MINIMAL
    reader = csv.reader(text.split("\n"), delimiter=mark, quoting=quoting)
    names = {name.strip().casefold(): at for at, name in enumerate(next(reader)) if name.strip()}
    missing = [name for name in NEEDED[kind] if name.casefold() not in names]
    if missing:
        raise CompareError(
            f"{file}: not in the layout of {kind}: missing columns: {', '.join(missing)}. "
            f"Needed are {', '.join(NEEDED[kind])}; found {', '.join(names) or 'none'}"[:900]
        )
    return _cells(reader, names, tabbed=mark == "\t")


def _cells(reader, names: dict[str, int], tabbed: bool) -> Iterator[tuple[int, dict | str]]:
    width = max(names.values()) + 1
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"not a line of such a file: {error}"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        extra = [cell for cell in cells[width:] if cell.strip()]
        if len(cells) < width or (extra and not tabbed):
            yield line, f"{len(cells)} cells where the header has {width}"
        else:
            yield line, {name: cells[at].strip() for name, at in names.items()}


def _gdelt_lines(text: str, file: Path) -> Iterator[tuple[int, dict | str]]:
    lines = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    widths = [len(cells) for _, cells in lines]
    if GDELT_COLUMNS not in widths:
        raise CompareError(
            f"{file}: not in the layout of gdelt: the first line has {widths[0]} columns; GDELT 2.0 Events have "
            f"{GDELT_COLUMNS} tab-separated columns without a header (GLOBALEVENTID, SQLDATE, ... SOURCEURL)"
        )
    for number, cells in lines:
        if len(cells) != GDELT_COLUMNS:
            yield number, f"{len(cells)} cells where GDELT 2.0 Events have {GDELT_COLUMNS}"
        else:
            yield number, {name: cells[at].strip() for name, at in GDELT.items()}


def _json_lines(text: str) -> Iterator[tuple[int, dict | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"no JSON: {error}"
            continue
        yield number, found if isinstance(found, dict) else "no JSON object"


def _day(value: str, column: str) -> date:
    """A day as 2020-10-07 (with or without a time), 20201007 or 7 October 2020."""
    forms = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d %b %Y")
    text = re.sub(r"[ T]\d\d:\d\d.*$", "", value.strip())
    for form in forms:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{column} is no day: {value!r}")


def _number(value: str, column: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError as error:
        raise ValueError(f"{column} is no number: {value!r}") from error
    if not 0 <= number < 1e9:
        raise ValueError(f"{column} is no number of people: {value!r}")
    return number


def _stated(cells: dict, *names: str) -> None:
    for name in names:
        if not cells.get(name.casefold()):
            raise ValueError(f"{name} is empty")


def _is_exact(kind: str, cells: dict, column: str, first: date, last: date) -> bool:
    precision = _number(cells[column], column)
    return (precision or 1) <= COARSEST[kind] and (last - first).days < LONGEST


def _deaths(kind: str, cells: dict) -> tuple[float | None, ...]:
    return tuple(_number(cells[name], name) if name else None for name in DEATHS[kind])


def _ged(line: int, cells: dict) -> ReferenceRow:
    _stated(cells, "id", "date_start")
    first = _day(cells["date_start"], "date_start")
    last = _day(cells["date_end"], "date_end") if cells["date_end"] else first
    if last < first:
        raise ValueError(f"date_end {last} is before date_start {first}")
    sides = [
        (Name((cells[f"side_{end}"],), (("gw", cells.get(f"gwno{end}", "")),)),) if cells[f"side_{end}"] else ()
        for end in "ab"
    ]
    exact = _is_exact("ged", cells, "date_prec", first, last)
    return ReferenceRow(
        line, cells["id"], first, last, exact, *sides, False, cells["type_of_violence"], _deaths("ged", cells)
    )


def _acled(line: int, cells: dict) -> ReferenceRow:
    _stated(cells, "event_id_cnty", "event_date", "sub_event_type")
    day = _day(cells["event_date"], "event_date")
    sides = [(Name((cells[name],)),) if cells[name] else () for name in ("actor1", "actor2")]
    exact = _is_exact("acled", cells, "time_precision", day, day)
    deaths = _deaths("acled", cells)
    return ReferenceRow(
        line, cells["event_id_cnty"], day, day, exact, *sides, False, cells["sub_event_type"], deaths,
        cells["event_type"],
    )  # fmt: skip


def _gdelt(line: int, cells: dict) -> ReferenceRow:
    _stated(cells, "id", "day", "type")
    day = _day(cells["day"], "SQLDATE")
    sides = []
    for end in "12":
        words = tuple(cells[f"{name}{end}"] for name in ("group", "country", "code", "name"))
        known = (Name(words, sectors=(cells[f"sector{end}"],), country=cells[f"country{end}"]),)
        sides.append(known if any(words) else ())
    return ReferenceRow(line, cells["id"], day, day, True, *sides, True, cells["type"], note=cells["url"])


def _icews(line: int, cells: dict) -> ReferenceRow:
    _stated(cells, "Event ID", "Event Date", "CAMEO Code")
    day = _day(cells["event date"], "Event Date")
    sides = []
    for end in ("source", "target"):
        name, country = cells[f"{end} name"], cells[f"{end} country"]
        sectors = tuple(part.strip() for part in cells[f"{end} sectors"].split(",") if part.strip())
        sides.append((Name((name,), sectors=sectors, country=country),) if name or country else ())
    reference_id = f"{cells['event id']}@{day}"  # an Event ID is unique only together with its day
    return ReferenceRow(line, reference_id, day, day, True, *sides, True, cells["cameo code"])


def _polecat(line: int, cells: dict) -> ReferenceRow:
    _stated(cells, "Event ID", "Event Date", "Event Type")
    day = _day(cells["event date"], "Event Date")
    sides = [_listed(cells, end) for end in ("actor", "recipient")]
    return ReferenceRow(line, cells["event id"], day, day, True, *sides, True, cells["event type"].upper())


def _listed(cells: dict, end: str) -> tuple[Name, ...]:
    """The names of a list and their countries; where the lists differ in length the countries speak for themselves."""
    names, countries, numbers = (
        [part.strip() for part in re.split(r"[;|]", cells.get(f"{end} {what}", "")) if part.strip(" .")]
        for what in ("name", "country", "cow")
    )
    names = [name for name in names if name != "None"]
    countries = [country for country in countries if country != "None"]
    sectors = tuple(part for part in [cells.get(f"primary {end} sector", "")] if part)
    if len(names) == len(countries):
        return tuple(
            Name((name,), sectors=sectors, country=country) for name, country in zip(names, countries, strict=True)
        )
    if countries:
        return tuple(Name((country,), sectors=sectors, country=country) for country in countries)
    if names:
        return tuple(Name((name,), sectors=sectors) for name in names)
    return tuple(Name((), (("cow", number),), sectors) for number in numbers)


def _plover_json(line: int, found: dict) -> ReferenceRow:
    """A PLOVER record: id, date, event, and actor and recipient as a text, an object, or a list of them."""
    cells = {str(name).casefold(): value for name, value in found.items()}
    if "event id" in cells:
        return _polecat(line, {name: str(value or "") for name, value in cells.items()})
    for name in ("id", "date", "event"):
        if not cells.get(name):
            raise ValueError(f"{name} is missing")
    day = _day(str(cells["date"]), "date")
    sides = [_json_names(cells.get(end)) for end in ("actor", "recipient")]
    return ReferenceRow(line, str(cells["id"]), day, day, True, *sides, True, str(cells["event"]).upper())


def _json_names(value: object) -> tuple[Name, ...]:
    made = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            sector = one.get("sector") or ()
            sectors = tuple(map(str, sector)) if isinstance(sector, list) else (str(sector),) if sector else ()
            words = tuple(str(one[name]) for name in ("code", "name", "text") if one.get(name))
            made.append(Name(words, sectors=sectors, country=str(one.get("country") or "")))
        elif one:
            made.append(Name((str(one),)))
    return tuple(name for name in made if name.shown)


MAKERS = {"ged": _ged, "acled": _acled, "icews": _icews, "plover": _polecat}
