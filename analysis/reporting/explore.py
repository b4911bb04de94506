"""What the notebook `explore` shows: a choice of events by widgets, and the network, the days and the sentences of the choice."""

from __future__ import annotations

import html
import io
from dataclasses import dataclass, fields

import ipywidgets as widgets
import networkx as nx
import pandas as pd
from ipysigma import Sigma
from matplotlib.figure import Figure

from analysis.figures.network import network
from analysis.figures.style import PARTY, QUADS, THIRD
from analysis.figures.timeline import timeline
from analysis.measures import edges, graphs
from analysis.measures.records import records
from analysis.reporting.data import Run
from analysis.reporting.sections import sides
from analysis.reporting.wording import LAYERS, STATUS, VERBS, count
from analysis.reporting.wording import day as in_words

NO_MARKS = pd.DataFrame({"day": [], "label": []})
MOST_ROWS = 200
COLUMNS = ("day", "who", "what", "did it happen", "who says so", "sentence", "where")
WIDTHS = (8, 13, 12, 10, 12, 31, 14)  # of the columns, in per cent
LAYER_COLOURS = dict(zip(LAYERS.values(), (QUADS["MC"], QUADS["VC"], QUADS["VK"], "#bbbbbb"), strict=True))


@dataclass(frozen=True)
class Choice:
    """What is looked at: days from start to end, actors (none: all), layers, statuses, least confidence."""

    start: str
    end: str
    actors: tuple[str, ...] = ()
    layers: tuple[str, ...] = tuple(LAYERS)
    statuses: tuple[str, ...] = tuple(STATUS)
    confidence: float = 0.0


def everything(run: Run) -> Choice:
    """The whole window and all events."""
    return Choice(*run.window)


def chosen(run: Run, choice: Choice) -> pd.DataFrame:
    """The events of a choice in the order of their days, those without an exact day last.

    Such an event is in the window if it was reported there.
    """
    events = run.events
    exact = events["event_date"].str.len() == 10
    inside = (events["event_date"] >= choice.start) & (events["event_date"] <= choice.end)
    told = (events["last_reported"] >= choice.start) & (events["first_reported"] <= choice.end)
    kept = inside.where(exact, told | (events["first_reported"] == ""))
    kept &= events["layer"].isin(choice.layers) & events["status"].isin(choice.statuses)
    kept &= events["confidence"] >= choice.confidence
    if choice.actors:
        wanted = set(choice.actors)
        everybody = events["source"] + ";" + events["target"] + ";" + events["third_parties"]
        kept &= everybody.map(lambda codes: bool(wanted & set(codes.split(";"))))
    return events.assign(inexact=~exact)[kept].sort_values(["inexact", "event_date", "event_id"]).drop(columns="inexact")


def edge_rows(run: Run, events: pd.DataFrame) -> list[dict]:
    """The edges of some events, as in the table edges."""
    kept = run.interactions[run.interactions["event_id"].isin(events["event_id"])]
    return edges.edges(records(kept))


def picture(run: Run, events: pd.DataFrame, layer: str = "communication") -> Figure:
    """The network of some events in one layer (layers are never pooled), in the fixed places of all pictures."""
    found = pd.DataFrame(edge_rows(run, events[events["layer"] == layer]), columns=list(run.edges.columns[:13]))
    found["n_events"] = found["n_realised"].where(found["n_realised"] > 0, found["n_events"])  # the number of what happened
    return network(found, run.nodes, run.parties, "talked" if layer == "communication" else "happened")


def days(run: Run, events: pd.DataFrame, choice: Choice) -> Figure:
    """Events a day by kind."""
    return timeline(events, choice.start, choice.end, NO_MARKS)


def graph(run: Run, events: pd.DataFrame) -> nx.MultiDiGraph:
    """The layered multigraph of some events that happened."""
    return graphs.multigraph(run.nodes.to_dict("records"), edge_rows(run, events))


def sigma(run: Run, events: pd.DataFrame) -> Sigma:
    """The same graph to drag, zoom and search; names of layers in words, everybody labelled."""
    made = graph(run, events)
    made.remove_nodes_from([node for node in list(made) if not made.degree(node)])
    kinds = {node: "party" if node in run.parties else "third party" for node in made}
    nx.set_node_attributes(made, kinds, "side")
    for _, _, edge in made.edges(data=True):
        edge["kind"] = LAYERS[edge["layer"]]
    sides_of = sorted(run.parties)[:2]
    return Sigma(
        made, node_label="label", node_size=dict(made.degree(weight="weight")), node_size_range=(5, 18), node_color="side",
        node_color_palette={"party": PARTY, "third party": THIRD}, edge_size="weight", edge_color="kind", edge_color_palette=LAYER_COLOURS,
        default_edge_type="curve", show_all_labels=True, layout=_circle(sorted(made), sides_of), start_layout=4, height=560,
    )  # fmt: skip


def _circle(nodes: list[str], parties: list[str]) -> dict[str, dict[str, float]]:
    """Where the layout of the graph starts, the same every time: the parties at the sides, the others in a ring between."""
    others = [node for node in nodes if node not in parties]
    ring = nx.circular_layout(others, scale=0.6) if others else {}
    where = {node: (float(x), float(y)) for node, (x, y) in ring.items()} | dict(
        zip(parties, ((-1.0, 0.0), (1.0, 0.0)), strict=False)
    )
    return {node: {"x": x, "y": y} for node, (x, y) in where.items() if node in nodes}


def sentences(run: Run, events: pd.DataFrame, top: int = MOST_ROWS) -> pd.DataFrame:
    """One row per event (columns COLUMNS): day, who, what, whether it happened, who says so, and the sentence that tells it best."""
    rows = []
    for event in events.head(top).itertuples():
        told = run.evidence.loc[event.evidence]
        rows.append(
            (
                in_words(event.event_date), sides(run, event), VERBS[event.event_type], STATUS[event.status],
                run.names(event.claimants), told.sentence, event.evidence,
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def sheet(rows: pd.DataFrame) -> widgets.HTML:
    """Such rows as a table to read: whole sentences, their words literal, in a box of its own."""
    cells = lambda tag, values: "".join(  # noqa: E731
        f'<{tag} style="text-align:left;vertical-align:top;white-space:normal;width:{width}%;overflow-wrap:break-word">{html.escape(str(value))}</{tag}>'
        for value, width in zip(values, WIDTHS, strict=True)
    )
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows.itertuples(index=False))
    table = f'<table style="table-layout:fixed;width:100%"><thead><tr>{cells("th", rows.columns)}</tr></thead><tbody>{body}</tbody></table>'
    return widgets.HTML(
        f'<div class="jp-RenderedHTMLCommon" style="max-height:460px;overflow:auto" tabindex="0">{table}</div>',
        layout=widgets.Layout(width="98%"),
    )


@dataclass(frozen=True)
class Controls:
    """The widgets of a choice."""

    days: widgets.SelectionRangeSlider
    actors: widgets.SelectMultiple
    layers: widgets.SelectMultiple
    statuses: widgets.SelectMultiple
    confidence: widgets.FloatSlider

    @property
    def choice(self) -> Choice:
        """What the widgets say."""
        start, end = self.days.value
        return Choice(start, end, self.actors.value, self.layers.value, self.statuses.value, self.confidence.value)

    def all(self) -> list[widgets.Widget]:
        """The widgets in order."""
        return [getattr(self, field.name) for field in fields(self)]


def controls(run: Run) -> Controls:
    """The widgets for a run, set to everything. They act when a slider is let go, not while it moves."""
    span = [f"{day:%Y-%m-%d}" for day in pd.date_range(*run.window)] or [""]
    named = sorted((run.label(code), code) for code in run.nodes["actor_id"])
    wide = widgets.Layout(width="98%")
    many = {"layout": widgets.Layout(width="98%"), "rows": 6}
    words = lambda known: [(words, name) for name, words in known.items()]  # noqa: E731
    return Controls(
        widgets.SelectionRangeSlider(options=span, index=(0, len(span) - 1), description="days", readout=False, continuous_update=False, layout=wide),
        widgets.SelectMultiple(options=named, description="actors", **many),
        widgets.SelectMultiple(options=words(LAYERS), value=tuple(LAYERS), description="layers", **many),
        widgets.SelectMultiple(options=words(STATUS), value=tuple(STATUS), description="status", **many),
        widgets.FloatSlider(min=0, max=1, step=0.05, description="confidence", continuous_update=False, layout=wide),
    )


def said(run: Run, choice: Choice, events: pd.DataFrame) -> str:
    """How many events a choice has, of which window."""
    inexact = int((events["event_date"].str.len() != 10).sum())
    words = f"{len(events)} of {count(len(run.events), 'event')}, {in_words(choice.start)} to {in_words(choice.end)}"
    words += f"; {inexact} of them without an exact day, counted where they were reported" if inexact else ""
    return f"{words}. Listed are the first {MOST_ROWS}." if len(events) > MOST_ROWS else f"{words}."


def _image(drawing: Figure) -> widgets.Image:
    """A figure as a widget: the same in every front end, and replaced at once when the choice changes."""
    made = io.BytesIO()
    drawing.savefig(made, format="png", dpi=130, metadata={"Software": None})
    return widgets.Image(value=made.getvalue(), format="png", layout=widgets.Layout(max_width="900px", object_fit="contain"))


def explorer(run: Run) -> widgets.VBox:
    """Widgets above, and below them what they choose: how many events, a network for each layer, days, sentences."""
    made = controls(run)
    line, networks, below = widgets.Label(), widgets.Tab(), widgets.VBox()

    def show(_=None) -> None:
        choice = made.choice
        events = chosen(run, choice)
        line.value = said(run, choice, events)
        networks.children = [_image(picture(run, events, layer)) for layer in choice.layers]
        n_events = [int((events["layer"] == layer).sum()) for layer in choice.layers]
        networks.titles = [f"{LAYERS[layer]} ({n})" for layer, n in zip(choice.layers, n_events, strict=True)]
        networks.selected_index = next((k for k, n in enumerate(n_events) if n), 0) if choice.layers else None
        below.children = [_image(days(run, events, choice)), sheet(sentences(run, events))]

    for control in made.all():
        control.observe(show, names="value")
    show()
    boxes = widgets.HBox([made.actors, made.layers, made.statuses])
    return widgets.VBox([made.days, made.confidence, boxes, line, networks, below])
