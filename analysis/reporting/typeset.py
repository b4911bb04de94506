"""Blocks -> a tagged PDF through Typst. All text is handed over as data, so that it can never act as markup."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import matplotlib
import typst
from matplotlib import ft2font

TEMPLATE = Path(__file__).with_name("template.typ")
STYLES = ("", "b", "i", "m")
HOLDS_RUNS = ("runs", "items", "rows", "entries", "head")  # the parts of a block in which runs of words stand
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(ft2font.FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())


def printable(text: str) -> str:
    """The text with what the font cannot print replaced by U+FFFD; control characters become spaces.

    PDF/UA-1 refuses missing glyphs, and a silent blank would hide words.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c
        if c in "\n\u200b" or (ord(c) in _glyphs() and ord(c) >= 32 and c.isprintable()) or c == " "
        else (" " if c.isspace() or ord(c) < 32 else "\ufffd")
        for c in text
    )


def _clean(value):
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key in ("svg", "png") else _clean(item) for key, item in value.items()}
    return value


def _targets(blocks: list[dict]) -> set[str]:
    """Where a link of the report may lead."""
    entries = [entry for block in blocks if block["kind"] == "sources" for entry in block["entries"]]
    return {f"#{item['key']}" for entry in entries for item in (entry, *entry["sentences"])}


def _linked(value, targets: set[str]):
    """Runs whose target is not in the report keep their words and lose the link; other addresses than of the web, too."""
    if isinstance(value, dict):
        return {key: _linked(item, targets) if key in HOLDS_RUNS else item for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 3 and all(isinstance(item, str) for item in value) and value[1] in STYLES:
        led = value[2] in targets or value[2].startswith(("http://", "https://"))
        return value if led else [*value[:2], ""]
    return [_linked(item, targets) for item in value]


def pdf(blocks: list[dict], title: str, day: str) -> bytes:
    """The PDF of a report; `day` (ISO) is its date, so that the same input gives the same bytes."""
    import datetime

    shown = [{key: item for key, item in block.items() if key != "png"} for block in _clean(blocks)]
    data = {"title": printable(title), "day": day, "blocks": _linked(shown, _targets(shown))}
    stamp = datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00")
    return typst.compile(str(TEMPLATE), format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, pdf_standards=["ua-1"],
                         ignore_system_fonts=True, font_paths=[str(FONTS)], timestamp=int(stamp.timestamp()))  # fmt: skip
