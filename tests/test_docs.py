"""What the pages say is so: their commands exist, their files and columns are there, their excerpts stand in the tables."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis import __version__, handbook, params, runner, tables
from analysis.__main__ import main, parser
from analysis.paths import DOCS, PARAMS, ROOT, catalogue, default_workspace, river_workspace
from analysis.progress import silent
from analysis.reporting import since
from analysis.reporting.data import load

PAGES = {path.relative_to(ROOT).as_posix(): path for path in [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]}
# files a reader makes or brings, and folders of a reader's own
OF_THE_READER = (
    "article.txt", "~*", "data/cases/my-conflict*", "news.jsonl", "GEDEvent*", "my-acled*", "2020*", "comparison",
    "karabakh.*", "signed.csv", "dvc_plots*", "data/exports*", "case.yaml", "/path*", ".dvc/tmp", ".venv*",
)  # fmt: skip
OTHERS = {".", "cp", "echo", "git"}  # commands of other programs the pages use


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def shell_lines() -> list[tuple[str, str]]:
    """(page, command) of every line of the fenced blocks marked sh, each part of a pipe for itself."""
    found = []
    for name, path in PAGES.items():
        for block in blocks(path.read_text(encoding="utf-8"), "sh"):
            for line in filter(str.strip, block.splitlines()):
                assert not line.startswith("#"), f"{name}: {line!r}: say it in words beside the block"
                found += [(name, shlex.join(words)) for words in piped(line)]
    return found


def piped(line: str) -> list[list[str]]:
    """The words of each command of a pipe or chain."""
    parts: list[list[str]] = [[]]
    for word in shlex.split(line):
        if word in ("|", "&&"):
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def excerpts(text: str) -> list[tuple[str, list[str], list[list[str]]]]:
    """(file, columns, rows) of every Markdown table that stands below a line holding only the name of a derived table."""
    pattern = r"^`data/tables/(\w+)\.csv`\n\n((?:\|.*\|\n)+)"
    return [(name, *markdown_table(table)) for name, table in re.findall(pattern, text, re.MULTILINE)]


def markdown_table(text: str) -> tuple[list[str], list[list[str]]]:
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.strip().splitlines()]
    return lines[0], lines[2:]


@pytest.fixture(params=PAGES, ids=list(PAGES))
def page(request) -> str:
    return PAGES[request.param].read_text(encoding="utf-8")


# commands


@pytest.mark.parametrize("where, line", shell_lines(), ids=[f"{where}: {line}" for where, line in shell_lines()])
def test_every_command_is_one(where, line):
    command, *rest = shlex.split(line)
    if command == "parley":
        if "--help" in rest:
            with pytest.raises(SystemExit) as ended:
                parser().parse_args(rest)
            assert ended.value.code == 0
        else:
            parser().parse_args(rest)
    elif command == "make":
        targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]
        assert rest[0] in targets.split() and all(word.startswith("ARGS=") for word in rest[1:])
    elif command == "dvc":
        from dvc.cli import parse_args

        known = parse_args(rest)
        changes = getattr(known, "set_param", None) or []
        stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
        assert all(is_parameter(change.partition("=")[0]) for change in changes)
        assert not getattr(known, "set_param", None) or set(known.targets) <= set(stages)
    else:
        assert command in OTHERS, f"{where}: {command}"


def is_parameter(name: str) -> bool:
    section, _, key = name.partition(".")
    return key in (yaml.safe_load(PARAMS.read_text(encoding="utf-8")).get(section) or {})


def test_every_command_of_parley_is_explained_by_an_example(capsys):
    """The help of each command ends with an example that the command line accepts."""
    commands = next(action for action in parser()._actions if action.dest == "command").choices
    for name, command in commands.items():
        said = command.format_help()
        examples = re.findall(r"^  (.*\bparley .*)$", said.partition("example")[2], re.MULTILINE)
        assert examples, f"parley {name} --help shows no example"
        for example in examples:
            for words in piped(example):
                if words[0] == "parley":
                    assert parser().parse_args(words[1:]).command == name
        assert len(command.description.split()) >= 12, f"parley {name} --help says too little"


@pytest.mark.parametrize("block", [b for path in PAGES.values() for b in blocks(path.read_text("utf-8"), "python")])
def test_every_python_block_runs(block):
    done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0 and done.stdout, done.stderr


@pytest.mark.slow
def test_the_sentence_of_the_page_is_coded_as_the_page_says(monkeypatch, capsys):
    text = PAGES["docs/analyst.md"].read_text(encoding="utf-8")
    sentence = re.search(r'^echo "(.*)" \| parley code - --format table$', text, re.MULTILINE)[1]
    columns, rows = markdown_table(re.search(r"^\| status \| event_type .*\n(?:\|.*\n)+", text, re.MULTILINE)[0])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sentence.encode()), encoding="utf-8"))
    assert main(["code", "-", "--format", "csv"]) == 0
    made = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype=str, keep_default_na=False)
    assert made[columns].to_numpy().tolist() == rows


# files, columns, numbers


def test_every_link_leads_somewhere(page, request):
    home = PAGES[request.node.callspec.params["page"]].parent
    for target in re.findall(r"\]\(([^)\s]+)\)", page):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = home / path if path else PAGES[request.node.callspec.params["page"]]
        assert file.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, target


def test_every_file_named_is_there(page):
    for word in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page):
        if re.search(r"[\s<>*{}=|…]|NAME", word) or any(fnmatch(word, known) for known in OF_THE_READER):
            continue
        if "/" in word and not word.startswith(("http", "--", "-")) and re.match(r"[\w.]", word) and not word.endswith("/N"):
            assert (ROOT / word).exists() or derived(word), word
        elif re.fullmatch(r"\w+\.csv", word):
            assert word.removesuffix(".csv") in catalogue() or list((ROOT / "data").rglob(word)), word
        elif re.fullmatch(r"Makefile|LICENSE|[\w-]+\.(?:md|yaml|toml|lock|cff)", word):
            assert (ROOT / word).exists() or (DOCS / word).exists(), word


def derived(word: str) -> bool:
    """A file that a run makes, as the catalogue or dvc.yaml names it."""
    text = (ROOT / "dvc.yaml").read_text(encoding="utf-8")
    return word.rstrip("/") in text or Path(word).stem in runner.REPORTS or word in ("data/interim/", "article_id#003/1")


def test_every_column_named_is_in_its_table(page):
    for table, column in re.findall(r"`([a-z_]+)\.([a-z_]+)`", page):
        if column in ("py", "csv", "md", "yaml", "lock", "toml", "pdf", "html", "gexf", "ipynb", "tsv"):
            continue
        if table in tables.dictionary():
            assert column in {known.name for known in tables.schema(table)}, f"{table}.{column}"
        else:
            assert is_parameter(f"{table}.{column}"), f"{table}.{column} is no column and no parameter"


def test_every_excerpt_stands_in_its_table():
    found = excerpts(PAGES["docs/analyst.md"].read_text(encoding="utf-8"))
    assert [name for name, _, _ in found] == ["codings", "events", "interactions", "edges"]
    for name, columns, rows in found:
        frame = tables.read(name, default_workspace()).astype("object").fillna("").astype(str)
        there = set(frame[columns].itertuples(index=False, name=None))
        for row in rows:
            assert tuple(row) in there, f"{name}.csv has no row {row}"


def test_the_sentences_of_the_example_are_those_of_its_codings():
    text = PAGES["docs/analyst.md"].read_text(encoding="utf-8")
    sentences = tables.read("sentences", default_workspace()).set_index("sentence_id")["text"]
    quoted = re.findall(r"^> (.*)$", text, re.MULTILINE)
    named = [row[0] for row in excerpts(text)[0][2]]
    assert quoted == [" ".join(sentences[sentence_id].split()) for sentence_id in named]


def test_the_section_of_changes_begins_as_the_page_says(tmp_path):
    """The page's two articles, one run without the second and one with it: the first row of the chronicle's section."""
    page = PAGES["docs/analyst.md"].read_text(encoding="utf-8").partition("## What changed since the last run")[2]
    shown = re.search(r"^\| changed \|(.*)\|$", page, re.MULTILINE)[1].split("|")
    own = default_workspace(params.load().case).articles
    case, settings = tmp_path / "articles", replace(params.load(), parse=replace(params.load().parse, workers=1))
    case.mkdir()
    runs = {}
    for name, day in (("monday", "2020-10-07"), ("tuesday", "2020-10-12")):
        shutil.copy(next(own.glob(f"{day}-*.md")), case)
        runs[name] = river_workspace(case, tmp_path / name)
        runner.run_river(runs[name], settings, report=False, progress=silent)
    words, table = since.since(load(runs["tuesday"]), str(tmp_path / "monday"))
    begins = re.search(r'starts with "(.*?)"', page)[1]
    assert words.plain.startswith(begins)
    first = [" ".join("".join(run[0] for run in cell).split()) for cell in table.data["rows"][0]]
    assert [first[0], *first[1:5]] == ["changed", *(cell.strip() for cell in shown)]


def test_the_codebook_names_every_type_status_and_role():
    text = PAGES["docs/codebook.md"].read_text(encoding="utf-8")
    for column in ("event_type", "status"):
        listed = re.findall(r"^\| (\w+) \| [^|]+ \|$", text, re.MULTILINE)
        assert set(tables.vocabulary("codings", column)) <= set(listed)
    assert all(role in text for role in tables.vocabulary("participants", "role"))


def test_the_gold_described_is_the_gold_there():
    sheet = (default_workspace().case / "gold_sheet.tsv").read_text(encoding="utf-8").splitlines()[1:]
    documents = {line.split("\t")[0] for line in sheet if line}
    for name in ("docs/scholar.md", "docs/codebook.md"):
        text = PAGES[name].read_text(encoding="utf-8")
        assert f"{len(documents)} whole articles" in text and f"{len([line for line in sheet if line])} sentences" in text


# generated parts


def test_generated_parts_equal_their_source():
    pages = handbook.pages()
    assert {"analyst.md", "engineer.md", "codebook.md"} <= {path.name for path in pages}
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run `parley dictionary`"


def test_every_part_is_used_and_a_wrong_one_is_noticed():
    used = {name for path in handbook.pages() for _, name, _ in handbook.PART.findall(path.read_text(encoding="utf-8"))}
    assert used == set(handbook.PARTS)
    with pytest.raises(KeyError, match="nobody"):
        handbook.filled("<!-- made: nobody -->\nx\n<!-- end -->")


def test_the_stages_of_the_page_are_those_of_the_river():
    text = PAGES["docs/engineer.md"].read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", handbook.PART.search(text)[0], re.MULTILINE)
    assert listed == [*runner.STAGES, "clean", "report"]


# citing


def test_the_citation_is_complete_and_of_this_version():
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert found["cff-version"] == "1.2.0" and found["type"] == "software"
    assert found["version"] == project["version"] == __version__ and found["license"] == project["license"]
    assert all(found[key] for key in ("message", "title", "abstract", "authors", "keywords", "references"))
    assert all(entry["title"] and entry["authors"] for entry in found["references"])
    assert found["title"].rstrip(".") in PAGES["docs/scholar.md"].read_text(encoding="utf-8")


def test_readme_stays_the_first_page():
    text = PAGES["README.md"].read_text(encoding="utf-8")
    assert len(text.split()) < 1200
    for name in PAGES:
        assert name == "README.md" or f"({name})" in text, f"README.md does not lead to {name}"
