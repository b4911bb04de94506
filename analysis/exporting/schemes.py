"""The list of layouts, and the one place of this room that reads tables and writes files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import tables
from analysis.errors import UsageError
from analysis.exporting import cameo, events_plover, graphfiles, hypergraph, incidents, layouts, mediation, whole
from analysis.paths import Workspace

Frames = dict[str, pd.DataFrame]


class ExportError(UsageError):
    """There is no such scheme, or its file cannot stand where it should; the message says what would do."""


@dataclass(frozen=True)
class Product:
    """The bytes of each file ("" names the file itself where the scheme is one file) and the rows in them."""

    files: dict[str, bytes]
    n_rows: int


@dataclass(frozen=True)
class Scheme:
    """One layout: `make` is a pure function of the tables in `reads`; `is_folder` says that it makes several files."""

    name: str
    file_name: str
    says: str
    reads: tuple[str, ...]
    make: Callable[[Frames], Product]
    is_folder: bool = False


def _table(make: Callable[[Frames], pd.DataFrame], text: Callable[[pd.DataFrame], str]) -> Callable[[Frames], Product]:
    def made(frames: Frames) -> Product:
        frame = make(frames)
        return Product({"": text(frame).encode()}, len(frame))

    return made


def _graph(make: Callable[[Frames], graphfiles.Text]) -> Callable[[Frames], Product]:
    def made(frames: Frames) -> Product:
        text = make(frames)
        return Product({"": text.content.encode()}, text.n_rows)

    return made


def _folder(make: Callable[[Frames], dict[str, bytes]]) -> Callable[[Frames], Product]:
    return lambda frames: Product(make(frames), sum(map(len, frames.values())))


SCHEMES = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            "plover", "plover.jsonl",
            "PLOVER records, JSON lines, every status (field auxiliary); the Nagorno-Karabakh authorities are AZE + PRE there",
            events_plover.READS, _table(events_plover.plover, events_plover.json_lines),
        ),
        Scheme(
            "polecat", "polecat.tsv", "POLECAT rows, tab-separated, what happened; countries as in plover, no DENY",
            events_plover.READS, _table(events_plover.polecat, layouts.tsv_text),
        ),
        Scheme(
            "phoenix", "phoenix.tsv", "CAMEO dyads as in Phoenix files, tab-separated without a header, what happened; codes are ours",
            cameo.READS, _table(cameo.phoenix, layouts.bare_tsv_text),
        ),
        Scheme(
            "gdelt", "gdelt.export.csv", "GDELT 2.0 Events, 61 columns, tab-separated without a header, what happened; codes are ours",
            cameo.READS, _table(cameo.gdelt, layouts.bare_tsv_text),
        ),
        Scheme(
            "ged", "ged.csv", "UCDP GED columns, CSV: violence that happened and of which deaths are told",
            incidents.READS, _table(incidents.ged, layouts.csv_text),
        ),
        Scheme(
            "acled", "acled_shape.csv", "the shape of ACLED, CSV: incidents that happened; none of ACLED's own rows",
            incidents.READS, _table(incidents.acled, layouts.csv_text),
        ),
        Scheme(
            "mend", "mend.csv", "mediation events after MEND, CSV, every status",
            mediation.READS, _table(mediation.mend, layouts.csv_text),
        ),
        Scheme("gephi", "gephi.gexf", "GEXF with days as spells and colours by role", graphfiles.READS, _graph(graphfiles.gephi)),
        Scheme("graphml", "network.graphml", "GraphML for igraph, R and Cytoscape", graphfiles.READS, _graph(graphfiles.graphml)),
        Scheme("pajek", "network.net", "Pajek network, arcs labelled with their layer", graphfiles.READS, _graph(graphfiles.pajek)),
        Scheme("ucinet", "network.dl", "UCINET DL, one matrix a layer", graphfiles.READS, _graph(graphfiles.ucinet)),
        Scheme(
            "hif", "hypergraph.hif.json", "Hypergraph Interchange Format: events as hyperedges, incidences with roles",
            hypergraph.READS, _graph(hypergraph.hif),
        ),
        Scheme(
            "relevent", "relational_events.csv", "relational events for R goldfish and relevent, CSV in order of time",
            ("interactions",), _table(graphfiles.relevent, layouts.csv_text),
        ),
        Scheme(
            "signnet", "signed_edges.csv", "signed edge list for R signnet, CSV: from, to, sign",
            ("interactions",), _table(graphfiles.signnet, layouts.csv_text),
        ),
        Scheme(
            "parquet", "parquet", "folder: every table as Parquet",
            (*whole.DERIVED, *whole.BY_HAND), _folder(whole.parquet), is_folder=True,
        ),
        Scheme(
            "datapackage", "datapackage", "folder: Data Package of the derived tables (CSV and datapackage.json)",
            whole.DERIVED, _folder(whole.datapackage), is_folder=True,
        ),
    )
}  # fmt: skip


def scheme(name: str) -> Scheme:
    """The scheme of that name. Raises ExportError naming those there are."""
    if name not in SCHEMES:
        raise ExportError(f"no export scheme {name!r}; there are {', '.join(SCHEMES)}")
    return SCHEMES[name]


def product(name: str, workspace: Workspace) -> Product:
    """What a scheme makes of the workspace's tables. Raises ExportError, or TableError for a missing or wrong table.

    The schemes that take every table take those there are.
    """
    chosen = scheme(name)
    wanted = [table for table in chosen.reads if not chosen.is_folder or workspace.path(table).exists()]
    return chosen.make({table: tables.read(table, workspace) for table in wanted})


def save(name: str, made: Product, out: Path) -> Path:
    """Writes each file whole or not at all; other files of a folder stay. The path of the file or the folder.

    A folder given for a scheme of one file receives that file. Raises ExportError where a file stands in a folder's place.
    """
    chosen, out = scheme(name), Path(out)
    if chosen.is_folder and out.exists() and not out.is_dir():
        raise ExportError(f"{out}: {name} writes several files and needs a folder; this is a file")
    if not chosen.is_folder and out.is_dir():
        out = out / chosen.file_name
    for file_name, content in made.files.items():
        path = out / file_name if chosen.is_folder else out
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_bytes(content)
        part.replace(path)
    return out


def export(name: str, workspace: Workspace, out: Path) -> Path:
    """Makes and writes a scheme; the path of the file or the folder. Raises ExportError or TableError."""
    return save(name, product(name, workspace), out)
