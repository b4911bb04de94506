"""The one reader and the one writer of tables, the parameters, the case file."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import case, params, tables
from analysis.paths import PARAMS, catalogue, river_workspace
from analysis.tables import TableError

ALIASES = {
    "alias": ["Russia"],
    "actor_id": ["RUS"],
    "alias_kind": ["name"],
    "valid_from": [""],
    "valid_to": [""],
    "provenance": ["a"],
}


@pytest.fixture
def workspace(tmp_path):
    return river_workspace(tmp_path / "case", tmp_path / "out")


def aliases(**changed):
    return pd.DataFrame({**ALIASES, **changed})


def rejects(*names):
    return pd.DataFrame({"source_file": list(names), "reason": "empty", "detail": None})


def test_a_blank_cell_of_the_dictionary_inherits_from_the_first_row_of_its_name():
    text = next(column for column in tables.schema("sentences") if column.name == "text")
    assert (text.type, text.description) == ("str", "the words themselves")
    assert tables.key("texts") == ["article_id"]


def test_every_column_has_a_type_and_a_meaning():
    for table, columns in tables.dictionary().items():
        assert table in catalogue()
        for column in columns:
            assert column.type in tables.DTYPES and column.description, f"{table}.{column.name}"
            other, _, name = column.references.partition(".")
            assert not other or name in [found.name for found in tables.schema(other)], f"{table}.{column.name}"


def test_rows_are_written_sorted_in_utf8_with_lf(workspace):
    path = tables.write("rejects", rejects("b.txt", "á.txt", "NA"), workspace)
    assert path.read_bytes().decode() == "source_file,reason,detail\nNA,empty,\nb.txt,empty,\ná.txt,empty,\n"


def test_what_is_written_reads_back(workspace):
    tables.write("rejects", rejects("NA", 'say "x", y'), workspace)
    found = tables.read("rejects", workspace)
    assert list(found["source_file"]) == ["NA", 'say "x", y'] and found["detail"].isna().all()


def test_types_in_memory():
    row = {
        "article_id": "a",
        "token_no": "0",
        "sentence_no": 1,
        "char_start": 0.0,
        "char_end": 3,
        "text": "Iran",
        "lemma": "iran",
    }
    frame = tables.check(
        "tokens", pd.DataFrame([row | {"pos": "PROPN", "tag": "NNP", "dep": "ROOT", "head": 0, "entity": None}])
    )
    assert [str(frame[name].dtype) for name in ("text", "token_no", "entity")] == ["str", "Int64", "str"]
    assert frame["entity"].isna().all()


def test_shards_are_replaced_whole(workspace, monkeypatch):
    monkeypatch.setattr(tables, "SHARD_ROWS", 2)
    columns = {
        "text": "x",
        "lemma": "x",
        "pos": "X",
        "tag": "X",
        "dep": "x",
        "entity": "",
        "sentence_no": 1,
        "char_start": 0,
        "char_end": 1,
        "head": 0,
    }
    for n, parts in ((5, 3), (1, 1), (0, 1)):
        tables.write(
            "tokens",
            pd.DataFrame({"article_id": ["a"] * n, "token_no": range(n), **columns}, index=range(n)),
            workspace,
        )
        assert len(list(workspace.path("tokens").iterdir())) == parts
        assert len(tables.read("tokens", workspace)) == n


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"alias_kind": ["nickname"]}, r"column alias_kind is none of name\|adjective"),
        ({"actor_id": [""]}, "column actor_id is empty"),
        ({"valid_from": ["2020-02-30"]}, "column valid_from is no day"),
        ({"valid_from": ["20200227"]}, "column valid_from is no day"),
        ({name: values * 2 for name, values in ALIASES.items()}, "the same key"),
    ],
)
def test_a_wrong_row_is_named_with_its_line_and_a_remedy(changed, said, tmp_path):
    with pytest.raises(TableError, match=rf"names.csv: {said}.*line 2 \(alias=Russia.*Mend the rows"):
        tables.check("aliases", aliases(**changed), where="names.csv")


def test_the_line_is_that_of_the_file_not_of_the_sorted_table():
    frame = pd.concat([aliases(alias=["Z"]), aliases(alias=["A"], alias_kind=["x"])])
    with pytest.raises(TableError, match=r"line 3 \(alias=A"):
        tables.check("aliases", frame, where="f")


def test_missing_and_unknown_columns_are_named():
    with pytest.raises(TableError, match="missing columns: alias_kind; unknown columns: kind"):
        tables.check("aliases", aliases().rename(columns={"alias_kind": "kind"}))


def test_a_foreign_key_must_hold():
    actors = tables.cast(
        "actors",
        pd.DataFrame(
            [
                {
                    "actor_id": "RUS",
                    "label": "Russia",
                    "actor_kind": "state",
                    "country_id": "",
                    "rollup_id": "RUS",
                    "note": "",
                    "provenance": "a",
                }
            ]
        ),
    )
    tables.check_references({"aliases": tables.cast("aliases", aliases()), "actors": actors})
    with pytest.raises(
        TableError, match=r"aliases, column actor_id: 1 not in actors.actor_id: \(alias=Russia, .*actor_id=RSU"
    ):
        tables.check_references({"aliases": tables.cast("aliases", aliases(actor_id=["RSU"])), "actors": actors})


@pytest.mark.parametrize(
    "raw",
    ["\ufeffsource_file,reason,detail\r\na,empty,\r\n", 'source_file,reason,detail\n"a",empty,\n'],
    ids=["as a spreadsheet saves it", "quoted"],
)
def test_files_of_other_programs_are_read(raw, workspace):
    path = workspace.path("rejects")
    path.parent.mkdir(parents=True)
    path.write_bytes(raw.encode())
    assert tables.read("rejects", workspace).fillna("").values.tolist() == [["a", "empty", ""]]


@pytest.mark.parametrize(
    "raw",
    [b"", b"source_file,reason,detail\na,empty,b,c\n", b"source_file,reason,detail\n\xff,empty,\n"],
    ids=["empty", "cells", "bytes"],
)
def test_a_broken_file_is_one_clear_error(raw, workspace):
    path = workspace.path("rejects")
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    with pytest.raises(TableError, match=r"rejects.csv: cannot be read as a UTF-8 CSV file"):
        tables.read("rejects", workspace)


def test_a_missing_table_says_who_makes_it(workspace):
    with pytest.raises(TableError, match="run `python -m analysis codings`"):
        tables.read("codings", workspace)
    assert tables.read("roles", workspace).empty


# parameters and case


def test_parameters_are_typed():
    assert params.load().articles.max_bytes > 1000


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("max_bytes:", "max_byte:", "unknown key articles.max_byte"),
        ("  max_bytes: 5000000", "  {}", "articles"),
        ("window_days: 2", "window_days: two", "events.window_days: expected int"),
    ],
)
def test_a_wrong_parameter_is_named(old, new, said, tmp_path):
    file = tmp_path / "params.yaml"
    file.write_text(PARAMS.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(params.ParamsError, match=said):
        params.load(file)


def test_a_case_without_a_file_has_inferred_parties(tmp_path):
    found = case.load(tmp_path)
    assert found.parties == () and found.parties_inferred and found.case_id == tmp_path.name


@pytest.mark.parametrize(
    "text",
    [
        "party: [A, B]",
        "parties: [A]",
        "parties: AB",
        "sides: [A]",
        "window: {start: yesterday}",
        "window: 2020",
        "- a",
        "a: [",
        "sides: {A: [B]}",
    ],
)
def test_a_wrong_case_file_is_one_clear_error(text, tmp_path):
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(case.CaseError, match="case.yaml"):
        case.load(tmp_path)
