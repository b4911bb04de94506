"""Front matter: the block of `key: value` lines between --- at the head of a text. It is hostile until shown otherwise."""

from __future__ import annotations

import re

import yaml

from analysis.intake.decoding import Unreadable

LONGEST = 64_000  # characters
DEEPEST = 4  # lists in lists
MOST = 2_000  # YAML events; a block of aliases that unfold stays small in characters
# BaseLoader makes text of every value: nothing is taken for a number, a date or an object
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OPEN = re.compile(r"\s*---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^[\w\"'][\w .\"'-]{0,60}:(?:\s|$)", re.MULTILINE)
_NOTHING = ("", "null", "Null", "NULL", "~")

Front = dict[str, object]


def split(text: str) -> tuple[Front, str]:
    """(front matter, rest) of a text with LF line ends; ({}, text) where there is none. Keys are lower case, values text or lists.

    Raises Unreadable (bad_front_matter) if there is a block that is no simple YAML.
    """
    opening = _OPEN.match(text[:1000])
    if not opening:
        return {}, text
    closing = _CLOSE.search(text[: opening.end() + LONGEST], opening.end())
    block = text[opening.end() : closing.start() if closing else opening.end() + LONGEST]
    if not closing:
        if _KEY.match(block):
            raise Unreadable("bad_front_matter", "the block that begins with --- has no closing --- line; add it")
        return {}, text
    if block.strip() and not _KEY.search(block):
        return {}, text  # a text between two rules
    return parse(block), text[closing.end() :]


def parse(block: str) -> Front:
    """The keys of a block of YAML. Raises Unreadable (bad_front_matter)."""
    try:
        _harmless(block)
        found = yaml.load(block, Loader=_LOADER)  # noqa: S506 this loader makes only text, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        problem = re.sub(r"\s+", " ", str(getattr(error, "problem", None) or "no YAML"))[:100]
        raise Unreadable(
            "bad_front_matter", f"{line}{problem}. Put a value that holds a colon or a quotation mark into quotes"
        ) from error
    if found in (None, ""):
        return {}
    if not isinstance(found, dict):
        raise Unreadable("bad_front_matter", "the lines between --- are no `key: value` lines")
    return {str(key).strip().lower(): _value(value) for key, value in found.items()}


def _harmless(block: str) -> None:
    depth = 0
    for number, event in enumerate(yaml.parse(block, Loader=_LOADER)):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(
                "bad_front_matter", "aliases (*name) are not read; write the value out, or put it into quotes"
            )
        if getattr(event, "tag", None) not in (None, "!"):
            raise Unreadable("bad_front_matter", "tags (!name) are not read; put the value into quotes")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or number > MOST:
            raise Unreadable("bad_front_matter", f"more than {MOST} values, or lists in lists deeper than {DEEPEST}")


def _value(value: object) -> object:
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return [f"{key}: {_value(item)}" for key, item in value.items()]
    return None if value in _NOTHING else value
