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


def test_widgets_follow_one_another(run):
    box = explore.explorer(run)
    made = explore.controls(run)
    made.actors.value = ("TUR",)
    assert made.choice.actors == ("TUR",) and made.choice.statuses == tuple(explore.STATUS)
    assert len(box.children) == 4


@pytest.mark.slow
def test_the_notebook_runs_from_top_to_bottom(tmp_path):
    source = tmp_path / "explore.ipynb"
    source.write_text((NOTEBOOKS / "explore.ipynb").read_text(encoding="utf-8"), encoding="utf-8")
    workspace = default_workspace(params.load().case)
    given = {"case_dir": str(workspace.case), "tables_dir": str(workspace.tables), "interim_dir": "", "reports_dir": "", "top_events": 5}  # fmt: skip
    made = execute(source, given)
    kinds = {kind for cell in made.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
    assert "application/vnd.jupyter.widget-view+json" in kinds and "text/html" in kinds
    assert isinstance(made, nbformat.NotebookNode)
