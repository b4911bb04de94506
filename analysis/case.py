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
    file = Path(folder) / "case.yaml"
    if not file.exists():
        return Case(Path(folder).name, Path(folder).name)
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError(f"{file}: cannot be read as YAML: {error}") from error
    if not isinstance(found, dict) or set(found) - set(KEYS):
        raise CaseError(f"{file}: expected the keys {', '.join(KEYS)}, found {', '.join(map(str, found))}")
    parties = found.get("parties") or []
    if len(parties) not in (0, 2) or not all(isinstance(code, str) for code in parties):
        raise CaseError(f"{file}: parties: expected two actor codes in alphabetical order, as [ARM, AZE]; found {parties!r}")
    start, end = (_day(file, (found.get("window") or {}).get(key)) for key in ("start", "end"))
    return Case(Path(folder).name, str(found.get("title") or Path(folder).name), tuple(sorted(parties)), dict(found.get("sides") or {}), start, end)


def _day(file: Path, value: object) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise CaseError(f"{file}: window: expected a day as 2020-09-27, found {value!r}") from error
