"""data/columns.csv and data/catalogue.csv -> data/README.md, the data dictionary, and a Data Package descriptor of the tables."""

from __future__ import annotations

import json

from analysis import tables
from analysis.paths import DATA, catalogue

HEAD = """# Data dictionary

Made by `parley dictionary` from `columns.csv` and `catalogue.csv`; do not edit by hand.

A column name means the same in every table. Keys are addresses: `article_id` is the file stem, `sentence_id` is
`article_id#003`, `coding_id` is `sentence_id/1`, so that a key alone leads back to its sentence. Offsets point into the
stored article text, which is the cleaned body without the headline. Empty cells are not stated or unknown; `NA` is
Namibia. Lists in a cell are joined by `;`. Codes of states are ISO-3166 alpha-3, and everything of a state rolls up to it.

`lexicon`, `reference` and `case` tables are kept by hand; all others are derived and never edited.
"""


def readme() -> str:
    """The text of data/README.md."""
    lines = [HEAD]
    for table, row in catalogue().items():
        if table not in tables.dictionary():
            lines.append(f"## {table}\n\n{row['row']}. {row['format'].upper()} file, made by the stage `{row['stage']}`.\n")
            continue
        made = f"made by the stage `{row['stage']}`" if row["stage"] else "kept by hand"
        lines.append(f"## {table}\n\nOne row: {row['row']}. In `{row['place']}`, {row['format']}, {made}.\n")
        lines.append("| column | type | what it is |\n|---|---|---|")
        lines += [f"| {_name(column)} | {_type(column)} | {_meaning(column)} |" for column in tables.schema(table)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _name(column: tables.Column) -> str:
    return f"**{column.name}**" if column.is_key else column.name


def _type(column: tables.Column) -> str:
    return column.type + (f", {column.unit}" if column.unit else "") + (", may be empty" if column.nullable else "")


def _meaning(column: tables.Column) -> str:
    words = column.description
    if column.vocabulary:
        words += f" ({', '.join(column.vocabulary)})"
    if column.references:
        words += f" -> {column.references}"
    return words.replace("|", "\\|").strip()


def datapackage() -> str:
    """A Data Package descriptor (JSON) of the derived CSV tables."""
    types = {"str": "string", "date": "date", "int": "integer", "float": "number", "bool": "boolean"}
    resources = []
    for table, row in catalogue().items():
        if row["place"] != "tables" or row["format"] != "csv":
            continue
        fields = []
        for column in tables.schema(table):
            constraints = {"required": True} if not column.nullable else {}
            if column.vocabulary:
                constraints["enum"] = [int(word) for word in column.vocabulary] if column.type == "int" else list(column.vocabulary)
            fields.append({"name": column.name, "type": types[column.type], "description": column.description, "constraints": constraints})
        keys = [{"fields": c.name, "reference": {"resource": c.references.split(".")[0], "fields": c.references.split(".")[1]}}
                for c in tables.schema(table) if c.references and catalogue()[c.references.split(".")[0]]["place"] == "tables"]  # fmt: skip
        schema = {"fields": fields, "primaryKey": tables.key(table), "foreignKeys": keys, "missingValues": [""]}
        resources.append({"name": table, "path": f"{table}.csv", "profile": "tabular-data-resource", "description": row["row"], "encoding": "utf-8", "schema": schema})
    package = {"name": "parley", "profile": "tabular-data-package", "licenses": [{"name": "CC0-1.0"}], "resources": resources}
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Writes both files."""
    (DATA / "README.md").write_text(readme(), encoding="utf-8", newline="\n")
    (DATA / "tables").mkdir(exist_ok=True)
    (DATA / "tables" / "datapackage.json").write_text(datapackage(), encoding="utf-8", newline="\n")
    return 0
