"""What the notebook `explore` shows: a choice of events by widgets, and the network, the days and the sentences of the choice."""

from __future__ import annotations

from dataclasses import dataclass, fields

import ipywidgets as widgets
import networkx as nx
import pandas as pd
from ipysigma import Sigma
from IPython.display import display
from matplotlib.figure import Figure

from analysis.figures.network import network
from analysis.figures.style import PARTY, THIRD
from analysis.figures.timeline import timeline
from analysis.measures import edges, graphs
from analysis.measures.records import records
from analysis.reporting.data import Run
from analysis.reporting.sections import sides
from analysis.reporting.wording import LAYERS, STATUS, VERBS

NO_MARKS = pd.DataFrame({"day": [], "label": []})
MOST_ROWS = 200


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
    """The events of a choice in the order of their days; what has no exact day is in every window."""
    events = run.events
    day = events["event_date"]
    inside = (day.str.len() != 10) | ((day >= choice.start) & (day <= choice.end))
    kept = inside & events["layer"].isin(choice.layers) & events["status"].isin(choice.statuses)
    kept &= events["confidence"] >= choice.confidence
    if choice.actors:
        wanted = set(choice.actors)
        everybody = events["source"] + ";" + events["target"] + ";" + events["third_parties"]
        kept &= everybody.map(lambda codes: bool(wanted & set(codes.split(";"))))
    return events[kept].sort_values(["event_date", "event_id"])


def edge_rows(run: Run, events: pd.DataFrame) -> list[dict]:
    """The edges of some events, as in the table edges."""
    kept = run.interactions[run.interactions["event_id"].isin(events["event_id"])]
    return edges.edges(records(kept))


def picture(run: Run, events: pd.DataFrame) -> Figure:
    """The network of some events in the fixed places of all pictures."""
    return network(pd.DataFrame(edge_rows(run, events), columns=list(run.edges.columns[:13])), run.nodes, run.parties)


def days(run: Run, events: pd.DataFrame, choice: Choice) -> Figure:
    """Events a day by kind."""
    return timeline(events, choice.start, choice.end, NO_MARKS)


def graph(run: Run, events: pd.DataFrame) -> nx.MultiDiGraph:
    """The layered multigraph of some events that happened."""
    return graphs.multigraph(run.nodes.to_dict("records"), edge_rows(run, events))


def sigma(run: Run, events: pd.DataFrame) -> Sigma:
    """The same graph to drag, zoom and search."""
    made = graph(run, events)
    made.remove_nodes_from([node for node in list(made) if not made.degree(node)])
    colours = {node: PARTY if node in run.parties else THIRD for node in made}
    return Sigma(
        made, node_label="label", node_size=dict(made.degree(weight="weight")), node_size_range=(4, 18), raw_node_color=colours,
        edge_size="weight", edge_color="layer", default_edge_type="curve", start_layout=5, height=520,
    )  # fmt: skip


def sentences(run: Run, events: pd.DataFrame, top: int = MOST_ROWS) -> pd.DataFrame:
    """One row per event: day, who, what, whether it happened, who says so, and the sentence that tells it best."""
    rows = []
    for event in events.head(top).itertuples():
        told = run.evidence.loc[event.evidence]
        rows.append(
            {
                "day": event.event_date,
                "who": sides(run, event),
                "what": VERBS[event.event_type],
                "did it happen": STATUS[event.status],
                "who says so": run.names(event.claimants),
                "sentence": told.sentence,
                "where": event.evidence,
            }
        )
    return pd.DataFrame(rows, columns=["day", "who", "what", "did it happen", "who says so", "sentence", "where"])


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
    """The widgets for a run, set to everything."""
    span = [f"{day:%Y-%m-%d}" for day in pd.date_range(*run.window)] or [""]
    named = sorted((run.label(code), code) for code in run.nodes["actor_id"])
    wide = widgets.Layout(width="98%")
    many = {"layout": widgets.Layout(width="98%"), "rows": 6}
    words = lambda known: [(words, name) for name, words in known.items()]  # noqa: E731
    return Controls(
        widgets.SelectionRangeSlider(options=span, index=(0, len(span) - 1), description="days", layout=wide),
        widgets.SelectMultiple(options=named, description="actors", **many),
        widgets.SelectMultiple(options=words(LAYERS), value=tuple(LAYERS), description="layers", **many),
        widgets.SelectMultiple(options=words(STATUS), value=tuple(STATUS), description="status", **many),
        widgets.FloatSlider(min=0, max=1, step=0.05, description="confidence", layout=wide),
    )


def explorer(run: Run) -> widgets.VBox:
    """Widgets above, and below them what they choose: network, days, sentences."""
    made, out = controls(run), widgets.Output()

    def show(_=None) -> None:
        events = chosen(run, made.choice)
        out.clear_output(wait=True)
        with out:
            display(
                widgets.Label(f"{len(events)} of {len(run.events)} events"),
                picture(run, events),
                days(run, events, made.choice),
                sentences(run, events),
            )

    for control in made.all():
        control.observe(show, names="value")
    show()
    boxes = widgets.HBox([made.actors, made.layers, made.statuses])
    return widgets.VBox([made.days, made.confidence, boxes, out])
