"""data/columns.csv and data/catalogue.csv -> data/README.md (the data dictionary) and a Data Package descriptor of the tables."""

from __future__ import annotations

import json

from analysis import tables
from analysis.paths import DATA, catalogue

HEAD = """# Data dictionary

Made by `parley dictionary` from `columns.csv` and `catalogue.csv`, which are the schema every table is checked against.
Do not edit it by hand.

| folder | whose | what |
|---|---|---|
| `cases/<case>/articles/` | theirs | articles as they came; never edited |
| `cases/<case>/` | by hand | `case.yaml` (parties, sides, window), `roles.csv`, gold sentences |
| `lexicon/` | by hand | what Parley knows: actors, names, places, words of action, event types |
| `reference/` | by hand | figures of published scales, with their sources |
| `tables/` | derived | the results, small, in git; `datapackage.json` describes them for programs |
| `interim/` | derived | large and left out of git; `make repro` makes it anew |

## How to read a table

- A column name means the same in every table.
- **Keys** (bold) are addresses: `article_id` is the file stem, `sentence_id` is `article_id#003`, `coding_id` is
  `sentence_id/1`. A key alone leads back to its sentence.
- **Offsets** (`char_start`, `char_end`) count characters of the stored article text: the cleaned body, without the headline.
- **An empty cell** is not stated or unknown. `NA` is Namibia, not a hole: read with `keep_default_na=False` or the like.
- **Lists** in a cell are joined by `;`. In `claimant`, NARRATOR is the article itself and UNSPEC "reports say".
- **Codes** of states are ISO-3166 alpha-3; everything of a state (leader, ministry, army, capital as a metonym) rolls up to
  it. Persons and bodies are `STATE:NAME`.
- **CAMEO codes** are text: `042` keeps its zero.
- Files are UTF-8 with LF, sorted by key; numbers have at most six significant digits.

## Choices made

- Codings are what one sentence says, events what happened: networks count events, never mentions.
- What was planned, demanded, threatened, denied or alleged is kept apart by `status` and does not enter the network of what
  happened. Who says so is in `claimant`, who denies it in `denied_by`.
- The four layers (communication, process, relation, statement) are never pooled. Acts of process, such as a mediator's
  call on both sides, have sign 0.
- The Minsk Group is one actor with dated co-chairs, not three times as many dyads.
- Places carry a neutral label and the names of the sides; parties stand in alphabetical order.
- A place the registry does not know is looked up in GeoNames (geonames.org, CC BY 4.0; towns and villages of 500 or more
  people): in the state the text names beside it, else in the parties of the document, the other states it names and their
  neighbours, else, if it has 100,000 people, anywhere. Its id is `GN` and the number of GeoNames. `place_origin` says who
  knows a place; what nobody knows stays as words in `place_text`.
- What could not be read is a row of `rejects`; what the coder was unsure of has a low `confidence`. Nothing is dropped in
  silence.
"""
PLACES = {
    "tables": "Results: `data/tables`", "interim": "Between the stages: `data/interim`", "reports": "Beside the reports: `reports`",
    "case": "By hand, of a case: `data/cases/<case>`", "lexicon": "By hand: `data/lexicon`", "reference": "By hand: `data/reference`",
}  # fmt: skip
GEONAMES = "GeoNames (geonames.org), CC BY 4.0: names and coordinates of places whose origin is the gazetteer"
TYPES = {"str": "string", "date": "date", "int": "integer", "float": "number", "bool": "boolean"}
WORDS = {"str": "text", "date": "date", "int": "whole number", "float": "number", "bool": "True or False"}
FORMS = {
    "csv": "{}.csv",
    "parquet": "{}.parquet",
    "shards": "{}/part-*.parquet",
    "json": "{}.json",
    "html": "{}.html",
    "graphml": "{}.graphml",
    "gexf": "{}.gexf",
}


def readme() -> str:
    """The text of data/README.md: one section a table, in the order of the river."""
    lines = [HEAD]
    for place, title in PLACES.items():
        lines.append(f"## {title}\n")
        for table, row in catalogue().items():
            if row["place"] == place:
                lines += _section(table, row)
    return "\n".join(lines).rstrip() + "\n"


def _section(table: str, row: dict[str, str]) -> list[str]:
    file = FORMS[row["format"]].format(table.removesuffix(f"_{row['format']}"))
    made = f"made by the stage `{row['stage']}`" if row["stage"] else "kept by hand"
    said = f"One row: {row['row']}." if table in tables.dictionary() else f"{row['row'][0].upper()}{row['row'][1:]}."
    lines = [f"### {table}\n", f"{said} `{file}`, {made}.\n"]
    if table in tables.dictionary():
        lines.append("| column | type | what it is |\n|---|---|---|")
        lines += [f"| {_name(column)} | {_type(column)} | {_meaning(column)} |" for column in tables.schema(table)]
        lines.append("")
    return lines


def _name(column: tables.Column) -> str:
    return f"**{column.name}**" if column.is_key else column.name


def _type(column: tables.Column) -> str:
    return ", ".join(filter(None, [WORDS[column.type], column.unit, "may be empty" if column.nullable else ""]))


def _meaning(column: tables.Column) -> str:
    words = column.description
    if column.vocabulary:
        words += f": {', '.join(f'`{word}`' for word in column.vocabulary)}"
    if column.references:
        words += f" (of {column.references})"
    return words.replace("|", "\\|").strip()


def datapackage() -> str:
    """A Data Package descriptor (JSON) of the derived CSV tables, to stand beside them."""
    there = [table for table, row in catalogue().items() if (row["place"], row["format"]) == ("tables", "csv")]
    resources = [_resource(table, there) for table in there]
    package = {
        "name": "parley",
        "profile": "tabular-data-package",
        "licenses": [{"name": "CC0-1.0"}],
        "resources": resources,
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resource(table: str, there: list[str]) -> dict:
    keys = []
    for column in tables.schema(table):
        other, _, name = column.references.partition(".")
        if other in there:
            keys.append(
                {"fields": column.name, "reference": {"resource": "" if other == table else other, "fields": name}}
            )
    sources = {"sources": [{"title": GEONAMES}]} if any(c.name == "place_origin" for c in tables.schema(table)) else {}
    schema = {
        "fields": [_field(column) for column in tables.schema(table)],
        "missingValues": [""],
        "primaryKey": tables.key(table),
    }
    return {
        "name": table, "path": f"{table}.csv", "profile": "tabular-data-resource", "description": f"One row: {catalogue()[table]['row']}.",
        "encoding": "utf-8", "schema": schema | ({"foreignKeys": keys} if keys else {}),
    } | sources  # fmt: skip


def _field(column: tables.Column) -> dict:
    field = {"name": column.name, "type": TYPES[column.type], "description": column.description}
    if column.type == "bool":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    constraints: dict[str, object] = {} if column.nullable else {"required": True}
    if column.vocabulary:
        constraints["enum"] = (
            [int(word) for word in column.vocabulary] if column.type == "int" else list(column.vocabulary)
        )
    return field | ({"constraints": constraints} if constraints else {})


def main() -> int:
    """Writes both files."""
    for path, text in ((DATA / "README.md", readme()), (DATA / "tables" / "datapackage.json", datapackage())):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    return 0
