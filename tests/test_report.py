"""The report: hostile text stays text, twice the same bytes, an empty case gives a report that says so."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest

from analysis import params, runner
from analysis.figures.network import network, places
from analysis.figures.timeline import timeline
from analysis.paths import ROOT, river_workspace
from analysis.progress import silent
from analysis.reporting import blocks, report, sections
from analysis.reporting.data import load
from analysis.reporting.typeset import pdf, printable
from analysis.reporting.wording import day

SETTINGS = replace(params.load(), parse=replace(params.load().parse, workers=1))
HOSTILE = '#eval("1+1") $x^2$ \\input{secret} <script>alert(1)</script> *bold* _under_ @label `code` // comment /* */ =1+1 #image("x.png")'
TEXTS = {
    "2020-10-06-first.md": "Azerbaijan shelled Stepanakert on Monday, Armenia said. Baku denied it. Russian President Vladimir Putin spoke to Nikol Pashinyan by phone.",
    "2020-10-07-second.md": f"Armenia accused Turkey of sending fighters to Azerbaijan, saying {HOSTILE} was heard. Iran offered to mediate between Armenia and Azerbaijan.",
    "2020-10-08-third.md": "Armenia met Azerbaijan in Geneva for talks hosted by France. Աdelays Հայաստան Azərbaycan Şuşa საქართველო Россия ایران \U0001f600 \u202e were names.",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / 'a case $x^2$ #eval("1+1")'
    case.mkdir()
    for name, text in TEXTS.items():
        (case / name).write_text(
            f"---\ntitle: 'Title {HOSTILE.replace(chr(39), '')}'\npublished: {name[:10]}\npublisher: '{HOSTILE[:20]}'\n---\n\n{text}\n",
            encoding="utf-8",
        )
    made = river_workspace(case, tmp_path_factory.mktemp("out"))
    runner.run_river(made, SETTINGS, report=False, progress=silent)
    return made


def words(data: bytes, tmp_path) -> str:
    file = tmp_path / "read.pdf"
    file.write_bytes(data)
    return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


FIGURE = {"chronicle": "network", "mediation": "network", "quality": "voices"}


@pytest.mark.parametrize("name", runner.REPORTS)
def test_report_is_made_twice_the_same(workspace, name):
    first = report.run(name, workspace, SETTINGS).read_bytes()
    second = report.run(name, workspace, SETTINGS).read_bytes()
    assert first == second and first.startswith(b"%PDF")
    reader = pypdf.PdfReader(workspace.reports / f"{name}.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and reader.trailer["/Root"]["/Lang"] == "en"
    assert "Summary" in [item.title for item in reader.outline if not isinstance(item, list)]
    assert (workspace.reports / "figures" / name / f"{FIGURE[name]}.png").stat().st_size > 3_000
    text = words(first, workspace.reports).replace("\n", "").replace(" ", "")
    for piece in ('#eval("1+1")', "$x^2$"):  # the case's name, publishers, titles and sentences are hostile here
        assert piece in text, f"{name}: {piece}"


def test_hostile_text_stays_text(tmp_path):
    shown = [blocks.title(HOSTILE, HOSTILE, [HOSTILE], HOSTILE), blocks.heading(HOSTILE), blocks.paragraph(HOSTILE, (HOSTILE, "b")),
             blocks.points([HOSTILE]), blocks.table([HOSTILE], [[HOSTILE]], [1], HOSTILE)]  # fmt: skip
    found = words(pdf([block.data for block in shown], HOSTILE, "2020-11-12"), tmp_path)
    for piece in (
        '#eval("1+1")',
        "$x^2$",
        "\\input{secret}",
        "<script>alert(1)</script>",
        "*bold*",
        "@label",
        "`code`",
    ):
        assert found.replace("\n", "").replace(" ", "").count(piece.replace(" ", "")) >= 5, piece


def test_names_of_the_region_are_printed(tmp_path):
    names = "Հայաստան Azərbaycan Şuşa საქართველო Россия ایران"
    found = words(pdf([blocks.paragraph(names).data], "x", "2020-11-12"), tmp_path)
    for name in ("Հայաստան", "Azərbaycan", "Şuşa", "საქართველო", "Россия"):
        assert name in found
    assert printable("a\x00b\U00020000c") == "a b\ufffdc"


def test_a_case_without_events_gives_a_report_that_says_so(tmp_path):
    case = tmp_path / "empty"
    case.mkdir()
    (case / "note.txt").write_text("The weather was fine.\n\nNothing else was said.", encoding="utf-8")
    made = river_workspace(case, tmp_path / "out")
    runner.run_river(made, SETTINGS, progress=silent)
    for name in runner.REPORTS:
        assert "No event was found" in words((made.reports / f"{name}.pdf").read_bytes(), tmp_path), name


def test_unknown_parameter_fails(workspace):
    with pytest.raises(report.ReportError, match="no colour"):
        report.execute(workspace.interim / "notebooks" / "chronicle.ipynb", {"colour": "red"})


def test_failing_cell_is_named(workspace, tmp_path):
    notebook = json.loads((workspace.interim / "notebooks" / "chronicle.ipynb").read_text(encoding="utf-8"))
    notebook["cells"][2]["source"] = "raise ValueError('as it must')"
    broken = tmp_path / "broken.ipynb"
    broken.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(report.ReportError, match="cell .*ValueError: as it must"):
        report.execute(broken, {"top_events": 5})


def test_every_figure_has_caption_and_words(workspace):
    run = load(workspace)
    drawn = [
        blocks.figure(timeline(run.in_window, *run.window, sections.ceasefires(run)), "t", "a caption", "in words")
    ]
    drawn.append(blocks.figure(network(run.edges, run.nodes, run.parties), "n", "a caption", "in words"))
    for block in drawn:
        assert (
            block.data["caption"]
            and block.data["alt"]
            and block.data["svg"].startswith("<?xml")
            and "dc:date" not in block.data["svg"]
        )


def test_parties_stand_left_and_right_in_alphabetical_order():
    where = places(("AZE", "ARM"), ["AZE", "RUS", "ARM", "FRA"])
    assert where["ARM"] == (-1.0, 0.0) and where["AZE"] == (1.0, 0.0)
    assert all(abs(where[code][0]) < 0.5 for code in ("RUS", "FRA"))


def test_days_in_words():
    assert [day(iso) for iso in ("2020-10-07", "2020-10", "1994", "199X", "")] == [
        "7 Oct 2020",
        "Oct 2020",
        "1994",
        "1990s",
        "no date",
    ]


def test_command_line_makes_a_report(workspace, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "analysis",
            "river",
            str(workspace.case),
            "--out",
            str(tmp_path / "o"),
            "--workers",
            "1",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "3 articles + 0 rejects = 3 files" in done.stdout
    made = {path.stem for path in (tmp_path / "o" / "reports").glob("*.pdf")}
    assert made == set(runner.REPORTS)
    for path in (tmp_path / "o" / "reports").glob("*.pdf"):
        assert str(path) in done.stdout
