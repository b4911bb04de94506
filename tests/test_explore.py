"""The notebook `explore`: what a choice keeps, and that it runs from top to bottom with working widgets."""

from __future__ import annotations

import nbformat
import pytest

from analysis import params
from analysis.paths import NOTEBOOKS, default_workspace
from analysis.reporting import data, explore
from analysis.reporting.report import execute


@pytest.fixture(scope="module")
def run():
    return data.load(default_workspace())


def test_everything_is_every_event_of_the_window(run):
    events = explore.chosen(run, explore.everything(run))
    start, end = run.window
    dated = events[events["event_date"].str.len() == 10]["event_date"]
    assert len(events) <= len(run.events) and dated.between(start, end).all()


def test_a_choice_keeps_what_it_names(run):
    choice = explore.Choice("2020-10-10", "2020-10-10", ("RUS",), ("communication",), ("realised",), 0.5)
    events = explore.chosen(run, choice)
    assert len(events) and set(events["layer"]) == {"communication"} and set(events["status"]) == {"realised"}
    assert (events["confidence"] >= 0.5).all()
    for event in events.itertuples():
        assert "RUS" in f"{event.source};{event.target};{event.third_parties}".split(";")
        assert event.event_date in ("2020-10-10", "") or len(event.event_date) < 10


def test_the_graph_and_the_sentences_are_of_the_choice(run):
    events = explore.chosen(run, explore.Choice(*run.window, ("IRN",)))
    assert "IRN" in explore.graph(run, events) and explore.sigma(run, events) is not None
    shown = explore.sentences(run, events, 5)
    assert len(shown) == 5 and shown["sentence"].str.len().min() > 10
    assert explore.sentences(run, events.head(0)).empty


def test_an_event_without_an_exact_day_is_where_it_was_reported_and_comes_last(run):
    inexact = run.events[(run.events["event_date"].str.len() != 10) & (run.events["first_reported"] != "")]
    one = inexact.sort_values("event_id").iloc[0]
    inside = explore.chosen(run, explore.Choice(one["first_reported"], one["first_reported"]))
    assert one["event_id"] in set(inside["event_id"])
    exact = (inside["event_date"].str.len() == 10).tolist()
    assert exact == sorted(exact, reverse=True)
    before = explore.Choice("1990-01-01", "1990-01-02")
    assert one["event_id"] not in set(explore.chosen(run, before)["event_id"])


def test_what_is_shown_follows_the_widgets(run):
    box = explore.explorer(run)
    _, _, boxes, line, networks, below = box.children
    actors, layers, statuses = boxes.children
    assert [title.rpartition(" (")[0] for title in networks.titles] == list(explore.LAYERS.values())
    counts = [int(title.rpartition("(")[2].strip(")")) for title in networks.titles]
    assert sum(counts) == int(line.value.split()[0]) and len(networks.children) == 4 and networks.selected_index == 0
    first, seen = line.value, [bytes(networks.children[0].value), bytes(below.children[0].value), below.children[1].value]
    assert all(image.startswith(b"\x89PNG") for image in seen[:2])
    statuses.value = ("planned",)
    then = [bytes(networks.children[0].value), bytes(below.children[0].value), below.children[1].value]
    assert line.value != first and not set(then) & set(seen)
    assert "planned" in then[2] and ">happened<" not in then[2]
    assert int(networks.titles[networks.selected_index].rpartition("(")[2].strip(")")) > 0, "opens where something is"
    layers.value = ("process",)
    assert [title.startswith(explore.LAYERS["process"]) for title in networks.titles] == [True]
    layers.value = ()
    assert line.value.startswith("0 of") and networks.children == ()


def test_the_layers_of_the_pictures_are_not_pooled(run):
    words = lambda figure: " ".join(text.get_text() for legend in figure.legends for text in legend.get_texts())  # noqa: E731
    assert "talked" in words(explore.picture(run, run.events))
    assert "talked" not in words(explore.picture(run, run.events, "relation"))
    only = run.events[run.events["layer"] == "relation"]
    talks = explore.picture(run, only)
    assert not [text for text in talks.axes[0].texts if text.get_text().isdigit()], "no talk, no line"


def test_words_of_articles_are_literal(run):
    rows = explore.sentences(run, run.events, 1).assign(sentence="<script>alert(1)</script> & <b>x</b>")
    shown = explore.sheet(rows).value
    assert "<script" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in shown


def test_the_graph_starts_from_the_same_places_and_names_layers_in_words(run):
    one, two = (explore.sigma(run, run.in_window) for _ in range(2))
    assert one.data == two.data and one.layout == two.layout
    assert {edge["attributes"]["kind"] for edge in one.data["edges"]} <= set(explore.LAYERS.values())


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(tmp_path):
    source = tmp_path / "explore.ipynb"
    source.write_text((NOTEBOOKS / "explore.ipynb").read_text(encoding="utf-8"), encoding="utf-8")
    workspace = default_workspace(params.load().case)
    given = {"case_dir": str(workspace.case), "tables_dir": str(workspace.tables), "interim_dir": "", "reports_dir": "", "top_events": 5}  # fmt: skip
    made = execute(source, given)
    kinds = {kind for cell in made.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
    assert "application/vnd.jupyter.widget-view+json" in kinds
    shown = [output["data"] for cell in made.cells for output in cell.get("outputs", []) if "data" in output]
    assert sum("application/vnd.jupyter.widget-view+json" in data for data in shown) == 3, "widgets, graph, sentences"
    assert isinstance(made, nbformat.NotebookNode)
