"""The whole river on a toy case: the same bytes whatever the order of files and the number of workers; clear errors."""

from __future__ import annotations

import ast
import csv

import pytest

from analysis.__main__ import main
from analysis.paths import ROOT

ARTICLES = {
    "2020-10-07-talks.md": "---\ntitle: Talks in Moscow\npublisher: Toy Wire\nlicence: CC0-1.0\n---\nArmenian Foreign Minister Zohrab Mnatsakanyan met his "
    "Russian counterpart Sergei Lavrov in Moscow on Wednesday.\n\nTurkey accused Armenia of shelling civilians.\n",
    "2020-10-08-appeal.txt": "France urged Armenia and Azerbaijan to stop the fighting.\n\nAzerbaijan denied that it had shelled Stepanakert.\n",
    "2020-10-09-strike.html": "<html><head><title>Strike</title></head><body><p>Azerbaijani forces shelled Stepanakert on Friday, the Armenian defence "
    "ministry said.</p><p>Iran offered to mediate between Armenia and Azerbaijan.</p></body></html>",
    "broken.pdf": "%PDF-1.4 not really",
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "my case"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def river(folder, out, *options) -> int:
    return main(["river", str(folder), "--out", str(out), "--no-report", *options])


def contents(out) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: raw for name, raw in found.items() if "interim/cache" not in name}


def table(out, name: str) -> list[dict[str, str]]:
    with (out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_the_river_twice_gives_the_same_bytes(folder, tmp_path, capsys):
    assert river(folder, tmp_path / "one", "--workers", "1") == 0
    said = capsys.readouterr().out
    assert "3 articles + 1 rejects = 4 files" in said and " codings, " in said and " events, " in said
    assert [row["reason"] for row in table(tmp_path / "one", "rejects")] == ["unreadable"]
    assert {row["case_id"] for row in table(tmp_path / "one", "articles")} == {"my case"}
    codings = table(tmp_path / "one", "codings")
    assert {"ACCUSE", "CONSULT", "DENY", "REQUEST"} <= {row["event_type"] for row in codings}
    assert all(row["sentence_id"].startswith("2020-10-") for row in codings)
    other = tmp_path / "again" / "my case"
    other.mkdir(parents=True)
    for name in reversed(ARTICLES):  # written in another order, parsed by two workers
        (other / name).write_text(ARTICLES[name], encoding="utf-8")
    assert river(other, tmp_path / "two", "--workers", "2") == 0
    assert river(other, tmp_path / "two", "--workers", "2") == 0  # over what is there, from the cache
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert list(one) == list(two)
    assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.slow
@pytest.mark.parametrize("text", [None, "Nothing happened."])
def test_a_river_without_events(tmp_path, text, capsys):
    (tmp_path / "case").mkdir()
    if text:
        (tmp_path / "case" / "a.txt").write_text(text, encoding="utf-8")
    assert river(tmp_path / "case", tmp_path / "out") == 0
    assert "0 codings, 0 events, 0 interactions" in capsys.readouterr().out
    assert table(tmp_path / "out", "events") == []


def test_clear_errors(folder, tmp_path, capsys):
    assert river(tmp_path / "nowhere", tmp_path / "out") == 2
    assert "nowhere: no such folder" in capsys.readouterr().err
    assert river(folder, folder / "out") == 2
    assert "lies in the folder of articles" in capsys.readouterr().err
    (folder / "case.yaml").write_text("parties: ARM", encoding="utf-8")
    assert river(folder, tmp_path / "out") == 2
    assert "parties: expected two actor codes" in capsys.readouterr().err
    (tmp_path / "file").write_text("", encoding="utf-8")
    (folder / "case.yaml").unlink()
    assert river(folder, tmp_path / "file" / "out") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) <= 2


@pytest.mark.parametrize("words", [["river", "x", "--out", "y", "--published", "soon"], ["nothing"], []])
def test_usage_errors(words, capsys):
    with pytest.raises(SystemExit) as error:
        main(words)
    assert error.value.code == 2
    assert "usage: parley" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["code", "river", "add", "check", "report", "articles", "codings"])
def test_every_help_page_shows_an_example(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert f"example:\n  parley {command}" in capsys.readouterr().out


def prints(path) -> bool:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id == "print" for call in calls)


def test_library_code_does_not_print():
    """It returns what it has to say; only commands print."""
    commands = {"__main__.py", "check.py", "dictionary.py", "handbook.py", "progress.py", "intake/canonical.py", "coding/command.py",
                "exporting/command.py", "comparing/diff_command.py", "comparing/compare_command.py"}  # fmt: skip
    modules = {
        path.relative_to(ROOT / "analysis").as_posix() for path in (ROOT / "analysis").rglob("*.py") if prints(path)
    }
    assert modules <= commands
