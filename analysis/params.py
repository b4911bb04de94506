"""params.yaml -> frozen dataclasses. An unknown, missing or mistyped key raises, naming file and key."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import yaml

from analysis.paths import PARAMS


class ParamsError(ValueError):
    """params.yaml does not have the form the project expects; the message says where."""


@dataclass(frozen=True)
class Articles:
    """max_bytes: larger files become rejects."""

    max_bytes: int


@dataclass(frozen=True)
class Parse:
    """model: spaCy pipeline; engine, workers: who parses (never what comes out); shard_articles: articles in a shard."""

    model: str
    engine: str
    workers: int
    shard_articles: int


@dataclass(frozen=True)
class Code:
    """min_confidence: codings below it are left out; coder: rules or endpoint; endpoint, model, timeout (seconds): whom the
    coder `endpoint` asks."""

    min_confidence: float
    coder: str
    endpoint: str
    model: str
    timeout: float


@dataclass(frozen=True)
class Events:
    """window_days: mentions so many days apart may tell one event."""

    window_days: int


@dataclass(frozen=True)
class Network:
    """min_events: fewer are insufficient for a measure; level: person, office, state or composite; draws: of every
    interval and comparison with chance; seed: of every random draw."""

    min_events: int
    level: str
    draws: int
    seed: int


@dataclass(frozen=True)
class Series:
    """half_life: days in which an event loses half of its weight; window_days: of a rolling window; draws, seed: of QAP."""

    half_life: float
    window_days: int
    draws: int
    seed: int


@dataclass(frozen=True)
class Scores:
    """gold_set: name of the case's gold in the score tables."""

    gold_set: str


@dataclass(frozen=True)
class Report:
    """top_events: rows of the event table in a report; earlier: folder of an earlier run to compare with, "" for none."""

    top_events: int
    earlier: str


@dataclass(frozen=True)
class Params:
    """All parameters; one section a stage."""

    case: str
    articles: Articles
    parse: Parse
    code: Code
    events: Events
    network: Network
    series: Series
    scores: Scores
    report: Report


def _build(wanted: type, found: object, where: str, file: Path):
    if not isinstance(found, dict):
        raise ParamsError(f"{file}: {where or 'the file'}: expected keys and values, found {type(found).__name__}")
    hints = get_type_hints(wanted)
    names = [field.name for field in fields(wanted)]
    for key in found:
        if key not in names:
            raise ParamsError(f"{file}: unknown key {where}{key}; known here: {', '.join(names)}")
    values = {}
    for name in names:
        if name not in found:
            raise ParamsError(f"{file}: missing key {where}{name}; see the comments in params.yaml of the project")
        values[name] = _value(hints[name], found[name], f"{where}{name}", file)
    return wanted(**values)


def _value(wanted: type, found: object, where: str, file: Path):
    if is_dataclass(wanted):
        return _build(wanted, found, f"{where}.", file)
    if wanted is float and isinstance(found, int) and not isinstance(found, bool):
        return float(found)
    if not isinstance(found, wanted) or isinstance(found, bool):
        raise ParamsError(f"{file}: {where}: expected {wanted.__name__}, found {found!r}")
    return found


def load(path: Path = PARAMS) -> Params:
    """The parameters of a file. Raises ParamsError for anything that is not as expected."""
    try:
        found = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ParamsError(f"{path}: cannot be read as YAML: {error}") from error
    return _build(Params, found, "", Path(path))
