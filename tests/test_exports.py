"""The tables in other programs' layouts: read back with those programs' readers and compared with the tables."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from worlds import CODING, MEANINGS, event, participant, table

from analysis import tables
from analysis.coding.locations import located
from analysis.exporting import command, layouts, schemes
from analysis.exporting.graphfiles import COLOURS
from analysis.measures import graphs
from analysis.measures.dyads import THIRD, dyads
from analysis.measures.edges import edges
from analysis.measures.parties import Camps
from analysis.measures.records import records
from analysis.paths import ROOT, catalogue, default_workspace

WORKSPACE = default_workspace()
TABLES = sorted({table for scheme in schemes.SCHEMES.values() for table in scheme.reads})
FRAMES = {table: tables.read(table, WORKSPACE) for table in TABLES if WORKSPACE.path(table).exists()}
HAPPENED = {row.event_id for row in records(FRAMES["events"]) if row.status == "realised"}
DYADS = [row for row in records(FRAMES["interactions"]) if row.status == "realised"]
REGISTRY = list(records(tables.read("places", WORKSPACE)))
BARE, TABBED = ("gdelt", "phoenix"), ("gdelt", "phoenix", "polecat")
TABULAR = ("acled", "gdelt", "ged", "mend", "phoenix", "polecat", "relevent", "signnet")
IDS = {
    "acled": "event_id_cnty",
    "gdelt": "GLOBALEVENTID",
    "ged": "id",
    "phoenix": "EventID",
    "polecat": "Event ID",
    "relevent": "event_id",
    "mend": "event_id",
}
FILES = [name for name, scheme in schemes.SCHEMES.items() if not scheme.is_folder]
KNOWN = tuple(name for name, row in catalogue().items() if row["place"] in ("lexicon", "reference"))
HOSTILE = '=HYPERLINK("http://x")\tsecond\ncell\r\n\x0b"quoted, text"'


def text(name: str, frames: dict | None = None) -> str:
    """The file of a scheme made of the default case's tables, or of others."""
    return schemes.scheme(name).make(FRAMES if frames is None else frames).files[""].decode()


def read(name: str, frames: dict | None = None) -> pd.DataFrame:
    """A table read back as pandas reads it by default (quotes and all), every cell as text."""
    columns = list(layouts.columns(name))
    return pd.read_csv(
        io.StringIO(text(name, frames)),
        sep="\t" if name in TABBED else ",",
        header=None if name in BARE else 0,
        names=columns if name in BARE else None,
        dtype=str,
        keep_default_na=False,
    )


def records_of(frames: dict | None = None) -> list[dict]:
    return [json.loads(line) for line in text("plover", frames).splitlines()]


def world(
    *events: dict, codings: list[dict] = (), quantities: list[dict] = (), people: list[dict] = (), **more
) -> dict:
    """Tables of made-up events. Each has one coding "<event id>#001/1"; `codings` tell an event (`of`) again."""
    rows = [{**row, "evidence": f"{row['event_id']}#001/1", "n_mentions": 1, "n_articles": 1} for row in events]
    told = [
        {
            **CODING,
            **{key: row[key] for key in ("event_type", "mode", "source", "target", "status")},
            "of": row["event_id"],
        }
        | {"coding_id": row["evidence"], "cameo_code": row.get("cameo_code", "")}
        for row in rows
    ]
    told += [{**CODING, "event_type": "ASSAULT", **row} for row in codings]
    for row in told:
        row |= {"sentence_id": row["coding_id"].split("/")[0], "article_id": row["coding_id"].split("#")[0]}
    sentence = {"sentence_no": 1, "paragraph_no": 2, "char_start": 0, "char_end": 3, "text": "They did."}
    papers = {row["article_id"]: row.pop("told", "2020-10-07") for row in told}
    made = {
        "events": rows,
        "codings": [{key: value for key, value in row.items() if key != "of"} for row in told],
        "mentions": [{"event_id": row["of"], "coding_id": row["coding_id"]} for row in told if row["of"]],
        "sentences": [
            {**sentence, "sentence_id": key, "article_id": key.split("#")[0], "published": papers[key.split("#")[0]]}
            for key in sorted({row["sentence_id"] for row in told})
        ],
        "articles": [
            {"article_id": key, "published": day, "publisher": "Press", "licence": "CC0-1.0", "language": "en"}
            for key, day in papers.items()
        ],
        "quantities": [{"quantity_no": n, "text": "some", **row} for n, row in enumerate(quantities, 1)],
        "participants": [{**row, "participant_no": n} for n, row in enumerate(people, 1)],
    }
    frames = {name: table(name, content) for name, content in made.items()}
    parties = [{"actor_id": code, "conflict_role": "party", "n_events": 1, "basis": "case"} for code in ("ARM", "AZE")]
    where = located([{"place_id": row.get("place_id")} for row in rows], REGISTRY, FRAMES["actors"]["actor_id"])
    frames |= {"roles_found": table("roles_found", parties), "locations": table("locations", where)}
    frames |= network(frames["events"])
    return {
        table: frames.get(table, FRAMES[table] if table in KNOWN else tables.empty(table)) for table in TABLES
    } | more


CAMPS = Camps(("ARM", "AZE"), {"NKR": "ARM"})


def network(events: pd.DataFrame, window_start: str = "") -> dict:
    """The interactions of events, and the nodes and edges of those inside the window."""
    rows = [
        {
            "source_id": a,
            "target_id": b,
            "dyad_role": role,
            "is_directed": role == "source_target",
            "sign": 1 if role == THIRD else MEANINGS.polarity(row.event_type, row.mode),
            "weight": 1.0,
            **{key: getattr(row, key) for key in ("event_id", "layer", "event_date", "event_type", "mode", "status")},
        }
        for row in records(events)
        for a, b, role in dyads(row, MEANINGS, CAMPS)
    ]
    interactions = table("interactions", rows)
    inside = [row for row in records(interactions) if row.event_date >= window_start]
    actors = sorted({actor for row in inside for actor in (row.source_id, row.target_id)})
    nodes = [{"actor_id": code, "label": code, "n_events": 1, "n_as_source": 0, "n_as_target": 0} for code in actors]
    made = {"nodes": table("nodes", nodes), "edges": table("edges", edges(inside))}
    return {"interactions": interactions, "inside": inside, **made}


def empty() -> dict:
    return world()


# the layouts


def test_the_published_layouts_are_kept():
    sizes = {name: len(layouts.columns(name)) for name in ("gdelt", "ged", "acled", "phoenix", "polecat")}
    assert sizes == {"gdelt": 61, "ged": 49, "acled": 31, "phoenix": 26, "polecat": 40}
    gdelt = layouts.columns("gdelt")
    assert (gdelt[0], gdelt[25], gdelt[30], gdelt[51], gdelt[60]) == (
        "GLOBALEVENTID", "IsRootEvent", "GoldsteinScale", "ActionGeo_Type", "SOURCEURL",
    )  # fmt: skip
    assert layouts.columns("signnet") == ("from", "to", "sign")
    assert layouts.columns("relevent")[:4] == ("time", "sender", "receiver", "increment")
    with pytest.raises(layouts.LayoutError, match="no column nonsense"):
        layouts.arranged("signnet", [{"from": "ARM", "nonsense": 1}])


def test_every_layout_is_of_a_scheme_and_numbers_its_columns_from_one():
    rows = tables.read_csv(layouts.COLUMNS_FILE)
    assert set(rows["scheme"]) <= set(schemes.SCHEMES)
    for name, layout in rows.groupby("scheme"):
        assert sorted(layout["position"].astype(int)) == list(range(1, len(layout) + 1)), name
        assert layout["column"].is_unique, name
    said = rows["from"].ne("") | rows["note"].ne("")
    assert said.all(), rows[~said]


@pytest.mark.parametrize("name", TABULAR)
def test_a_table_has_the_documented_columns_and_leaves_empty_what_it_says_it_does(name):
    made = read(name)
    assert tuple(made.columns) == layouts.columns(name) and len(made)
    documented = tables.read_csv(layouts.COLUMNS_FILE).query("scheme == @name")
    unknown = set(documented.loc[documented["from"] == "", "column"])
    assert {column for column in made if (made[column] != "").any()} & unknown == set()


def test_plover_has_the_documented_fields_in_their_order():
    found = records_of()
    assert {tuple(record) for record in found} == {layouts.columns("plover")}


# what goes out and what does not


@pytest.mark.parametrize("name", ["polecat", "phoenix", "gdelt", "ged", "acled", "relevent"])
def test_only_what_happened_goes_out(name):
    ids = {cell.split("/")[0] for cell in read(name)[IDS[name]]}
    assert ids and ids <= HAPPENED


@pytest.mark.parametrize("status", ["planned", "alleged", "demanded", "denied", "declined", "historical"])
def test_a_status_goes_out_in_plover_and_mend_only(status):
    frames = world(
        event("e1", "ASSAULT", "ARM", "AZE", status=status, cameo_code="190"),
        event("e2", "CONSULT", "RUS", "ARM", status=status, layer="communication", direction="mutual"),
        event("e3", "ASSAULT", "ARM", "AZE", cameo_code="190"),
        quantities=[{"coding_id": f"{e}#001/1", "measure": "deaths", "best": 3} for e in ("e1", "e3")],
    )
    for name in ("polecat", "phoenix", "gdelt", "ged", "acled", "relevent"):
        assert {cell.split("/")[0] for cell in read(name, frames)[IDS[name]]} == {"e3"}, name
    assert [(row["id"], row["auxiliary"], row["status"]) for row in records_of(frames)] == [
        ("e1", status, status), ("e2", status, status), ("e3", None, "realised"),
    ]  # fmt: skip
    assert read("mend", frames)[["event_id", "status"]].values.tolist() == [["e2", status]]
    assert json.loads(text("hif", frames))["edges"][0]["edge"] == "e3"


def test_plover_has_every_event_and_keeps_its_evidence():
    found = {record["id"]: record for record in records_of()}
    events = records(FRAMES["events"])
    assert list(found) == [row.event_id for row in events]
    for row in events:
        record = found[row.event_id]
        assert (record["evidence"], record["event"], record["status"]) == (row.evidence, [row.event_type], row.status)
        assert row.evidence in record["comment"] and row.event_id in record["comment"]
        assert record["n_mentions"] == row.n_mentions
        known = [actor["identifier_id"] for actor in record["actor"] + record["recipient"]]
        assert sorted(known) == sorted({*filter(None, f"{row.source};{row.target}".split(";"))})
        if row.direction == "mutual":
            assert record["recipient"] == []
    assert Counter(record["auxiliary"] for record in found.values())[None] == len(HAPPENED)


@pytest.mark.parametrize("name", ["phoenix", "gdelt"])
def test_one_row_a_dyad_and_the_sums_agree(name):
    made = read(name)
    assert made[IDS[name]].tolist() == [f"{row.event_id}/{row.source_id}/{row.target_id}" for row in DYADS]
    if name == "gdelt":
        by_id = {row.event_id: row for row in records(FRAMES["events"])}
        for column, field in (
            ("NumMentions", "n_mentions"),
            ("NumArticles", "n_articles"),
            ("NumSources", "n_publishers"),
        ):
            assert made[column].astype(int).sum() == sum(getattr(by_id[row.event_id], field) for row in DYADS)
        lead = {row.sentence_id for row in records(FRAMES["sentences"]) if row.paragraph_no == 1}
        told = {row.event_id for row in records(FRAMES["mentions"]) if row.coding_id.split("/")[0] in lead}
        assert made["IsRootEvent"].tolist() == [str(int(row.event_id in told)) for row in DYADS]
        codes = {row.cameo_code: row for row in records(FRAMES["cameo"])}
        for row in made[made["EventCode"] != ""].to_dict("records"):
            assert (
                row["EventCode"].startswith(row["EventBaseCode"]) and row["EventBaseCode"][:2] == row["EventRootCode"]
            )
            assert (float(row["GoldsteinScale"]) if row["GoldsteinScale"] else "") == codes[row["EventCode"]].goldstein
            assert row["QuadClass"] in "1234"
    else:
        evidence = {row.event_id: row.evidence for row in records(FRAMES["events"])}
        assert made["SentenceID"].tolist() == [evidence[row.event_id] for row in DYADS]
        assert set(made["QuadClass"]) <= set("01234") | {""}


def test_days_in_the_forms_of_gdelt():
    frames = world(
        event("e1", "ACCUSE", "ARM", "AZE", event_date="2015-02-18", cameo_code="112"),
        event("e2", "ACCUSE", "ARM", "AZE", event_date="2020-09", cameo_code="112"),
        event("e3", "ACCUSE", "ARM", "AZE", event_date="", cameo_code="112"),
    )
    days = ["SQLDATE", "MonthYear", "Year", "FractionDate"]
    assert read("gdelt", frames)[days].values.tolist() == [
        ["20150218", "201502", "2015", "2015.1315"], ["", "202009", "2020", ""], ["", "", "", ""],
    ]  # fmt: skip
    assert read("phoenix", frames)[["Date", "Year", "Month", "Day"]].values.tolist() == [
        ["20150218", "2015", "02", "18"], ["", "2020", "09", ""], ["", "", "", ""],
    ]  # fmt: skip


def test_an_agreement_to_meet_is_036_and_a_third_party_that_only_brings_others_together_is_045():
    process = {"layer": "process", "direction": "mutual"}
    frames = world(
        event("e1", "AGREE", "ARM", "AZE", mode="meet", cameo_code="030", **process),
        event("e2", "AGREE", "ARM", "AZE", cameo_code="030", **process),
        event("e3", "AGREE", "ARM", "AZE", cameo_code="030", **process),
        event("e4", "AGREE", "ARM", "AZE", mode="ceasefire", cameo_code="037", third_parties="RUS", **process),
        codings=[
            {"coding_id": "e2#001/2", "of": "e2", "event_type": "AGREE", "about_coding_id": "e2#001/3"},
            {"coding_id": "e2#001/3", "of": "", "event_type": "CONSULT", "status": "planned"},
        ],
    )
    for name in ("phoenix", "gdelt"):
        made = read(name, frames)
        assert dict(zip(made[IDS[name]], made["EventCode"], strict=True)) == {
            "e1/ARM/AZE": "036", "e2/ARM/AZE": "036", "e3/ARM/AZE": "030",
            "e4/ARM/AZE": "037", "e4/RUS/ARM": "045", "e4/RUS/AZE": "045",
        }  # fmt: skip
        assert set(made["EventRootCode"]) == {"03", "04"}


def test_the_authorities_of_karabakh_are_aze_and_pre_in_plover_and_keep_our_code_elsewhere():
    frames = world(event("e1", "ACCUSE", "NKR", "AZE", cameo_code="112"))
    actor = records_of(frames)[0]["actor"][0]
    assert (actor["code"], actor["sector"], actor["identifier_id"]) == ("AZE", "PRE", "NKR")
    row = read("polecat", frames).iloc[0]
    assert (row["Actor Country"], row["Primary Actor Sector"], row["Actor Name Raw"]) == ("AZE", "PRE", "NKR")
    assert (row["Recipient Country"], row["Primary Recipient Sector"]) == ("AZE", "")
    assert (
        read("gdelt", frames)["Actor1Code"].tolist() == read("phoenix", frames)["SourceActorFull"].tolist() == ["NKR"]
    )


# incidents


def test_ged_takes_violence_with_deaths_and_never_adds_up_tellings():
    def dead(coding: str, **numbers) -> dict:
        return {"coding_id": coding, "measure": "deaths", "group": "unspecified", **numbers}

    frames = world(
        event("e1", "ASSAULT", "TUR", "ARM", date_precision="day"),
        event("e2", "ASSAULT", "ARM", "AZE"),
        event("e3", "CONSULT", "ARM", "AZE", layer="communication", direction="mutual"),
        event("e4", "ASSAULT", "ARM", "AZE", event_date="2020-10", date_precision="month"),
        event("e5", "ASSAULT", "ARM", "AZE"),
        codings=[{"coding_id": "late#001/1", "of": "e1", "told": "2020-10-09"}],
        quantities=[
            dead("e1#001/1", best=9),
            dead("late#001/1", best=5, group="civilian"),
            dead("late#001/1", best=2, group="military"),
            dead("e3#001/1", best=4),
            dead("e4#001/1", low=20, best=30, high=40),
            dead("e4#001/1", best=4, group="military"),
            {"coding_id": "e2#001/1", "measure": "injured", "best": 8},
            dead("e5#001/1", best=0),
        ],
    )
    wanted = ["id", "side_a", "side_b", "low", "best", "high", "deaths_civilians", "deaths_unknown", "date_prec"]
    assert read("ged", frames)[wanted].values.tolist() == [
        ["e1", "Armenia", "Turkey", "7", "7", "9", "5", "2", "1"],
        ["e4", "Armenia", "Azerbaijan", "20", "30", "40", "", "30", "4"],
    ]
    assert read("ged", frames)[["date_start", "date_end"]].values.tolist()[1] == ["2020-10-01", "2020-10-31"]
    fatalities = read("acled", frames).set_index("event_id_cnty")["fatalities"]
    assert fatalities.to_dict() == {"e1": "7", "e2": "", "e4": "30", "e5": ""}


def test_the_default_case_in_ged_and_acled():
    ged, acled = read("ged"), read("acled")
    told = FRAMES["quantities"].query("measure == 'deaths'")["coding_id"]
    lethal = set(FRAMES["mentions"].loc[FRAMES["mentions"]["coding_id"].isin(told), "event_id"])
    assert len(ged) and set(ged["id"]) <= lethal & HAPPENED
    assert (ged["side_a"] <= ged["side_b"]).all()
    counts = ged[["low", "best", "high"]].astype(int)
    assert ((counts["low"] <= counts["best"]) & (counts["best"] <= counts["high"])).all()
    parts = ged[["deaths_civilians", "deaths_unknown"]].replace("", "0").astype(int).sum(axis=1)
    assert parts.tolist() == counts["best"].tolist()
    evidence = {row.event_id: row.evidence for row in records(FRAMES["events"])}
    assert ged["relid"].tolist() == [evidence[key] for key in ged["id"]]
    assert all(evidence[row.event_id_cnty] in row.notes for row in acled.itertuples())
    words = {
        row.event_id for row in records(FRAMES["events"]) if row.event_type in ("CONSULT", "ACCUSE", "REQUEST", "DENY")
    }
    assert set(acled["event_id_cnty"]) & words == set()
    assert set(ged["id"]) <= set(acled["event_id_cnty"])


def test_kinds_of_incidents_in_words_of_acled():
    frames = world(
        event("e1", "ASSAULT", "ARM", "AZE", direction="mutual"),
        event("e2", "ASSAULT", "AZE", "ARM", mode="drone"),
        event("e3", "PROTEST", "ARM", mode="riot"),
        event("e4", "AGREE", "ARM", "AZE", mode="ceasefire", layer="process", direction="mutual"),
        event("e5", "ASSAULT", "AZE", "LE_MONDE"),
        event("e6", "AGREE", "ARM", "AZE", direction="mutual"),
    )
    made = read("acled", frames)
    wanted = ["event_id_cnty", "event_type", "sub_event_type", "actor1", "civilian_targeting"]
    assert made[wanted].values.tolist() == [
        ["e1", "Battles", "Armed clash", "Armenia", ""],
        ["e2", "Explosions/Remote violence", "Air/drone strike", "Armenia", ""],
        ["e3", "Riots", "Violent demonstration", "Armenia", ""],
        ["e4", "Strategic developments", "Agreement", "Armenia", ""],
        ["e5", "Violence against civilians", "Attack", "Azerbaijan", "Civilian targeting"],
    ]


def test_mediation_needs_a_party_and_an_outsider():
    talks = {"layer": "communication", "direction": "mutual"}
    frames = world(
        event("e1", "CONSULT", "ARM", "AZE", third_parties="RUS", mode="meet", **talks),
        event("e2", "CONSULT", "ARM", "AZE", **talks),
        event("e3", "CONSULT", "RUS", "TUR", **talks),
        event("e4", "ACCUSE", "TUR", "ARM"),
        event("e5", "REQUEST", "OSCE_MINSK", "ARM;AZE", mode="meet", layer="process", status="declined"),
        people=[participant("e1#001/1", "host", "RUS"), participant("e1#001/1", "participant", "RUS:LAVROV")],
    )
    made = read("mend", frames)
    assert made[["event_id", "third_party_codes", "local_actor_codes", "status"]].values.tolist() == [
        ["e1", "RUS", "ARM;AZE", "realised"],
        ["e5", "OSCE_MINSK", "ARM;AZE", "declined"],
    ]
    assert (made["third_party_roles"][0], made["individuals"][0]) == ("Russia: host", "Sergei Lavrov")
    default = read("mend")
    assert set(default["status"]) > {"realised", "planned"} and (default["third_parties"] != "").all()


# the network


def by_layer(edges) -> dict[str, float]:
    sums = defaultdict(float)
    for layer, weight in edges:
        sums[layer] += weight
    return dict(sums)


REALISED_EDGES = FRAMES["edges"].query("n_realised > 0")
EDGE_SUMS = by_layer(zip(REALISED_EDGES["layer"], REALISED_EDGES["n_realised"].astype(float), strict=True))
ARC_SUMS = by_layer(
    (row.layer, float(row.n_realised) * (1 if row.is_directed else 2)) for row in records(REALISED_EDGES)
)


def test_gephi_and_graphml_are_read_back_whole():
    gephi = nx.read_gexf(io.BytesIO(text("gephi").encode()))
    graph = nx.read_graphml(io.BytesIO(text("graphml").encode()), force_multigraph=True)
    for found in (gephi, graph):
        assert set(found) == set(FRAMES["nodes"]["actor_id"])
        assert by_layer((data["layer"], data["weight"]) for *_, data in found.edges(data=True)) == EDGE_SUMS
    roles = {row.actor_id: row.roles.split(";") for row in records(FRAMES["nodes"])}
    party = next(actor for actor, names in roles.items() if "party" in names)
    nobody = next(actor for actor, names in roles.items() if names == [""])
    shown = {actor: gephi.nodes[actor]["viz"]["color"] for actor in (party, nobody)}
    assert [f"#{c['r']:02x}{c['g']:02x}{c['b']:02x}" for c in shown.values()] == [COLOURS["party"], "#bbbbbb"]
    days = {start for *_, data in gephi.edges(data=True) for start, _ in data.get("spells", [])}
    assert days and days <= {row.event_date for row in DYADS}


def test_the_graph_for_gephi_is_that_of_the_network_in_colour_and_has_no_day_outside_the_window():
    talks = {"layer": "communication", "direction": "mutual"}
    frames = network(
        table("events", [
            event("e1", "ASSAULT", "ARM", "AZE", direction="mutual"),
            event("e2", "CONSULT", "ARM", "RUS", event_date="2020-10-09", **talks),
            event("e3", "CONSULT", "ARM", "RUS", event_date="1994-05-12", **talks),
        ]),
        window_start="2020-09-27",
    )  # fmt: skip
    rows = {name: [row._asdict() for row in records(frames[name])] for name in ("nodes", "edges")}
    plain = graphs.gexf(rows["nodes"], rows["edges"], frames["inside"]).splitlines()
    made = text("gephi", frames).splitlines()
    assert [line for line in made if "viz:color" not in line][1:] == plain[1:]
    assert sum("viz:color" in line for line in made) == 3 and "1994" not in "".join(made)


def test_pajek_keeps_the_layer_on_each_line(tmp_path):
    path = schemes.export("pajek", WORKSPACE, tmp_path / "a.net")
    found = nx.read_pajek(path)
    assert set(found) == set(FRAMES["nodes"]["actor_id"])
    assert by_layer((data["l"], data["weight"]) for *_, data in found.edges(data=True)) == ARC_SUMS


def read_dl(content: str) -> dict[str, pd.DataFrame]:
    """Layer -> matrix of a UCINET DL file (fullmatrix)."""
    head, data = content.split("DATA:\n")
    lines = head.splitlines()
    sizes = dict(part.split("=") for part in lines[0].removeprefix("DL ").split())
    labels, layers = (lines[lines.index(title) + 1].split(",") for title in ("LABELS:", "MATRIX LABELS:"))
    numbers = [[int(cell) for cell in line.split()] for line in data.splitlines()]
    n, layers = int(sizes["N"]), [layer for layer in layers if layer]
    assert (len(layers), len(numbers)) == (int(sizes["NM"]), n * int(sizes["NM"]))
    labels = labels if n else []
    return {
        layer: pd.DataFrame(numbers[k * n : (k + 1) * n], index=labels, columns=labels)
        for k, layer in enumerate(layers)
    }


def test_ucinet_has_a_matrix_a_layer():
    matrices = read_dl(text("ucinet"))
    assert {layer: float(matrix.to_numpy().sum()) for layer, matrix in matrices.items()} == ARC_SUMS
    talks = matrices["communication"]
    assert (talks == talks.T).to_numpy().all()
    for row in records(REALISED_EDGES.query("layer == 'statement'")):
        assert matrices["statement"].loc[row.source_id, row.target_id] >= row.n_realised


def test_signs_of_pairs():
    sums = defaultdict(float)
    for row in DYADS:
        if row.layer in ("relation", "communication"):
            sums[tuple(sorted((row.source_id, row.target_id)))] += row.sign * row.weight
    wanted = [[a, b, "1" if total > 0 else "-1"] for (a, b), total in sorted(sums.items()) if total]
    assert read("signnet").values.tolist() == wanted and {row[2] for row in wanted} == {"1", "-1"}
    frames = world(
        event("e1", "SUPPORT", "TUR", "AZE"),
        event("e2", "ACCUSE", "AZE", "TUR"),
        event("e3", "SUPPORT", "TUR", "ARM"),
        event("e4", "ACCUSE", "ARM", "TUR", status="alleged"),
        event("e5", "ACCUSE", "RUS", "TUR", layer="statement"),
        event("e6", "SUPPORT", "RUS", "AZE", layer="process"),
    )
    assert read("signnet", frames).values.tolist() == [["ARM", "TUR", "1"]]


def test_relational_events_stand_in_order_of_time():
    made = read("relevent")
    dated = [row for row in DYADS if len(row.event_date) == 10]
    assert len(made) == len(dated) and made["increment"].astype(float).sum() == sum(row.weight for row in dated)
    assert made["time"].astype(int).is_monotonic_increasing
    days = pd.to_datetime(made["date"]) - pd.Timestamp("1970-01-01")
    assert days.dt.days.tolist() == made["time"].astype(int).tolist()
    assert Counter(made["layer"]) == Counter(row.layer for row in dated)


def check_hif(content: dict) -> None:
    """The constraints of the HIF schema: which keys, which types."""
    assert set(content) <= {"network-type", "metadata", "incidences", "nodes", "edges"} and "incidences" in content
    assert content["network-type"] in ("undirected", "directed", "asc") and isinstance(content["metadata"], dict)
    allowed = {"incidences": {"edge", "node", "weight", "direction", "attrs"}}
    allowed |= {"nodes": {"node", "weight", "attrs"}, "edges": {"edge", "weight", "attrs"}}
    needed = {"incidences": {"edge", "node"}, "nodes": {"node"}, "edges": {"edge"}}
    for part, keys in allowed.items():
        for row in content[part]:
            assert needed[part] <= set(row) <= keys and isinstance(row.get("attrs", {}), dict)
            assert all(isinstance(row[key], str) for key in needed[part])


def test_the_hypergraph_is_read_by_xgi(tmp_path):
    xgi = pytest.importorskip("xgi")
    path = schemes.export("hif", WORKSPACE, tmp_path / "h.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    check_hif(content)
    found = xgi.read_hif(path)
    wanted = {}
    for row in records(FRAMES["events"]):
        members = {code for cell in (row.source, row.target, row.third_parties) for code in cell.split(";") if code}
        if row.status == "realised" and len(members) > 1:
            wanted[row.event_id] = members
    assert {edge: set(found.edges.members(edge)) for edge in found.edges} == wanted
    assert max(map(len, wanted.values())) > 2
    assert len(content["incidences"]) == sum(map(len, wanted.values()))
    assert found.nodes["ARM"]["label"] == "Armenia"


def test_incidences_carry_roles():
    frames = world(
        event("e1", "CONSULT", "ARM", "AZE", third_parties="RUS;USA", layer="communication", direction="mutual"),
        event("e2", "SUPPORT", "TUR", "AZE"),
        event("e3", "RETREAT", "ARM"),
        people=[participant("e1#001/1", "host", "RUS"), participant("e1#001/1", "mediator", "RUS:LAVROV")],
    )
    content = json.loads(text("hif", frames))
    assert [(row["edge"], row["node"], row["attrs"]["role"]) for row in content["incidences"]] == [
        ("e1", "ARM", "participant"), ("e1", "AZE", "participant"), ("e1", "RUS", "host;mediator"),
        ("e1", "USA", "third_party"), ("e2", "AZE", "target"), ("e2", "TUR", "source"),
    ]  # fmt: skip


# all tables


def test_parquet_holds_every_table(tmp_path):
    folder = schemes.export("parquet", WORKSPACE, tmp_path / "p")
    assert {path.stem for path in folder.iterdir()} == {
        kind for kind in schemes.scheme("parquet").reads if WORKSPACE.path(kind).exists()
    }
    for kind in ("events", "actors", "cameo", "interactions"):
        pd.testing.assert_frame_equal(
            tables.check(kind, pd.read_parquet(folder / f"{kind}.parquet")), FRAMES[kind], check_dtype=False
        )


def test_the_data_package_describes_its_files(tmp_path):
    folder = schemes.export("datapackage", WORKSPACE, tmp_path / "d")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in package["resources"]}
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in names} | {"datapackage.json"}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in resource["schema"]["fields"]]
        assert (folder / resource["path"]).read_bytes() == WORKSPACE.path(resource["name"]).read_bytes()


def test_a_data_package_names_only_the_tables_that_are_there():
    frames = {name: FRAMES[name] for name in ("events", "mentions")}
    files = schemes.scheme("datapackage").make(frames).files
    package = json.loads(files["datapackage.json"])
    assert sorted(files) == ["datapackage.json", "events.csv", "mentions.csv"]
    keys = [key for resource in package["resources"] for key in resource["schema"].get("foreignKeys", [])]
    assert [key["reference"]["resource"] for key in keys] == ["events"]
    assert "licenses" not in package  # without the articles nobody knows


# every scheme


def test_equal_tables_give_equal_bytes_in_another_process():
    code = (
        "import hashlib\nfrom analysis.exporting import schemes\nfrom analysis.paths import default_workspace\n"
        "for name in schemes.SCHEMES:\n    files = schemes.product(name, default_workspace()).files\n"
        "    print(name, hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )  # fmt: skip
    here = {name: schemes.product(name, WORKSPACE).files for name in schemes.SCHEMES}
    digests = {name: hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest() for name, files in here.items()}
    assert dict(line.split() for line in found.stdout.splitlines()) == digests


def hostile() -> dict:
    frames = {name: frame.copy() for name, frame in FRAMES.items()}
    for kind, columns in {
        "sentences": ["text"],
        "articles": ["title", "publisher"],
        "actors": ["label"],
        "locations": ["label"],
        "codings": ["trigger", "place_text"],
        "nodes": ["label"],
    }.items():
        for column in columns:
            frames[kind][column] = HOSTILE
    return frames


@pytest.mark.parametrize("name", TABULAR)
def test_hostile_text_stays_in_its_cell(name):
    frames = hostile()
    made, content = read(name, frames), text(name, frames)
    assert content.count("\n") == len(made) + (name not in BARE) and len(made) == len(read(name))
    assert not set(content) & set("\r\x0b\x00")
    if name in TABBED:
        assert {line.count("\t") for line in content.splitlines()} == {len(layouts.columns(name)) - 1}
        assert '"' not in content
    else:
        cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
        assert not [cell for cell in cells if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]
    if name in ("acled", "mend", "polecat"):
        place = {"acled": "location", "mend": "location", "polecat": "Placename"}[name]
        shown = next(cell for cell in made[place] if cell)
        quoted = "'HYPERLINK" if name == "polecat" else '"http://x") second cell "quoted, text"'
        assert ("'=HYPERLINK(" in shown and quoted in shown) or (name == "polecat" and "second cell 'quoted" in shown)


def test_hostile_text_breaks_no_record_and_no_graph():
    frames = hostile()
    assert len(records_of(frames)) == len(FRAMES["events"])
    assert records_of(frames)[0]["event_text"] == [HOSTILE]
    assert json.loads(text("hif", frames))["nodes"][0]["attrs"]["label"] == HOSTILE
    harmless = HOSTILE.replace("\x0b", "")  # XML has no such character, whoever writes it
    frames["nodes"]["label"] = harmless
    found = nx.read_gexf(io.BytesIO(text("gephi", frames).encode()))
    assert set(found) == set(FRAMES["nodes"]["actor_id"])


def test_a_sentence_goes_out_only_where_its_licence_is_open():
    frames = world(event("e1", "ASSAULT", "ARM", "AZE"))
    assert records_of(frames)[0]["text"] == "They did." and "They did." in read("acled", frames)["notes"][0]
    frames["articles"]["licence"] = "all rights reserved"
    assert records_of(frames)[0]["text"] is None and "They did." not in text("acled", frames)
    assert "e1#001/1" in read("acled", frames)["notes"][0]


@pytest.mark.parametrize("name", FILES)
def test_a_case_without_events_gives_a_valid_file(name):
    made = schemes.scheme(name).make(empty())
    content = made.files[""].decode()
    assert made.n_rows == 0
    if name in BARE or name == "plover":
        assert content == ""
    elif name in TABULAR:
        assert tuple(read(name, empty()).columns) == layouts.columns(name)
    elif name == "hif":
        check_hif(json.loads(content))
    elif name == "ucinet":
        assert read_dl(content)["all"].empty
    else:
        reader = {"gephi": nx.read_gexf, "graphml": nx.read_graphml, "pajek": nx.read_pajek}[name]
        assert len(reader(io.BytesIO(content.encode()))) == 0


def test_an_unknown_scheme_names_the_known_ones(tmp_path):
    with pytest.raises(schemes.ExportError, match="no export scheme 'gdlet'; there are plover, polecat, .*datapackage"):
        command.main("gdlet", WORKSPACE, tmp_path / "x")
    assert not list(tmp_path.iterdir())


def test_the_command_writes_beside_the_tables_and_says_how_many_rows(tmp_path, capsys):
    place = replace(WORKSPACE, tables=tmp_path / "tables")
    place.tables.mkdir()
    for kind in ("events", "mentions", "codings", "sentences", "articles", "interactions", "locations"):
        place.path(kind).write_bytes(WORKSPACE.path(kind).read_bytes())
    assert command.main("gdelt", place) == 0
    path = tmp_path / "exports" / "gdelt.export.csv"
    assert capsys.readouterr().out == f"{path}: {len(DYADS)} rows\n"
    assert path.read_text(encoding="utf-8") == text("gdelt")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_missing_table_says_who_makes_it(tmp_path):
    with pytest.raises(tables.TableError, match="run `python -m analysis interactions`"):
        schemes.export("signnet", replace(WORKSPACE, tables=tmp_path), tmp_path / "x.csv")


def test_folders_keep_what_else_is_in_them_and_files_find_their_folder(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert schemes.export("datapackage", WORKSPACE, tmp_path) == tmp_path
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert schemes.export("signnet", WORKSPACE, tmp_path) == tmp_path / "signed_edges.csv"
    with pytest.raises(schemes.ExportError, match="needs a folder"):
        schemes.export("parquet", WORKSPACE, tmp_path / "mine.txt")


def test_places_of_the_gazetteer_have_their_coordinates_in_every_layout():
    """Kirkuk is no row of the registry: its id is that of GeoNames."""
    frames = world(event("evt_1", "ASSAULT", "ARM", "AZE", event_date="2020-10-07", place_id="GN94787"))
    (row,) = records_of(frames)
    assert row["event_loc"] == {
        "name": "Kirkuk", "latitude": 35.46806, "longitude": 44.39222, "cc3": "IRQ", "geonameid": 94787,
    }  # fmt: skip
    assert read("polecat", frames).loc[0, ["City", "Country", "Latitude"]].tolist() == ["Kirkuk", "IRQ", "35.4681"]
    acled = read("acled", frames).iloc[0]
    assert (acled["location"], acled["country"], acled["geo_precision"]) == ("Kirkuk", "Iraq", "1")
    assert "geonameid" not in records_of(world(event("evt_1", "ASSAULT", "ARM", "AZE", event_date="2020-10-07", place_id="SHUSHA")))[0]["event_loc"]
