"""The generated parts of docs/*.md: tables that repeat what the code and the data say, written by `parley dictionary`.

A page marks such a part with `<!-- made: NAME -->` and `<!-- end -->`; what stands between is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml

from analysis import tables
from analysis.paths import DOCS, ROOT, catalogue, default_workspace
from analysis.runner import table_names

PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _code(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def stages() -> str:
    """Every stage of dvc.yaml in the order of the river: what it does, which tables it makes."""
    found = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    rows = []
    for name, stage in found.items():
        inner = stage.get("do", stage)
        made = table_names(name) or [str(next(iter(out), out) if isinstance(out, dict) else out) for out in inner["outs"]]
        rows.append([f"`{name}`", inner["desc"], _code(made).replace("${item.notebook}", "NAME")])
    return _table(["stage", "what it does", "makes"], rows)


def layouts() -> str:
    """Every layout of `parley export`."""
    from analysis.exporting.schemes import SCHEMES

    return _table(["`--scheme`", "what it is"], [[f"`{name}`", scheme.says] for name, scheme in SCHEMES.items()])


def modes() -> str:
    """Every event type of the ontology with its layer, its sign and its finer kinds."""
    kinds: dict[str, list] = {}
    for row in tables.read("ontology", default_workspace()).fillna("").itertuples():
        kinds.setdefault(row.event_type, []).append(row)
    rows = []
    for name in sorted(kinds):
        whole = next(row for row in kinds[name] if not row.mode)
        finer = [
            f"`{row.mode}` {row.label}{'' if row.layer == whole.layer else f' ({row.layer})'}"
            for row in sorted(kinds[name], key=lambda row: row.mode)
            if row.mode
        ]
        rows.append([name, whole.label, whole.layer, "; ".join(finer) or "–"])
    return _table(["type", "to ...", "layer", "modes (with their layer where it is another)"], rows)


def by_hand() -> str:
    """Every table kept by hand: where it lies and what a row is."""
    kept = [(table, row) for table, row in catalogue().items() if row["place"] in ("lexicon", "case")]
    folder = {"lexicon": "data/lexicon", "case": "data/cases/<case>"}
    return _table(
        ["table", "one row", "columns"],
        [
            [f"`{folder[row['place']]}/{table}.csv`", row["row"], _code([c.name for c in tables.schema(table)])]
            for table, row in kept
            if table in tables.dictionary()
        ],
    )


PARTS: dict[str, Callable[[], str]] = {"stages": stages, "layouts": layouts, "modes": modes, "by_hand": by_hand}


def filled(text: str) -> str:
    """A page with its generated parts as they should be. Raises KeyError for a part nobody makes."""
    return PART.sub(lambda found: found[1] + PARTS[found[2]]() + found[3], text)


def pages() -> dict[Path, str]:
    """Every page with generated parts, and the text it should have."""
    found = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
    return {path: filled(text) for path, text in found.items() if PART.search(text)}


def main() -> int:
    """Writes the generated parts into the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    return 0
