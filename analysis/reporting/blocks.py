"""What a report is made of. In JupyterLab a block shows itself; in a report run its data is collected from the outputs."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only collects blocks draws nothing
    from matplotlib.figure import Figure

MIME = "application/vnd.parley.block+json"

# words; their style: "", "b" (bold), "i" (small grey), "m" (mark of a link); where they lead: "", "#name" in the report, an address
Run = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class Block:
    """One block: its data for the template, a plain text, and for figures a PNG."""

    data: dict
    plain: str
    png: bytes | None = None

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        bundle = {MIME: self.data, "text/plain": self.plain}
        if self.png:
            bundle["image/png"] = base64.b64encode(self.png).decode()
        return bundle


def heading(text: str, level: int = 1) -> Block:
    """A heading of level 1 or 2; it goes into the outline."""
    return Block({"kind": "heading", "level": level, "text": text}, f"{'#' * level} {text}")


def paragraph(*runs: str | Run) -> Block:
    """A paragraph of words; a run may be (words, style)."""
    made = [(run, "") if isinstance(run, str) else run for run in runs]
    return Block({"kind": "paragraph", "runs": [list(run) for run in made]}, "".join(run[0] for run in made))


def points(items: list[list[Run] | str]) -> Block:
    """A list; an item is words or runs."""
    made = [[[item, ""]] if isinstance(item, str) else [list(run) for run in item] for item in items]
    return Block(
        {"kind": "points", "items": made}, "\n".join("- " + "".join(run[0] for run in item) for item in made)
    )


def table(
    columns: list[str], rows: list[list], widths: list[float], caption: str, keys: list[str] | None = None
) -> Block:
    """A table with a caption. A cell is text or a list of runs; `keys` name rows so that other blocks may refer to them."""
    cells = [[cell if isinstance(cell, list) else [[str(cell), ""]] for cell in row] for row in rows]
    cells = [[[list(run) for run in cell] for cell in row] for row in cells]
    plain = "\n".join("  ".join("".join(run[0] for run in cell) for cell in row) for row in cells[:20])
    data = {
        "kind": "table",
        "columns": columns,
        "rows": cells,
        "widths": widths,
        "caption": caption,
        "keys": keys or [],
    }
    return Block(data, f"{'  '.join(columns)}\n{plain}")


def figure(drawing: Figure, name: str, caption: str, alt: str, floats: bool = False) -> Block:
    """A figure as vector graphics; `alt` says in words what is to be seen.

    One that `floats` moves to the top or bottom of a page, so that the text below its place fills the page.
    """
    svg, png = io.StringIO(), io.BytesIO()
    drawing.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    drawing.savefig(png, format="png", metadata={"Software": None})
    data = {
        "kind": "figure",
        "name": name,
        "svg": svg.getvalue(),
        "png": base64.b64encode(png.getvalue()).decode(),
        "caption": caption,
        "alt": alt,
        "floats": floats,
    }
    return Block(data, f"[{name}] {caption}", png.getvalue())


def sources(entries: list[dict], note: str) -> Block:
    """The list of sources: entries with key, head (runs) and sentences (key, number, text); a key is where "#key" leads."""
    made = [{**entry, "head": [list(run) for run in entry["head"]]} for entry in entries]
    plain = "\n".join(f"{entry['key']} {''.join(run[0] for run in entry['head'])}" for entry in entries)
    return Block({"kind": "sources", "entries": made, "note": note}, f"{note}\n{plain}")


def title(text: str, subtitle: str, lines: list[tuple[str, str]], notice: str, words: list[tuple[str, str]] = ()) -> Block:
    """The title page, lines of (what, value), the table of contents, and `words` with their meanings."""
    return Block(
        {"kind": "title", "text": text, "subtitle": subtitle, "lines": [list(line) for line in lines], "notice": notice, "words": [list(word) for word in words]},
        f"{text}\n{subtitle}\n" + "\n".join(f"{what}: {value}" for what, value in lines),
    )
