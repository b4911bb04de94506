"""`parley check` names file, row, problem and remedy; the dictionary is up to date."""

from __future__ import annotations

import json
import shutil

import pytest

from analysis import check, dictionary, paths, tables
from analysis.__main__ import main
from analysis.paths import DATA, Workspace, default_workspace


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A copy of the hand-made tables and a case with one article."""
    for name in ("lexicon", "reference"):
        shutil.copytree(DATA / name, tmp_path / name)
        monkeypatch.setattr(paths, name.upper(), tmp_path / name)
    folder = tmp_path / "toy"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "2020-10-07-a.md").write_text(
        "---\ntitle: A\n---\nIran warned both sides.\n", encoding="utf-8"
    )
    return Workspace(folder, tmp_path, tmp_path, tmp_path, tmp_path)


def problems(world) -> list[str]:
    return list(check.problems(world))


def append(path, line: str) -> int:
    text = path.read_text(encoding="utf-8") + line + "\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def test_the_project_itself_is_in_order():
    assert list(check.problems(default_workspace())) == []


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        (
            "aliases",
            "Ruritania,RURI,name,,,a",
            "aliases.csv: table aliases, column actor_id: 1 not in actors.actor_id: (alias=Ruritania",
        ),
        ("aliases", "Russia,AZE,name,,,a", "'Russia' names"),
        ("aliases", "Ruritania,AZE,nick,,,a", "column alias_kind is none of"),
        ("aliases", "Ruritania,AZE,name,,,", "column provenance is empty"),
        ("aliases", "Ruritania,AZE,name,2020-13-01,,a", "column valid_from is no day"),
        ("aliases", "Ruritania,AZE,name", "missing cells"),
        ("predicates", "VERB:zap,zap,VERB,nowhere,,,,,A zapped B.", "not in frames.frame_id"),
        ("places", "x,X,planet,,,,,a", "column place_kind is none of"),
        ("actors", "AZE,Azerbaijan,state,,AZE,,a", "the same key (actor_id) stands twice"),
    ],
)
def test_a_wrong_row_is_found(world, table, line, said):
    number = append(world.path(table), line)
    found = problems(world)
    assert found and any(table in problem for problem in found)
    if said != "missing cells":
        assert any(said in problem for problem in found), found
    if "column " in said and "not in" not in said or "names" in said:
        assert any(str(number) in problem for problem in found), found


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("case.yaml", "parties: [ARM, RURI]", "RURI is no actor"),
        ("case.yaml", "sides: {NKR: ARM}", "none of the parties"),
        ("case.yaml", "party: x", "expected the keys title, parties"),
        (
            "roles.csv",
            "actor_id,conflict_role,side,valid_from,valid_to,provenance\nRUS,boss,,,,a\n",
            "conflict_role is none of",
        ),
        ("articles/b.md", "Iran spoke on Monday.", "no day of publication; add `published:"),
        ("articles/b.md", "---\npublished: 2020-13-07\n---\nIran spoke.", "published: '2020-13-07' is no date"),
        (
            "articles/b.md",
            "---\nofficial_line: RURI\npublished: 2020-10-07\n---\nIran spoke.",
            "official_line: RURI is no actor",
        ),
        ("articles/b.md", "---\nkind: poem\npublished: 2020-10-07\n---\nIran spoke.", "kind: 'poem' is none of"),
        ("articles/b.md", "---\ntitle: a: b\n---\nIran spoke.", "bad_front_matter: line 2"),
    ],
)
def test_a_wrong_case_file_is_found(world, file, text, said):
    (world.case / file).write_text(text, encoding="utf-8")
    found = problems(world)
    assert len(found) == 1 and file in found[0] and said in found[0]


def test_check_tells_and_fails(world, capsys):
    assert check.main(world) == 0
    append(world.path("aliases"), "Ruritania,RURI,name,,,a")
    assert check.main(world) == 2
    shown = capsys.readouterr()
    assert "RURI" in shown.err and shown.out.endswith("1 problems\n")


def test_a_case_that_is_not_there(capsys):
    assert main(["check", "--case", "nowhere"]) == 2
    assert "no such case" in capsys.readouterr().err


# the dictionary


def test_the_data_dictionary_is_up_to_date():
    """Run `parley dictionary` after a change in columns.csv or catalogue.csv."""
    assert (DATA / "README.md").read_text(encoding="utf-8") == dictionary.readme()
    assert (DATA / "tables" / "datapackage.json").read_text(encoding="utf-8") == dictionary.datapackage()


def test_the_dictionary_describes_every_column():
    text = dictionary.readme()
    for table, columns in tables.dictionary().items():
        section = text.split(f"\n### {table}\n", 1)[1].split("\n### ", 1)[0]
        assert all(f"| {column.name} |" in section or f"| **{column.name}** |" in section for column in columns), table


def test_the_package_describes_the_files():
    package = json.loads(dictionary.datapackage())
    for resource in package["resources"]:
        path = DATA / "tables" / resource["path"]
        names = [found["name"] for found in resource["schema"]["fields"]]
        if path.exists():
            assert path.read_text(encoding="utf-8").split("\n", 1)[0] == ",".join(names)
        others = {"": resource, **{other["name"]: other for other in package["resources"]}}  # "" is the table itself
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["fields"] in others[key["reference"]["resource"]]["schema"]["primaryKey"]
