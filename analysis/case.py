"""A case: its parties, whom else they count with, its window of days. Without a case.yaml the parties are inferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

KEYS = ("title", "parties", "sides", "window")


class CaseError(ValueError):
    """case.yaml does not have the form it must have; the message says what and how to mend it."""


@dataclass(frozen=True)
class Case:
    """`sides` maps an actor to the party it counts with; empty window ends mean the first and last article."""

    case_id: str
    title: str
    parties: tuple[str, ...] = ()
    sides: dict[str, str] = field(default_factory=dict)
    window_start: str = ""
    window_end: str = ""

    @property
    def parties_inferred(self) -> bool:
        """True where nobody named the parties, so that they are inferred from the events."""
        return not self.parties


def load(folder: Path) -> Case:
    """The case of a folder; its name is the case_id. Raises CaseError naming file and key."""
    file, name = Path(folder) / "case.yaml", Path(folder).name
    found = _read(file) if file.exists() else {}
    parties, sides, window = (
        found.get(key) or empty for key, empty in (("parties", []), ("sides", {}), ("window", {}))
    )
    if (
        not isinstance(parties, list)
        or len(parties) not in (0, 2)
        or not all(isinstance(code, str) for code in parties)
    ):
        raise CaseError(f"{file}: parties: expected two actor codes, as [ARM, AZE]; found {parties!r}")
    if not isinstance(sides, dict) or not all(isinstance(code, str) for pair in sides.items() for code in pair):
        raise CaseError(f"{file}: sides: expected actor: party, as {{NKR: ARM}}; found {sides!r}")
    if not isinstance(window, dict):
        raise CaseError(f"{file}: window: expected {{start: 2020-09-27, end: 2020-11-12}}; found {window!r}")
    start, end = (_day(file, window.get(key)) for key in ("start", "end"))
    return Case(name, str(found.get("title") or name), tuple(sorted(parties)), dict(sorted(sides.items())), start, end)


def _read(file: Path) -> dict:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise CaseError(f"{file}: cannot be read as YAML: {' '.join(str(error).split())}") from error
    if not isinstance(found, dict) or set(found) - set(KEYS):
        raise CaseError(f"{file}: expected the keys {', '.join(KEYS)}; found {', '.join(map(str, found))}")
    return found


def _day(file: Path, value: object) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise CaseError(f"{file}: window: expected a day as 2020-09-27, found {value!r}") from error
