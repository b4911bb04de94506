"""Our events beside reference data: every layout is read, partners are found, and what is not compared is said.

All rows are made up, in the published layouts; none is from a real data set.
"""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import coding, told

from analysis import tables
from analysis.comparing import compare_command, layouts
from analysis.comparing.compare_command import compare, summary
from analysis.comparing.correspondence import Correspondence, Deed, mapping
from analysis.comparing.layouts import CompareError, Name
from analysis.comparing.matching import pairs
from analysis.measures.intervals import wilson
from analysis.measures.records import records
from analysis.paths import default_workspace, river_workspace

GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
ICEWS = [
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
]  # fmt: skip
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip
CASE = "parties: [ARM, AZE]\nsides: {NKR: ARM}\nwindow: {start: 2020-09-27, end: 2020-11-12}\n"


def table(file: Path, columns: list[str], rows: list[dict], mark: str = ",") -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, delimiter=mark, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def ged_row(
    number: int, day: str, a: str = "Government of Azerbaijan", b: str = "Government of Armenia", **more
) -> dict:
    return {"id": number, "type_of_violence": 1, "side_a": a, "side_b": b, "date_prec": 1, "date_start": f"{day} 00:00:00.000",
            "date_end": f"{day} 00:00:00.000", "best": 2, "low": 1, "high": 4, **more}  # fmt: skip


def ged(folder: Path, *rows: dict) -> Path:
    return table(folder / "GEDEvent.csv", GED, list(rows))


def acled_row(number: int, day: str, a: str, b: str, sub: str = "Armed clash", **more) -> dict:
    return {"event_id_cnty": f"XXX{number}", "event_date": day, "time_precision": 1, "event_type": "Battles",
            "sub_event_type": sub, "actor1": a, "actor2": b, "fatalities": 3, "notes": 'A made-up "row",\nof two lines', **more}  # fmt: skip


def gdelt_line(number: int, day: str, a: str, b: str, code: str, **more) -> str:
    cells = {
        0: str(number),
        1: day.replace("-", ""),
        5: a,
        7: a,
        15: b,
        17: b,
        26: code,
        60: "https://example.org",
        **more,
    }
    return "\t".join(str(cells.get(at, "")) for at in range(61))


def icews_row(number: int, day: str, a: str, b: str, code: str, **more) -> dict:
    return {"Event ID": number, "Event Date": day, "Source Name": a, "Target Name": b, "CAMEO Code": code, **more}


def polecat_row(number: int, day: str, kind: str, a: str, b: str, **more) -> dict:
    return {"Event ID": f"p{number}", "Event Date": day, "Event Type": kind, "Actor Name": "None", "Actor Country": a,
            "Recipient Name": "None", "Recipient Country": b, **more}  # fmt: skip


def run(folder: Path, codings: list[dict], quantities: list[dict] = (), case: str = CASE):
    """The tables of a run made of codings, and the workspace that has them."""
    home = folder / "case"
    home.mkdir(parents=True)
    (home / "case.yaml").write_text(case, encoding="utf-8")
    workspace = river_workspace(home, folder / "out")
    made = told(codings)
    dyads = [_dyad(row) for row in records(made["events"])]
    sentences = [
        {"sentence_id": name, "article_id": name.split("#")[0], "sentence_no": 1, "paragraph_no": 1, "char_start": 0,
         "char_end": 9, "published": "2020-10-07", "sentence_kind": "sentence", "text": f"Words of {name}."}
        for name in sorted({row["sentence_id"] for row in codings})
    ]  # fmt: skip
    frames = {"codings": codings, "sentences": sentences, "quantities": list(quantities), "interactions": dyads}
    for name, some in frames.items():
        columns = [column.name for column in tables.schema(name)]
        tables.write(name, tables.cast(name, pd.DataFrame(some, columns=columns)), workspace)
    for name in ("events", "mentions"):
        tables.write(name, made[name], workspace)
    return workspace


def _dyad(row) -> dict:
    """The interaction of an event between two actors."""
    mutual = row.direction == "mutual"
    source, target = row.source.split(";") if mutual else (row.source, row.target)
    same = {name: getattr(row, name) for name in "event_id layer event_date event_type status n_publishers".split()}
    role = "mutual" if mutual else "source_target"
    return {
        **same,
        "source_id": source,
        "target_id": target,
        "dyad_role": role,
        "is_directed": not mutual,
        "sign": 0,
        "weight": 1,
    }


def attack(number: int, day: str, source: str = "AZE", target: str = "ARM", **more) -> dict:
    return coding(f"a{number}#001/1", "ASSAULT", source, target, event_date=day, **more)


def talk(number: int, day: str, who: str = "ARM;RUS", **more) -> dict:
    return coding(f"t{number}#001/1", "CONSULT", who, direction="mutual", event_date=day, **more)


def row_of(found, level: str, kind: str, group: str) -> dict:
    some = found.frames["agreement"]
    return some[(some.matched_by == level) & (some.group_kind == kind) & (some.group == group)].iloc[0].to_dict()


def counts(found, level: str = "type") -> tuple[int, int, int]:
    every = row_of(found, level, "all", "all")
    return every["n_theirs"], every["n_ours"], every["n_matched"]


# --- layouts


def test_ged_as_published(tmp_path):
    rows, bad = layouts.read("ged", ged(tmp_path, ged_row(1, "2020-10-04", gwnoa=373, gwnob=371)))
    assert not bad
    assert rows[0].side_a == (Name(("Government of Azerbaijan",), (("gw", "373"),)),)
    assert (rows[0].line, rows[0].reference_id, rows[0].first, rows[0].is_directed) == (2, "1", date(2020, 10, 4), False)  # fmt: skip
    assert rows[0].deaths == (1, 2, 4)


def test_acled_as_exported(tmp_path):
    """A cell of two lines moves the numbers of the lines after it; days are written in either form."""
    made = [
        acled_row(1, "2020-10-04", "Military Forces of Azerbaijan (2003-)", "x"),
        acled_row(2, "05 October 2020", "y", "z"),
    ]
    rows, bad = layouts.read("acled", table(tmp_path / "acled.csv", ACLED, made))
    assert not bad and [(row.line, row.first) for row in rows] == [(2, date(2020, 10, 4)), (4, date(2020, 10, 5))]
    assert rows[0].deaths == (None, 3, None) and not rows[0].is_directed


@pytest.mark.parametrize("zipped", [False, True])
def test_gdelt_plain_and_zipped(tmp_path, zipped):
    text = gdelt_line(9, "2020-10-04", "AZE", "ARM", "190") + "\n"
    file = tmp_path / "20201004.export.CSV"
    file.write_text(text, encoding="utf-8")
    if zipped:
        file = tmp_path / "20201004.export.CSV.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("20201004.export.CSV", text)
    rows, bad = layouts.read("gdelt", file)
    assert not bad and (rows[0].reference_id, rows[0].their_type, rows[0].is_directed) == ("9", "190", True)


def test_icews_and_polecat_as_published(tmp_path):
    one = icews_row(7, "2020-10-04", "Military (Azerbaijan)", "Armenia", "190")
    rows, _ = layouts.read("icews", table(tmp_path / "icews.tab", ICEWS, [one], "\t"))
    assert rows[0].reference_id == "7@2020-10-04" and rows[0].side_b[0].words == ("Armenia",)
    two = polecat_row(1, "2020-10-04", "CONSULT", "RUS;FRA", "ARM")
    rows, _ = layouts.read("plover", table(tmp_path / "polecat.txt", POLECAT, [two], "\t"))
    assert [name.shown for name in rows[0].side_a] == ["RUS", "FRA"]


def test_plover_as_json_lines(tmp_path):
    lines = [{"id": "j1", "date": "2020-10-04", "event": "CONSULT", "actor": [{"country": "RUS"}], "recipient": ["Armenia"]},
             {"id": "j2", "date": "2020-10-04", "event": "CONSULT", "actor": {"text": "Baku"}, "recipient": "Ankara"}]  # fmt: skip
    file = tmp_path / "plover.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\nno json\n[1]\n", encoding="utf-8")
    rows, bad = layouts.read("plover", file)
    assert [name.shown for row in rows for name in (*row.side_a, *row.side_b)] == ["RUS", "Armenia", "Baku", "Ankara"]
    assert [row.line for row in bad] == [3, 4] and bad[0].reason.startswith("no JSON")


@pytest.mark.parametrize(
    "kind, missing",
    [("ged", "side_a, side_b"), ("acled", "actor1, actor2"), ("icews", "Source Name"), ("plover", "Actor Name")],
)
def test_a_file_of_another_layout_names_what_is_missing(tmp_path, kind, missing):
    file = tmp_path / "some.csv"
    file.write_text(
        ",".join(name for name in layouts.NEEDED[kind] if name not in missing) + "\n1,2\n", encoding="utf-8"
    )
    with pytest.raises(CompareError, match=f"layout of {kind}: missing columns: .*{missing}"):
        layouts.read(kind, file)


def test_what_is_no_gdelt_file_says_how_many_columns_there_are(tmp_path):
    with pytest.raises(CompareError, match="first line has 1 columns.*61"):
        layouts.read("gdelt", ged(tmp_path, ged_row(1, "2020-10-04")))
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    with pytest.raises(CompareError, match="empty"):
        layouts.read("gdelt", tmp_path / "empty.csv")
    with pytest.raises(CompareError, match="cannot be read"):
        layouts.read("ged", tmp_path / "nothing.csv")
    with pytest.raises(CompareError, match="no such layout"):
        layouts.read("phoenix", tmp_path / "empty.csv")


def test_bad_rows_are_listed_with_their_lines(tmp_path):
    file = ged(tmp_path, ged_row(1, "2020-10-04"), ged_row(2, "2020-13-04"), ged_row("", "2020-10-05"),
               ged_row(4, "2020-10-06", best="many"), ged_row(5, "2020-10-06", date_end="2020-10-01"), ged_row(6, "2020-10-07"))  # fmt: skip
    with file.open("a", encoding="utf-8") as out:
        out.write("7,short\n\n")
    rows, bad = layouts.read("ged", file)
    assert [row.reference_id for row in rows] == ["1", "6"]
    assert [row.line for row in bad] == [3, 4, 5, 6, 8]
    for row, word in zip(
        bad, ("date_start is no day", "id is empty", "best is no number", "before", "2 cells"), strict=True
    ):
        assert word in row.reason
    found = compare("ged", file, run(tmp_path, [attack(1, "2020-10-04")]), 1)
    assert list(found.frames["bad_rows"]["line"]) == [3, 4, 5, 6, 8]
    assert any("line 3: date_start is no day" in line for line in summary(found))


# --- names and types


@pytest.mark.parametrize(
    "kind, name, code",
    [
        ("ged", Name(("Government of Russia (Soviet Union)",)), "RUS"),
        ("ged", Name(("no such words",), (("gw", "373"),)), "AZE"),
        ("ged", Name(("Republic of Artsakh",)), "ARM"),
        ("ged", Name(("Civilians",)), ""),
        ("acled", Name(("Military Forces of Armenia (2018-)",)), "ARM"),
        ("acled", Name(("Civilians (Azerbaijan)",)), "AZE"),
        ("acled", Name(("Unidentified Armed Group (Armenia)",)), ""),
        ("gdelt", Name(("", "ROM", "ROMGOV", "BUCHAREST"), country="ROM"), "ROU"),
        ("gdelt", Name(("", "AZE", "AZEREB", "AZERBAIJAN"), sectors=("REB",), country="AZE"), ""),
        ("gdelt", Name(("UNO", "", "IGOUNO", "UNITED NATIONS")), "UN"),
        ("icews", Name(("Military (Turkey)",), country="Turkey"), "TUR"),
        ("icews", Name(("Armed Rebel (Syria)",), country="Syria"), ""),
        ("plover", Name(("Ilham Aliyev",), country="AZE"), "AZE"),
        ("plover", Name((), (("cow", "255"),)), "DEU"),
        ("plover", Name(("Nobody Whatsoever",)), ""),
    ],
)
def test_names_in_our_terms(kind, name, code):
    known = Correspondence(kind, default_workspace(), {"NKR": "ARM"})
    assert known.actor(name, date(2020, 10, 4)) == code


def test_a_person_is_counted_with_the_state():
    known = Correspondence("plover", default_workspace())
    assert known.actor(Name(("Zohrab Mnatsakanyan",)), date(2020, 10, 4)) == "ARM"


@pytest.mark.parametrize(
    "kind, theirs, ours",
    [("ged", "1", "ASSAULT"), ("acled", "Shelling/artillery/missile attack", "ASSAULT"), ("acled", "Agreement", ""),
     ("gdelt", "0211", "REQUEST"), ("gdelt", "010", ""), ("gdelt", "016", "DENY"), ("icews", "190", "ASSAULT"),
     ("icews", "042", "CONSULT"), ("plover", "RETREAT", "RETREAT"), ("plover", "DENY", "")],
)  # fmt: skip
def test_types_in_our_terms(kind, theirs, ours):
    assert Correspondence(kind, default_workspace()).event_type(theirs) == ours


def test_the_mappings_name_only_what_there_is():
    workspace = default_workspace()
    actors = set(tables.read("actors", workspace)["actor_id"])
    types = set(tables.vocabulary("events", "event_type")) | {""}
    assert {row.actor_id for row in mapping("state_numbers")} <= actors
    assert {row.counts_as for row in mapping("reference_actors")} <= actors | {"{}", "nobody"}
    assert {row.event_type for row in mapping("reference_types")} <= types
    for name in ("state_numbers", "reference_actors", "reference_types"):
        keys = [tuple(row)[:3] if name == "reference_actors" else tuple(row)[:2] for row in mapping(name)]
        assert len(keys) == len(set(keys)) and all(row.provenance for row in mapping(name))


# --- agreement


def test_a_file_made_of_our_events_agrees_entirely(tmp_path):
    days = [f"2020-10-{day:02d}" for day in range(1, 9)]
    workspace = run(tmp_path, [attack(k, day) for k, day in enumerate(days)])
    found = compare("ged", ged(tmp_path, *(ged_row(k, day) for k, day in enumerate(days))), workspace, 0)
    for level in ("type", "quad"):
        assert counts(found, level) == (8, 8, 8)
    assert row_of(found, "type", "dyad", "ARM-AZE")["theirs_found"] == 1
    assert found.frames["only_theirs"].empty and found.frames["only_ours"].empty
    assert row_of(found, "type", "all", "all")["ours_low"] == pytest.approx(wilson(8, 8)[0])


def test_every_layout_agrees_with_our_events(tmp_path):
    """One attack and one meeting, said in the words of each data set; GED and ACLED have only the attack."""
    workspace = run(tmp_path, [attack(1, "2020-10-04"), talk(1, "2020-10-07")])
    gdelt = tmp_path / "export.CSV"
    gdelt.write_text("\n".join([gdelt_line(1, "2020-10-04", "AZE", "ARM", "190"), gdelt_line(2, "2020-10-07", "ARM", "RUS", "040"),
                                gdelt_line(3, "2020-10-07", "RUS", "ARM", "040")]), encoding="utf-8")  # fmt: skip
    files = {
        "ged": (ged(tmp_path, ged_row(1, "2020-10-04"), ged_row(2, "2020-10-08", date_prec=4)), 1),
        "acled": (table(tmp_path / "a.csv", ACLED, [acled_row(1, "2020-10-04", "Military Forces of Armenia (2018-)", "Military Forces of Azerbaijan (2003-)")]), 1),
        "gdelt": (gdelt, 2),
        "icews": (table(tmp_path / "i.tab", ICEWS, [icews_row(1, "2020-10-04", "Military (Azerbaijan)", "Armenia", "190", **{"Source Country": "Azerbaijan"}),
                                                    icews_row(2, "2020-10-07", "Vladimir Putin", "Armenia", "041")], "\t"), 2),
        "plover": (table(tmp_path / "p.txt", POLECAT, [polecat_row(1, "2020-10-04", "ASSAULT", "AZE", "ARM"),
                                                       polecat_row(2, "2020-10-07", "CONSULT", "RUS", "ARM")], "\t"), 2),
    }  # fmt: skip
    for kind, (file, n) in files.items():
        assert counts(compare(kind, file, workspace, 0)) == (n, n, n), kind


def test_known_partial_agreement(tmp_path):
    """Two of their four we have, and two of our three they have; the third of ours is a fight of another dyad."""
    ours = [attack(1, "2020-10-01"), attack(2, "2020-10-05"), attack(3, "2020-10-05", "ARM", "TUR")]
    days = ["2020-10-01", "2020-10-05", "2020-10-09", "2020-10-12"]
    found = compare("ged", ged(tmp_path, *(ged_row(k, day) for k, day in enumerate(days))), run(tmp_path, ours), 1)
    every = row_of(found, "type", "all", "all")
    assert (every["n_theirs"], every["n_ours"], every["n_matched"]) == (4, 3, 2)
    assert (every["theirs_low"], every["theirs_high"]) == pytest.approx(wilson(2, 4))
    assert (every["ours_low"], every["ours_high"]) == pytest.approx(wilson(2, 3))
    assert list(found.frames["only_theirs"]["reference_id"]) == ["2", "3"]
    assert list(found.frames["only_ours"]["dyad"]) == ["ARM->TUR"]
    assert found.frames["only_ours"]["evidence"].iloc[0] == "a3#001/1: Words of a3#001."
    other = row_of(found, "type", "dyad", "ARM-TUR")
    assert (other["n_theirs"], other["n_ours"], other["n_matched"]) == (0, 1, 0) and pd.isna(other["theirs_found"])


@pytest.mark.parametrize("apart, days, n", [(0, 0, 1), (1, 0, 0), (1, 1, 1), (2, 1, 0), (2, 2, 1)])
def test_the_tolerance_in_days(tmp_path, apart, days, n):
    day = date(2020, 10, 7)
    there = [ged_row(1, str(day)), ged_row(2, "2020-10-20")]
    found = compare("ged", ged(tmp_path, *there), run(tmp_path, [attack(1, str(day + timedelta(days=apart)))]), days)
    assert counts(found) == (2, 1, n)


def test_a_partner_just_outside_the_common_days_counts_and_another_row_there_does_not(tmp_path):
    """Their file covers one day; ours of the day before is its partner, a second one of that day nobody's failure."""
    ours = [attack(1, "2020-10-06"), attack(2, "2020-10-06", "ARM", "AZE", place_id="GANJA")]
    found = compare("ged", ged(tmp_path, ged_row(1, "2020-10-07")), run(tmp_path, ours), 1)
    assert counts(found) == (1, 1, 1)


def test_one_event_is_the_partner_of_one_row(tmp_path):
    file = ged(tmp_path, *(ged_row(k, "2020-10-04") for k in range(3)))
    assert counts(compare("ged", file, run(tmp_path, [attack(1, "2020-10-04")]), 1)) == (3, 1, 1)


def test_direction_counts_where_both_sides_have_one(tmp_path):
    workspace = run(tmp_path, [coding("a#001/1", "THREATEN", "AZE", "ARM", event_date="2020-10-04")])
    for number, (a, b, n) in enumerate((("Azerbaijan", "Armenia", 1), ("Armenia", "Azerbaijan", 0))):
        file = table(tmp_path / f"{number}.tab", ICEWS, [icews_row(1, "2020-10-04", a, b, "130")], "\t")
        assert counts(compare("icews", file, workspace, 0))[2] == n


def test_the_same_quad_class_of_another_type(tmp_path):
    workspace = run(tmp_path, [coding("a#001/1", "THREATEN", "AZE", "ARM", event_date="2020-10-04")])
    file = table(tmp_path / "i.tab", ICEWS, [icews_row(1, "2020-10-04", "Azerbaijan", "Armenia", "112")], "\t")
    found = compare("icews", file, workspace, 0)
    assert counts(found, "type")[2] == 0 and counts(found, "quad")[2] == 1
    assert row_of(found, "quad", "quad", "VK")["n_matched"] == 1


def test_what_we_only_carry_as_a_claim_is_said(tmp_path):
    workspace = run(tmp_path, [attack(1, "2020-10-04", status="alleged", claimant="ARM"), attack(2, "2020-10-20")])
    found = compare("ged", ged(tmp_path, ged_row(1, "2020-10-04"), ged_row(2, "2020-10-20")), workspace, 0)
    assert counts(found) == (2, 1, 1)
    assert found.frames["only_theirs"]["ours_otherwise"].iloc[0].endswith(" alleged")


def test_what_is_not_compared_is_listed(tmp_path):
    file = ged(
        tmp_path, ged_row(1, "2020-10-04"), ged_row(1, "2020-10-04"), ged_row(2, "2020-10-04", b="Nobody Whatsoever"),
        ged_row(3, "2020-10-05", date_prec=4), ged_row(4, "2020-10-05", b="Government of Peru"),
        ged_row(5, "2020-10-05", a="Republic of Artsakh"), ged_row(6, "2020-10-05", b=""),
        ged_row(7, "2020-10-05", type_of_violence=9), ged_row(8, "1999-01-01"),
    )  # fmt: skip
    found = compare("ged", file, run(tmp_path, [attack(1, "2020-10-04")]), 1)
    aside = {(row.reason, row.detail): row.lines for row in found.frames["set_aside"].itertuples()}
    assert aside == {
        ("the same id again", ""): "3", ("unknown actor", "Nobody Whatsoever"): "4", ("day not known", ""): "5",
        ("actor not in this run", "PER"): "6", ("both sides count as one actor", "ARM"): "7",
        ("one actor only", "Government of Azerbaijan"): "8", ("type has no counterpart", "9"): "9",
        ("outside the common days", ""): "10",
    }  # fmt: skip
    assert counts(found) == (1, 1, 1)
    assert any("Nobody Whatsoever" in line for line in summary(found))


def test_no_common_day(tmp_path):
    found = compare("ged", ged(tmp_path, ged_row(1, "1999-01-01")), run(tmp_path, [attack(1, "2020-10-04")]), 1)
    assert found.window is None and "No day is covered by both, so nothing is compared." in summary(found)


# --- days, correlation, deaths


def test_correlation_of_daily_counts(tmp_path):
    """Ours has twice theirs on each day: both correlations are 1."""
    per_day = {"2020-10-01": 1, "2020-10-02": 2, "2020-10-03": 0, "2020-10-04": 2, "2020-10-05": 1}
    theirs = [ged_row(f"{day}-{k}", day) for day, n in per_day.items() for k in range(n)]
    ours = [attack(int(day[-2:]) * 10 + k, day, "AZE", "ARM", place_id=place) for day, n in per_day.items()
            for k, place in enumerate(("BAKU", "YEREVAN", "GANJA", "SHUSHA")[: 2 * n])]  # fmt: skip
    found = compare("ged", ged(tmp_path, *theirs), run(tmp_path, ours), 0)
    days = found.frames["days"]
    assert list(days[days.series == "all"].n_theirs) == list(per_day.values())
    assert list(days[days.series == "MK"].n_ours) == [2 * n for n in per_day.values()]
    line = found.frames["correlations"].iloc[0]
    assert (line.pearson, line.spearman, line.note) == (pytest.approx(1), pytest.approx(1), "")


@pytest.mark.parametrize("n_days, per_day, note", [(4, 3, "insufficient"), (6, 0, "insufficient")])
def test_little_is_called_insufficient(tmp_path, n_days, per_day, note):
    days = [f"2020-10-{k:02d}" for k in range(1, n_days + 1)]
    theirs = [ged_row(f"{day}-{k}", day) for day in days for k in range(per_day or (day in (days[0], days[-1])))]
    found = compare("ged", ged(tmp_path, *theirs), run(tmp_path, [attack(k, day) for k, day in enumerate(days)]), 0)
    line = found.frames["correlations"].iloc[0]
    assert line.note == note and pd.isna(line.pearson) and line.n_days == n_days


def test_deaths_are_listed_and_never_added_up(tmp_path):
    ours = [
        attack(1, "2020-10-04", claimant="ARM", status="alleged"),
        attack(2, "2020-10-04", claimant="AZE", status="alleged"),
    ]
    told_here = {
        "quantity_no": 1,
        "measure": "deaths",
        "group": "civilian",
        "unit": "person",
        "char_start": 0,
        "char_end": 3,
    }
    numbers = [{**told_here, "coding_id": "a1#001/1", "best": 5, "text": "five"}, {**told_here, "coding_id": "a2#001/1", "best": 2, "text": "two"},
               {**told_here, "coding_id": "a2#001/1", "quantity_no": 2, "measure": "injured", "best": 9, "text": "nine"}]  # fmt: skip
    found = compare("ged", ged(tmp_path, ged_row(1, "2020-10-04")), run(tmp_path, ours, numbers), 1)
    said = found.frames["deaths"]
    rows = sorted((row.told_by, row.best, row.claimant) for row in records(said))
    assert rows == [("ours", 2, "AZE"), ("ours", 5, "ARM"), ("theirs", 2, "")]
    assert said[said.told_by == "theirs"][["low", "best", "high"]].values.tolist() == [[1, 2, 4]]


def test_tables_are_written(tmp_path, capsys):
    workspace = run(tmp_path, [attack(1, "2020-10-04")])
    file = ged(tmp_path, ged_row(1, "2020-10-04"))
    assert compare_command.main("ged", file, workspace, tmp_path / "to", 1) == 0
    first = capsys.readouterr().out
    assert "UCDP GED: 1 row read" in first and "NKR counts with ARM" in first
    assert sorted(path.stem for path in (tmp_path / "to").iterdir()) == sorted(
        compare("ged", file, workspace, 1).frames
    )
    assert len(pd.read_csv(tmp_path / "to" / "matched.csv")) == 2
    compare_command.main("ged", file, workspace, None, 1)
    assert capsys.readouterr().out in first
    with pytest.raises(CompareError, match="--days -1"):
        compare_command.main("ged", file, workspace, None, -1)


# --- matching


START = date(2020, 10, 1)
DEEDS = st.lists(
    st.builds(
        lambda day, length, pair, directed, kind: Deed(
            "", START + timedelta(days=day), START + timedelta(days=day + length), *pair, directed, *kind
        ),
        st.integers(0, 9),
        st.integers(0, 2),
        st.sampled_from([("A", "B"), ("B", "A"), ("A", "C")]),
        st.booleans(),
        st.sampled_from([("ASSAULT", "MK"), ("COERCE", "MK"), ("CONSULT", "VC")]),
    ),
    max_size=9,
)


def named(deeds: list[Deed], side: str) -> list[Deed]:
    return [replace(deed, deed_id=f"{side}{at}") for at, deed in enumerate(deeds)]


def may_be_the_same(a: Deed, b: Deed, days: int, level: str) -> bool:
    apart = max((b.first - a.last).days, (a.first - b.last).days)
    alike = a.event_type == b.event_type if level == "type" else a.quad == b.quad
    turned = a.is_directed and b.is_directed and a.actor_a != b.actor_a
    return {a.actor_a, a.actor_b} == {b.actor_a, b.actor_b} and alike and apart <= days and not turned


@settings(max_examples=150, deadline=None)
@given(DEEDS, DEEDS, st.integers(0, 3), st.sampled_from(["type", "quad"]))
def test_as_many_pairs_as_can_be_from_either_side(some, others, days, level):
    theirs, ours = named(some, "t"), named(others, "o")
    found = pairs(theirs, ours, days, level)
    assert len(found) == len(pairs(ours, theirs, days, level))
    assert len({a for a, _ in found}) == len({b for _, b in found}) == len(found)
    assert all(may_be_the_same(theirs[a], ours[b], days, level) for a, b in found)
    graph = nx.Graph()
    graph.add_nodes_from([("t", a) for a in range(len(theirs))])
    graph.add_edges_from(
        (("t", a), ("o", b))
        for a in range(len(theirs))
        for b in range(len(ours))
        if may_be_the_same(theirs[a], ours[b], days, level)
    )
    assert len(found) == len(nx.max_weight_matching(graph, maxcardinality=True))


@settings(max_examples=50, deadline=None)
@given(DEEDS, st.integers(0, 3))
def test_a_list_is_its_own_partner(some, days):
    deeds = named(some, "d")
    for level in ("type", "quad"):
        assert len(pairs(deeds, deeds, days, level)) == len(deeds)


def test_the_nearest_day_and_the_same_type_are_preferred():
    day = lambda number, kind="ASSAULT": Deed(f"{number}{kind}", START + timedelta(days=number), START + timedelta(days=number), "A", "B", False, kind, "MK")  # noqa: E731  # fmt: skip
    assert pairs([day(1), day(2)], [day(2), day(3), day(1)], 1, "type") == [(0, 2), (1, 0)]
    assert pairs([day(1)], [day(1, "COERCE"), day(1)], 1, "quad") == [(0, 1)]
